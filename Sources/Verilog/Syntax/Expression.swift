import Netlist

/// A Verilog expression. Widths and signs are already right: whoever builds one knows Verilog's rules, the printer does not.
indirect enum Expression: Equatable, Sendable {
    /// A sized, unsigned literal.
    case literal(BitVector)
    /// A sized, signed literal.
    case signedLiteral(BitVector)
    case name(String)
    /// `name[bit]`.
    case bit(String, Int)
    /// `name[high:low]`.
    case part(String, high: Int, low: Int)
    /// `name[index]`: a word of a memory, or a bit chosen at run time.
    case word(String, Expression)
    /// `name[index][high:low]`: a part of a word of a memory, to be written.
    case wordPart(String, Expression, high: Int, low: Int)
    /// `name[base +: width]`.
    case indexedPart(String, base: Expression, width: Int)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case conditional(Expression, Expression, Expression)
    /// The highest part first.
    case concatenation([Expression])
    case replication(Int, Expression)
    /// `$signed(x)`.
    case signed(Expression)
    /// `$unsigned(x)`: keeps a signed expression from being read as unsigned by its surroundings.
    case unsigned(Expression)
}

enum UnaryOperator: String, Sendable {
    case not = "~"
    case logicalNot = "!"
    case reduceAnd = "&"
    case reduceOr = "|"
    case reduceXor = "^"
}

enum BinaryOperator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case and = "&"
    case or = "|"
    case xor = "^"
    case logicalAnd = "&&"
    case logicalOr = "||"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case shiftRightArithmetic = ">>>"

    /// True when `(x op y) op z` and `x op (y op z)` are one value.
    var isAssociative: Bool {
        switch self {
        case .add, .multiply, .and, .or, .xor, .logicalAnd, .logicalOr: true
        default: false
        }
    }
}

extension Expression {
    /// The opposite of a one-bit value, as a person would write it.
    var negated: Expression {
        switch self {
        case .unary(.logicalNot, let operand): operand
        case .binary(.equal, let left, let right): .binary(.notEqual, left, right)
        case .binary(.notEqual, let left, let right): .binary(.equal, left, right)
        case .literal(let value): .literal(BitVector(value.isZero ? 1 : 0, width: 1))
        default: .unary(.logicalNot, self)
        }
    }

    /// True for a one-bit literal of that value.
    func isBit(_ value: Bool) -> Bool {
        guard case .literal(let literal) = self, literal.width == 1 else { return false }
        return literal[0] == value
    }

    static func both(_ left: Expression, _ right: Expression) -> Expression {
        if left.isBit(true) { return right }
        if right.isBit(true) { return left }
        return .binary(.logicalAnd, left, right)
    }

    static func either(_ left: Expression, _ right: Expression) -> Expression {
        if left.isBit(false) { return right }
        if right.isBit(false) { return left }
        return .binary(.logicalOr, left, right)
    }

    /// `condition ? then : otherwise`, simpler where an arm is a constant bit or both arms agree.
    static func choice(_ condition: Expression, _ then: Expression, _ otherwise: Expression) -> Expression {
        if condition.isBit(true) || then == otherwise { return then }
        if condition.isBit(false) { return otherwise }
        if then.isBit(true) { return either(condition, otherwise) }
        if then.isBit(false) { return both(condition.negated, otherwise) }
        if otherwise.isBit(false) { return both(condition, then) }
        if otherwise.isBit(true) { return either(condition.negated, then) }
        if case .conditional(let inner, let value, let rest) = then, rest == otherwise {
            return .conditional(both(condition, inner), value, rest)
        }
        if case .unary(.logicalNot, let positive) = condition { return .conditional(positive, otherwise, then) }
        return .conditional(condition, then, otherwise)
    }
}
