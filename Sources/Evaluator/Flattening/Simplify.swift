import Netlist

/// Making values of operations: what can be known now is not computed later.
extension ValueGraph {
    /// `parameter` is the width of the operands.
    mutating func binary(_ kind: Kind, _ first: ValueID, _ second: ValueID, width: Int, operands: Int) -> ValueID {
        var (a, b) = (first, second)
        if kind.isCommutative, self[a].kind == .constant || (self[b].kind != .constant && b < a) { swap(&a, &b) }
        if operands <= 64, width <= 64 {
            if let left = number(a), let right = number(b) {
                return constant(Self.compute(kind, left, right, operands) & ones(width))
            }
            if let known = identity(kind, a, b, width: width, operands: operands) { return known }
            if kind == .subtract, let right = number(b) {
                let negative = constant(0 &- right & ones(width))
                return binary(.add, a, negative, width: width, operands: operands)
            }
        }
        return unique(Value(kind: kind, width: Int32(width), a: a, b: b, parameter: Int32(operands)))
    }

    /// Narrow operands, a constant is `b`.
    private mutating func identity(
        _ kind: Kind, _ a: ValueID, _ b: ValueID, width: Int, operands: Int
    ) -> ValueID? {
        let right = number(b)
        switch kind {
        case .and:
            if a == b || right == ones(width) { return a }
            if right == 0 { return b }
        case .or:
            if a == b || right == 0 { return a }
            if right == ones(width) { return b }
        case .xor:
            if a == b { return constant(0 as UInt64) }
            if right == 0 { return a }
            if right == ones(width) { return not(a, width: width) }
        case .add, .subtract:
            if right == 0 { return a }
            if kind == .subtract, a == b { return constant(0 as UInt64) }
        case .multiply:
            if right == 0 { return b }
            if right == 1 { return a }
        case .equal, .notEqual:
            if a == b { return constant(kind == .equal ? 1 : 0 as UInt64) }
            if operands == 1, let right { return (right == 1) == (kind == .equal) ? a : not(a, width: 1) }
        default: break
        }
        return nil
    }

    static func compute(_ kind: Kind, _ a: UInt64, _ b: UInt64, _ width: Int) -> UInt64 {
        switch kind {
        case .and: a & b
        case .or: a | b
        case .xor: a ^ b
        case .add: a &+ b
        case .subtract: a &- b
        case .multiply: a &* b
        case .equal: a == b ? 1 : 0
        case .notEqual: a != b ? 1 : 0
        case .lessUnsigned: a < b ? 1 : 0
        case .lessOrEqualUnsigned: a <= b ? 1 : 0
        case .lessSigned: signed(a, width) < signed(b, width) ? 1 : 0
        case .lessOrEqualSigned: signed(a, width) <= signed(b, width) ? 1 : 0
        default: 0
        }
    }

    mutating func not(_ a: ValueID, width: Int) -> ValueID {
        if width <= 64 {
            if let number = number(a) { return constant(~number & ones(width)) }
            let value = self[a]
            if value.kind == .not, Int(value.width) == width { return value.a }
        }
        return unique(Value(kind: .not, width: Int32(width), a: a, parameter: Int32(width)))
    }

    mutating func reduce(_ kind: Kind, _ a: ValueID, operand: Int) -> ValueID {
        if operand == 1 { return a }
        if let number = number(a) {
            switch kind {
            case .reduceAnd: return constant(number == ones(min(operand, 64)) ? 1 : 0 as UInt64)
            case .reduceOr: return constant(number != 0 ? 1 : 0 as UInt64)
            default: return constant(UInt64(number.nonzeroBitCount & 1))
            }
        }
        return unique(Value(kind: kind, width: 1, a: a, parameter: Int32(operand)))
    }

    mutating func multiplex(_ condition: ValueID, _ a: ValueID, _ b: ValueID, width: Int) -> ValueID {
        if let number = number(condition) { return number & 1 == 1 ? a : b }
        if a == b { return a }
        if self[condition].kind == .not { return multiplex(self[condition].a, b, a, width: width) }
        if width == 1 {
            if number(a, is: 1) { return binary(.or, condition, b, width: 1, operands: 1) }
            if number(b, is: 0) { return binary(.and, condition, a, width: 1, operands: 1) }
            if number(a, is: 0) {
                let low = not(condition, width: 1)
                return binary(.and, low, b, width: 1, operands: 1)
            }
            if number(b, is: 1) {
                let low = not(condition, width: 1)
                return binary(.or, low, a, width: 1, operands: 1)
            }
        }
        return unique(Value(kind: .multiplex, width: Int32(width), a: condition, b: a, c: b))
    }

    mutating func shift(_ kind: Kind, _ a: ValueID, by amount: ValueID, amountWidth: Int, width: Int) -> ValueID {
        guard let number = number(amount) else {
            return unique(Value(kind: kind, width: Int32(width), a: a, b: amount, parameter: Int32(amountWidth)))
        }
        let count = Int(min(number, UInt64(width)))
        if count == 0 { return a }
        switch kind {
        case .shiftLeft:
            if count == width { return zero(width) }
            let kept = slice(a, low: 0, width: width - count)
            return concatenate(kept, zero(count), low: count, width: width)
        case .shiftRight:
            if count == width { return zero(width) }
            let kept = slice(a, low: count, width: width - count)
            return zeroExtend(kept, from: width - count, to: width)
        default:
            let last = min(count, width - 1)
            let kept = slice(a, low: last, width: width - last)
            return signExtend(kept, from: width - last, to: width)
        }
    }

    mutating func element(_ a: ValueID, _ index: ValueID, of source: Int, indexWidth: Int, width: Int) -> ValueID {
        if let number = number(index) {
            guard number < UInt64(source / width) else { return zero(width) }
            return slice(a, low: Int(number) * width, width: width)
        }
        return unique(
            Value(
                kind: .element, width: Int32(width), a: a, b: index, c: Int32(indexWidth), parameter: Int32(source)))
    }
}

extension Kind {
    var isCommutative: Bool {
        switch self {
        case .and, .or, .xor, .add, .multiply, .equal, .notEqual: true
        default: false
        }
    }
}
