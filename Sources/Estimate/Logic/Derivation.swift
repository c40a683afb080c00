/// A graph that was made from another one with the same inputs and outputs.
struct Derivation {
    var graph: AndGraph
    /// By node of the other graph: what computes the same in `graph`; `missing` where nothing is known to.
    var literals: [Literal]

    static let missing = Literal(raw: .max)

    /// What a literal of the other graph has become.
    subscript(literal: Literal) -> Literal {
        let result = literals[literal.node]
        return result == Self.missing ? result : result.inverted(if: literal.isInverted)
    }

    /// The same after a further step.
    func then(_ step: (AndGraph) -> Derivation) -> Derivation {
        let next = step(graph)
        return Derivation(graph: next.graph, literals: literals.map { $0 == Self.missing ? $0 : next[$0] })
    }
}
