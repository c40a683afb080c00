import Netlist

/// `switch` to `case`, `casez` or, where patterns overlap, `if` and `else if`.
extension Legaliser {
    private struct Arm {
        var patterns: [Pattern]
        var body: Body
        var place: Place
        /// Its position in the designer's `switch`.
        var position: Int
    }

    /// A `select` without a default whose arms cover every value that the subject can have runs its last arm for the
    /// values that match no pattern.
    func select(_ select: Select, bodies: [Body], otherwise: Body?) -> Body {
        var arms: [Arm] = []
        arms.reserveCapacity(select.arms.count)
        // Exact patterns, each once: as a `switch` mostly is.
        let isPlain = select.arms.isAscending
        var seen: Set<BitVector> = []
        for position in select.arms.indices {
            // A value that an earlier arm has already is never seen here.
            var patterns = select.arms[position].patterns
            if !isPlain { patterns.removeAll { $0.isExact && !seen.insert($0.value).inserted } }
            if patterns.isEmpty { continue }
            let place = select.arms[position].place
            arms.append(Arm(patterns: patterns, body: bodies[position], place: place, position: position))
        }
        var rest = otherwise ?? Body()
        var last: Arm?
        if let count = isPlain ? coveringAll(select.subject, arms) : covering(select.subject, arms) {
            arms.removeLast(arms.count - count)
            // A default behind arms that take every value is never reached; some tools stumble over it.
            // With nothing to do for some values, the one that was last is a case like the others.
            if arms.allSatisfy({ !$0.body.isEmpty }) { last = arms.popLast() } else { rest = Body() }
        } else if otherwise == nil, select.isExhaustive, let arm = select.arms.last, let body = bodies.last {
            last =
                arms.last?.position == bodies.count - 1
                ? arms.popLast() : Arm(patterns: [], body: body, place: arm.place, position: bodies.count - 1)
        }
        var remark: String?
        if let last {
            rest = last.body
            let labels = last.patterns.compactMap { label(of: $0, subject: select.subject) }
            remark = labels.isEmpty ? nil : labels.joined(separator: ", ")
        }
        if arms.allSatisfy({ $0.body.isEmpty }), rest.isEmpty { return rest }
        if !isPlain, overlap(arms) { return ladder(arms[...], rest, subject: select.subject) }

        if rest.isEmpty {
            arms.removeAll(where: \.body.isEmpty)
            if arms.count == 1, arms[0].patterns.count <= 2 {
                return conditional(match(arms[0].patterns, select.subject), arms[0].body, Body(), arms[0].place)
            }
            remark = nil
        } else if arms.isEmpty {
            return rest
        } else if arms.allSatisfy({ $0.body.isEmpty }), arms.reduce(0, { $0 + $1.patterns.count }) <= 2 {
            return conditional(match(arms.flatMap(\.patterns), select.subject), Body(), rest, select.place)
        }
        return syntax.body(.select(table(arms, rest, remark: remark, select)))
    }

    private func table(_ arms: [Arm], _ rest: Body, remark: String?, _ select: Select) -> SelectSyntax {
        var result = SelectSyntax(
            subject: named(context.target, "select") { value(select.subject) },
            hasDontCares: arms.contains { $0.patterns.contains { !$0.isExact } },
            firstArm: Int32(syntax.arms.count), armCount: 0, place: select.place)
        var current = SelectSyntax.Arm(labels: syntax.list(), body: Body(), place: select.place)
        for arm in arms {
            // Neighbours that do nothing are one.
            if !current.body.isEmpty || !arm.body.isEmpty || current.labels.count == 0 {
                if current.labels.count > 0 { syntax.append(current, to: &result) }
                current = SelectSyntax.Arm(labels: syntax.list(), body: arm.body, place: arm.place)
            }
            for pattern in arm.patterns { syntax.append(label(pattern, select.subject), to: &current.labels) }
        }
        if current.labels.count > 0 { syntax.append(current, to: &result) }
        syntax.append(
            SelectSyntax.Arm(
                labels: syntax.list(), comment: rest.isEmpty ? nil : remark.map { syntax.note($0) }, body: rest,
                place: select.place), to: &result)
        return result
    }

    private func label(_ pattern: Pattern, _ subject: NodeID) -> Expression {
        if !pattern.isExact {
            return make(.pattern(syntax.note(pattern.value), care: syntax.note(pattern.care)))
        }
        return name(of: pattern, subject: subject).map { make(.name($0)) } ?? syntax.literal(pattern.value)
    }

    /// The number of arms, when their patterns, which are exact and differ, take every value that there is.
    private func coveringAll(_ subject: NodeID, _ arms: [Arm]) -> Int? {
        let width = circuit.width(subject)
        let count = arms.reduce(0) { $0 + $1.patterns.count }
        return width < 16 && count == 1 << width ? arms.count : nil
    }

    /// How many of the first arms take every value that there is; nil when all together do not.
    private func covering(_ subject: NodeID, _ arms: [Arm]) -> Int? {
        guard covers(subject, arms.flatMap(\.patterns)) else { return nil }
        return (1...arms.count).first { covers(subject, arms.prefix($0).flatMap(\.patterns)) }
    }

    /// True when the patterns take every value that there is.
    private func covers(_ subject: NodeID, _ patterns: [Pattern]) -> Bool {
        let width = circuit.width(subject)
        guard width < 16 else { return false }
        let exact = patterns.filter(\.isExact).count
        if exact == patterns.count { return exact == 1 << width }
        guard width <= 10 else { return false }
        return (0..<UInt64(1) << UInt64(width)).allSatisfy { value in
            patterns.contains { value & $0.care.low64 == $0.value.low64 }
        }
    }

    private func name(of pattern: Pattern, subject: NodeID) -> Name? {
        guard let enumeration = circuit.enumerations[subject] else { return nil }
        return parameterName(enumeration, pattern.value)
    }

    /// A case's name for a comment: without a declaration.
    private func label(of pattern: Pattern, subject: NodeID) -> String? {
        guard let enumeration = circuit.enumerations[subject] else { return nil }
        return design.enumerations[enumeration.index].caseName(of: pattern.value)
    }

    private func overlap(_ arms: [Arm]) -> Bool {
        let patterns = arms.flatMap(\.patterns)
        guard patterns.contains(where: { !$0.isExact }) else { return false }
        for (index, first) in patterns.enumerated() {
            for second in patterns[(index + 1)...] where !(first.isExact && second.isExact) {
                let differs = zip(
                    zip(first.value.words, second.value.words), zip(first.care.words, second.care.words)
                ).contains { values, cares in (values.0 ^ values.1) & cares.0 & cares.1 != 0 }
                if !differs { return true }
            }
        }
        return false
    }

    private func ladder(_ arms: ArraySlice<Arm>, _ rest: Body, subject: NodeID) -> Body {
        guard let arm = arms.first else { return rest }
        return conditional(
            match(arm.patterns, subject), arm.body, ladder(arms.dropFirst(), rest, subject: subject), arm.place)
    }

    /// The condition under which one of the patterns matches.
    private func match(_ patterns: [Pattern], _ subject: NodeID) -> Expression {
        var result = literal(0, width: 1)
        for pattern in patterns { result = syntax.either(result, match(pattern, subject)) }
        return result
    }

    private func match(_ pattern: Pattern, _ subject: NodeID) -> Expression {
        let width = circuit.width(subject)
        if pattern.isExact {
            let value = named(context.target, "select") { self.value(subject) }
            if width == 1, circuit.enumerations[subject] == nil {
                return pattern.value[0] ? value : syntax.negated(value)
            }
            let label = name(of: pattern, subject: subject)
            return make(.binary(.equal, value, label.map { make(.name($0)) } ?? syntax.literal(pattern.value)))
        }
        named(context.target, "select") {
            _ = value(subject)
            if names[Int(subject.index)] == nil { net(subject) }
        }
        // One comparison for each run of bits that matter.
        var result = literal(1, width: 1)
        var high = width - 1
        while high >= 0 {
            guard pattern.care[high] else {
                high -= 1
                continue
            }
            var low = high
            while low > 0, pattern.care[low - 1] { low -= 1 }
            let bits = part(subject, low: low, width: high - low + 1)
            let wanted = pattern.value.slice(low: low, width: high - low + 1)
            let equal: Expression =
                wanted.width == 1
                ? (wanted[0] ? bits : syntax.negated(bits)) : make(.binary(.equal, bits, syntax.literal(wanted)))
            result = syntax.both(result, equal)
            high = low - 1
        }
        return result
    }
}
