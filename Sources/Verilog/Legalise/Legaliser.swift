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

/// Turns one circuit into the syntax of a module. The passes are extensions in the files beside this one.
final class Legaliser {
    let design: Design
    let index: Int
    let circuit: Circuit
    let ghost: GhostLogic.Part
    let targets: Targets
    var interfaces: ModuleInterfaces
    let groups: [DriverGroup]

    var scope = NameScope()
    /// The Verilog name of a node that has one: signals, and expressions that needed a net.
    var names: [String?]
    /// Bits of everything that has a name.
    var widths: [String: Int] = [:]
    /// Names of memories and instances.
    var memoryNames: [String] = []
    var instanceNames: [String] = []
    /// Nodes that are constant.
    let known: KnownValues
    /// How often each node is printed.
    var uses: [UInt32]
    /// Expressions that are short enough to stand wherever they are used.
    var isCheap: [Bool]
    /// Expressions that get a net because the expression around them would be too long.
    var isForced: [Bool]
    /// The wire that names a node because it is driven by just that node.
    var adopter: [NodeID: NodeID] = [:]
    /// Wires that are written as expressions in the one place that reads them: inputs of instances.
    var isInlined: Set<NodeID> = []
    /// Combinational reads of memories that are written where they are used.
    var inlinedReads: Set<NodeID> = []
    /// What is being lowered: temporaries take their names from it.
    var context = NameContext(target: "value")
    /// Cases of enumerations that are named somewhere.
    var parameters: [EnumerationID: [Int: String]] = [:]
    /// The loop variable of the initial contents.
    var counter: String?
    let portNodes: Set<NodeID>
    /// Wires that an `always @*` drives.
    let drivenByBlock: Set<NodeID>
    /// The nets that bring probes up from instances, by their path from here.
    var probeNets: [ProbeExport: String] = [:]

    /// The text outside and under `FORMAL`.
    var real = ModulePart()
    var formal = ModulePart()
    var isFormal = false

    init(design: Design, index: Int, ghost: GhostLogic.Part, interfaces: ModuleInterfaces) {
        self.design = design
        self.index = index
        self.ghost = ghost
        self.interfaces = interfaces
        circuit = design.circuits[index]
        targets = Targets(circuit)
        groups = Grouping(circuit, targets: targets, ghost: ghost).groups
        let targets = targets
        var constants: [NodeID: BitVector] = [:]
        for register in circuit.registers
        where register.reset == nil && targets.summaries[Int(register.node.index)] == nil {
            constants[register.node] = register.initial
        }
        known = KnownValues(circuit, registers: constants) { targets.onlyValue(of: $0) }
        portNodes = Set(circuit.ports.map(\.node))
        var driven: Set<NodeID> = []
        for case .combinational(let wires) in groups.map(\.kind) { driven.formUnion(wires) }
        drivenByBlock = driven
        names = Array(repeating: nil, count: circuit.nodes.count)
        uses = Array(repeating: 0, count: circuit.nodes.count)
        isCheap = Array(repeating: false, count: circuit.nodes.count)
        isForced = isCheap
    }

    /// The module, and the names of its probe ports.
    func module() -> ModuleSyntax {
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
                name: interfaces.ports[index][position], attributes: circuit.attributes[port.node] ?? [],
                place: circuit.places[Int(port.node.index)])
        }
        sinkUnused(ports: ports)
        let (declarations, rest) = real.sections()
        let (formalDeclarations, formalRest) = formal.sections()
        return ModuleSyntax(
            name: interfaces.modules[index], attributes: circuit.moduleAttributes, ports: ports,
            formalPorts: formalPorts, declarations: [parameterItems()] + declarations,
            formalDeclarations: probeNets.isEmpty ? [] : formalDeclarations.flatMap { $0 }, sections: rest,
            formalSections: (probeNets.isEmpty ? formalDeclarations : []) + formalRest, place: circuit.place)
    }

    /// Adds to what is being lowered.
    func emit(_ path: WritableKeyPath<ModulePart, [Item]>, _ item: Item) {
        if isFormal { formal[keyPath: path].append(item) } else { real[keyPath: path].append(item) }
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

    private func parameterItems() -> [Item] {
        parameters.sorted { $0.key.index < $1.key.index }.flatMap { enumeration, cases in
            cases.sorted { $0.key < $1.key }.map { index, name in
                Item.parameter(
                    ParameterSyntax(name: name, value: design.enumerations[enumeration.index].cases[index].value))
            }
        }
    }
}

/// The items of a module, by what they are.
struct ModulePart {
    var state: [Item] = []
    var forward: [Item] = []
    var nets: [NetSyntax] = []
    var combinational: [Item] = []
    var outputs: [Item] = []
    var contents: [Item] = []
    var writes: [Item] = []
    var reads: [Item] = []
    var sequential: [Item] = []
    var instances: [Item] = []
    var properties: [Item] = []
    var sinks: [Item] = []

    /// Declarations without a value, and then everything else, in the order of the text: what is declared comes before what
    /// uses it.
    func sections() -> (declarations: [[Item]], rest: [[Item]]) {
        let (late, sorted) = NetOrder.sort(nets)
        return (
            [state, forward + late],
            [sorted, combinational, outputs, contents, writes, reads, sequential, instances, properties, sinks]
        )
    }

    var all: [Item] {
        state + forward + nets.map(Item.net) + combinational + outputs + writes + reads + sequential
            + instances + properties
    }
}
