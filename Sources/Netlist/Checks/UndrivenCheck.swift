extension CheckContext {
    /// HDL030: wires, outputs and instance inputs that no statement drives, as a whole or in some bits.
    ///
    /// - Parameter coverage: nil where every wire is driven.
    func undriven(_ id: CircuitID, _ coverage: Coverage?) -> [Diagnostic] {
        let circuit = design[id]
        var found: [Diagnostic] = []
        for index in circuit.nodes.indices where circuit.nodes[index].operation == .wire {
            guard let coverage else { break }
            let wire = NodeID(index)
            guard let parts = coverage.targets[wire] else {
                found.append(undriven(id, wire, bits: []))
                continue
            }
            let missing = parts.filter { !coverage.ever[$0] }.map { coverage.targets.parts[$0] }
            if !missing.isEmpty { found.append(undriven(id, wire, bits: missing)) }
        }
        for instance in circuit.instances {
            let ports = design.circuits[instance.circuit.index].ports
            for (port, node) in zip(ports, instance.connections) where port.direction == .input && node == nil {
                let child = design[instance.circuit]
                found.append(
                    Diagnostic(
                        "HDL030", .error,
                        "instance input '\(instance.name).\(child.names[port.node] ?? "")' is never driven",
                        at: instance.place, hint: "assign it where the instance is used"))
            }
        }
        return found
    }

    /// Whether there is a wire that no statement drives as a whole outside of all conditions.
    func hasOpenWires(_ id: CircuitID) -> Bool {
        let (circuit, reads) = (design[id], reads[id.index])
        return circuit.nodes.indices.contains { index in
            guard circuit.nodes[index].operation == .wire else { return false }
            return !reads.range(of: NodeID(index)).contains { position in
                let entry = reads.entries[position]
                return entry.guardIndex < 0 && !entry.isDynamic
                    && circuit.width(entry.value) == Int(circuit.nodes[index].width)
            }
        }
    }

    /// `bits`: the missing parts; empty: all.
    private func undriven(_ id: CircuitID, _ wire: NodeID, bits: [LoweringTargets.Part]) -> Diagnostic {
        let describer = describer(id)
        let signal = describer.signal(wire)
        let place = design[id].places[Int(wire.index)]
        let name = describer.name(wire) ?? "it"
        if bits.isEmpty {
            return Diagnostic(
                "HDL030", .error, "\(signal) is never driven", at: place,
                hint: "assign it, `\(name) <== ...`, or remove it")
        }
        return Diagnostic(
            "HDL030", .error, "\(signal) is never driven in bits \(bitRanges(bits, describer))", at: place,
            hint: "assign these bits too, or all of '\(name)' first and then the others")
    }

    /// `[7...4] and [1]`, neighbours joined.
    func bitRanges(_ parts: [LoweringTargets.Part], _ describer: NodeDescriber) -> String {
        var ranges: [LoweringTargets.Part] = []
        for part in parts {
            if let last = ranges.last, last.low + last.width == part.low {
                ranges[ranges.count - 1].width += part.width
            } else {
                ranges.append(part)
            }
        }
        return list(ranges.reversed().map { describer.bits(low: $0.low, width: $0.width) })
    }
}
