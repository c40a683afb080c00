import Netlist

extension TextBuffer {
    /// More names or constants than this stand side by side when they do not fit on one line; fewer, and what is to be
    /// read one by one, stand below each other.
    private static let longestColumn = 6

    /// Writes an expression, on one line where it fits, else broken at its outermost operator.
    ///
    /// - Parameters:
    ///   - indent: column of the continuation lines.
    ///   - tail: how many characters follow on the last line.
    mutating func layOut(_ expression: Expression, indent: Int, tail: Int = 1) {
        let mark = count
        flat(expression)
        guard column + tail > Self.columns else { return }
        take(backTo: mark)
        broken(expression, indent: indent, tail: tail)
    }

    /// One line, whatever its length; gives up (too long) when that is certain.
    mutating func flat(_ expression: Expression) {
        if isTooLong { return }
        switch syntax[expression] {
        case .number, .wideNumber, .signedLiteral, .pattern, .name, .position, .range: leaf(expression)
        case .word(let name, let index):
            self.name(name)
            text("[")
            flat(index)
            text("]")
        case .wordPart(let word, let high, let low):
            flat(word)
            range(high: Int(high), low: Int(low))
        case .indexedPart(let name, let base, let width):
            self.name(name)
            text("[")
            flat(base)
            text(" +: ")
            number(Int(width))
            text("]")
        case .unary(let sign, let operand):
            text(sign.text)
            flat(operand, parenthesised: syntax.isOperation(operand))
        case .binary(let sign, let left, let right):
            flat(left, parenthesised: syntax.needsParentheses(left, in: sign, right: false))
            text(" ")
            text(sign.text)
            text(" ")
            flat(right, parenthesised: syntax.needsParentheses(right, in: sign, right: true))
        case .conditional(let condition, let then, let otherwise):
            flat(condition, parenthesised: syntax.isCompound(condition))
            text(" ? ")
            flat(then, parenthesised: syntax.isConditional(then))
            text(" : ")
            flat(otherwise)
        case .concatenation(let parts):
            text("{")
            for index in 0..<Int(parts.count) {
                if index > 0 { text(", ") }
                flat(syntax[parts, index])
                if isTooLong { return }
            }
            text("}")
        case .replication(let times, let part):
            text("{")
            number(Int(times))
            if syntax.isList(part) {
                flat(part)
            } else {
                text("{")
                flat(part)
                text("}")
            }
            text("}")
        case .signed(let operand):
            text("$signed(")
            flat(operand)
            text(")")
        case .unsigned(let operand):
            text("$unsigned(")
            flat(operand)
            text(")")
        }
    }

    /// Names, constants, and chosen bits of names: in full, whatever room there is.
    mutating func leaf(_ expression: Expression) {
        switch syntax[expression] {
        case .number(let value, let width): number(value, width: Int(width))
        case .wideNumber(let value): literal(syntax[value])
        case .signedLiteral(let value): literal(syntax[value], signed: true)
        case .pattern(let value, let care): pattern(syntax[value], care: syntax[care])
        case .name(let name): self.name(name)
        case .position(let name, let index):
            self.name(name)
            text("[")
            number(Int(index))
            text("]")
        case .range(let name, let high, let low):
            self.name(name)
            range(high: Int(high), low: Int(low))
        default: break
        }
    }

    private mutating func flat(_ expression: Expression, parenthesised: Bool) {
        if parenthesised { text("(") }
        flat(expression)
        if parenthesised { text(")") }
    }

    mutating func range(high: Int, low: Int) {
        text("[")
        number(high)
        if high != low {
            text(":")
            number(low)
        }
        text("]")
    }

    private mutating func broken(_ expression: Expression, indent: Int, tail: Int) {
        switch syntax[expression] {
        case .concatenation(let parts): concatenation(syntax.expressions(of: parts), indent: indent)
        case .binary(let sign, _, _):
            let operands = syntax.chain(of: sign, in: expression)
            let isFilled = operands.count > Self.longestColumn && operands.allSatisfy(syntax.isSimple)
            for (index, operand) in operands.enumerated() {
                let last = index == operands.count - 1
                if index > 0 {
                    if isFilled, fits(sign, operand, tail: last ? tail : 0) { continue }
                    newLine(indent: indent)
                    text(sign.text)
                    text(" ")
                }
                let parenthesised = syntax.needsParentheses(operand, in: sign, right: index > 0)
                if parenthesised { text("(") }
                layOut(operand, indent: indent + 2, tail: last ? tail + 1 : 1)
                if parenthesised { text(")") }
            }
        case .conditional: conditional(expression, indent: indent, tail: tail)
        case .unary(let sign, let operand):
            text(sign.text)
            if syntax.isOperation(operand) { text("(") }
            layOut(operand, indent: syntax.isList(operand) ? indent - 2 : indent + 2, tail: tail + 1)
            if syntax.isOperation(operand) { text(")") }
        case .signed(let operand):
            text("$signed(")
            layOut(operand, indent: indent + 2, tail: tail + 1)
            text(")")
        case .unsigned(let operand):
            text("$unsigned(")
            layOut(operand, indent: indent + 2, tail: tail + 1)
            text(")")
        default: unlimited(expression)
        }
    }

    /// Writes a further operand of a chain behind what is on the line, if it fits there.
    private mutating func fits(_ sign: BinaryOperator, _ operand: Expression, tail: Int) -> Bool {
        let mark = count
        text(" ")
        text(sign.text)
        text(" ")
        flat(operand, parenthesised: syntax.needsParentheses(operand, in: sign, right: true))
        if column + tail <= Self.columns { return true }
        take(backTo: mark)
        return false
    }

    /// `a ? x :` line by line, the last value alone.
    mutating func conditional(_ expression: Expression, indent: Int, tail: Int) {
        var rest = expression
        while case .conditional(let condition, let then, let otherwise) = syntax[rest] {
            let mark = count
            flat(condition, parenthesised: syntax.isCompound(condition))
            text(" ? ")
            flat(then, parenthesised: syntax.isConditional(then))
            text(" :")
            if isTooLong {
                take(backTo: mark)
                if syntax.isCompound(condition) { text("(") }
                layOut(condition, indent: indent + 2, tail: 3)
                text(syntax.isCompound(condition) ? ") ?" : " ?")
                newLine(indent: indent + 4)
                if syntax.isConditional(then) { text("(") }
                layOut(then, indent: syntax.isList(then) ? indent + 4 : indent + 6, tail: 3)
                if syntax.isConditional(then) { text(")") }
                text(" :")
            }
            newLine(indent: indent)
            rest = otherwise
        }
        layOut(rest, indent: syntax.isList(rest) ? indent : indent + 2, tail: tail)
    }

    /// One part per line; many parts side by side.
    private mutating func concatenation(_ parts: [Expression], indent: Int) {
        text("{")
        let isList = parts.count > Self.longestColumn && (parts.count > 12 || parts.allSatisfy(syntax.isSimple))
        for (index, part) in parts.enumerated() {
            let mark = count
            if isList {
                if index > 0 { text(" ") }
                flat(part)
                if column + 3 <= Self.columns {
                    if index < parts.count - 1 { text(",") }
                    continue
                }
                take(backTo: mark)
            }
            newLine(indent: indent + 2)
            layOut(part, indent: indent + 4)
            if index < parts.count - 1 { text(",") }
        }
        if !isList { newLine(indent: indent) }
        text("}")
    }

    /// For what cannot be broken: written in full.
    private mutating func unlimited(_ expression: Expression) {
        switch syntax[expression] {
        case .word(let name, let index):
            self.name(name)
            text("[")
            layOut(index, indent: column + 2, tail: 2)
            text("]")
        case .indexedPart(let name, let base, let width):
            self.name(name)
            text("[")
            layOut(base, indent: column + 2, tail: 2)
            text(" +: ")
            number(Int(width))
            text("]")
        case .wordPart(let word, let high, let low):
            unlimited(word)
            range(high: Int(high), low: Int(low))
        case .replication(let times, let part):
            text("{")
            number(Int(times))
            text("{")
            layOut(part, indent: column + 2, tail: 2)
            text("}}")
        default: leaf(expression)
        }
    }
}
