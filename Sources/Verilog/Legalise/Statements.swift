import Netlist

/// Statement trees, without the branches in which nothing happens.
extension Legaliser {
    /// - Parameter leaf: what an assignment, a write or a property becomes. (What it captures is counted for each: assignments capture nothing.)
    func statements(_ block: Block, leaf: (Legaliser, Statement, inout Body) -> Void) -> Body {
        var result = Body()
        statements(block, into: &result, leaf: leaf)
        return result
    }

    func statements(_ block: Block, into result: inout Body, leaf: (Legaliser, Statement, inout Body) -> Void) {
        if let only = block.onlyAssignment { return leaf(self, .assign(only), &result) }
        for statement in block {
            switch statement {
            case .when(let when):
                let condition = named(context.target, "enable") { value(when.condition) }
                syntax.append(
                    conditional(
                        condition, statements(when.then, leaf: leaf), statements(when.otherwise, leaf: leaf),
                        when.place), to: &result)
            case .select(let select):
                // Yosys takes a wrong arm of a `casez` over a constant.
                if isLiteral(select.subject), let subject = known[select.subject] {
                    statements(select.body(for: subject), into: &result, leaf: leaf)
                    continue
                }
                var bodies: [Body] = []
                bodies.reserveCapacity(select.arms.count)
                for arm in select.arms.indices { bodies.append(statements(select.arms[arm].body, leaf: leaf)) }
                let otherwise = select.otherwise.map { statements($0, leaf: leaf) }
                syntax.append(self.select(select, bodies: bodies, otherwise: otherwise), to: &result)
            case .assign, .write, .property: leaf(self, statement, &result)
            }
        }
    }

    func conditional(_ condition: Expression, _ then: Body, _ otherwise: Body, _ place: Place) -> Body {
        if then.isEmpty, otherwise.isEmpty { return then }
        if syntax.isBit(condition, true) { return then }
        if syntax.isBit(condition, false) { return otherwise }
        if then.isEmpty { return conditional(syntax.negated(condition), otherwise, Body(), place) }
        // An `if` around nothing but an `if` is one `if`, while it stays short.
        if otherwise.isEmpty, case .conditional(let inner, let body, let rest, let place)? = syntax.only(then),
            rest.isEmpty, syntax.conjuncts(condition) + syntax.conjuncts(inner) <= 4
        {
            return syntax.body(
                .conditional(syntax.both(condition, inner), then: body, otherwise: Body(), place: place))
        }
        return syntax.body(.conditional(condition, then: then, otherwise: otherwise, place: place))
    }

    /// One assignment, to all of a target, a part of it, or an element chosen at run time.
    func assignment(_ statement: Statement, blocking: Bool, into result: inout Body) {
        guard case .assign(let assignment) = statement, let name = names[Int(assignment.target.index)] else { return }
        let width = circuit.width(assignment.value)
        let total = circuit.width(assignment.target)
        let role: StaticString? = blocking ? nil : "next"
        let value = named(name, role) { self.value(assignment.value, whole: true) }
        func assign(_ target: Expression) {
            syntax.append(
                .assign(target: target, value: value, blocking: blocking, place: assignment.place), to: &result)
        }
        guard let index = assignment.index else {
            if width == total { return assign(make(.name(name))) }
            return assign(syntax.bits(name, low: assignment.low, width: width))
        }
        let count = total / width
        if let number = known[index] {
            guard let position = number.asUInt64, position < UInt64(count) else { return }
            if count == 1 { return assign(make(.name(name))) }
            return assign(syntax.bits(name, low: Int(position) * width, width: width))
        }
        let isGuarded = canPass(index, count: count)
        named(name, "index") {
            _ = self.value(index)
            if isGuarded, !isCheap[Int(index.index)] { net(index) }
        }
        let target: Expression =
            count == 1
            ? make(.name(name))
            : width == 1
                ? make(.word(name, sized(index, to: indexWidth(count))))
                : make(.indexedPart(name, base: base(of: index, width: width, total: total), width: Int32(width)))
        guard isGuarded else { return assign(target) }
        let assign = StatementSyntax.assign(
            target: target, value: value, blocking: blocking, place: assignment.place)
        syntax.append(
            .conditional(
                isBelow(index, count), then: syntax.body(assign), otherwise: Body(), place: assignment.place),
            to: &result)
    }
}

extension Syntax {
    /// How many conditions are joined by `&&`; one for anything else.
    fileprivate func conjuncts(_ expression: Expression) -> Int {
        guard case .binary(.logicalAnd, let left, let right) = self[expression] else { return 1 }
        return conjuncts(left) + conjuncts(right)
    }
}
