/// Finds, in Swift source, the name that a `let` or `var` gives to the result of each call in its initialiser.
///
/// The innermost declaration counts. Bindings of conditions (`if let`, `case let`) are not declarations, and neither is
/// `let _`. It needs no compiler and never fails: what it does not understand has no name.
public struct DeclarationScanner {
    let source: [UInt8]
    let tokens: [Token]
    private var found: [CallPosition: DeclaredName] = [:]

    private init(_ source: [UInt8]) {
        self.source = source
        var lexer = Lexer(source)
        var tokens = lexer.run()
        Brackets.pair(&tokens, source: source)
        self.tokens = tokens
    }

    /// All calls in initialisers of the source, in UTF-8, with the declaration each belongs to.
    public static func scan(_ source: [UInt8]) -> [CallPosition: DeclaredName] {
        var scanner = DeclarationScanner(source)
        scanner.run()
        return scanner.found
    }

    private mutating func run() {
        for index in tokens.indices where tokens[index].word == .declares && isDeclaration(index) {
            bindings(from: index + 1)
        }
    }

    /// Whether `let` or `var` here starts a declaration: not a pattern, not a member with that name.
    private func isDeclaration(_ index: Int) -> Bool {
        guard index > 0 else { return true }
        let previous = tokens[index - 1]
        switch previous.kind {
        case .dot, .comma: return false
        case .open: return previous.character == UInt8(ascii: "{")
        case .identifier: return previous.word != .condition
        default: return true
        }
    }

    /// The comma-separated bindings of one declaration.
    private mutating func bindings(from first: Int) {
        var index = first
        while index < tokens.count {
            let names: [String]
            switch tokens[index].kind {
            case .identifier where tokens[index].word == .plain, .quotedIdentifier:
                names = [text(index)]
                index += 1
            case .open where tokens[index].character == UInt8(ascii: "(") && tokens[index].partner > index:
                names = tuplePattern(index)
                index = tokens[index].partner + 1
            default: return
            }
            index = afterTypeAnnotation(index)
            guard index < tokens.count else { return }
            if isAssignment(index) {
                let range = (index + 1)..<endOfExpression(from: index + 1)
                record(names, in: range)
                index = range.upperBound
            }
            guard index < tokens.count, tokens[index].kind == .comma else { return }
            index += 1
        }
    }

    func text(_ index: Int) -> String {
        var range = tokens[index].range
        if tokens[index].kind == .quotedIdentifier, range.count > 2 {
            range = (range.lowerBound + 1)..<(range.upperBound - 1)
        }
        return String(decoding: source[range], as: UTF8.self)
    }

    private func isAssignment(_ index: Int) -> Bool {
        tokens[index].kind == .symbol && tokens[index].range.count == 1 && tokens[index].character == UInt8(ascii: "=")
    }

    /// The names of a flat tuple pattern; empty when it is not flat.
    private func tuplePattern(_ open: Int) -> [String] {
        var names: [String] = []
        for index in (open + 1)..<tokens[open].partner {
            switch tokens[index].kind {
            case .identifier, .quotedIdentifier: names.append(text(index))
            case .comma: break
            default: return []
            }
        }
        return names
    }

    private func afterTypeAnnotation(_ start: Int) -> Int {
        guard start < tokens.count, tokens[start].kind == .colon else { return start }
        var index = start + 1
        while index < tokens.count {
            let token = tokens[index]
            switch token.kind {
            case .open where token.character == UInt8(ascii: "{"): return index
            case .open, .genericOpen:
                guard token.partner > index else { return index }
                index = token.partner
            case .comma, .semicolon, .close, .colon: return index
            case .symbol where isAssignment(index): return index
            default: break
            }
            index += 1
            if index < tokens.count, tokens[index].startsLine, !continues(index), !isAssignment(index) { return index }
        }
        return index
    }

    /// The index after the last token of the expression that starts here.
    private func endOfExpression(from start: Int) -> Int {
        var index = start
        while index < tokens.count {
            let token = tokens[index]
            if index > start, token.startsLine, !continues(index) { return index }
            switch token.kind {
            case .close, .comma, .semicolon: return index
            case .open, .genericOpen:
                guard token.partner > index else { return tokens.count }
                index = token.partner + 1
            default: index += 1
            }
        }
        return index
    }

    private mutating func record(_ names: [String], in range: Range<Int>) {
        if names.count == 1, let name = names.first {
            record(name, in: range)
            return
        }
        // `let (a, b) = (register(...), register(...))`: element by element.
        guard names.count > 1, let first = range.first, tokens[first].character == UInt8(ascii: "("),
            tokens[first].kind == .open, tokens[first].partner == range.upperBound - 1
        else { return }
        var elements: [Range<Int>] = []
        var index = first + 1
        while index < range.upperBound - 1 {
            let isLabelled =
                index + 1 < range.upperBound && tokens[index].kind == .identifier && tokens[index + 1].kind == .colon
            let start = isLabelled ? index + 2 : index
            let end = endOfExpression(from: start)
            elements.append(start..<end)
            index = end + 1
        }
        guard elements.count == names.count else { return }
        for (name, element) in zip(names, elements) { record(name, in: element) }
    }

    private mutating func record(_ name: String, in range: Range<Int>) {
        guard name != "_" else { return }
        for index in range where isCall(index, in: range) {
            let position = CallPosition(line: tokens[index].line, column: tokens[index].column)
            found[position] = DeclaredName(name: name, style: style(index, in: range))
        }
    }
}
