/// The step of an induction over all checks, as a question about gates: the circuit starts anywhere, all checks hold over `edges` clock edges,
/// and one fails at the next.
///
/// Latches get their first values from new inputs; one more latch remembers that a check has failed, and a chain of them counts the edges.
struct InductionStep {
    private let source: Aiger
    private let edges: Int

    init(_ source: Aiger, edges: Int) {
        self.source = source
        self.edges = edges
    }

    /// The file, with one question for each check, or one for all.
    ///
    /// - Parameters:
    ///   - checks: what is one when each of them fails.
    ///   - asOne: the one question is whether any fails.
    ///   - constraints: what is one in every cycle.
    func bytes(checks: [Int], asOne: Bool, constraints: [Int]) -> [UInt8] {
        var gates = GateBuilder(inputs: source.inputs + source.latches.count, latches: source.latches.count + edges + 1)
        let count = source.latches.count
        let isStarted = gates.latch(count)
        let hasFailed = gates.latch(count + edges)
        // What each variable of the source is here.
        var literals = [0]
        literals.reserveCapacity(1 + source.inputs + count + source.gates.count)
        for input in 0..<source.inputs { literals.append(gates.input(input)) }
        for latch in 0..<count {
            literals.append(gates.select(isStarted, gates.latch(latch), gates.input(source.inputs + latch)))
        }
        func here(_ literal: Int) -> Int { literals[literal >> 1] ^ (literal & 1) }
        for gate in source.gates { literals.append(gates.and(here(gate.left), here(gate.right))) }

        var failsNow = 0
        for check in checks { failsNow = gates.or(failsNow, here(check)) }
        let isAsked = gates.and(gates.latch(count + edges - 1), hasFailed ^ 1)
        let questions = asOne ? [gates.and(failsNow, isAsked)] : checks.map { gates.and(here($0), isAsked) }
        var next = source.latches.map { here($0.next) }
        next.append(1)
        for latch in count..<(count + edges - 1) { next.append(gates.latch(latch)) }
        next.append(gates.or(hasFailed, failsNow))
        return gates.graph(next: next).bytes(bad: questions, constraints: constraints.map(here))
    }
}
