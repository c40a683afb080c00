import Netlist

extension Design {
    /// The positions, in the top circuit's `ports`, of the inputs that clock something: a register, a memory, a check, here or in
    /// an instance at any depth; and an input of one bit that is named `clock`.
    public var clockPorts: Set<Int> {
        // By circuit, children first.
        var found: [Set<Int>] = []
        for circuit in circuits {
            var ports = circuit.clockPorts { found[$0.index] }
            for (index, port) in circuit.ports.enumerated()
            where port.direction == .input && circuit.names[port.node] == "clock" && circuit.width(port.node) == 1 {
                ports.insert(index)
            }
            found.append(ports)
        }
        return found[top.index]
    }
}

extension Design {
    /// Whether anything is clocked by what is no input of its circuit: a gated clock, a divided one, one that an instance makes. Such
    /// clocks may rise when an input falls.
    public var hasDerivedClocks: Bool {
        circuits.contains { circuit in
            let clocks = circuit.clocks
            guard !clocks.isEmpty else { return false }
            let drivers = circuit.plainDrivers(of: clocks)
            return clocks.contains { circuit[circuit.source(of: $0, drivers)].operation != .input }
        }
    }
}

extension Circuit {
    /// Everything that clocks something of the circuit itself.
    fileprivate var clocks: Set<NodeID> {
        var clocks: Set<NodeID> = []
        for register in registers { clocks.insert(register.clocking.clock) }
        for property in properties { clocks.insert(property.clocking.clock) }
        for memory in memories {
            for port in memory.writePorts { clocks.insert(port.clocking.clock) }
            for port in memory.readPorts { if let clocking = port.clocking { clocks.insert(clocking.clock) } }
        }
        return clocks
    }

    /// The input ports that clock something, when those of the children are known.
    fileprivate func clockPorts(of child: (CircuitID) -> Set<Int>) -> Set<Int> {
        if external != nil { return Set(ports.indices.filter { clockInputs.contains(ports[$0].node) }) }
        var clocks = clocks
        for instance in instances {
            for port in child(instance.circuit) where port < instance.connections.count {
                if let node = instance.connections[port] { clocks.insert(node) }
            }
        }
        if clocks.isEmpty { return [] }
        var result: Set<Int> = []
        let drivers = plainDrivers(of: clocks)
        for (index, port) in ports.enumerated() where port.direction == .input {
            if clocks.contains(where: { source(of: $0, drivers) == port.node }) { result.insert(index) }
        }
        return result
    }

    /// What drives each wire that is assigned as a whole, outside of every condition.
    fileprivate func plainDrivers(of clocks: Set<NodeID>) -> [NodeID: NodeID] {
        guard clocks.contains(where: { self[$0].operation == .wire }) else { return [:] }
        var result: [NodeID: NodeID] = [:]
        for case .assign(let assignment) in statements
        where assignment.index == nil && width(assignment.value) == 1 && width(assignment.target) == 1 {
            result[assignment.target] = assignment.value
        }
        return result
    }

    fileprivate func source(of node: NodeID, _ drivers: [NodeID: NodeID]) -> NodeID {
        var (current, steps) = (node, 0)
        while let next = drivers[current], steps <= drivers.count { (current, steps) = (next, steps + 1) }
        return current
    }
}
