extension FlatDesign {
    /// A shift by a signal.
    struct Shift: Sendable {
        /// Only shifts of the same kind become one.
        enum Kind: Sendable { case left, right, arithmeticLeft, arithmeticRight }

        var kind: Kind
        var value: [Literal]
        var amount: [Literal]
        /// What comes in.
        var fill: Literal
        /// Parallel to the value; empty where it is not known any more.
        var result: [Literal]

        fileprivate var bits: [Literal] { value + amount + [fill] + result }
        var isLeft: Bool { kind == .left || kind == .arithmeticLeft }

        /// The reference flow leaves words apart of which one is more than twice as wide as the other.
        static func areAlike(_ one: Int, _ other: Int) -> Bool { max(one, other) <= 2 * min(one, other) }

        func isAlike(_ other: Shift) -> Bool {
            func areAlike(_ one: [Literal], _ other: [Literal]) -> Bool {
                Self.areAlike((one.lastIndex { $0 != .zero } ?? -1) + 1, (other.lastIndex { $0 != .zero } ?? -1) + 1)
            }
            return kind == other.kind && areAlike(value, other.value) && areAlike(amount, other.amount)
        }
    }

    private static let mostMerges = 32
    private static let mostPartners = 16
    /// What the reference flow looks at.
    private static let narrowest = 8

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    /// The same as `shift`, which may become one with others.
    mutating func addShift(_ kind: Shift.Kind, _ value: [Literal], by amount: [Literal], fill: Literal) -> [Literal] {
        var cell = Shift(kind: kind, value: value, amount: amount, fill: fill, result: [])
        cell.result = shift(value, by: amount, isLeft: cell.isLeft, fill: fill)
        if value.count >= Self.narrowest, !amount.allSatisfy(\.isConstant) { shifts.append(cell) }
        return cell.result
    }

    /// Shifts of one kind of which never more than one is looked at, as the multiplexers behind them say, become one shift with multiplexers before
    /// its operands, as the reference flow's `share` does.
    func sharingShifts() -> FlatDesign {
        var current = self
        var tried: Set<Pair> = []
        for _ in 0..<Self.mostMerges {
            guard let next = current.sharingTwoShifts(&tried) else { break }
            current = next
        }
        return current
    }

    private func sharingTwoShifts(_ tried: inout Set<Pair>) -> FlatDesign? {
        let live = Liveness(self)
        let made = shifts.map { madeNodes($0).filter { live.nodes[$0] } }
        let reads = shifts.map { cell in cell.result.map { $0.isConstant || !live.nodes[$0.node] ? 0 : $0.node } }
        // Bits that are the same may be read as others only.
        let candidates = shifts.indices.filter {
            !made[$0].isEmpty && Set(reads[$0]).subtracting([0]).count >= Self.narrowest
        }
        let widths = reads.map { ($0.lastIndex { $0 != 0 } ?? -1) + 1 }
        var pairs: [Pair] = []
        for (place, first) in candidates.enumerated() {
            let partners = candidates[(place + 1)...].filter {
                shifts[first].isAlike(shifts[$0]) && Shift.areAlike(widths[first], widths[$0])
            }
            pairs += partners.prefix(Self.mostPartners).map { Pair(first: first, second: $0) }
        }
        pairs.removeAll { tried.contains($0) }
        guard !pairs.isEmpty else { return nil }
        var wider = self
        guard let uses = wider.conditions(of: Set(candidates.flatMap { made[$0] }), live) else { return nil }
        let conditions = made.map { nodes in wider.graph.orAll(nodes.map { uses[$0] }) }
        for pair in pairs {
            tried.insert(pair)
            let (first, second) = (pair.first, pair.second)
            let whens = [conditions[first], conditions[second]]
            guard !whens.contains(.one), !whens.contains(.zero),
                !Coincidence.isPossible(whens, in: wider.graph, conditionsFrom: graph.count)
            else { continue }
            // The condition with less logic selects.
            let sizes = whens.map { wider.graph.cone(of: [$0], from: graph.count).count }
            let merged =
                sizes[0] <= sizes[1]
                ? wider.merging(first, second, whens[0]) : wider.merging(second, first, whens[1])
            if let merged { return merged }
        }
        return nil
    }

    /// The nodes of a result that are no bits of the operands.
    private func madeNodes(_ cell: Shift) -> [Int] {
        let operands = Set((cell.value + cell.amount + [cell.fill, .zero]).map(\.node))
        return cell.result.map(\.node).filter { !operands.contains($0) }
    }

    /// One shift for both, of the first's operands when `when`; nil if it would depend on itself.
    private func merging(_ first: Int, _ second: Int, _ when: Literal) -> FlatDesign? {
        var result = self
        let (a, b) = (shifts[first], shifts[second])
        result.graph.origin = graph.origins[madeNodes(a)[0]]
        func chosen(_ one: [Literal], _ other: [Literal], _ paddings: (Literal, Literal)) -> [Literal] {
            (0..<max(one.count, other.count)).map {
                result.graph.mux(
                    when, $0 < one.count ? one[$0] : paddings.0, $0 < other.count ? other[$0] : paddings.1)
            }
        }
        let value = chosen(a.value, b.value, a.isLeft ? (.zero, .zero) : (a.fill, b.fill))
        let amount = chosen(a.amount, b.amount, (.zero, .zero))
        let fill = result.graph.mux(when, a.fill, b.fill)
        let merged = result.shift(value, by: amount, isLeft: a.isLeft, fill: fill)
        var redirected: [Int: Literal] = [:]
        for cell in [a, b] {
            let made = Set(madeNodes(cell))
            for (old, new) in zip(cell.result, merged) where made.contains(old.node) && redirected[old.node] == nil {
                redirected[old.node] = new.inverted(if: old.isInverted)
            }
        }
        guard let order = result.order(redirecting: redirected) else { return nil }
        // What others give may be made from within a result, past the bits that now mean something else where nobody looks at them.
        for index in shifts.indices where shifts[index].bits.contains(where: { redirected[$0.node] != nil }) {
            result.shifts[index].result = []
        }
        result.lookups.removeAll { lookup in
            (lookup.bits + lookup.address + [lookup.value]).contains { redirected[$0.node] != nil }
        }
        result.shifts[first] = Shift(kind: a.kind, value: value, amount: amount, fill: fill, result: merged)
        return result.rebuilt(order, redirecting: redirected) { _, _, _ in nil }
    }
}
