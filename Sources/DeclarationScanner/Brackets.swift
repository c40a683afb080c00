/// Pairs the brackets of a token list, generic arguments included.
enum Brackets {
    /// Sets `partner` and `parent` of every token, and turns `<` and `>` around generic arguments into brackets.
    static func pair(_ tokens: inout [Token], source: [UInt8]) {
        var stack: [Int] = []
        for index in tokens.indices {
            if tokens[index].kind == .close, let match = stack.lastIndex(where: { closes(tokens, $0, index) }) {
                let open = stack[match]
                tokens[open].partner = index
                tokens[index].partner = open
                stack.removeSubrange(match...)
            }
            tokens[index].parent = stack.last ?? -1
            if tokens[index].kind == .open { stack.append(index) }
        }
        for index in tokens.indices where tokens[index].kind == .symbol && tokens[index].character == .less {
            if let close = genericArguments(tokens, from: index) {
                tokens[index].kind = .genericOpen
                tokens[index].partner = close
                tokens[close].kind = .genericClose
                tokens[close].partner = index
            }
        }
    }

    private static func closes(_ tokens: [Token], _ open: Int, _ close: Int) -> Bool {
        switch tokens[open].character {
        case UInt8(ascii: "("): tokens[close].character == UInt8(ascii: ")")
        case UInt8(ascii: "["): tokens[close].character == UInt8(ascii: "]")
        default: tokens[close].character == UInt8(ascii: "}")
        }
    }

    /// The `>` that ends generic arguments that start at a `<`, by the compiler's rule: the `<` touches a name, only
    /// types stand between, and what follows the `>` could not start an operand.
    private static func genericArguments(_ tokens: [Token], from start: Int) -> Int? {
        guard start > 0, tokens[start].range.count == 1, tokens[start].touchesPrevious,
            tokens[start - 1].kind == .identifier || tokens[start - 1].kind == .quotedIdentifier
        else { return nil }
        var depth = 0
        var index = start
        while index < tokens.count {
            let token = tokens[index]
            switch token.kind {
            case .symbol, .genericOpen, .genericClose:
                switch token.character {
                case .less where token.range.count == 1: depth += 1
                case UInt8(ascii: ">") where token.range.count == 1:
                    depth -= 1
                    if depth == 0 { return mayFollow(tokens, index) ? index : nil }
                case UInt8(ascii: "-") where token.range.count == 2: break
                case UInt8(ascii: "&") where token.range.count == 1: break
                case _ where token.isPostfixMark: break
                default: return nil
                }
            case .identifier where token.word == .plain || token.word == .callable: break
            case .quotedIdentifier, .number, .comma, .colon, .dot: break
            case .open where token.character != UInt8(ascii: "{") && token.partner > index: index = token.partner
            default: return nil
            }
            index += 1
        }
        return nil
    }

    private static func mayFollow(_ tokens: [Token], _ close: Int) -> Bool {
        guard close + 1 < tokens.count else { return true }
        let next = tokens[close + 1]
        if next.startsLine { return true }
        switch next.kind {
        case .open: return next.character == UInt8(ascii: "{") || next.touchesPrevious
        case .close, .dot, .comma, .semicolon, .colon, .genericClose: return true
        case .symbol:
            return next.character == UInt8(ascii: "=") || next.character == UInt8(ascii: ">") || next.isPostfixMark
        default: return false
        }
    }
}

extension UInt8 {
    static var less: UInt8 { UInt8(ascii: "<") }
}
