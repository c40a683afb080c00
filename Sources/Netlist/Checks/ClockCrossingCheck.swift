extension CheckContext {
    /// HDL039: a register, or a memory port, takes over what a register of another clock sends, and is no synchroniser. HDL077: it is one,
    /// but logic stands before it. Found through wires and instances; each receiver is named once for each clock that sends to it.
    func clockCrossings() -> [Diagnostic] {
        var roots = ClockRoots(self)
        let clocks = roots.clocks()
        guard clocks[design.top.index].count > 1 else { return [] }
        let ghost = GhostLogic(of: design)
        var summaries: [CrossingSummary] = []
        for index in design.circuits.indices {
            var run = CrossingRun(
                context: self, index: index, ghost: ghost.circuits[index], clocks: clocks[index], roots: roots)
            summaries.append(run.run(summaries))
        }
        let top = summaries[design.top.index]
        return top.crossings.map(message)
    }

    private func message(_ crossing: Crossing) -> Diagnostic {
        let (sender, receiver) = (crossing.sender, crossing.receiver)
        let (from, to) = (clockName(sender.clock), clockName(receiver.clock))
        let notes = [Diagnostic.Note("'\(sender.name)' of clock '\(from)' sends", at: sender.place)]
        return switch crossing.mistake {
        case .noSynchronizer:
            Diagnostic(
                "HDL039", .error,
                "'\(receiver.name)' of clock '\(to)' receives '\(sender.name)' of clock '\(from)' without a synchroniser",
                at: receiver.place, notes: notes,
                hint:
                    "pass one bit through `synchronized(...)`, a Gray code through `synchronized(gray:)`, a reset through `synchronized(reset:)`; what is held still while it is read is a `crossing(...)`"
            )
        case .logicBeforeSynchronizer:
            Diagnostic(
                "HDL077", .error,
                "the synchroniser '\(receiver.name)' of clock '\(to)' receives '\(sender.name)' of clock '\(from)' through logic",
                at: receiver.place, notes: notes,
                hint: "let a register of clock '\(from)' take over what the logic makes, and synchronise the register")
        }
    }

    private func clockName(_ key: ClockKey) -> String {
        var circuit = design.top
        var words: [String] = []
        for step in key.path {
            words.append(design[circuit].instances[step].name)
            circuit = design[circuit].instances[step].circuit
        }
        // What lowering makes of conditions has no words of its own.
        let isWritten = design[circuit].nodes.indices.contains(Int(key.node.index))
        words.append(isWritten ? describer(circuit).expression(key.node) : "a clock chosen by conditions")
        return words.joined(separator: ".")
    }
}
