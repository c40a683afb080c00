import Netlist

/// What the printers ask of an expression.
extension Expression {
    var isList: Bool {
        if case .concatenation = self { true } else { false }
    }

    var isConditional: Bool {
        if case .conditional = self { true } else { false }
    }

    /// True for what reads better in parentheses before a question mark.
    var isCompound: Bool {
        switch self {
        case .binary, .conditional: true
        default: false
        }
    }

    /// True for names, constants and their parts, which are read at a glance.
    var isSimple: Bool {
        switch self {
        case .number, .wideNumber, .signedLiteral, .name, .position, .range, .word: true
        case .unary(_, let operand): operand.isSimple
        case .concatenation(let parts): parts.allSatisfy(\.isSimple)
        case .replication(_, let part): part.isSimple
        default: false
        }
    }

    /// True for what needs parentheses below a unary operator.
    var isOperation: Bool {
        switch self {
        case .unary, .binary, .conditional: true
        default: false
        }
    }

    /// Parentheses wherever a reader would have to know the table of precedences, and wherever Verilog needs them.
    func needsParentheses(in parent: BinaryOperator, right: Bool) -> Bool {
        switch self {
        case .conditional: return true
        case .unary(let sign, _): return sign != .not && sign != .logicalNot
        case .binary(let sign, _, _):
            if sign == parent { return right && !sign.isAssociative || !sign.isAssociative }
            if parent == .add || parent == .subtract {
                return !(sign == .multiply || (!right && (sign == .add || sign == .subtract)))
            }
            return true
        default: return false
        }
    }

    /// The operands of a chain of one associative operator, from left to right.
    func chain(of sign: BinaryOperator) -> [Expression] {
        guard case .binary(let own, let left, let right) = self, own == sign else { return [self] }
        guard sign.isAssociative else { return [left, right] }
        var operands: [Expression] = []
        appendChain(of: sign, to: &operands)
        return operands
    }

    private func appendChain(of sign: BinaryOperator, to operands: inout [Expression]) {
        guard case .binary(let own, let left, let right) = self, own == sign else { return operands.append(self) }
        left.appendChain(of: sign, to: &operands)
        right.appendChain(of: sign, to: &operands)
    }
}
