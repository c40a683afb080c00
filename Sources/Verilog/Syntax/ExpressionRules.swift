import Netlist

/// Expressions as a person would write them.
extension Syntax {
    /// A sized, unsigned literal.
    func literal(_ value: BitVector) -> Expression {
        make(value.width <= 64 ? .number(value.low64, width: Int32(value.width)) : .wideNumber(note(value)))
    }

    /// `name[index]`.
    func bit(_ name: Name, _ index: Int) -> Expression { make(.position(name, Int32(index))) }

    /// `name[high:low]`.
    func part(_ name: Name, high: Int, low: Int) -> Expression {
        make(.range(name, high: Int32(high), low: Int32(low)))
    }

    /// Bits of a name.
    func bits(_ name: Name, low: Int, width: Int) -> Expression {
        width == 1 ? bit(name, low) : part(name, high: low + width - 1, low: low)
    }

    func concatenation(_ parts: [Expression]) -> Expression { make(.concatenation(list(parts))) }

    /// The value of an unsigned literal.
    func literalValue(_ expression: Expression) -> BitVector? {
        switch self[expression] {
        case .number(let value, let width): BitVector(value, width: Int(width))
        case .wideNumber(let value): self[value]
        default: nil
        }
    }

    /// True when both are one text.
    func areEqual(_ left: Expression, _ right: Expression) -> Bool {
        switch (self[left], self[right]) {
        case (.number(let a, let width), .number(let b, let other)): a == b && width == other
        case (.wideNumber(let a), .wideNumber(let b)), (.signedLiteral(let a), .signedLiteral(let b)):
            self[a] == self[b]
        case (.pattern(let a, let care), .pattern(let b, let other)): self[a] == self[b] && self[care] == self[other]
        case (.name(let a), .name(let b)): a == b
        case (.position(let a, let index), .position(let b, let other)): a == b && index == other
        case (.range(let a, let high, let low), .range(let b, let top, let bottom)):
            a == b && high == top && low == bottom
        case (.word(let a, let index), .word(let b, let other)): a == b && areEqual(index, other)
        case (.wordPart(let a, let high, let low), .wordPart(let b, let top, let bottom)):
            high == top && low == bottom && areEqual(a, b)
        case (.indexedPart(let a, let base, let width), .indexedPart(let b, let other, let bits)):
            a == b && width == bits && areEqual(base, other)
        case (.unary(let sign, let a), .unary(let other, let b)): sign == other && areEqual(a, b)
        case (.binary(let sign, let a, let b), .binary(let other, let c, let d)):
            sign == other && areEqual(a, c) && areEqual(b, d)
        case (.conditional(let a, let b, let c), .conditional(let d, let e, let f)):
            areEqual(a, d) && areEqual(b, e) && areEqual(c, f)
        case (.concatenation(let a), .concatenation(let b)):
            a.count == b.count && (0..<Int(a.count)).allSatisfy { areEqual(self[a, $0], self[b, $0]) }
        case (.replication(let times, let a), .replication(let other, let b)): times == other && areEqual(a, b)
        case (.signed(let a), .signed(let b)), (.unsigned(let a), .unsigned(let b)): areEqual(a, b)
        default: false
        }
    }

    /// The opposite of a one-bit value.
    func negated(_ expression: Expression) -> Expression {
        switch self[expression] {
        case .unary(.logicalNot, let operand): operand
        case .binary(.equal, let left, let right): make(.binary(.notEqual, left, right))
        case .binary(.notEqual, let left, let right): make(.binary(.equal, left, right))
        case .number(let value, _): make(.number(value == 0 ? 1 : 0, width: 1))
        default: make(.unary(.logicalNot, expression))
        }
    }

    /// True for a one-bit literal of that value.
    func isBit(_ expression: Expression, _ value: Bool) -> Bool {
        guard case .number(let number, 1) = self[expression] else { return false }
        return number == (value ? 1 : 0)
    }

    func both(_ left: Expression, _ right: Expression) -> Expression {
        if isBit(left, true) { return right }
        if isBit(right, true) { return left }
        return make(.binary(.logicalAnd, left, right))
    }

    func either(_ left: Expression, _ right: Expression) -> Expression {
        if isBit(left, false) { return right }
        if isBit(right, false) { return left }
        return make(.binary(.logicalOr, left, right))
    }

    /// `condition ? then : otherwise`, simpler where an arm is a constant bit or both arms agree.
    func choice(_ condition: Expression, _ then: Expression, _ otherwise: Expression) -> Expression {
        if isBit(condition, true) || areEqual(then, otherwise) { return then }
        if isBit(condition, false) { return otherwise }
        if isBit(then, true) { return either(condition, otherwise) }
        if isBit(then, false) { return both(negated(condition), otherwise) }
        if isBit(otherwise, false) { return both(condition, then) }
        if isBit(otherwise, true) { return either(negated(condition), then) }
        if case .conditional(let inner, let value, let rest) = self[then], areEqual(rest, otherwise) {
            return make(.conditional(both(condition, inner), value, rest))
        }
        if case .unary(.logicalNot, let positive) = self[condition] {
            return make(.conditional(positive, otherwise, then))
        }
        return make(.conditional(condition, then, otherwise))
    }

    /// Every name that is read, as often as it is.
    func forEachName(_ expression: Expression, _ body: (Name) -> Void) {
        switch self[expression] {
        case .number, .wideNumber, .signedLiteral, .pattern: break
        case .name(let name), .position(let name, _), .range(let name, _, _): body(name)
        case .word(let name, let index), .indexedPart(let name, let index, _):
            body(name)
            forEachName(index, body)
        case .wordPart(let operand, _, _), .unary(_, let operand), .replication(_, let operand), .signed(let operand),
            .unsigned(let operand):
            forEachName(operand, body)
        case .binary(_, let left, let right):
            forEachName(left, body)
            forEachName(right, body)
        case .conditional(let condition, let then, let otherwise):
            forEachName(condition, body)
            forEachName(then, body)
            forEachName(otherwise, body)
        case .concatenation(let parts): for index in 0..<Int(parts.count) { forEachName(self[parts, index], body) }
        }
    }
}
