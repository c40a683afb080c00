extension ChoiceGraph {
    /// The LUTs of a cover of the representatives, over a graph that has one structure for each.
    ///
    /// What a LUT computes is found again: a structure of its root, of choices too, that ends at its leaves.
    func resolved(_ cover: LUTCover) -> Mapping? {
        var resolver = Resolver(self)
        for index in 0..<cover.count {
            guard resolver.add(root: Int(cover.roots[index]), leaves: cover.leaves(of: index)) else { return nil }
        }
        return resolver.mapping()
    }

    private struct Resolver {
        let source: ChoiceGraph
        private var graph: AndGraph
        private var cover = LUTCover()
        /// By node of the choice graph: what it is in the new graph, for inputs and roots.
        private var literals: [Literal]
        /// By node of the new graph: when it is ready; inputs and roots only.
        private var arrivals: [Int: Int] = [0: 0]
        // By node of the choice graph, for the LUT of the stamp: whether it can be made of the leaves, and by which choice.
        private var stamps: [Int]
        private var picks: [Int]
        private var stamp = 0
        /// What has been made for the LUT at hand.
        private var built: [Int: Literal] = [:]

        init(_ source: ChoiceGraph) {
            self.source = source
            graph = AndGraph(capacity: source.graph.nodeCount)
            literals = Array(repeating: .zero, count: source.graph.nodeCount)
            stamps = Array(repeating: 0, count: source.graph.nodeCount)
            picks = Array(repeating: 0, count: source.graph.nodeCount)
            for input in source.graph.inputs {
                graph.origin = source.graph.origins[Int(input)]
                literals[Int(input)] = graph.addInput()
                arrivals[literals[Int(input)].node] = 0
            }
        }

        private static let leaf = -1
        private static let impossible = -2

        mutating func add(root: Int, leaves: ArraySlice<UInt32>) -> Bool {
            let first = Int(leaves.min() ?? 0)
            // Few LUTs hide more levels than the first bound.
            let isFound = [16, 200].contains { bound in
                stamp += 1
                for leaf in leaves {
                    stamps[Int(leaf)] = stamp
                    picks[Int(leaf)] = Self.leaf
                }
                return find(root, first, bound)
            }
            guard isFound else { return false }
            built.removeAll(keepingCapacity: true)
            let literal = build(root)
            literals[root] = literal
            if arrivals[literal.node] != nil { return true }
            var row: [UInt32] = []
            for leaf in leaves {
                let node = UInt32(truncatingIfNeeded: literals[Int(leaf)].node)
                if node != 0, !row.contains(node) { row.append(node) }
            }
            row.sort()
            arrivals[literal.node] = 1 + (row.map { arrivals[Int($0)] ?? 0 }.max() ?? 0)
            cover.append(root: UInt32(truncatingIfNeeded: literal.node), sorted: row)
            return true
        }

        /// Whether a node can be made of the leaves.
        private mutating func find(_ node: Int, _ first: Int, _ bound: Int) -> Bool {
            if stamps[node] == stamp { return picks[node] != Self.impossible }
            stamps[node] = stamp
            picks[node] = Self.impossible
            guard node > first, bound > 0, source.graph.isAnd(node) else { return false }
            for choice in 0...Int(source.choices[node]) {
                let left = Int(source.graph.fanins0[node - choice] >> 1)
                let right = Int(source.graph.fanins1[node - choice] >> 1)
                if find(left, first, bound - 1), find(right, first, bound - 1) {
                    picks[node] = node - choice
                    return true
                }
            }
            return false
        }

        /// Makes a node of the leaves, as was found.
        private mutating func build(_ node: Int) -> Literal {
            let pick = picks[node]
            if pick == Self.leaf { return literals[node] }
            if let literal = built[node] { return literal }
            let (left, right) = (Literal(raw: source.graph.fanins0[pick]), Literal(raw: source.graph.fanins1[pick]))
            let a = build(left.node).inverted(if: left.isInverted)
            let b = build(right.node).inverted(if: right.isInverted)
            graph.origin = source.graph.origins[node]
            let literal = graph.andAsIs(a, b).inverted(if: source.isComplement[pick])
            built[node] = literal
            return literal
        }

        /// The LUTs in the order of their roots.
        func mapping() -> Mapping {
            var result = Mapping(graph: graph, cover: cover.sorted())
            result.graph.outputs = source.graph.outputs.map { literals[$0.node].inverted(if: $0.isInverted) }
            result.cover.depth = result.graph.outputs.map { arrivals[$0.node] ?? 0 }.max() ?? 0
            return result
        }
    }
}
