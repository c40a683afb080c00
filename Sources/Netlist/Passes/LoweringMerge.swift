/// The arms of a `when` chain or of a `select`, and how values meet after them.
struct Branches {
    /// The arms' conditions, without the default arm's, which is arm number `conditions.count`.
    let conditions: [NodeID]
    /// True: at most one condition is one at any time. False: the first that is one counts.
    let areDisjoint: Bool
    /// True when one of the conditions is always one: there is no default.
    var areComplete = false
    private var hits: [NodeID] = []

    init(conditions: [NodeID], areDisjoint: Bool) {
        self.conditions = conditions
        self.areDisjoint = areDisjoint
    }

    /// When arm `arm` (or the default arm) is taken.
    mutating func hit(_ arm: Int, _ builder: inout LoweringBuilder) -> NodeID {
        if areDisjoint {
            guard arm == conditions.count else { return conditions[arm] }
            if hits.isEmpty { hits = [areComplete ? builder.zero : builder.not(builder.or(conditions))] }
            return hits[0]
        }
        if hits.isEmpty {
            var none = builder.one
            for condition in conditions {
                hits.append(builder.and(none, condition))
                none = builder.and(none, builder.not(condition))
            }
            hits.append(none)
        }
        return hits[arm]
    }

    /// What a part is after the arms: `changes` by the arms that assign it (ascending), `base` before them.
    mutating func merge(
        _ changes: [Lowering.Change], base: Lowering.State, _ builder: inout LoweringBuilder
    ) -> Lowering.State {
        let covers = changes.count == conditions.count + (areComplete ? 0 : 1)
        let assigned = mergedCondition(changes, base: base, covers, &builder)
        let live = changes.filter { $0.state.value != nil }
        let rest = covers ? nil : base.value
        let value =
            areDisjoint
            ? disjointValue(live, rest: rest, &builder) : orderedValue(changes, rest: rest, covers, &builder)
        return Lowering.State(value: value, assigned: assigned)
    }

    private mutating func mergedCondition(
        _ changes: [Lowering.Change], base: Lowering.State, _ covers: Bool, _ builder: inout LoweringBuilder
    ) -> NodeID {
        let allAssign = changes.allSatisfy { $0.state.assigned == builder.one }
        if allAssign, covers || base.assigned == builder.one { return builder.one }
        if covers, conditions.count == 1, changes.count == 2 {
            return builder.multiplex(conditions[0], changes[0].state.assigned, changes[1].state.assigned)
        }
        // An arm starts from what was assigned before it: that part of its condition stands for itself.
        let fresh = changes.map { builder.removing(base.assigned, from: $0.state.assigned) }
        let keepsBase = base.assigned == builder.zero || fresh.allSatisfy { $0 != nil }
        // The first arms of a chain, if all of them assign: no need to exclude the earlier ones.
        let isPrefix =
            allAssign && changes.last.map { $0.arm == changes.count - 1 && $0.arm < conditions.count } == true
        var terms: [NodeID] = []
        var taken: [NodeID] = []
        for (change, fresh) in zip(changes, fresh) {
            let hit = isPrefix ? conditions[change.arm] : hit(change.arm, &builder)
            taken.append(hit)
            terms.append(builder.and(hit, (keepsBase ? fresh : nil) ?? change.state.assigned))
        }
        if keepsBase { return builder.or(terms + [base.assigned]) }
        if !covers { terms.append(builder.and(builder.not(builder.or(taken)), base.assigned)) }
        return builder.or(terms)
    }

    /// The value after disjoint arms. `rest`: the value where no change was made; nil: does not matter.
    private mutating func disjointValue(
        _ live: [Lowering.Change], rest: NodeID?, _ builder: inout LoweringBuilder
    ) -> NodeID? {
        // Arms with the same value are one; the default arm and `rest` are what remains when no other matches.
        var order: [NodeID] = []
        var conditionsOf: [NodeID: [NodeID]] = [:]
        var remaining = rest
        for change in live {
            guard let value = change.state.value else { continue }
            if change.arm == conditions.count, rest == nil {
                remaining = value
                continue
            }
            if conditionsOf[value] == nil { order.append(value) }
            conditionsOf[value, default: []].append(hit(change.arm, &builder))
        }
        if let remaining, conditionsOf.removeValue(forKey: remaining) != nil {
            order.removeAll { $0 == remaining }
        }
        var groups: [(condition: NodeID, value: NodeID)] = []
        for value in order { groups.append((builder.or(conditionsOf[value] ?? []), value)) }
        guard let first = groups.first else { return remaining }
        if let remaining, groups.count == 1 { return builder.multiplex(first.condition, first.value, remaining) }
        if remaining == nil, groups.count == 1 { return first.value }
        if remaining == nil, groups.count == 2 {
            return builder.multiplex(first.condition, first.value, groups[1].value)
        }
        var terms: [NodeID] = []
        for group in groups { terms.append(builder.gate(group.condition, group.value)) }
        let chosen = builder.bitwiseOr(terms)
        guard let remaining, builder.circuit.constant(remaining)?.isZero != true else { return chosen }
        let any = builder.or(groups.map(\.condition))
        return builder.multiplex(any, chosen, remaining)
    }

    /// The value after a chain: the first condition is outermost.
    private mutating func orderedValue(
        _ changes: [Lowering.Change], rest: NodeID?, _ covers: Bool, _ builder: inout LoweringBuilder
    ) -> NodeID? {
        var value = rest
        for index in changes.indices.reversed() {
            let change = changes[index]
            guard let taken = change.state.value else { continue }
            guard let below = value else {
                value = taken
                continue
            }
            // An earlier arm that keeps `rest` must be excluded, unless `rest` does not matter.
            let exact = rest != nil && change.arm != index
            let condition = exact || change.arm == conditions.count ? hit(change.arm, &builder) : conditions[change.arm]
            value = builder.multiplex(condition, taken, below)
        }
        return value
    }
}
