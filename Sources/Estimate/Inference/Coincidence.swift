/// Whether signals can be one at once: a search backwards through the logic that they are computed by.
struct Coincidence {
    private let graph: BitGraph
    private var values: [Int: Bool] = [0: false]
    private var trail: [Int] = []
    private var budget = 1_000

    /// False if they never are. Sources may have any value; what takes too long is possible.
    ///
    /// - Parameter first: nodes from here on are made of what chooses by and, or and not.
    static func isPossible(_ literals: [Literal], in graph: BitGraph, conditionsFrom first: Int) -> Bool {
        var search = Coincidence(graph: graph)
        return search.demand(literals + search.necessary(literals, from: first)) && search.isPossible(search.trail)
    }

    private init(graph: BitGraph) { self.graph = graph }

    /// What has to be one for all the literals to be, of that which chooses: many ways of use have that in common.
    private func necessary(_ literals: [Literal], from first: Int) -> [Literal] {
        var known: [Literal: Set<Literal>] = [:]
        func necessary(_ literal: Literal) -> Set<Literal> { literal.node < first ? [literal] : known[literal] ?? [] }
        for index in graph.cone(of: literals, from: first).sorted() {
            let (a, b) = (Literal(raw: graph.nodes[index].a), Literal(raw: graph.nodes[index].b))
            known[Literal(node: index)] = necessary(a).union(necessary(b))
            known[!Literal(node: index)] = necessary(!a).intersection(necessary(!b))
        }
        return literals.flatMap { necessary($0).sorted { $0.raw < $1.raw } }
    }

    private func value(_ literal: Literal) -> Bool? { values[literal.node].map { $0 != literal.isInverted } }

    /// Takes literals to be one; false if one of them is zero already.
    private mutating func demand(_ literals: [Literal]) -> Bool {
        for literal in literals where value(literal) != true {
            if value(literal) == false { return false }
            values[literal.node] = !literal.isInverted
            trail.append(literal.node)
        }
        return true
    }

    /// True when inputs can be found that give the nodes the values that they have been given, and none of which is excluded yet.
    private mutating func isPossible(_ nodes: [Int]) -> Bool {
        var (waiting, isSettled) = (nodes, false)
        while !isSettled {
            isSettled = true
            var next: [Int] = []
            for node in waiting {
                let ways = ways(node)
                if ways.isEmpty { return false }
                if ways.contains(where: { $0.allSatisfy { value($0) == true } }) { continue }
                if ways.count > 1 {
                    next.append(node)
                    continue
                }
                let before = trail.count
                guard demand(ways[0]) else { return false }
                next += trail[before...]
                isSettled = false
            }
            waiting = next
        }
        guard let node = waiting.popLast() else { return true }
        for way in ways(node) {
            budget -= 1
            if budget < 0 { return true }
            let before = trail.count
            if demand(way), isPossible(waiting + trail[before...]) { return true }
            for node in trail[before...] { values[node] = nil }
            trail.removeSubrange(before...)
        }
        return false
    }

    /// The ways in which operands give a node its value that are not excluded: literals that are one.
    private func ways(_ index: Int) -> [[Literal]] {
        let node = graph.nodes[index]
        let (a, b, c) = (Literal(raw: node.a), Literal(raw: node.b), Literal(raw: node.c))
        let isOne = values[index] ?? false
        let all: [[Literal]] =
            switch node.kind {
            case .constant, .source: [[]]
            case .and: isOne ? [[a, b]] : [[!a], [!b]]
            case .xor: [[a, b.inverted(if: isOne)], [!a, b.inverted(if: !isOne)]]
            case .mux: [[a, b.inverted(if: !isOne)], [!a, c.inverted(if: !isOne)]]
            }
        return all.filter { $0.allSatisfy { value($0) != false } }
    }
}
