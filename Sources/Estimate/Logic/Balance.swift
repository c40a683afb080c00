extension AndGraph {
    /// The same functions with wide conjunctions rebuilt as trees that are as shallow as the arrival of their terms allows.
    public func balanced() -> AndGraph { balancing().graph }

    func balancing() -> Derivation {
        let fanouts = fanoutCounts()
        let isInner = isInnerTerm(fanouts)
        var result = AndGraph(capacity: nodeCount)
        var levels: [Int32] = [0]
        levels.reserveCapacity(nodeCount)
        var renamed = [Literal](repeating: Derivation.missing, count: nodeCount)
        renamed[0] = .zero
        var terms: [Literal] = []
        var work: [Literal] = []
        for node in 1..<max(1, nodeCount) {
            result.origin = origins[node]
            if !isAnd(node) {
                renamed[node] = result.addInput()
                levels.append(0)
            } else if !isInner[node], fanouts[node] > 0 {
                // The terms of the conjunction, sorted: the one to take next is the last.
                terms.removeAll(keepingCapacity: true)
                work.append(Literal(raw: fanins0[node]))
                work.append(Literal(raw: fanins1[node]))
                while let literal = work.popLast() {
                    if !literal.isInverted, isInner[literal.node] {
                        work.append(Literal(raw: fanins0[literal.node]))
                        work.append(Literal(raw: fanins1[literal.node]))
                    } else {
                        Self.insert(renamed[literal.node].inverted(if: literal.isInverted), into: &terms, levels)
                    }
                }
                while terms.count > 1 {
                    let (a, b) = (terms.removeLast(), terms.removeLast())
                    let joined = result.and(a, b)
                    while levels.count < result.nodeCount {
                        let last = levels.count
                        levels.append(
                            1 + max(levels[Int(result.fanins0[last] >> 1)], levels[Int(result.fanins1[last] >> 1)]))
                    }
                    // Behind those of its level: it is taken before them.
                    let level = levels[joined.node]
                    terms.insert(joined, at: Self.place(in: terms) { levels[$0.node] >= level })
                }
                renamed[node] = terms[0]
            }
        }
        result.outputs = outputs.map { renamed[$0.node].inverted(if: $0.isInverted) }
        result.forgetTable()
        return Derivation(graph: result, literals: renamed)
    }

    /// By node: whether it is only part of a wider conjunction, and need not be built by itself.
    private func isInnerTerm(_ fanouts: [UInt32]) -> [Bool] {
        var result = [Bool](repeating: false, count: nodeCount)
        func mark(_ fanin: Literal) {
            if !fanin.isInverted, isAnd(fanin.node), fanouts[fanin.node] == 1 { result[fanin.node] = true }
        }
        for node in 0..<nodeCount where isAnd(node) {
            mark(Literal(raw: fanins0[node]))
            mark(Literal(raw: fanins1[node]))
        }
        for output in outputs { result[output.node] = false }
        return result
    }

    /// Adds a term to a list that begins with the latest ones, and among those with the largest literals.
    private static func insert(_ term: Literal, into terms: inout [Literal], _ levels: [Int32]) {
        let level = levels[term.node]
        let place = Self.place(in: terms) {
            levels[$0.node] > level || levels[$0.node] == level && $0.raw > term.raw
        }
        terms.insert(term, at: place)
    }

    /// The first place of a sorted list where the property does not hold any more.
    @inline(__always)
    private static func place(in terms: [Literal], where isBefore: (Literal) -> Bool) -> Int {
        var (low, high) = (0, terms.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(terms[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
