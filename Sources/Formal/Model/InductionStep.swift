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

/// Builds gates, each one once.
private struct GateBuilder {
    private struct Operands: Hashable {
        var left: Int
        var right: Int
    }

    private let inputs: Int
    private let latches: Int
    private var gates: [Aiger.Gate] = []
    private var known: [Operands: Int] = [:]

    init(inputs: Int, latches: Int) { (self.inputs, self.latches) = (inputs, latches) }

    func input(_ index: Int) -> Int { 2 * (index + 1) }
    func latch(_ index: Int) -> Int { 2 * (inputs + index + 1) }

    mutating func and(_ one: Int, _ other: Int) -> Int {
        let (left, right) = (max(one, other), min(one, other))
        if right == 0 || left ^ right == 1 { return 0 }
        if right == 1 || left == right { return left }
        let operands = Operands(left: left, right: right)
        if let before = known[operands] { return before }
        gates.append(Aiger.Gate(left: left, right: right))
        let literal = 2 * (inputs + latches + gates.count)
        known[operands] = literal
        return literal
    }

    mutating func or(_ one: Int, _ other: Int) -> Int { and(one ^ 1, other ^ 1) ^ 1 }

    mutating func select(_ condition: Int, _ one: Int, _ other: Int) -> Int {
        or(and(condition, one), and(condition ^ 1, other))
    }

    func graph(next: [Int]) -> Aiger {
        Aiger(inputs: inputs, latches: next.map { Aiger.Latch(next: $0, initial: 0) }, gates: gates)
    }
}
