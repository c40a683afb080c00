extension AndGraph {
    /// The same functions with wide conjunctions rebuilt as trees that are as shallow as the arrival of their terms allows.
    public func balanced() -> AndGraph {
        let fanouts = fanoutCounts()
        var result = AndGraph(capacity: nodeCount)
        var levels: [Int32] = [0]
        var renamed = [Literal](repeating: .zero, count: nodeCount)
        // A node that is only part of a wider conjunction is not built by itself.
        var isInner = [Bool](repeating: false, count: nodeCount)
        for node in 0..<nodeCount where isAnd(node) {
            for raw in [fanins0[node], fanins1[node]] {
                let fanin = Literal(raw: raw)
                if !fanin.isInverted, isAnd(fanin.node), fanouts[fanin.node] == 1 { isInner[fanin.node] = true }
            }
        }
        for output in outputs { isInner[output.node] = false }
        func level(_ literal: Literal) -> Int32 { levels[literal.node] }
        for node in 1..<max(1, nodeCount) {
            result.origin = origins[node]
            if !isAnd(node) {
                renamed[node] = result.addInput()
                levels.append(0)
            } else if !isInner[node], fanouts[node] > 0 {
                var terms = conjunction(node, isInner).map { renamed[$0.node].inverted(if: $0.isInverted) }
                terms.sort { level($0) != level($1) ? level($0) > level($1) : $0.raw > $1.raw }
                while terms.count > 1 {
                    let (a, b) = (terms.removeLast(), terms.removeLast())
                    let joined = result.and(a, b)
                    while levels.count < result.nodeCount {
                        let last = levels.count
                        levels.append(
                            1 + max(levels[Int(result.fanins0[last] >> 1)], levels[Int(result.fanins1[last] >> 1)]))
                    }
                    var place = terms.count
                    while place > 0, level(terms[place - 1]) < level(joined) { place -= 1 }
                    terms.insert(joined, at: place)
                }
                renamed[node] = terms[0]
            }
        }
        result.outputs = outputs.map { renamed[$0.node].inverted(if: $0.isInverted) }
        return result
    }

    /// The terms of the conjunction that `root` is the top of.
    private func conjunction(_ root: Int, _ isInner: [Bool]) -> [Literal] {
        var terms: [Literal] = []
        var work = [Literal(raw: fanins0[root]), Literal(raw: fanins1[root])]
        while let literal = work.popLast() {
            if !literal.isInverted, isInner[literal.node] {
                work.append(Literal(raw: fanins0[literal.node]))
                work.append(Literal(raw: fanins1[literal.node]))
            } else {
                terms.append(literal)
            }
        }
        return terms
    }
}
