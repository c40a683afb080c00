import Netlist

/// Statement trees, without the branches in which nothing happens.
extension Legaliser {
    /// - Parameter leaf: what an assignment, a write or a property becomes.
    func statements(
        _ block: Block, leaf: (Statement, inout [StatementSyntax]) -> Void
    ) -> [StatementSyntax] {
        var result: [StatementSyntax] = []
        for statement in block {
            switch statement {
            case .when(let when):
                let condition = named(context.target, "enable") { value(when.condition) }
                result += conditional(
                    condition, statements(when.then, leaf: leaf), statements(when.otherwise, leaf: leaf), when.place)
            case .select(let select):
                // Yosys takes a wrong arm of a `casez` over a constant.
                if isLiteral(select.subject), let subject = known[select.subject] {
                    result += statements(select.body(for: subject), leaf: leaf)
                    continue
                }
                let bodies = select.arms.map { statements($0.body, leaf: leaf) }
                let otherwise = select.otherwise.map { statements($0, leaf: leaf) }
                result += self.select(select, bodies: bodies, otherwise: otherwise)
            case .assign, .write, .property: leaf(statement, &result)
            }
        }
        return result
    }

    func conditional(
        _ condition: Expression, _ then: [StatementSyntax], _ otherwise: [StatementSyntax], _ place: Place
    ) -> [StatementSyntax] {
        if then.isEmpty, otherwise.isEmpty { return [] }
        if condition.isBit(true) { return then }
        if condition.isBit(false) { return otherwise }
        if then.isEmpty { return conditional(condition.negated, otherwise, [], place) }
        // An `if` around nothing but an `if` is one `if`, while it stays short.
        if otherwise.isEmpty, then.count == 1, case .conditional(let inner, let body, let rest, let place) = then[0],
            rest.isEmpty, condition.conjuncts + inner.conjuncts <= 4
        {
            return [.conditional(.both(condition, inner), then: body, otherwise: [], place: place)]
        }
        return [.conditional(condition, then: then, otherwise: otherwise, place: place)]
    }

    /// One assignment, to all of a target, a part of it, or an element chosen at run time.
    func assignment(_ statement: Statement, blocking: Bool, into result: inout [StatementSyntax]) {
        guard case .assign(let assignment) = statement, let name = names[Int(assignment.target.index)] else { return }
        let width = circuit.width(assignment.value)
        let total = circuit.width(assignment.target)
        let role = blocking ? nil : "next"
        let value = named(name, role) { self.value(assignment.value, whole: true) }
        func assign(_ target: Expression) {
            result.append(.assign(target: target, value: value, blocking: blocking, place: assignment.place))
        }
        guard let index = assignment.index else {
            if width == total { return assign(.name(name)) }
            return assign(
                width == 1
                    ? .bit(name, assignment.low)
                    : .part(name, high: assignment.low + width - 1, low: assignment.low))
        }
        let count = total / width
        if let number = known[index] {
            guard let position = number.asUInt64, position < UInt64(count) else { return }
            let low = Int(position) * width
            if count == 1 { return assign(.name(name)) }
            return assign(width == 1 ? .bit(name, low) : .part(name, high: low + width - 1, low: low))
        }
        let isGuarded = canPass(index, count: count)
        named(name, "index") {
            _ = self.value(index)
            if isGuarded, !isCheap[Int(index.index)] { net(index) }
        }
        let target: Expression =
            count == 1
            ? .name(name)
            : width == 1
                ? .word(name, sized(index, to: indexWidth(count)))
                : .indexedPart(name, base: base(of: index, width: width, total: total), width: width)
        guard isGuarded else { return assign(target) }
        let assign = StatementSyntax.assign(
            target: target, value: value, blocking: blocking, place: assignment.place)
        result.append(
            .conditional(isBelow(index, count), then: [assign], otherwise: [], place: assignment.place))
    }
}

extension Expression {
    /// How many conditions are joined by `&&`; one for anything else.
    fileprivate var conjuncts: Int {
        guard case .binary(.logicalAnd, let left, let right) = self else { return 1 }
        return left.conjuncts + right.conjuncts
    }
}
