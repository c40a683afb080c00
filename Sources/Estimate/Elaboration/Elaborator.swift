import Netlist

/// Flattens a design into bits, on demand: only what the outputs of the top need is made.
struct Elaborator {
    /// One instance of a circuit: where its bits and its children are.
    struct Scope {
        var circuit: Int
        var parent: Int
        /// Its number among the parent's instances.
        var numberInParent: Int
        /// Of its first bit in `values`.
        var base: Int
        /// Parallel to the circuit's instances.
        var children: [Int]
    }

    /// What is the same for all instances of a circuit.
    struct Template {
        var lowered: LoweredCircuit
        /// By node: where its bits begin.
        var offsets: [Int]
        var bitCount: Int
        /// By the node of an input: the number of its port.
        var portOfNode: [NodeID: Int]
        /// By the root of an and-or form that a `select` was lowered to.
        var selections: [NodeID: Selection]
    }

    /// A bit that is asked for.
    struct Request {
        var scope: Int32
        var node: Int32
        var bit: Int32
    }

    enum Pending {
        case register(scope: Int, RegisterID, bit: Int, flipFlop: Int)
        case memory(scope: Int, MemoryID, number: Int)
        case memoryRead(scope: Int, MemoryID, port: Int, bit: Int, flipFlop: Int)
        case memoryWord(scope: Int, MemoryID, word: Int, bit: Int, flipFlop: Int)
    }

    static let unknown: UInt32 = .max
    static let inProgress: UInt32 = .max - 1

    let design: Design
    var flat: FlatDesign
    private(set) var templates: [Template?]
    private(set) var scopes: [Scope] = []
    private var values: [UInt32] = []
    private var stack: [Request] = []
    var pending: [Pending] = []
    /// By scope and memory: the number in `memories`.
    var memoryNumbers: [SIMD2<Int32>: Int] = [:]
    var memories: [ElaboratedMemory] = []
    /// Set when a bit that the current step needs is not there yet.
    private var isMissing = false

    init(_ design: Design, for device: Device) {
        self.design = design
        flat = FlatDesign(for: device)
        templates = Array(repeating: nil, count: design.circuits.count)
        addScope(circuit: design.top.index, parent: -1, number: 0, name: design.topCircuit.name, path: "")
        values = Array(repeating: Self.unknown, count: scopes.last.map { $0.base + bitCount($0.circuit) } ?? 0)
    }

    /// The flattened design.
    static func run(_ design: Design, for device: Device) -> FlatDesign {
        var elaborator = Elaborator(design, for: device)
        let top = design.topCircuit
        for port in top.ports where port.direction == .output {
            for bit in 0..<top.width(port.node) {
                elaborator.flat.outputs.append(elaborator.resolve(0, port.node, bit))
            }
        }
        // Modules that are written in Verilog are black boxes: what they read is needed, what they drive is not known.
        for scope in elaborator.scopes.indices where elaborator.isExternal(scope) {
            let circuit = elaborator.circuit(scope)
            for port in circuit.ports where port.direction == .input {
                elaborator.flat.outputs += elaborator.resolve(scope, port.node)
            }
        }
        while let next = elaborator.pending.popLast() {
            switch next {
            case .register(let scope, let register, let bit, let flipFlop):
                elaborator.finishRegister(scope, register, bit, flipFlop)
            case .memory(let scope, let memory, let number): elaborator.finishMemory(scope, memory, number)
            case .memoryRead(let scope, let memory, let port, let bit, let flipFlop):
                elaborator.finishMemoryRead(scope, memory, port, bit, flipFlop)
            case .memoryWord(let scope, let memory, let word, let bit, let flipFlop):
                elaborator.finishMemoryWord(scope, memory, word, bit, flipFlop)
            }
        }
        elaborator.flat.names = .design(
            circuits: design.circuits.indices.map { elaborator.templates[$0]?.lowered.circuit ?? design.circuits[$0] },
            ofInstance: elaborator.scopes.map(\.circuit), design.sources)
        return elaborator.flat
    }

    // Structure.

    private func bitCount(_ circuit: Int) -> Int { templates[circuit]?.bitCount ?? 0 }

    private mutating func template(_ circuit: Int) -> Template {
        if let known = templates[circuit] { return known }
        let lowered = design.circuits[circuit].lowered()
        var offsets: [Int] = []
        offsets.reserveCapacity(lowered.circuit.nodes.count)
        var total = 0
        for node in lowered.circuit.nodes {
            offsets.append(total)
            total += Int(node.width)
        }
        var ports: [NodeID: Int] = [:]
        for (index, port) in lowered.circuit.ports.enumerated() { ports[port.node] = index }
        let template = Template(
            lowered: lowered, offsets: offsets, bitCount: total, portOfNode: ports,
            selections: Selection.find(in: lowered, from: design.circuits[circuit].nodes.count))
        templates[circuit] = template
        return template
    }

    private mutating func addScope(circuit: Int, parent: Int, number: Int, name: String, path: String) {
        let template = template(circuit)
        let index = scopes.count
        let base = scopes.last.map { $0.base + bitCount($0.circuit) } ?? 0
        scopes.append(Scope(circuit: circuit, parent: parent, numberInParent: number, base: base, children: []))
        let module = design.circuits[circuit].name
        flat.instances.append(
            FlatDesign.Instance(path: path.isEmpty ? name : path, name: name, module: module, parent: parent))
        for (childNumber, child) in template.lowered.circuit.instances.enumerated() {
            scopes[index].children.append(scopes.count)
            let childPath = path.isEmpty ? child.name : path + "." + child.name
            addScope(
                circuit: child.circuit.index, parent: index, number: childNumber, name: child.name, path: childPath)
        }
    }

    /// The lowered circuit of a scope.
    func circuit(_ scope: Int) -> Circuit { templates[scopes[scope].circuit]?.lowered.circuit ?? design.topCircuit }

    func isExternal(_ scope: Int) -> Bool { design.circuits[scopes[scope].circuit].external != nil }

    func lowered(_ scope: Int) -> LoweredCircuit? { templates[scopes[scope].circuit]?.lowered }

    // Bits.

    @inline(__always)
    private func place(_ scope: Int, _ node: Int32, _ bit: Int) -> Int {
        let instance = scopes[scope]
        guard let template = templates[instance.circuit] else { return 0 }
        return instance.base + template.offsets[Int(node)] + bit
    }

    /// The bit, computed now if need be.
    mutating func resolve(_ scope: Int, _ node: NodeID, _ bit: Int) -> Literal {
        let place = place(scope, node.index, bit)
        if values[place] < Self.inProgress { return Literal(raw: values[place]) }
        stack.append(Request(scope: Int32(scope), node: node.index, bit: Int32(bit)))
        while let request = stack.last {
            step(request)
        }
        return Literal(raw: values[place])
    }

    /// All bits of a node, computed now.
    mutating func resolve(_ scope: Int, _ node: NodeID) -> [Literal] {
        (0..<circuit(scope).width(node)).map { resolve(scope, node, $0) }
    }

    private mutating func step(_ request: Request) {
        let (scope, bit) = (Int(request.scope), Int(request.bit))
        let here = place(scope, request.node, bit)
        if values[here] < Self.inProgress {
            stack.removeLast()
            return
        }
        values[here] = Self.inProgress
        isMissing = false
        flat.graph.origin = UInt32(truncatingIfNeeded: scope)
        flat.graph.place = UInt32(truncatingIfNeeded: Int(request.node))
        if let result = compute(scope, NodeID(request.node), bit), !isMissing {
            values[here] = result.raw
        }
    }

    /// A bit that a computation needs. When it is not there yet it is asked for, and the computation runs again later.
    mutating func need(_ scope: Int, _ node: NodeID, _ bit: Int) -> Literal {
        let place = place(scope, node.index, bit)
        if values[place] < Self.inProgress { return Literal(raw: values[place]) }
        if values[place] == Self.inProgress {
            // A combinational loop (through whole words perhaps): cut it here.
            let cut = flat.addSource(.input)
            values[place] = cut.raw
            return cut
        }
        isMissing = true
        stack.append(Request(scope: Int32(scope), node: node.index, bit: Int32(bit)))
        return .zero
    }

    /// All bits of a node.
    mutating func need(_ scope: Int, _ node: NodeID) -> [Literal] {
        let count = circuitWidth(scope, node)
        var bits: [Literal] = []
        bits.reserveCapacity(count)
        for bit in 0..<count { bits.append(need(scope, node, bit)) }
        return bits
    }

    func circuitWidth(_ scope: Int, _ node: NodeID) -> Int {
        templates[scopes[scope].circuit].map { $0.lowered.circuit.width(node) } ?? 0
    }

    func node(_ scope: Int, _ id: NodeID) -> Node {
        guard let template = templates[scopes[scope].circuit] else { return Node(.constant, width: 1) }
        return template.lowered.circuit[id]
    }

    func driver(_ scope: Int, _ id: NodeID) -> NodeID? {
        templates[scopes[scope].circuit]?.lowered.drivers[Int(id.index)]
    }

    func selection(_ scope: Int, _ id: NodeID) -> Selection? {
        guard let template = templates[scopes[scope].circuit], !template.selections.isEmpty else { return nil }
        return template.selections[id]
    }

    /// True when everything that the current computation asked for was there.
    var isReady: Bool { !isMissing }

    /// Sets all bits of a node; those that are known already stay.
    mutating func fill(_ scope: Int, _ node: NodeID, _ bits: [Literal]) {
        for (bit, literal) in bits.enumerated() {
            let place = place(scope, node.index, bit)
            if values[place] >= Self.inProgress { values[place] = literal.raw }
        }
    }

    /// A bit whose value arrives from elsewhere: from the parent for an input, from the child for an instance's output.
    mutating func port(_ scope: Int, _ id: NodeID, _ bit: Int) -> Literal {
        let instance = scopes[scope]
        guard instance.parent >= 0, let template = templates[instance.circuit], let port = template.portOfNode[id]
        else { return flat.addSource(.input) }
        let parent = circuit(instance.parent)
        guard let wire = parent.instances[instance.numberInParent].connections[port] else { return .zero }
        return need(instance.parent, wire, bit)
    }
}
