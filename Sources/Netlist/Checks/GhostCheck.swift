extension CheckContext {
    /// HDL038: what a probe sees reaches an output, an instance that does more than verify, or anything with an attribute. A probe is
    /// for verification logic only.
    func ghostsThatDrive(_ id: CircuitID) -> [Diagnostic] {
        let circuit = design[id]
        let probes = circuit.nodes.indices.filter { circuit.nodes[$0].operation == .probe }.map { NodeID($0) }
        guard !probes.isEmpty else { return [] }
        var roots = circuit.ports.filter { $0.direction == .output }.map(\.node) + circuit.attributes.keys.sorted()
        for (index, instance) in circuit.instances.enumerated() {
            let isWatcher = hasProperties[instance.circuit.index] && instance.attributes.isEmpty
            let isRead = instance.connections.contains { $0.map { circuit[$0].operation == .instanceOutput } ?? false }
            if !isWatcher, !isRead || !instance.attributes.isEmpty { roots += circuit.inputs(of: index) }
        }
        var live = Liveness(circuit, reads[id.index], throughInstances: true)
        live.mark(roots)
        let describer = describer(id)
        return probes.filter { live[$0] }.map { probe in
            var notes: [Diagnostic.Note] = []
            var (node, sink) = (probe, probe)
            while live.reader[Int(node.index)] != node {
                node = live.reader[Int(node.index)]
                guard describer.name(node) != nil else { continue }
                sink = node
                notes.append(Diagnostic.Note("through \(describer.signal(node))", at: circuit.places[Int(node.index)]))
            }
            return Diagnostic(
                "HDL038", .error,
                "the probe of '\(describer.name(probe) ?? "")' drives the design: its value reaches \(describer.signal(sink))",
                at: circuit.places[Int(probe.index)], notes: notes,
                hint: "read a probe in `check`, `assume` and `cover` only; to use the value, lead it out through a port"
            )
        }
    }
}
