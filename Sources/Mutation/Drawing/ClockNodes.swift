import Netlist

extension Design {
    /// By circuit: the nodes that carry clocks, from ports or through logic. They are not mutated.
    var clockNodes: [Set<NodeID>] {
        var result: [Set<NodeID>] = []
        for circuit in circuits {
            var work = circuit.registers.map(\.clocking.clock) + Array(circuit.clockInputs)
            for memory in circuit.memories {
                work += memory.writePorts.map(\.clocking.clock) + memory.readPorts.compactMap(\.clocking?.clock)
            }
            work += circuit.properties.map(\.clocking.clock)
            for instance in circuit.instances {
                for (port, node) in zip(circuits[instance.circuit.index].ports, instance.connections) {
                    if let node, result[instance.circuit.index].contains(port.node) { work.append(node) }
                }
            }
            var sources: [NodeID: [NodeID]] = [:]
            for case .assign(let assignment) in circuit.statements.inOrder {
                sources[assignment.target, default: []].append(assignment.value)
            }
            var found: Set<NodeID> = []
            while let node = work.popLast() {
                guard found.insert(node).inserted else { continue }
                work += circuit[node].operands + (sources[node] ?? [])
            }
            result.append(found)
        }
        return result
    }
}
