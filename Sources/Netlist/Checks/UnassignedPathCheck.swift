extension CheckContext {
    /// HDL031: wires, outputs and instance inputs that are driven, but not on every path; bit by bit.
    func unassignedPaths(_ id: CircuitID, _ coverage: Coverage) -> [Diagnostic] {
        let circuit = design[id]
        var found: [Diagnostic] = []
        let wires = coverage.targets.driven.filter { circuit[$0].operation == .wire }
        for wire in wires.sorted() {
            let parts = (coverage.targets[wire] ?? 0..<0).filter {
                coverage.ever[$0] && !coverage.always[$0]
            }
            if !parts.isEmpty { found += unassigned(id, wire, parts.map { coverage.targets.parts[$0] }) }
        }
        return found
    }

    /// One diagnostic for the parts that are missing on the same path.
    private func unassigned(_ id: CircuitID, _ wire: NodeID, _ parts: [LoweringTargets.Part]) -> [Diagnostic] {
        let (circuit, describer) = (design[id], describer(id))
        var groups: [(text: String, path: [UnassignedPath.Decision], parts: [LoweringTargets.Part])] = []
        for part in parts {
            guard let path = UnassignedPath(circuit: circuit, target: wire, part: part).find() else { continue }
            let text = list(unique(path.map { $0.text(describer) }))
            if let known = groups.firstIndex(where: { $0.text == text }) {
                groups[known].parts.append(part)
            } else {
                groups.append((text, path, [part]))
            }
        }
        let name = describer.name(wire) ?? "a wire without a name"
        return groups.map { group in
            let isWhole = group.parts.reduce(0) { $0 + $1.width } == circuit.width(wire)
            let bits = isWhole ? "" : bitRanges(group.parts, describer)
            let contradicts = Self.contradicts(group.path, circuit)
            var notes: [Diagnostic.Note] = []
            for decision in group.path {
                let note = Diagnostic.Note("here \(decision.text(describer))", at: decision.place)
                if !notes.contains(note) { notes.append(note) }
            }
            return Diagnostic(
                "HDL031", .error,
                contradicts
                    ? "'\(name)'\(bits) is not assigned on every path, as far as can be seen: each condition is looked at by itself"
                    : "'\(name)'\(bits) is not assigned when \(group.text)",
                at: circuit.places[Int(wire.index)], notes: notes,
                hint: contradicts
                    ? "write conditions that exclude each other as `when ... elsewhen ... otherwise`, or assign '\(name)' a default first"
                    : "assign '\(name)' on that path too, or give it a default before")
        }
    }

    /// True when the path asks for a condition and its opposite.
    private static func contradicts(_ path: [UnassignedPath.Decision], _ circuit: Circuit) -> Bool {
        var known: [NodeID: Bool] = [:]
        for case .when(var condition, var value, _) in path {
            while circuit[condition].operation == .not {
                condition = circuit[condition].operand(0)
                value.toggle()
            }
            if known[condition] == !value { return true }
            known[condition] = value
        }
        return false
    }

    private func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }
}
