import Netlist

/// What the modules of a design must know of each other.
struct ModuleInterfaces {
    /// Parallel to the design's circuits.
    var modules: [String] = []
    /// Names of the ports, in the order of each circuit's ports.
    var ports: [[String]] = []
    /// What each circuit shows to the probes of circuits above it.
    var exports: [[ProbeExport]] = []
    /// Names of the ports for `exports`; filled as the modules are made.
    var exportPorts: [[String]] = []
}

/// Turns one circuit into the text of a module: each item is printed when it is complete. The passes are extensions in the files beside this one.
final class Legaliser {
    let design: Design
    let index: Int
    let circuit: Circuit
    let ghost: GhostLogic.Part
    let targets: Targets
    var interfaces: ModuleInterfaces
    let groups: [DriverGroup]

    let scope = NameScope()
    /// The expressions and statements of what is being lowered.
    let syntax = Syntax()
    /// The Verilog name of a node that has one: signals, and expressions that needed a net.
    @exclusivity(unchecked) var names: NodeNames
    /// By name: bits of what has it; 0 where nothing was said.
    let widths = NameWidths()
    /// Names of memories and instances.
    var memoryNames: [Name] = []
    var instanceNames: [Name] = []
    /// Nodes that are constant.
    let known: KnownValues
    /// Wires that a block of statements drives, always with the same value.
    let constants: [NodeID: BitVector]
    /// How often each node is printed: never, once, or (2) more often.
    @exclusivity(unchecked) var uses: Pool<UInt8>
    /// Expressions that are short enough to stand wherever they are used.
    @exclusivity(unchecked) var isCheap: NodeFlags
    /// Expressions that get a net because the expression around them would be too long.
    @exclusivity(unchecked) var isForced: NodeFlags
    /// The wire that names a node because it is driven by just that node.
    @exclusivity(unchecked) var adopter = NodeMap<NodeID>()
    /// Wires that are written as expressions in the one place that reads them: inputs of instances.
    @exclusivity(unchecked) var isInlined: NodeFlags
    /// Combinational reads of memories that are written where they are used.
    @exclusivity(unchecked) var inlinedReads: NodeFlags
    /// What is being lowered: temporaries take their names from it.
    @exclusivity(unchecked) var context = NameContext(target: .text("value"))
    /// Cases of enumerations that are named somewhere, and those of them that are named under `FORMAL` only.
    var parameters: [EnumerationID: [Int: Name]] = [:]
    var formalParameters: [EnumerationID: Set<Int>] = [:]
    /// The loop variable of the initial contents.
    var counter: Name?
    /// By node.
    let portNodes: NodeFlags
    /// By node: wires that an `always @*` drives.
    let drivenByBlock: NodeFlags
    /// Scratch of `prepare`: by node, the walk that saw it last.
    @exclusivity(unchecked) var seen: Pool<UInt32>
    @exclusivity(unchecked) var walk: UInt32 = 0
    /// Scratch of walks through expressions: nodes still to be looked at (none between walks), and those that will get nets.
    @exclusivity(unchecked) var work = Pool<NodeID>()
    @exclusivity(unchecked) var pending: [NodeID] = []
    /// The nets that bring probes up from instances, by their path from here.
    var probeNets: [ProbeExport: Name] = [:]

    /// The names of the ports that show this circuit's signals to probes; known when the module is complete.
    private(set) var probePortNames: [String] = []

    /// The text outside and under `FORMAL`.
    let real: ModulePart
    let formal: ModulePart
    @exclusivity(unchecked) var isFormal = false
    private let style: PrintStyle

    init(design: Design, index: Int, ghost: GhostLogic.Part, interfaces: ModuleInterfaces, style: PrintStyle) {
        self.style = style
        real = ModulePart(scope, syntax, widths, style)
        formal = ModulePart(scope, syntax, widths, style)
        self.design = design
        self.index = index
        self.ghost = ghost
        self.interfaces = interfaces
        circuit = design.circuits[index]
        targets = Targets(circuit)
        var groups = Grouping(circuit, targets: targets, ghost: ghost).groups
        let targets = targets
        var unwritten: [NodeID: BitVector] = [:]
        for index in circuit.registers.indices where circuit.registers[index].reset == nil {
            let node = circuit.registers[index].node
            if targets.summary(of: node) == nil { unwritten[node] = circuit.registers[index].initial }
        }
        known = KnownValues(circuit, registers: unwritten) { targets.onlyValue(of: $0) }
        let count = circuit.nodes.count
        var isPort = NodeFlags(count: count)
        for port in circuit.ports { isPort[Int(port.node.index)] = true }
        portNodes = isPort
        var driven = NodeFlags(count: count)
        var constants: [NodeID: BitVector] = [:]
        let blocks = ConstantBlocks(circuit: circuit, known: known)
        for index in groups.indices {
            guard case .combinational(let wires) = groups[index].kind else { continue }
            if let values = blocks.values(of: wires, groups[index].block) {
                constants.merge(values) { $1 }
                groups[index].block = []
            } else {
                for wire in wires { driven[Int(wire.index)] = true }
            }
        }
        drivenByBlock = driven
        self.constants = constants
        self.groups = groups
        names = NodeNames(count: count)
        uses = Pool(repeating: 0, count: count)
        isCheap = NodeFlags(count: count)
        isForced = NodeFlags(count: count)
        isInlined = NodeFlags(count: count)
        inlinedReads = NodeFlags(count: count)
        seen = Pool(repeating: 0, count: count)
    }

    /// The module, to be put together when the legaliser is gone.
    func module() -> ModuleText {
        countUses()
        chooseNets()
        chooseInlined()
        nameSignals()
        nameProbes()
        declareSignals()
        lower(ghost: false)
        lower(ghost: true)
        let formalPorts = probePorts()
        isFormal = false
        let ports = circuit.ports.enumerated().map { position, port in
            PortSyntax(
                direction: port.direction, isRegister: isDrivenByBlock(port.node), width: circuit.width(port.node),
                name: names[Int(port.node.index)] ?? scope.claim(interfaces.ports[index][position]),
                attributes: circuit.attributes[port.node] ?? [],
                place: circuit.places[Int(port.node.index)])
        }
        sinkUnused(ports: ports)
        let header = HeaderSyntax(
            name: interfaces.modules[index], attributes: circuit.moduleAttributes, ports: ports,
            formalPorts: formalPorts, place: circuit.place)
        probePortNames = formalPorts.map { text($0.name) }
        for parameters in parameterItems(formal: false) { real.append(parameters, to: .parameters) }
        for parameters in parameterItems(formal: true) { formal.append(parameters, to: .parameters) }
        return ModuleText(
            header: header, printer: ModulePrinter(style, scope, syntax), real: real, formal: formal,
            hasProbeNets: !probeNets.isEmpty)
    }

    /// Adds to what is being lowered.
    func emit(_ section: ModulePart.Section, _ item: Item) {
        (isFormal ? formal : real).append(item, to: section)
    }

    private func lower(ghost isGhost: Bool) {
        isFormal = isGhost
        for (index, memory) in circuit.memories.enumerated() where ghost.memories[index] == isGhost {
            lowerContents(memory, index)
        }
        for group in groups where group.isGhost == isGhost {
            switch group.kind {
            case .expression(let wire): lowerExpression(wire, group.block)
            case .combinational(let wires): lowerCombinational(wires, group.block)
            default: break
            }
        }
        lowerReads(ghost: isGhost)
        for group in groups where group.isGhost == isGhost {
            switch group.kind {
            case .writes(let key): lowerWrites(key, group.block)
            case .registers(let registers): lowerRegisters(registers, group.block)
            case .properties(let key): lowerProperties(key, group.block)
            default: break
            }
        }
        for (index, instance) in circuit.instances.enumerated() where ghost.instances[index] == isGhost {
            lowerInstance(instance, index)
        }
    }

    private func parameterItems(formal: Bool) -> [Item] {
        parameters.sorted { $0.key.index < $1.key.index }.compactMap { enumeration, cases in
            let list = cases.sorted { $0.key < $1.key }
                .filter { formal == (formalParameters[enumeration]?.contains($0.key) ?? false) }
                .map { index, name in
                    ParameterSyntax(name: name, value: design.enumerations[enumeration.index].cases[index].value)
                }
            return list.isEmpty ? nil : Item.parameters(list)
        }
    }
}

/// The names of nodes.
struct NodeNames: ~Copyable {
    /// By node; -1: none.
    private var numbers: Pool<Int32>

    init(count: Int) { numbers = Pool(repeating: -1, count: count) }

    subscript(node: Int) -> Name? {
        get { numbers[node] < 0 ? nil : Name(index: numbers[node]) }
        set { numbers[node] = newValue?.index ?? -1 }
    }
}

/// One bit for each node.
struct NodeFlags: ~Copyable {
    private var words: Pool<UInt64>

    init(count: Int) { words = Pool(repeating: 0, count: count / 64 + 1) }

    subscript(node: Int) -> Bool {
        get { words[node / 64] >> UInt64(node % 64) & 1 == 1 }
        set {
            let bit = UInt64(1) << UInt64(node % 64)
            if newValue { words[node / 64] |= bit } else { words[node / 64] &= ~bit }
        }
    }
}

/// Bits of names.
final class NameWidths {
    @exclusivity(unchecked) private var bits = Pool<Int32>()

    /// Nil where nothing was said.
    subscript(name: Name) -> Int? {
        get {
            let index = Int(name.index)
            return index < bits.count && bits[index] > 0 ? Int(bits[index]) : nil
        }
        set {
            let index = Int(name.index)
            while bits.count <= index { bits.append(0) }
            bits[index] = Int32(newValue ?? 0)
        }
    }
}
