import Netlist

/// A Verilog expression. Widths and signs are already right: whoever builds one knows Verilog's rules, the printer does not.
///
/// There are about as many of these as there are cells: 16 bytes, and a box only where there is something below.
enum Expression: Equatable, Sendable {
    /// A sized, unsigned literal of at most 64 bits, and a wider one; `literal(_:)` makes the right one.
    case number(UInt64, width: Int32)
    indirect case wideNumber(BitVector)
    /// A sized, signed literal.
    indirect case signedLiteral(BitVector)
    case name(Name)
    /// `name[bit]`.
    case position(Name, Int32)
    /// `name[high:low]`.
    case range(Name, high: Int32, low: Int32)
    /// `name[index]`: a word of a memory, or a bit chosen at run time.
    indirect case word(Name, Expression)
    /// `name[index][high:low]`: a part of a word of a memory, to be written.
    indirect case wordPart(Name, Expression, high: Int, low: Int)
    /// `name[base +: width]`.
    indirect case indexedPart(Name, base: Expression, width: Int)
    indirect case unary(UnaryOperator, Expression)
    indirect case binary(BinaryOperator, Expression, Expression)
    indirect case conditional(Expression, Expression, Expression)
    /// The highest part first.
    case concatenation([Expression])
    indirect case replication(Int, Expression)
    /// `$signed(x)`.
    indirect case signed(Expression)
    /// `$unsigned(x)`: keeps a signed expression from being read as unsigned by its surroundings.
    indirect case unsigned(Expression)
}

extension Expression {
    /// A sized, unsigned literal.
    static func literal(_ value: BitVector) -> Expression {
        value.width <= 64 ? .number(value.low64, width: Int32(value.width)) : .wideNumber(value)
    }

    /// `name[index]`.
    static func bit(_ name: Name, _ index: Int) -> Expression { .position(name, Int32(index)) }

    /// `name[high:low]`.
    static func part(_ name: Name, high: Int, low: Int) -> Expression {
        .range(name, high: Int32(high), low: Int32(low))
    }

    /// The value of an unsigned literal.
    var literalValue: BitVector? {
        switch self {
        case .number(let value, let width): BitVector(value, width: Int(width))
        case .wideNumber(let value): value
        default: nil
        }
    }
}

enum UnaryOperator: UInt8, Sendable {
    case not
    case logicalNot
    case reduceAnd
    case reduceOr
    case reduceXor

    var text: StaticString {
        switch self {
        case .not: "~"
        case .logicalNot: "!"
        case .reduceAnd: "&"
        case .reduceOr: "|"
        case .reduceXor: "^"
        }
    }
}

enum BinaryOperator: UInt8, Sendable {
    case add
    case subtract
    case multiply
    case and
    case or
    case xor
    case logicalAnd
    case logicalOr
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    case shiftLeft
    case shiftRight
    case shiftRightArithmetic

    /// True when `(x op y) op z` and `x op (y op z)` are one value.
    var isAssociative: Bool {
        switch self {
        case .add, .multiply, .and, .or, .xor, .logicalAnd, .logicalOr: true
        default: false
        }
    }

    var text: StaticString {
        switch self {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .and: "&"
        case .or: "|"
        case .xor: "^"
        case .logicalAnd: "&&"
        case .logicalOr: "||"
        case .equal: "=="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .shiftLeft: "<<"
        case .shiftRight: ">>"
        case .shiftRightArithmetic: ">>>"
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
        case .number(let value, _): .number(value == 0 ? 1 : 0, width: 1)
        default: .unary(.logicalNot, self)
        }
    }

    /// True for a one-bit literal of that value.
    func isBit(_ value: Bool) -> Bool {
        self == .number(value ? 1 : 0, width: 1)
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
