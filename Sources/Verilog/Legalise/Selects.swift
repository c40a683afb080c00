import Netlist

/// `switch` to `case`, `casez` or, where patterns overlap, `if` and `else if`.
extension Legaliser {
    /// A `select` without a default whose arms cover every value that the subject can have runs its last arm for the
    /// values that match no pattern.
    func select(_ select: Select, bodies: [Body], otherwise: Body?) -> Body {
        // Exact patterns, each once: as a `switch` mostly is. Else a value that an earlier arm has already is never seen in a later one.
        let isPlain = select.isAscending
        let select = isPlain ? select : select.withoutRepetition
        var arms: [ArmBody] = []
        arms.reserveCapacity(select.arms.count)
        for position in select.arms.indices where !select.arms[position].patterns.isEmpty {
            arms.append(ArmBody(position: position, body: bodies[position]))
        }
        var rest = otherwise ?? Body()
        var last: ArmBody?
        if let count = isPlain ? coveringAll(select, arms) : covering(select, arms) {
            arms.removeLast(arms.count - count)
            // A default behind arms that take every value is never reached; some tools stumble over it.
            // With nothing to do for some values, the one that was last is a case like the others.
            if arms.allSatisfy({ !$0.body.isEmpty }) { last = arms.popLast() } else { rest = Body() }
        } else if otherwise == nil, select.isExhaustive, let body = bodies.last {
            let position = bodies.count - 1
            last = arms.last?.position == position ? arms.popLast() : ArmBody(position: position, body: body)
        }
        var remark: String?
        if let last {
            rest = last.body
            let labels = select.arms[last.position].patterns.compactMap { label(of: $0, subject: select.subject) }
            remark = labels.isEmpty ? nil : labels.joined(separator: ", ")
        }
        if arms.allSatisfy({ $0.body.isEmpty }), rest.isEmpty { return rest }
        if !isPlain, overlap(select.patterns(of: arms)) { return ladder(arms[...], rest, select) }

        if rest.isEmpty {
            arms.removeAll(where: \.body.isEmpty)
            if arms.count == 1, select.arms[arms[0].position].patterns.count <= 2 {
                let arm = select.arms[arms[0].position]
                return conditional(match(arm.patterns, select.subject), arms[0].body, Body(), arm.place)
            }
            remark = nil
        } else if arms.isEmpty {
            return rest
        } else if arms.allSatisfy({ $0.body.isEmpty }), select.patternCount(of: arms) <= 2 {
            return conditional(match(select.patterns(of: arms), select.subject), Body(), rest, select.place)
        }
        return syntax.body(.select(table(arms, rest, remark: remark, select)))
    }

    private func table(_ arms: [ArmBody], _ rest: Body, remark: String?, _ select: Select) -> SelectSyntax {
        var result = SelectSyntax(
            subject: named(context.target, "select") { value(select.subject) },
            hasDontCares: !select.isAscending && select.patterns(of: arms).contains { !$0.isExact },
            firstArm: Int32(syntax.arms.count), armCount: 0, place: select.place)
        var current = SelectSyntax.Arm(labels: syntax.list(), body: Body(), place: select.place)
        for arm in arms {
            // Neighbours that do nothing are one.
            if !current.body.isEmpty || !arm.body.isEmpty || current.labels.count == 0 {
                if current.labels.count > 0 { syntax.append(current, to: &result) }
                current = SelectSyntax.Arm(
                    labels: syntax.list(), body: arm.body, place: select.arms[arm.position].place)
            }
            for index in select.arms[arm.position].patterns.indices {
                syntax.append(label(select.arms[arm.position].patterns[index], select.subject), to: &current.labels)
            }
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
    private func coveringAll(_ select: Select, _ arms: [ArmBody]) -> Int? {
        let width = circuit.width(select.subject)
        return width < 16 && select.patternCount(of: arms) == 1 << width ? arms.count : nil
    }

    /// How many of the first arms take every value that there is; nil when all together do not.
    private func covering(_ select: Select, _ arms: [ArmBody]) -> Int? {
        guard covers(select.subject, select.patterns(of: arms)) else { return nil }
        return (1...arms.count).first { covers(select.subject, select.patterns(of: Array(arms.prefix($0)))) }
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

    private func overlap(_ patterns: [Pattern]) -> Bool {
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

    private func ladder(_ arms: ArraySlice<ArmBody>, _ rest: Body, _ select: Select) -> Body {
        guard let first = arms.first else { return rest }
        let arm = select.arms[first.position]
        return conditional(
            match(arm.patterns, select.subject), first.body, ladder(arms.dropFirst(), rest, select), arm.place)
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

/// What an arm of a `switch` becomes, by its position there.
private struct ArmBody {
    var position: Int
    var body: Body
}

extension Select {
    fileprivate func patterns(of arms: [ArmBody]) -> [Pattern] { arms.flatMap { self.arms[$0.position].patterns } }

    fileprivate func patternCount(of arms: [ArmBody]) -> Int {
        arms.reduce(0) { $0 + self.arms[$1.position].patterns.count }
    }

    /// The same without exact patterns that an earlier arm has; some arms may have none left.
    fileprivate var withoutRepetition: Select {
        var seen: Set<BitVector> = []
        var result = self
        result.arms = arms.map { arm in
            let patterns = arm.patterns.filter { !$0.isExact || seen.insert($0.value).inserted }
            return Arm(patterns: patterns, body: arm.body, place: arm.place)
        }
        return result
    }
}
