extension CheckContext {
    /// HDL034: registers, wires, inputs, memories and instances whose values nobody reads who matters: no output, no instance and no property
    /// depends on them.
    func unread(_ id: CircuitID) -> [Diagnostic] {
        let circuit = design[id]
        var live = Liveness(circuit, reads[id.index])
        live.mark(readRoots(id))
        live.markProperties()
        var found: [Diagnostic] = []
        for index in circuit.nodes.indices where !live.isLive[index] {
            let node = NodeID(index)
            guard let name = circuit.names[node] else { continue }
            switch circuit.nodes[index].operation {
            case .input, .wire, .register:
                found.append(unread(circuit.nodes[index].operation.word, name, circuit.places[index]))
            default: break
            }
        }
        for (index, memory) in circuit.memories.enumerated() where !live.isLive(memory: index) {
            found.append(unread("memory", memory.name, memory.place))
        }
        for (index, instance) in circuit.instances.enumerated() {
            let ports = design.circuits[instance.circuit.index].ports
            let outputs = ports.indices.filter { ports[$0].direction == .output }
            let isRead = outputs.contains { port in instance.connections[port].map { live[$0] } ?? false }
            if outputs.isEmpty || isRead || hasProperties[instance.circuit.index] { continue }
            if probedInstances[id.index].contains(index) { continue }
            found.append(
                Diagnostic(
                    "HDL034", .warning, "no output of instance '\(instance.name)' is read", at: instance.place,
                    hint: "remove the instance, or use what it computes"))
        }
        return found
    }

    private func unread(_ kind: String, _ name: String, _ place: Place) -> Diagnostic {
        Diagnostic(
            "HDL034", .warning, "\(kind) '\(name)' is never read: no output, instance or property depends on it",
            at: place,
            hint: kind == "memory" ? "remove it, or read it" : "remove it, or say `unused(\(name))` if that is meant")
    }

    /// What is read from outside of the logic: everything else must lead there.
    private func readRoots(_ id: CircuitID) -> [NodeID] {
        let circuit = design[id]
        var roots = circuit.ports.filter { $0.direction == .output }.map(\.node)
        roots += circuit.silenced.sorted() + probed[id.index]
        for index in circuit.instances.indices { roots += circuit.inputs(of: index) }
        // Neighbours mostly have one clock and reset.
        var (clock, reset): (NodeID?, NodeID?)
        for index in circuit.registers.indices {
            let nextClock = circuit.registers[index].clocking.clock
            let nextReset = circuit.registers[index].reset?.signal
            if clock != nextClock { roots.append(nextClock) }
            if let nextReset, reset != nextReset { roots.append(nextReset) }
            (clock, reset) = (nextClock, nextReset)
        }
        for memory in circuit.memories {
            roots += memory.readPorts.compactMap { $0.clocking?.clock } + memory.writePorts.map(\.clocking.clock)
        }
        return roots
    }
}

extension Operation {
    /// What a signal is called in a message.
    fileprivate var word: String {
        switch self {
        case .input: "input"
        case .register: "register"
        default: "wire"
        }
    }
}
