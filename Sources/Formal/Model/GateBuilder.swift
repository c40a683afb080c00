/// Builds gates, each one once.
struct GateBuilder {
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
