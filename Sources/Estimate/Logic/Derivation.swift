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

    /// Whether each node of the other graph that is left has become one node of the same structure.
    func keepsStructure(of other: AndGraph) -> Bool {
        var last = -1
        for node in literals.indices where literals[node] != Self.missing {
            let literal = literals[node]
            guard !literal.isInverted, literal.node > last else { return false }
            last = literal.node
            guard other.isAnd(node) else { continue }
            let fanins = [self[Literal(raw: other.fanins0[node])].raw, self[Literal(raw: other.fanins1[node])].raw]
            guard graph.isAnd(last), fanins == [graph.fanins0[last], graph.fanins1[last]] else { return false }
        }
        return true
    }

    /// The same after a further step.
    func then(_ step: (AndGraph) -> Derivation) -> Derivation {
        let next = step(graph)
        return Derivation(graph: next.graph, literals: literals.map { $0 == Self.missing ? $0 : next[$0] })
    }
}
