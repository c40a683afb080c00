/// What is needed by some roots, through registers and memories too.
struct Liveness {
    let circuit: Circuit
    let reads: Reads
    /// By node: whether it is needed.
    private(set) var isLive: [Bool]
    /// By node: the needed node that asked for it first; itself for a root.
    private(set) var reader: [NodeID]
    private var memoryIsLive: [Bool]
    private var guardIsLive: [Bool]
    /// Whether an output of an instance needs all of the instance's inputs.
    private let throughInstances: Bool

    init(_ circuit: Circuit, _ reads: Reads, throughInstances: Bool = false) {
        self.circuit = circuit
        self.throughInstances = throughInstances
        self.reads = reads
        isLive = Array(repeating: false, count: circuit.nodes.count)
        reader = circuit.nodes.indices.map { NodeID($0) }
        memoryIsLive = Array(repeating: false, count: circuit.memories.count)
        guardIsLive = Array(repeating: false, count: reads.guards.count)
    }

    subscript(id: NodeID) -> Bool { isLive[Int(id.index)] }

    func isLive(memory index: Int) -> Bool { memoryIsLive[index] }

    /// Marks the roots and all that they need.
    mutating func mark(_ roots: [NodeID]) {
        var stack: [NodeID] = []
        var needs: [NodeID] = []
        for root in roots where !isLive[Int(root.index)] {
            isLive[Int(root.index)] = true
            stack.append(root)
            while let node = stack.popLast() {
                needs.removeAll(keepingCapacity: true)
                collectNeeds(of: node, &needs)
                for need in needs where !isLive[Int(need.index)] {
                    isLive[Int(need.index)] = true
                    reader[Int(need.index)] = node
                    stack.append(need)
                }
            }
        }
    }

    /// Marks the properties and all that they need.
    mutating func markProperties() {
        for (property, guardIndex) in zip(circuit.properties, reads.properties) {
            guard let guardIndex else { continue }
            var roots = property.operands + [property.clocking.clock]
            if let reset = property.reset { roots.append(reset.signal) }
            collectGuards(guardIndex, &roots)
            mark(roots)
        }
    }

    private mutating func collectGuards(_ index: Int32, _ needs: inout [NodeID]) {
        var current = Int(index)
        while current >= 0, !guardIsLive[current] {
            guardIsLive[current] = true
            needs.append(reads.guards[current].node)
            current = Int(reads.guards[current].parent)
        }
    }

    private mutating func collectNeeds(of id: NodeID, _ needs: inout [NodeID]) {
        let node = circuit.nodes[Int(id.index)]
        switch node.operation {
        case .register:
            collectAssigned(id, &needs)
            let register = circuit.registers[Int(node.a)]
            needs.append(register.clocking.clock)
            if let reset = register.reset { needs.append(reset.signal) }
            if let enable = register.enable { needs.append(enable) }
        case .wire: collectAssigned(id, &needs)
        case .instanceOutput where throughInstances: needs += circuit.inputs(of: Int(node.a))
        case .memoryRead: collectMemory(Int(node.a), Int(node.b), &needs)
        default: for index in 0..<node.operandCount { needs.append(node.operand(index)) }
        }
    }

    private mutating func collectAssigned(_ id: NodeID, _ needs: inout [NodeID]) {
        for position in reads.range(of: id) {
            let entry = reads.entries[position]
            needs.append(entry.value)
            if entry.index != entry.value { needs.append(entry.index) }
            collectGuards(entry.guardIndex, &needs)
        }
    }

    private mutating func collectMemory(_ memory: Int, _ port: Int, _ needs: inout [NodeID]) {
        let read = circuit.memories[memory].readPorts[port]
        needs.append(read.address)
        if let enable = read.enable { needs.append(enable) }
        if let clocking = read.clocking { needs.append(clocking.clock) }
        guard !memoryIsLive[memory] else { return }
        memoryIsLive[memory] = true
        for (port, guardIndex) in reads.writes[memory] {
            let write = circuit.memories[memory].writePorts[port]
            needs += [write.address, write.data, write.clocking.clock]
            if let mask = write.mask { needs.append(mask) }
            collectGuards(guardIndex, &needs)
        }
    }
}

extension Circuit {
    /// The wires that drive an instance's inputs.
    func inputs(of instance: Int) -> [NodeID] {
        instances[instance].connections.compactMap { $0 }.filter { self[$0].operation == .wire }
    }
}
