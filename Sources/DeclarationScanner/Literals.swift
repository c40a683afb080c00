/// What the lexer steps over as a whole: comments, strings, regular expressions.
extension Lexer {
    /// To the end of the line, which stays.
    mutating func skipLine() {
        while position < source.count, peek() != .newline, peek() != .carriageReturn { position += 1 }
    }

    /// A block comment, with those inside it.
    mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if peek() == .slash, peek(1) == .asterisk {
                depth += 1
                advance(by: 2)
            } else if peek() == .asterisk, peek(1) == .slash {
                depth -= 1
                advance(by: 2)
            } else {
                advance(by: 1)
            }
        } while depth > 0 && position < source.count
    }

    /// A string literal whose leading number signs were read: from its first quote to its last delimiter.
    mutating func skipString(pounds: Int) {
        let isMultiline = peek(1) == .quote && peek(2) == .quote && !closesOnItsLine(pounds: pounds)
        let quotes = isMultiline ? 3 : 1
        advance(by: quotes)
        while position < source.count {
            if isDelimiter(quotes: quotes, pounds: pounds) {
                advance(by: quotes + pounds)
                return
            }
            if peek() == .backslash, hasPounds(pounds, at: 1) {
                advance(by: 1 + pounds)
                if peek() == UInt8(ascii: "(") { skipInterpolation() } else { advance(by: 1) }
            } else if !isMultiline, peek() == .newline {
                return
            } else {
                advance()
            }
        }
    }

    /// `#"""#` is a string of one quote, not the start of a multi-line one.
    private func closesOnItsLine(pounds: Int) -> Bool {
        guard pounds > 0 else { return false }
        var distance = 1
        while position + distance < source.count, peek(distance) != .newline {
            if peek(distance) == .quote, hasPounds(pounds, at: distance + 1) { return true }
            distance += 1
        }
        return false
    }

    private func isDelimiter(quotes: Int, pounds: Int) -> Bool {
        (0..<quotes).allSatisfy { peek($0) == .quote } && hasPounds(pounds, at: quotes)
    }

    private func hasPounds(_ pounds: Int, at distance: Int) -> Bool {
        (0..<pounds).allSatisfy { peek(distance + $0) == .hash }
    }

    /// An interpolation, from its opening to its closing parenthesis; strings and comments may be inside.
    private mutating func skipInterpolation() {
        var depth = 0
        repeat {
            switch peek() {
            case UInt8(ascii: "("):
                depth += 1
                advance()
            case UInt8(ascii: ")"):
                depth -= 1
                advance()
            case .quote:
                skipString(pounds: 0)
            case .hash:
                var pounds = 0
                while peek(pounds) == .hash { pounds += 1 }
                advance(by: pounds)
                if peek() == .quote { skipString(pounds: pounds) }
            case .slash where peek(1) == .asterisk:
                skipBlockComment()
            default:
                advance(by: 1)
            }
        } while depth > 0 && position < source.count
    }

    /// A slash where an operand is expected, not followed by a space, and closed on the same line.
    var startsRegularExpression: Bool {
        let next = peek(1)
        guard next != .space, next != .tab, next != .newline, next != UInt8(ascii: ")") else { return false }
        if let last = tokens.last, last.endsOperand, last.line == line { return false }
        var distance = 1
        while position + distance < source.count, peek(distance) != .newline {
            if peek(distance) == .backslash {
                distance += 1
            } else if peek(distance) == .slash {
                return true
            }
            distance += 1
        }
        return false
    }

    /// A regular expression whose leading number signs were read.
    mutating func skipRegularExpression(pounds: Int) {
        advance()
        while position < source.count {
            if peek() == .backslash {
                advance(by: 2)
            } else if peek() == .slash, hasPounds(pounds, at: 1) {
                advance(by: 1 + pounds)
                return
            } else if pounds == 0, peek() == .newline {
                return
            } else {
                advance()
            }
        }
    }
}

extension UInt8 {
    static var newline: UInt8 { 0x0A }
    static var carriageReturn: UInt8 { 0x0D }
    static var tab: UInt8 { 0x09 }
    static var space: UInt8 { 0x20 }
    static var quote: UInt8 { UInt8(ascii: "\"") }
    static var hash: UInt8 { UInt8(ascii: "#") }
    static var slash: UInt8 { UInt8(ascii: "/") }
    static var asterisk: UInt8 { UInt8(ascii: "*") }
    static var backslash: UInt8 { UInt8(ascii: "\\") }
    static var backtick: UInt8 { UInt8(ascii: "`") }
    static var dot: UInt8 { UInt8(ascii: ".") }
    static var exclamationMark: UInt8 { UInt8(ascii: "!") }

    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// Part of a name; every byte of a character beyond ASCII counts, operators there included.
    var isIdentifierByte: Bool {
        isDigit || (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z")) || self >= 0x80
            || self == UInt8(ascii: "_") || self == UInt8(ascii: "$")
    }

    var isOperatorByte: Bool {
        switch self {
        case UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "!"),
            UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"),
            UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "~"), UInt8(ascii: "?"):
            true
        default: false
        }
    }
}
