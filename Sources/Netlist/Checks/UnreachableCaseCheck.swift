extension CheckContext {
    /// HDL036: a pattern of a `switch` that can never match, because those before it take every value that it stands for.
    func unreachableCases(_ id: CircuitID) -> [Diagnostic] {
        guard reads[id.index].hasUnorderedSelect else { return [] }
        var dead: [DeadCase] = []
        forEachSelect(in: design[id].statements) { select in
            if select.isAscending { return }
            var seen = SeenPatterns(select)
            for arm in select.arms {
                var patterns: [(pattern: Pattern, takers: [Place])] = []
                for pattern in arm.patterns {
                    if let takers = seen.add(pattern, at: arm.place) { patterns.append((pattern, takers)) }
                }
                if !patterns.isEmpty {
                    dead.append(DeadCase(subject: select.subject, place: arm.place, patterns: patterns))
                }
            }
        }
        return dead.isEmpty ? [] : dead.map { [describer = describer(id)] in $0.diagnostic(describer) }
    }
}

/// Patterns of one arm that never match.
private struct DeadCase {
    var subject: NodeID
    var place: Place
    /// Each with the places of the cases that take its values.
    var patterns: [(pattern: Pattern, takers: [Place])]

    func diagnostic(_ describer: NodeDescriber) -> Diagnostic {
        let words = patterns.map { describer.pattern($0.pattern, of: subject) }
        var notes: [Diagnostic.Note] = []
        for (word, takers) in zip(words, patterns.map(\.takers)) {
            for place in takers.prefix(4) {
                let note = Diagnostic.Note("\(word) is taken by the case", at: place)
                if !notes.contains(note) { notes.append(note) }
            }
        }
        return Diagnostic(
            "HDL036", .error, "unreachable case: \(list(words)) can never match, earlier cases take it", at: place,
            notes: notes, hint: "remove it, or move it before the cases that take its values")
    }
}

/// Every `switch` in a block, at any depth, in the order in which they are written.
private func forEachSelect(in block: Block, _ body: (Select) -> Void) {
    for statement in block {
        switch statement {
        case .when(let when):
            var current = when
            while true {
                forEachSelect(in: current.then, body)
                guard let next = current.elsewhen else { break }
                current = next
            }
            forEachSelect(in: current.otherwise, body)
        case .select(let select):
            body(select)
            for arm in select.arms { forEachSelect(in: arm.body, body) }
            forEachSelect(in: select.otherwise ?? [], body)
        case .assign, .write, .property: break
        }
    }
}

/// The patterns of a `select`, in order. Linear while all of them are exact.
private struct SeenPatterns {
    private var exact: [BitVector: Place] = [:]
    private var all: [(pattern: Pattern, place: Place)] = []
    private let hasMasks: Bool

    init(_ select: Select) {
        hasMasks = select.arms.contains { $0.patterns.contains { !$0.isExact } }
    }

    /// The places of the patterns that leave nothing for this one; nil when it can match.
    mutating func add(_ pattern: Pattern, at place: Place) -> [Place]? {
        if pattern.isExact, let taker = exact[pattern.value] { return [taker] }
        let rivals = all.filter { $0.pattern.overlaps(pattern) }
        var budget = 4096
        let isTaken = !rivals.isEmpty && isCovered(pattern, rivals.map(\.pattern), &budget)
        if pattern.isExact { exact[pattern.value] = place }
        if hasMasks { all.append((pattern, place)) }
        return isTaken ? rivals.map(\.place) : nil
    }

    /// Whether `rivals`, which all overlap `pattern`, match everything that it matches. Splits it on a bit that a rival looks at; past the budget
    /// it says no.
    private func isCovered(_ pattern: Pattern, _ rivals: [Pattern], _ budget: inout Int) -> Bool {
        budget -= 1
        if budget < 0 { return false }
        var split: Int?
        for rival in rivals {
            guard let bit = (0..<pattern.care.width).first(where: { rival.care[$0] && !pattern.care[$0] }) else {
                return true
            }
            if split == nil { split = bit }
        }
        guard let bit = split else { return false }
        for value in [false, true] {
            var half = pattern
            half.care[bit] = true
            half.value[bit] = value
            let remaining = rivals.filter { $0.overlaps(half) }
            if remaining.isEmpty || !isCovered(half, remaining, &budget) { return false }
        }
        return true
    }
}
