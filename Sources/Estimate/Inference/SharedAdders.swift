extension FlatDesign {
    /// Adders of which only one is looked at, because a multiplexer chooses between their sums, and which have an operand in
    /// common, become one adder with a multiplexer before its other operand.
    func sharingAdders() -> FlatDesign {
        guard device.carry.isShared else { return self }
        var current = self
        for _ in 0..<4 {
            guard let next = current.sharingAddersOnce() else { return current }
            current = next
        }
        return current
    }

    /// Two chains whose sums meet in multiplexers.
    private struct Pair: Hashable {
        var select: UInt32
        var high: Int
        var low: Int
    }

    private func sharingAddersOnce() -> FlatDesign? {
        let live = Liveness(self)
        let uses = useCounts(live)
        var meetings: [Pair: Int] = [:]
        for (index, node) in graph.nodes.enumerated()
        where node.kind == .mux && live.nodes[index] && !graph.isLate[index] {
            guard let (high, first) = sum(node.b), let (low, second) = sum(node.c), first == second, high != low,
                uses[Int(node.b >> 1)] == 1, uses[Int(node.c >> 1)] == 1
            else { continue }
            meetings[Pair(select: node.a, high: high, low: low), default: 0] += 1
        }
        var result = self
        var heirs: [Int: Int] = [:]
        var touched: Set<Int> = []
        for (pair, count) in meetings.sorted(by: { ($0.key.high, $0.key.low) < ($1.key.high, $1.key.low) }) {
            guard !touched.contains(pair.high), !touched.contains(pair.low), live.chains[pair.high] > 1,
                liveSums(pair.high, live) == count, liveSums(pair.low, live) == count,
                let (shared, high, low) = commonOperand(pair.high, pair.low)
            else { continue }
            touched.formUnion([pair.high, pair.low])
            let isFirst = firstNode(pair.high) < firstNode(pair.low)
            let (heir, other) = isFirst ? (pair.high, pair.low) : (pair.low, pair.high)
            let select = Literal(raw: pair.select)
            result.graph.origin = chains[heir].origin
            let addend = zip(high, low).map { result.graph.mux(select, $0, $1) }
            result.chains[heir].addend = addend
            result.chains[heir].generate = shared
            result.chains[heir].propagate = zip(shared, addend).map { result.graph.xor($0, $1) }
            result.chains[heir].carryIn = result.graph.mux(
                select, chains[pair.high].carryIn, chains[pair.low].carryIn)
            heirs[other] = heir
        }
        if heirs.isEmpty { return nil }
        let before = result
        return before.rebuilt { owner, _, translate in
            guard case .chain(let index, let position) = owner, let heir = heirs[index],
                let sum = before.chains[heir].sums[position]
            else { return nil }
            return translate(sum)
        }
    }

    /// The chain and position that a literal is a plain sum of.
    private func sum(_ raw: UInt32) -> (Int, Int)? {
        guard raw & 1 == 0, graph.nodes[Int(raw >> 1)].kind == .source,
            case .chain(let index, let position) = owners[Int(graph.nodes[Int(raw >> 1)].a)],
            !chains[index].addend.isEmpty
        else { return nil }
        return (index, position)
    }

    private func liveSums(_ chain: Int, _ live: Liveness) -> Int {
        chains[chain].sums.count { $0.map { live.nodes[$0.node] } ?? false }
    }

    private func firstNode(_ chain: Int) -> Int { chains[chain].sums.compactMap { $0?.node }.min() ?? 0 }

    /// The operand that two chains share, and the other operands.
    private func commonOperand(_ first: Int, _ second: Int) -> ([Literal], [Literal], [Literal])? {
        let (a, b) = (chains[first], chains[second])
        // Additions share with additions, subtractions with subtractions; counting up and down share too.
        let areConstant = a.addend.allSatisfy(\.isConstant) && b.addend.allSatisfy(\.isConstant)
        guard a.propagate.count == b.propagate.count, a.carryIn == b.carryIn || areConstant else { return nil }
        if a.generate == b.generate { return (a.generate, a.addend, b.addend) }
        guard a.carryIn == b.carryIn else { return nil }
        if a.addend == b.addend { return (a.addend, a.generate, b.generate) }
        // Only plain additions may exchange their operands.
        guard a.carryIn == .zero else { return nil }
        if a.generate == b.addend { return (a.generate, a.addend, b.generate) }
        if a.addend == b.generate { return (a.addend, a.generate, b.addend) }
        return nil
    }

    /// How often each node is read, by logic and by cells.
    func useCounts(_ live: Liveness) -> [Int32] {
        var counts = [Int32](repeating: 0, count: graph.count)
        for (index, node) in graph.nodes.enumerated() where live.nodes[index] {
            switch node.kind {
            case .constant, .source: break
            case .and, .xor:
                counts[Int(node.a >> 1)] += 1
                counts[Int(node.b >> 1)] += 1
            case .mux:
                counts[Int(node.a >> 1)] += 1
                counts[Int(node.b >> 1)] += 1
                counts[Int(node.c >> 1)] += 1
            }
        }
        live.forEachCellInput(self) { counts[$0.node] += 1 }
        return counts
    }
}
