extension Lowering {
    /// Puts the parts together. Takes the statements out of the circuit.
    mutating func finish() -> LoweredCircuit {
        let original = builder.circuit.nodes.count
        var drivers: [NodeID?] = Array(repeating: nil, count: original)
        for index in 0..<original where builder.circuit.nodes[index].operation == .wire {
            let wire = NodeID(index)
            drivers[index] = wireValue(wire)
        }
        var registers: [[LoweredCircuit.NextValue]] = []
        for register in builder.circuit.registers { registers.append(nextValues(register)) }
        let enables = targets.writeParts.map { ports in ports.map { enable(ofPart: $0) } }
        let properties = targets.propertyParts.map { enable(ofPart: $0) }
        var circuit = builder.circuit
        circuit.statements = []
        drivers += Array(repeating: nil, count: circuit.nodes.count - original)
        return LoweredCircuit(
            circuit: circuit, drivers: drivers, registers: registers, writeEnables: enables, propertyEnables: properties
        )
    }

    /// Nil: never.
    private func enable(ofPart part: Int) -> NodeID? {
        states[part].assigned == builder.zero ? nil : states[part].assigned
    }

    private mutating func wireValue(_ wire: NodeID) -> NodeID {
        guard let range = targets[wire] else {
            return builder.constant(.zero(width: builder.circuit.width(wire)))
        }
        var pieces: [NodeID] = []
        for part in range {
            pieces.append(states[part].value ?? builder.constant(.zero(width: targets.parts[part].width)))
        }
        return builder.concatenate(lowestFirst: pieces)
    }

    /// Neighbouring parts under one enable become one.
    private mutating func nextValues(_ register: Register) -> [LoweredCircuit.NextValue] {
        var result: [LoweredCircuit.NextValue] = []
        var pieces: [[NodeID]] = []
        let gate = register.enable.map { builder.canonical($0) } ?? builder.one
        for part in targets[register.node] ?? 0..<0 {
            let enable = builder.and(states[part].assigned, gate)
            guard let value = states[part].value, enable != builder.zero else { continue }
            let (low, width) = (targets.parts[part].low, targets.parts[part].width)
            let condition = enable == builder.one ? nil : enable
            if let last = result.last, last.low + last.width == low, last.enable == condition {
                result[result.count - 1].width += width
                pieces[pieces.count - 1].append(value)
            } else {
                result.append(LoweredCircuit.NextValue(low: low, width: width, value: value, enable: condition))
                pieces.append([value])
            }
        }
        for index in result.indices { result[index].value = builder.concatenate(lowestFirst: pieces[index]) }
        return result
    }
}

extension LoweredCircuit {
    /// The nodes that must be computed, each after the nodes it depends on: everything that outputs, instance inputs,
    /// registers, memory ports and properties need. Constants and sources (inputs, registers, instance outputs, registered
    /// memory reads, probes) are left out.
    ///
    /// A combinational memory read follows its address, a wire its driver. An instance's outputs are taken as given; a path through an
    /// instance is the caller's business. Where words depend on each other without a loop of bits (`a[1]` on `a[0]`), no order exists:
    /// the nodes of such a knot stand in some order, and `isOrdered` is false. `extra` names further nodes that are wanted, such as
    /// wires that nobody reads.
    public func evaluationOrder(with extra: [NodeID] = []) -> (nodes: [NodeID], isOrdered: Bool) {
        var order: [NodeID] = []
        var isOrdered = true
        // 0: not seen, 1: open, 2: done.
        var mark = [UInt8](repeating: 0, count: circuit.nodes.count)
        var stack: [(node: NodeID, next: Int)] = []
        func visit(_ root: NodeID) {
            guard mark[Int(root.index)] == 0 else { return }
            mark[Int(root.index)] = 1
            stack.append((root, 0))
            while let (node, next) = stack.last {
                if let operand = dependency(of: node, next) {
                    stack[stack.count - 1].next += 1
                    switch mark[Int(operand.index)] {
                    case 0:
                        mark[Int(operand.index)] = 1
                        stack.append((operand, 0))
                    case 1: isOrdered = false
                    default: break
                    }
                } else {
                    stack.removeLast()
                    mark[Int(node.index)] = 2
                    if isComputed(node) { order.append(node) }
                }
            }
        }
        for root in roots + extra { visit(root) }
        return (order, isOrdered)
    }

    /// Whether a node's value follows from other nodes at the same moment.
    private func isComputed(_ id: NodeID) -> Bool {
        let node = circuit[id]
        switch node.operation {
        case .constant, .input, .register, .instanceOutput, .probe: return false
        case .memoryRead: return circuit.memories[Int(node.a)].readPorts[Int(node.b)].clocking == nil
        default: return true
        }
    }

    /// The `index`-th node that `id` depends on at the same moment; nil past the last one.
    public func dependency(of id: NodeID, _ index: Int) -> NodeID? {
        let node = circuit[id]
        switch node.operation {
        case .wire: return index == 0 ? drivers[Int(id.index)] : nil
        case .memoryRead:
            let port = circuit.memories[Int(node.a)].readPorts[Int(node.b)]
            return index == 0 && port.clocking == nil ? port.address : nil
        default: return index < node.operandCount ? node.operand(index) : nil
        }
    }

    /// Everything that the circuit's outputs and state depend on, in the order of ports, instances, registers, memories, properties.
    public var roots: [NodeID] {
        var result: [NodeID] = []
        for port in circuit.ports where port.direction == .output { result.append(port.node) }
        for instance in circuit.instances {
            for case let node? in instance.connections where circuit[node].operation == .wire { result.append(node) }
        }
        for (register, values) in zip(circuit.registers, registers) {
            result.append(register.clocking.clock)
            if let reset = register.reset { result.append(reset.signal) }
            for value in values {
                result.append(value.value)
                if let enable = value.enable { result.append(enable) }
            }
        }
        for (memory, enables) in zip(circuit.memories, writeEnables) {
            for port in memory.readPorts {
                result.append(port.address)
                if let clocking = port.clocking { result.append(clocking.clock) }
                if let enable = port.enable { result.append(enable) }
            }
            for (port, enable) in zip(memory.writePorts, enables) {
                guard let enable else { continue }
                result += [enable, port.address, port.data, port.clocking.clock]
                if let mask = port.mask { result.append(mask) }
            }
        }
        for (property, enable) in zip(circuit.properties, propertyEnables) {
            guard let enable else { continue }
            result += [enable] + property.operands
        }
        return result
    }
}
