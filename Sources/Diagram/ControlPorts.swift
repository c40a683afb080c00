import Netlist

/// Which input ports of a design's circuits carry clocks and resets, and nothing that a picture should show.
struct ControlPorts {
    /// By circuit: positions in its `ports`.
    private(set) var ports: [Set<Int>] = []

    init(_ design: Design) {
        for circuit in design.circuits {
            var roots: [NodeID] = []
            func add(_ clocking: Clocking?) { if let clocking { roots.append(clocking.clock) } }
            for register in circuit.registers {
                add(register.clocking)
                if let reset = register.reset { roots.append(reset.signal) }
            }
            for memory in circuit.memories {
                for port in memory.readPorts { add(port.clocking) }
                for port in memory.writePorts { add(port.clocking) }
            }
            for property in circuit.properties {
                add(property.clocking)
                if let reset = property.reset { roots.append(reset.signal) }
            }
            for instance in circuit.instances {
                for port in ports[instance.circuit.index] {
                    if let node = instance.connections[port] { roots.append(node) }
                }
            }
            let nodes = Self.inputs(behind: roots, of: circuit)
            ports.append(Set(circuit.ports.indices.filter { nodes.contains(circuit.ports[$0].node) }))
        }
    }

    /// The inputs that the roots are, directly or through wires.
    private static func inputs(behind roots: [NodeID], of circuit: Circuit) -> Set<NodeID> {
        var result: Set<NodeID> = []
        var wires: [NodeID] = []
        for root in roots {
            if circuit[root].operation == .wire { wires.append(root) } else { result.insert(root) }
        }
        guard !wires.isEmpty else { return result }
        let drivers = circuit.lowered().drivers
        var seen: Set<NodeID> = []
        while let wire = wires.popLast() {
            guard seen.insert(wire).inserted, let driver = drivers[Int(wire.index)] else { continue }
            if Int(driver.index) < circuit.nodes.count, circuit[driver].operation == .wire {
                wires.append(driver)
            } else {
                result.insert(driver)
            }
        }
        return result
    }
}
