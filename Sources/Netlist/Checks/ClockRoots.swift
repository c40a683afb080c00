/// Clocks of one circuit, as the check of crossings tells them apart.
struct ClockKey: Hashable {
    /// The instances on the way to the circuit in which the clock is made; empty: this circuit.
    var path: [Int]
    /// In that circuit: an input (only with an empty path), or the node that makes the clock.
    var node: NodeID
}

/// Where clocks come from, through wires, inverters and instances that pass them on.
struct ClockRoots {
    let context: CheckContext
    var design: Design { context.design }
    /// By circuit and output port: the clock that comes out, if it was asked for.
    private var outputs: [Int: [Int: ClockKey]] = [:]

    init(_ context: CheckContext) { self.context = context }

    /// The clock that a node of a circuit carries.
    mutating func root(_ node: NodeID, in id: Int) -> ClockKey {
        var (current, seen) = (node, Set<NodeID>())
        while seen.insert(current).inserted {
            let value = self.node(current, in: id)
            switch value.operation {
            case .wire:
                guard let driver = driver(of: current, in: id) else { return ClockKey(path: [], node: current) }
                current = driver
            case .slice where self.node(NodeID(value.a), in: id).width == 1: current = NodeID(value.a)
            case .not: current = NodeID(value.a)
            case .instanceOutput:
                let instance = design.circuits[id].instances[Int(value.a)]
                let inner = output(Int(value.b), of: instance.circuit.index)
                guard let pin = pin(of: inner, at: instance) else {
                    return ClockKey(path: [Int(value.a)] + inner.path, node: inner.node)
                }
                current = pin
            default: return ClockKey(path: [], node: current)
            }
        }
        return ClockKey(path: [], node: node)
    }

    /// A node of a circuit. What lowering appended is looked at only behind a wire that is not simply driven.
    private func node(_ node: NodeID, in id: Int) -> Node {
        if Int(node.index) < design.circuits[id].nodes.count { return design.circuits[id].nodes[Int(node.index)] }
        return context.paths.lowered(CircuitID(id)).circuit[node]
    }

    private func driver(of wire: NodeID, in id: Int) -> NodeID? {
        let reads = context.reads[id]
        let range = reads.range(of: wire)
        if range.count == 1, reads.entries[range.lowerBound].guardIndex < 0 {
            return reads.entries[range.lowerBound].value
        }
        return context.paths.lowered(CircuitID(id)).drivers[Int(wire.index)]
    }

    /// What a clock of an instance is in the circuit around it.
    mutating func outside(_ key: ClockKey, instance: Int, in id: Int) -> ClockKey {
        guard let pin = pin(of: key, at: design.circuits[id].instances[instance]) else {
            return ClockKey(path: [instance] + key.path, node: key.node)
        }
        return root(pin, in: id)
    }

    /// By circuit: the clocks that it and the circuits below it use, in the order in which they are found.
    mutating func clocks() -> [[ClockKey]] {
        var result: [[ClockKey]] = []
        for (index, circuit) in design.circuits.enumerated() {
            var nodes: Set<NodeID> = []
            var keys: [ClockKey] = []
            func isNew(_ node: NodeID?) -> Bool { node.map { nodes.insert($0).inserted } ?? false }
            func add(_ key: ClockKey) { if !keys.contains(key) { keys.append(key) } }
            var previous: NodeID?
            for register in circuit.registers where register.clocking.clock != previous {
                previous = register.clocking.clock
                if isNew(previous) { add(root(register.clocking.clock, in: index)) }
            }
            for memory in circuit.memories {
                let used = memory.writePorts.map(\.clocking.clock) + memory.readPorts.compactMap { $0.clocking?.clock }
                for clock in used where isNew(clock) { add(root(clock, in: index)) }
            }
            for clock in circuit.crossings.inputClocks.values.sorted() where isNew(clock) {
                add(root(clock, in: index))
            }
            for (number, instance) in circuit.instances.enumerated() {
                for key in result[instance.circuit.index] { add(outside(key, instance: number, in: index)) }
            }
            result.append(keys)
        }
        return result
    }

    private mutating func output(_ port: Int, of id: Int) -> ClockKey {
        if let known = outputs[id]?[port] { return known }
        let key = root(design.circuits[id].ports[port].node, in: id)
        outputs[id, default: [:]][port] = key
        return key
    }

    /// The wire around an instance that drives the input that the clock is, if it is one.
    private func pin(of key: ClockKey, at instance: Instance) -> NodeID? {
        guard key.path.isEmpty else { return nil }
        let ports = design[instance.circuit].ports
        guard let port = ports.firstIndex(where: { $0.node == key.node && $0.direction == .input }) else { return nil }
        return instance.connections[port]
    }
}
