/// Splits Swift source into tokens.
///
/// It knows comments (nested), string literals of every form (they become one token, interpolations included),
/// regular expressions, and operators. It accepts everything: what is malformed is the compiler's to report.
struct Lexer {
    let source: [UInt8]
    var position = 0
    var line = 1
    var lineStart = 0
    var tokens: [Token] = []

    private var startsLine = true
    private var afterSpace = true

    init(_ source: [UInt8]) {
        self.source = source
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        tokens.reserveCapacity(source.count / 4)
    }

    /// The byte at a distance from the current position; 0 past the end.
    func peek(_ distance: Int = 0) -> UInt8 {
        let index = position + distance
        return index < source.count ? source[index] : 0
    }

    /// Steps over one byte, counting lines.
    mutating func advance() {
        let byte = source[position]
        position += 1
        if byte == .newline || (byte == .carriageReturn && peek() != .newline) {
            line += 1
            lineStart = position
        }
    }

    mutating func advance(by count: Int) {
        for _ in 0..<count where position < source.count { advance() }
    }

    /// All tokens of the source, brackets not yet paired.
    mutating func run() -> [Token] {
        if peek() == .hash, peek(1) == .exclamationMark { skipLine() }
        while position < source.count {
            switch peek() {
            case .newline, .carriageReturn:
                advance()
                startsLine = true
                space()
            case .space, .tab, 0x0B, 0x0C, 0:
                advance()
                space()
            case .slash where peek(1) == .slash:
                skipLine()
                space()
            case .slash where peek(1) == .asterisk:
                let before = line
                skipBlockComment()
                if line != before { startsLine = true }
                space()
            default:
                token()
            }
        }
        space()
        return tokens
    }

    private mutating func space() {
        afterSpace = true
        if !tokens.isEmpty { tokens[tokens.count - 1].touchesNext = false }
    }

    private mutating func token() {
        let byte = peek()
        switch byte {
        case .quote:
            emit(.string) { $0.skipString(pounds: 0) }
        case .hash:
            hash()
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
            emit(.open) { $0.advance() }
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            emit(.close) { $0.advance() }
        case UInt8(ascii: ","): emit(.comma) { $0.advance() }
        case UInt8(ascii: ";"): emit(.semicolon) { $0.advance() }
        case UInt8(ascii: ":"): emit(.colon) { $0.advance() }
        case .dot where peek(1) != .dot: emit(.dot) { $0.advance() }
        case .backtick:
            emit(.quotedIdentifier) { lexer in
                lexer.advance()
                while lexer.position < lexer.source.count, lexer.peek() != .backtick, lexer.peek() != .newline {
                    lexer.advance()
                }
                lexer.advance(by: 1)
            }
        case _ where byte.isDigit:
            emit(.number) { lexer in
                while lexer.peek().isIdentifierByte || (lexer.peek() == .dot && lexer.peek(1).isDigit) {
                    lexer.advance()
                }
            }
        case _ where byte.isIdentifierByte || byte == UInt8(ascii: "@"):
            emit(.identifier) { lexer in
                lexer.advance()
                while lexer.peek().isIdentifierByte { lexer.advance() }
            }
        case .slash where startsRegularExpression:
            emit(.string) { $0.skipRegularExpression(pounds: 0) }
        case _ where byte.isOperatorByte || byte == .dot:
            symbol()
        default:
            advance()
            space()
        }
    }

    private mutating func emit(_ kind: Token.Kind, _ skip: (inout Lexer) -> Void) {
        let first = position
        var token = Token(
            kind: kind, character: peek(), startsLine: startsLine, touchesPrevious: !afterSpace, range: first..<first,
            line: line, column: first - lineStart + 1)
        startsLine = false
        afterSpace = false
        skip(&self)
        token.range = first..<position
        if kind == .identifier, position - first <= 7 {
            token.word = Word(Substring(decoding: source[first..<position], as: UTF8.self))
        }
        tokens.append(token)
    }

    /// A raw string, an extended regular expression, a compiler directive (left out), or a macro's name.
    private mutating func hash() {
        var pounds = 0
        while peek(pounds) == .hash { pounds += 1 }
        if peek(pounds) == .quote {
            emit(.string) { lexer in
                lexer.advance(by: pounds)
                lexer.skipString(pounds: pounds)
            }
        } else if peek(pounds) == .slash {
            emit(.string) { lexer in
                lexer.advance(by: pounds)
                lexer.skipRegularExpression(pounds: pounds)
            }
        } else if startsLine, isDirective {
            skipLine()
            space()
        } else {
            emit(.hashName) { lexer in
                lexer.advance(by: pounds)
                while lexer.peek().isIdentifierByte { lexer.advance() }
            }
        }
    }

    private var isDirective: Bool {
        ["#if ", "#if(", "#if!", "#elseif", "#else", "#endif", "#sourceLocation", "#warning", "#error"].contains {
            source[position...].starts(with: $0.utf8)
        }
    }

    /// An operator; a postfix `?` or `!` and each `>` stand alone, so that generic arguments can be closed one by one.
    private mutating func symbol() {
        let byte = peek()
        // `>` may close generic arguments: `Array<Int>?`.
        let isPostfix =
            !afterSpace && !startsLine
            && (tokens.last.map { $0.endsOperand || $0.character == UInt8(ascii: ">") } ?? false)
        var length = 0
        let dotsAllowed = byte == .dot
        while peek(length).isOperatorByte || (dotsAllowed && peek(length) == .dot) {
            if length > 0, peek(length) == .slash, [.slash, .asterisk].contains(peek(length + 1)) { break }
            length += 1
        }
        let run = source[position..<(position + length)]
        let isQuestionOrExclamation = byte == UInt8(ascii: "?") || byte == .exclamationMark
        if isQuestionOrExclamation, isPostfix, peek(1) != UInt8(ascii: "="), peek(1) != UInt8(ascii: "?") { length = 1 }
        if byte == UInt8(ascii: ">"), !run.contains(UInt8(ascii: "=")) { length = 1 }
        emit(.symbol) { $0.advance(by: length) }
    }
}

extension Token {
    /// An operand can end here, so that what touches it is a postfix operator or the arguments of a call.
    var endsOperand: Bool {
        switch kind {
        case .identifier: word == .plain || word == .callable
        case .quotedIdentifier, .number, .string, .close, .genericClose: true
        case .symbol: isPostfixMark
        default: false
        }
    }

    /// A single `!` or `?` right after an operand.
    var isPostfixMark: Bool {
        kind == .symbol && range.count == 1 && touchesPrevious
            && (character == .exclamationMark || character == UInt8(ascii: "?"))
    }
}
