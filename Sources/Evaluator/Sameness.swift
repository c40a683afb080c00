import Netlist

extension Evaluator {
    /// Whether two evaluators that have not run yet will do the same, as far as their programs tell: the same instructions on the same places, from the
    /// same state. True proves that the designs do the same in every cycle; false says nothing.
    ///
    /// Names, checks and signals that nobody needs make no difference when both were made with `checks: false`. Always false for designs with modules
    /// that are written in Verilog, with clocks that are made of data, and after the first step.
    public func computesTheSame(as other: Evaluator) -> Bool {
        let (mine, theirs) = (build, other.build)
        guard cycle == 0, other.cycle == 0, mine.externals.isEmpty, theirs.externals.isEmpty, derived.isEmpty,
            other.derived.isEmpty, ports == other.ports, mine.ports == theirs.ports,
            mine.ofState.isSame(as: theirs.ofState), mine.ofInputs.isSame(as: theirs.ofInputs),
            mine.resets.elementsEqual(theirs.resets, by: { $0 == $1 }),
            mine.feedbacks.elementsEqual(theirs.feedbacks, by: { $0 == $1 }),
            mine.domains.elementsEqual(theirs.domains, by: { $0.isSame(as: $1) })
        else { return false }
        // All places that the instructions name are inside both states.
        return (0..<min(mine.size, theirs.size)).allSatisfy { state[$0] == other.state[$0] }
    }
}

extension Program {
    fileprivate func isSame(as other: Program) -> Bool {
        guard instructionCount == other.instructionCount, runCount == other.runCount, pieceCount == other.pieceCount
        else { return false }
        return (0..<instructionCount).allSatisfy { instructions[$0] == other.instructions[$0] }
            && (0..<runCount).allSatisfy { runs[$0] == other.runs[$0] }
            && (0..<pieceCount).allSatisfy { pieces[$0] == other.pieces[$0] }
    }
}

extension DomainPlan {
    fileprivate func isSame(as other: DomainPlan) -> Bool {
        port == other.port && clock == other.clock && edge == other.edge && reads == other.reads
            && writes == other.writes && wide == other.wide && checks == other.checks && copyCount == other.copyCount
            && (0..<copyCount).allSatisfy { copies[$0] == other.copies[$0] }
    }
}
