extension Lowering {
    /// For each arm when it is taken (the conditions exclude each other), and whether the patterns cover every value.
    mutating func armConditions(_ subject: NodeID, _ arms: [Select.Arm]) -> ([NodeID], covers: Bool) {
        let width = builder.circuit.width(subject)
        var exact: Set<BitVector> = []
        var masked: [(pattern: Pattern, condition: NodeID)] = []
        // Arms with their exact patterns, for later masked patterns that they exclude.
        var earlier: [(pattern: Pattern, condition: NodeID)] = []
        let hasMasks = arms.contains { $0.patterns.contains { !$0.isExact } }
        var covered: Double = 0
        var overlaps = false
        var conditions: [NodeID] = []
        for arm in arms {
            var terms: [NodeID] = []
            for pattern in arm.patterns {
                let condition = builder.matches(subject, pattern)
                if condition == builder.zero { continue }
                if pattern.isExact {
                    guard exact.insert(pattern.value).inserted else { continue }
                    if masked.contains(where: { $0.pattern.overlaps(pattern) }) {
                        overlaps = true
                        // The earlier pattern covers this one value: the arm is never taken for it.
                        continue
                    }
                    terms.append(condition)
                } else {
                    let before = earlier.filter { $0.pattern.overlaps(pattern) }
                    overlaps = overlaps || !before.isEmpty
                    let excluded = builder.or(before.map(\.condition))
                    terms.append(builder.and(condition, builder.not(excluded)))
                    masked.append((pattern, condition))
                }
                if hasMasks { earlier.append((pattern, condition)) }
                covered += pattern.count
            }
            conditions.append(builder.or(terms))
        }
        return (conditions, !overlaps && width <= 40 && covered == Pattern.count(width: width))
    }
}

extension Pattern {
    /// True when some value matches both.
    func overlaps(_ other: Pattern) -> Bool {
        zip(zip(value.words, care.words), zip(other.value.words, other.care.words)).allSatisfy { left, right in
            (left.0 ^ right.0) & left.1 & right.1 == 0
        }
    }

    /// How many values of the subject match; exact up to 2^53.
    var count: Double {
        Self.count(width: care.width - care.words.reduce(0) { $0 + $1.nonzeroBitCount })
    }

    static func count(width: Int) -> Double { Double(sign: .plus, exponent: width, significand: 1) }
}
