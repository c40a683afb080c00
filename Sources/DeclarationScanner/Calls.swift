/// What is a call, and how it stands in an initialiser.
extension DeclarationScanner {
    /// Whether the first token of a line goes on with the expression of the line before.
    func continues(_ index: Int) -> Bool {
        let token = tokens[index]
        switch token.kind {
        case .dot, .colon: return true
        case .symbol where !token.touchesNext: return true
        case .identifier where token.word == .joins: return true
        case .open where token.character == UInt8(ascii: "{"): return true
        default: break
        }
        let previous = tokens[index - 1]
        switch previous.kind {
        case .dot, .colon: return true
        case .symbol: return !previous.touchesPrevious || previous.startsLine
        case .identifier:
            switch previous.word {
            case .joins, .effect, .startsExpression, .condition, .other: return true
            default: return false
            }
        default: return false
        }
    }

    /// Whether the bracket at an index is the first of a call: `(` after a callee, or the `{` of a trailing closure
    /// when there are no parentheses.
    func isCall(_ index: Int, in range: Range<Int>) -> Bool {
        let token = tokens[index]
        guard token.kind == .open, index > range.lowerBound else { return false }
        let callee = tokens[index - 1]
        switch token.character {
        case UInt8(ascii: "("):
            return !token.startsLine && callee.endsOperand && callee.kind != .number && callee.kind != .string
        case UInt8(ascii: "{"):
            switch callee.kind {
            case .identifier: return callee.word == .plain || callee.word == .callable
            case .quotedIdentifier, .genericClose: return true
            default: return false
            }
        default:
            return false
        }
    }

    func style(_ call: Int, in range: Range<Int>) -> DeclarationStyle {
        var start = startOfCallee(call, in: range)
        while start > range.lowerBound, isEffect(start - 1) { start -= tokens[start - 1].isPostfixMark ? 2 : 1 }
        let end = endOfCall(call)
        let parent = tokens[call].parent
        guard parent >= range.lowerBound else {
            return start == range.lowerBound && end == range.upperBound ? .direct : .nested
        }
        let close = tokens[parent].partner
        switch tokens[parent].character {
        case UInt8(ascii: "["):
            let isLiteral = parent == range.lowerBound || !tokens[parent - 1].endsOperand || tokens[parent].startsLine
            let isFirst = start == parent + 1 || tokens[start - 1].kind == .comma || tokens[start - 1].kind == .colon
            let isLast = end == close || tokens[end].kind == .comma
            return isLiteral && isFirst && isLast ? .collection : .nested
        case UInt8(ascii: "{"):
            guard isValue(from: start, to: end, of: parent) else { return .nested }
            // `let x = if wide { register(...) } else { ... }`: one of the branches is the initialiser.
            let isBranch = tokens[parent].parent < range.lowerBound && isConditional(range.lowerBound)
            return isBranch ? .direct : .collection
        default:
            return .nested
        }
    }

    /// `if` and `switch` as expressions.
    private func isConditional(_ index: Int) -> Bool {
        tokens[index].kind == .identifier && ["if", "switch"].contains(text(index))
    }

    /// `try`, `try!`, `try?`, `await`.
    private func isEffect(_ index: Int) -> Bool {
        tokens[index].word == .effect || (tokens[index].isPostfixMark && index > 0 && tokens[index - 1].word == .effect)
    }

    /// Whether an expression is what a closure or a branch returns: the last statement, or after `return`.
    private func isValue(from start: Int, to end: Int, of parent: Int) -> Bool {
        let previous = tokens[start - 1]
        let returns = previous.word == .startsExpression
        let isStatement =
            start == parent + 1 || returns || previous.kind == .semicolon || previous.kind == .colon
            || (tokens[start].startsLine && !continues(start))
        guard isStatement, end < tokens.count else { return false }
        if end == tokens[parent].partner { return true }
        let next = tokens[end]
        let endsStatement = next.kind == .semicolon || (next.startsLine && !continues(end))
        let isNextCase = next.kind == .identifier && next.startsLine && ["case", "default"].contains(text(end))
        return isNextCase || (endsStatement && previous.kind == .identifier && text(start - 1) == "return")
    }

    /// The first token of the postfix expression that a call ends: `self.pool[3].register` for `self.pool[3].register(`.
    private func startOfCallee(_ call: Int, in range: Range<Int>) -> Int {
        var index = call - 1
        while index >= range.lowerBound {
            let token = tokens[index]
            switch token.kind {
            case .genericClose:
                index = token.partner - 1
                continue
            case .symbol where token.isPostfixMark:
                index -= 1
                continue
            case .close where token.partner > range.lowerBound:
                let open = token.partner
                let isPostfix = tokens[open - 1].endsOperand && !tokens[open].startsLine
                guard isPostfix else { return open }
                index = open - 1
                continue
            case .close:
                return max(token.partner, range.lowerBound)
            default:
                break
            }
            guard index > range.lowerBound, tokens[index - 1].kind == .dot else { return index }
            index -= 1
            guard index > range.lowerBound, tokens[index - 1].endsOperand else { return index }
            index -= 1
        }
        return range.lowerBound
    }

    /// The index after a call, its trailing closures, and `!`.
    private func endOfCall(_ call: Int) -> Int {
        var index = tokens[call].partner + 1
        guard index > call else { return tokens.count }
        while index < tokens.count {
            let token = tokens[index]
            if token.kind == .open, token.character == UInt8(ascii: "{"), token.partner > index {
                index = token.partner + 1
            } else if token.kind == .identifier, index + 2 < tokens.count, tokens[index + 1].kind == .colon,
                tokens[index + 2].character == UInt8(ascii: "{"), tokens[index + 2].partner > index
            {
                index = tokens[index + 2].partner + 1
            } else if token.isPostfixMark, token.character == .exclamationMark {
                index += 1
            } else {
                break
            }
        }
        return index
    }
}
