/// What is needed by some roots, through registers and memories too.
struct Liveness: ~Copyable {
    let circuit: Circuit
    let reads: Reads
    /// By node: whether it is needed.
    private(set) var isLive: Pool<Bool>
    /// By node that is needed: the one that asked for it first; itself for a root.
    private(set) var reader: Pool<NodeID>
    private var memoryIsLive: Pool<Bool>
    private var guardIsLive: Pool<Bool>
    /// Needed nodes whose own needs are not marked yet.
    private var work = Pool<NodeID>()
    /// Whether an output of an instance needs all of the instance's inputs.
    private let throughInstances: Bool

    init(_ circuit: Circuit, _ reads: Reads, throughInstances: Bool = false) {
        self.circuit = circuit
        self.throughInstances = throughInstances
        self.reads = reads
        isLive = Pool(repeating: false, count: circuit.nodes.count)
        reader = Pool(repeating: NodeID(0), count: circuit.nodes.count)
        memoryIsLive = Pool(repeating: false, count: circuit.memories.count)
        guardIsLive = Pool(repeating: false, count: reads.guards.count)
    }

    subscript(id: NodeID) -> Bool { isLive[Int(id.index)] }

    func isLive(memory index: Int) -> Bool { memoryIsLive[index] }

    /// Marks the roots and all that they need.
    mutating func mark(_ roots: [NodeID]) {
        for root in roots {
            need(root, for: root)
            while let node = work.popLast() { visit(node) }
        }
    }

    @inline(__always)
    private mutating func need(_ id: NodeID, for node: NodeID) {
        if isLive[Int(id.index)] { return }
        isLive[Int(id.index)] = true
        reader[Int(id.index)] = node
        work.append(id)
    }

    /// Marks the properties and all that they need.
    mutating func markProperties() {
        for (property, guardIndex) in zip(circuit.properties, reads.properties) {
            guard let guardIndex else { continue }
            var roots = property.operands + [property.clocking.clock]
            if let reset = property.reset { roots.append(reset.signal) }
            mark(roots)
            needGuards(guardIndex, for: property.condition)
            while let node = work.popLast() { visit(node) }
        }
    }

    private mutating func needGuards(_ index: Int32, for node: NodeID) {
        var current = Int(index)
        while current >= 0, !guardIsLive[current] {
            guardIsLive[current] = true
            need(reads.guards[current].node, for: node)
            current = Int(reads.guards[current].parent)
        }
    }

    private mutating func visit(_ id: NodeID) {
        let node = circuit.nodes[Int(id.index)]
        switch node.operation {
        case .register:
            needAssigned(id)
            let index = Int(node.a)
            need(circuit.registers[index].clocking.clock, for: id)
            if let signal = circuit.registers[index].reset?.signal { need(signal, for: id) }
            if let enable = circuit.registers[index].enable { need(enable, for: id) }
        case .wire: needAssigned(id)
        case .instanceOutput:
            if throughInstances { for input in circuit.inputs(of: Int(node.a)) { need(input, for: id) } }
        case .memoryRead: needMemory(Int(node.a), Int(node.b), for: id)
        default: for index in 0..<node.operandCount { need(node.operand(index), for: id) }
        }
    }

    private mutating func needAssigned(_ id: NodeID) {
        for position in reads.range(of: id) {
            let entry = reads.entries[position]
            need(entry.value, for: id)
            if entry.isDynamic { need(entry.index, for: id) }
            needGuards(entry.guardIndex, for: id)
        }
    }

    private mutating func needMemory(_ memory: Int, _ port: Int, for id: NodeID) {
        let read = circuit.memories[memory].readPorts[port]
        need(read.address, for: id)
        if let enable = read.enable { need(enable, for: id) }
        if let clocking = read.clocking { need(clocking.clock, for: id) }
        guard !memoryIsLive[memory] else { return }
        memoryIsLive[memory] = true
        for (port, guardIndex) in reads.writes[memory] {
            let write = circuit.memories[memory].writePorts[port]
            for node in [write.address, write.data, write.clocking.clock] { need(node, for: id) }
            if let mask = write.mask { need(mask, for: id) }
            needGuards(guardIndex, for: id)
        }
    }
}

extension Circuit {
    /// The wires that drive an instance's inputs.
    func inputs(of instance: Int) -> [NodeID] {
        instances[instance].connections.compactMap { $0 }.filter { self[$0].operation == .wire }
    }
}
