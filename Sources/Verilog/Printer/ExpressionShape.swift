import Netlist

/// What the printers ask of an expression.
extension Syntax {
    func isList(_ expression: Expression) -> Bool {
        if case .concatenation = self[expression] { true } else { false }
    }

    func isConditional(_ expression: Expression) -> Bool {
        if case .conditional = self[expression] { true } else { false }
    }

    /// True for what reads better in parentheses before a question mark.
    func isCompound(_ expression: Expression) -> Bool {
        switch self[expression] {
        case .binary, .conditional: true
        default: false
        }
    }

    /// True for names, constants and their parts, which are read at a glance.
    func isSimple(_ expression: Expression) -> Bool {
        switch self[expression] {
        case .number, .wideNumber, .signedLiteral, .name, .position, .range, .word: true
        case .unary(_, let operand): isSimple(operand)
        case .concatenation(let parts): (0..<Int(parts.count)).allSatisfy { isSimple(self[parts, $0]) }
        case .replication(_, let part): isSimple(part)
        default: false
        }
    }

    /// True for a constant or a name.
    func isPlain(_ expression: Expression) -> Bool {
        switch self[expression] {
        case .number, .wideNumber, .signedLiteral, .name: true
        default: false
        }
    }

    /// True for what needs parentheses below a unary operator.
    func isOperation(_ expression: Expression) -> Bool {
        switch self[expression] {
        case .unary, .binary, .conditional: true
        default: false
        }
    }

    /// Parentheses wherever a reader would have to know the table of precedences, and wherever Verilog needs them.
    func needsParentheses(_ expression: Expression, in parent: BinaryOperator, right: Bool) -> Bool {
        switch self[expression] {
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
    func chain(of sign: BinaryOperator, in expression: Expression) -> [Expression] {
        guard case .binary(let own, let left, let right) = self[expression], own == sign else { return [expression] }
        guard sign.isAssociative else { return [left, right] }
        var operands: [Expression] = []
        appendChain(of: sign, in: expression, to: &operands)
        return operands
    }

    private func appendChain(of sign: BinaryOperator, in expression: Expression, to operands: inout [Expression]) {
        guard case .binary(let own, let left, let right) = self[expression], own == sign else {
            return operands.append(expression)
        }
        appendChain(of: sign, in: left, to: &operands)
        appendChain(of: sign, in: right, to: &operands)
    }
}
