extension ChoiceGraph {
    /// Joins graphs by their structure and by what is known to be the same.
    struct Builder {
        private var union: AndGraph
        /// By representative: its rank, the last node of the base that it needs; by choice: its class, as a literal of the representative, marked.
        private var places: [UInt32]
        private static let choiceMark: UInt32 = 1 << 31
        /// By node of the base: how many other nodes compute the same.
        private var choices: [UInt8]
        private static let mostChoices: UInt8 = 15

        init(_ base: AndGraph) {
            // Choices and what only they need are usually half as many nodes again.
            union = base
            union.reserve(base.nodeCount + base.nodeCount / 2)
            places = []
            places.reserveCapacity(base.nodeCount + base.nodeCount / 2)
            places += 0..<UInt32(truncatingIfNeeded: base.nodeCount)
            choices = Array(repeating: 0, count: base.nodeCount)
        }

        private func isChoice(_ node: Int) -> Bool { places[node] & Self.choiceMark != 0 }

        /// The class of a node, as a literal of its representative.
        private func representative(_ node: Int) -> Literal {
            isChoice(node) ? Literal(raw: places[node] & ~Self.choiceMark) : Literal(node: node)
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
            // The next variant takes more memory to make than to find its nodes again.
            union.forgetTable()
        }

        /// A conjunction that is known to be a literal of the base, if it is; what it is here.
        private mutating func add(_ left: Literal, _ right: Literal, _ known: Literal) -> Literal {
            let isKnown = known != Derivation.missing
            if let folded = AndGraph.folded(left, right) { return isKnown ? known : folded }
            let rank = max(places[left.node], places[right.node])
            // What needs the class itself, or what comes later, would make a cycle.
            if isKnown, rank >= places[known.node] || choices[known.node] == Self.mostChoices { return known }
            let count = union.nodeCount
            let literal = union.andAsIs(left, right)
            if union.nodeCount == count {
                return isKnown ? known : representative(literal.node).inverted(if: literal.isInverted)
            }
            guard isKnown else {
                places.append(rank)
                return literal
            }
            places.append(known.raw | Self.choiceMark)
            choices[known.node] += 1
            return known
        }

        /// The nodes that the outputs need, in the order of a walk.
        func ordered(_ base: AndGraph) -> ChoiceGraph {
            let order = order(base)
            var used = [Bool](repeating: false, count: union.nodeCount)
            for output in base.outputs { used[output.node] = true }
            for place in order.indices.reversed() {
                let node = Int(order[place])
                guard used[node], union.isAnd(node) else { continue }
                used[Int(union.fanins0[node] >> 1)] = true
                used[Int(union.fanins1[node] >> 1)] = true
                if node < base.nodeCount {
                    for choice in order[place - Int(choices[node])..<place] { used[Int(choice)] = true }
                }
            }
            for input in union.inputs { used[Int(input)] = true }
            let count = 1 + used[1...].count { $0 }
            var graph = AndGraph.withoutTable(capacity: count)
            var renamed = [UInt32](repeating: 0, count: union.nodeCount)
            var isComplement = [false]
            var counts: [UInt8] = [0]
            isComplement.reserveCapacity(count)
            counts.reserveCapacity(count)
            func rename(_ raw: UInt32) -> Literal {
                Literal(node: Int(renamed[Int(raw >> 1)]), inverted: raw & 1 == 1)
            }
            for node in order.lazy.map({ Int($0) }) where node > 0 && used[node] {
                graph.origin = union.origins[node]
                let literal =
                    union.isAnd(node)
                    ? graph.separateAnd(rename(union.fanins0[node]), rename(union.fanins1[node])) : graph.addInput()
                renamed[node] = literal.raw >> 1
                isComplement.append(representative(node).isInverted)
                counts.append(node < base.nodeCount ? choices[node] : 0)
            }
            graph.outputs = base.outputs.map { rename($0.raw) }
            return ChoiceGraph(graph: graph, choices: counts, isComplement: isComplement)
        }

        /// All nodes: for each node of the base its choices, it, and what needs no later one.
        private func order(_ base: AndGraph) -> [UInt32] {
            // By node of the base: where the next of its choices, and the next of what comes after it, have their places.
            var before = [UInt32](repeating: 0, count: base.nodeCount)
            var after = before
            for node in base.nodeCount..<union.nodeCount where !isChoice(node) {
                after[Int(places[node])] += 1
            }
            var result = [UInt32](repeating: 0, count: union.nodeCount)
            var place: UInt32 = 0
            for node in 0..<base.nodeCount {
                let later = after[node]
                before[node] = place
                place += UInt32(choices[node])
                result[Int(place)] = UInt32(truncatingIfNeeded: node)
                after[node] = place + 1
                place += 1 + later
            }
            for node in base.nodeCount..<union.nodeCount {
                let place: UInt32
                if isChoice(node) {
                    let own = representative(node).node
                    place = before[own]
                    before[own] += 1
                } else {
                    place = after[Int(places[node])]
                    after[Int(places[node])] += 1
                }
                result[Int(place)] = UInt32(truncatingIfNeeded: node)
            }
            return result
        }
    }
}
