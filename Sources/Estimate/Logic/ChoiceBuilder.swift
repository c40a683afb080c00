extension ChoiceGraph {
    /// Joins graphs by their structure and by what is known to be the same.
    struct Builder {
        private var union: AndGraph
        /// By node: its class, as a literal of the representative.
        private var classes: [Literal]
        /// By representative: the last node of the base that it needs.
        private var ranks: [UInt32]
        /// By node of the base: other nodes that compute the same.
        private var choices: [[UInt32]]
        private static let mostChoices = 15

        init(_ base: AndGraph) {
            union = base
            classes = (0..<base.nodeCount).map { Literal(node: $0) }
            ranks = (0..<UInt32(truncatingIfNeeded: base.nodeCount)).map { $0 }
            choices = Array(repeating: [], count: base.nodeCount)
        }

        /// Adds the structure of a graph that was made from the base.
        mutating func add(_ variant: Derivation) {
            let graph = variant.graph
            // What a node of the variant is in the base.
            var known = [Literal](repeating: Derivation.missing, count: graph.nodeCount)
            for node in variant.literals.indices {
                let literal = variant.literals[node]
                if literal != Derivation.missing, graph.isAnd(literal.node), known[literal.node] == Derivation.missing {
                    known[literal.node] = Literal(node: node, inverted: literal.isInverted)
                }
            }
            var literals = [Literal](repeating: .zero, count: graph.nodeCount)
            for (input, own) in zip(graph.inputs, union.inputs) { literals[Int(input)] = Literal(node: Int(own)) }
            for node in 0..<graph.nodeCount where graph.isAnd(node) {
                let (left, right) = (Literal(raw: graph.fanins0[node]), Literal(raw: graph.fanins1[node]))
                union.origin = graph.origins[node]
                literals[node] = add(
                    literals[left.node].inverted(if: left.isInverted),
                    literals[right.node].inverted(if: right.isInverted), known[node])
            }
        }

        /// A conjunction that is known to be a literal of the base, if it is; what it is here.
        private mutating func add(_ left: Literal, _ right: Literal, _ known: Literal) -> Literal {
            let isKnown = known != Derivation.missing
            if let folded = AndGraph.folded(left, right) { return isKnown ? known : folded }
            let rank = max(ranks[left.node], ranks[right.node])
            // What needs the class itself, or what comes later, would make a cycle.
            if isKnown, rank >= ranks[known.node] || choices[known.node].count == Self.mostChoices { return known }
            let count = union.nodeCount
            let literal = union.andAsIs(left, right)
            if union.nodeCount == count {
                return isKnown ? known : classes[literal.node].inverted(if: literal.isInverted)
            }
            ranks.append(rank)
            guard isKnown else {
                classes.append(literal)
                return literal
            }
            classes.append(known)
            choices[known.node].append(UInt32(truncatingIfNeeded: literal.node))
            return known
        }

        /// The nodes that the outputs need, in the order of a walk.
        func ordered(_ base: AndGraph) -> ChoiceGraph {
            let order = order(base)
            var used = [Bool](repeating: false, count: union.nodeCount)
            for output in base.outputs { used[output.node] = true }
            for node in order.reversed() where used[node] && union.isAnd(node) {
                used[Int(union.fanins0[node] >> 1)] = true
                used[Int(union.fanins1[node] >> 1)] = true
                if node < base.nodeCount { for choice in choices[node] { used[Int(choice)] = true } }
            }
            var graph = AndGraph(capacity: union.nodeCount)
            var renamed = [UInt32](repeating: 0, count: union.nodeCount)
            var isComplement = [false]
            var counts: [UInt8] = [0]
            func rename(_ raw: UInt32) -> Literal {
                Literal(node: Int(renamed[Int(raw >> 1)]), inverted: raw & 1 == 1)
            }
            for node in order where node > 0 {
                graph.origin = union.origins[node]
                if !union.isAnd(node) {
                    renamed[node] = graph.addInput().raw >> 1
                } else if used[node] {
                    renamed[node] = graph.separateAnd(rename(union.fanins0[node]), rename(union.fanins1[node])).raw >> 1
                } else {
                    continue
                }
                isComplement.append(classes[node].isInverted)
                counts.append(node < base.nodeCount ? UInt8(truncatingIfNeeded: choices[node].count) : 0)
            }
            graph.outputs = base.outputs.map { rename($0.raw) }
            return ChoiceGraph(graph: graph, choices: counts, isComplement: isComplement)
        }

        /// All nodes: for each node of the base its choices, it, and what needs no later one.
        private func order(_ base: AndGraph) -> [Int] {
            var starts = [Int](repeating: 0, count: base.nodeCount + 1)
            for node in base.nodeCount..<union.nodeCount where classes[node].node == node {
                starts[Int(ranks[node]) + 1] += 1
            }
            for index in 1..<starts.count { starts[index] += starts[index - 1] }
            var places = starts
            var later = [Int](repeating: 0, count: starts[starts.count - 1])
            for node in base.nodeCount..<union.nodeCount where classes[node].node == node {
                later[places[Int(ranks[node])]] = node
                places[Int(ranks[node])] += 1
            }
            var result: [Int] = []
            result.reserveCapacity(union.nodeCount)
            for node in 0..<base.nodeCount {
                result += choices[node].lazy.map { Int($0) }
                result.append(node)
                result += later[starts[node]..<starts[node + 1]]
            }
            return result
        }
    }
}
