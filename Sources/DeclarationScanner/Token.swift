/// A lexical element of Swift source, with as much detail as finding initialisers and calls needs.
struct Token {
    enum Kind: UInt8 {
        /// A name; `word` tells the ones that matter apart.
        case identifier
        /// A name in backticks: never a keyword.
        case quotedIdentifier
        /// `#name` of a freestanding macro or a literal such as `#line`.
        case hashName
        case number
        case string
        case symbol
        case comma
        case semicolon
        case colon
        case dot
        /// `(`, `[`, `{`.
        case open
        /// `)`, `]`, `}`.
        case close
        /// `<` and `>` around generic arguments.
        case genericOpen
        case genericClose
    }

    var kind: Kind
    /// What an identifier means to the scanner.
    var word: Word = .plain
    /// For `open` and `close`: the character; for a `symbol`: its first character.
    var character: UInt8
    /// The first token of its line.
    var startsLine: Bool
    /// No white space between this token and the one before it.
    var touchesPrevious: Bool
    /// No white space between this token and what follows it.
    var touchesNext = true
    /// Bytes of the source.
    var range: Range<Int>
    /// Line and column count from 1; a column counts bytes, as the compiler's `#column` does.
    var line: Int
    var column: Int
    /// For brackets: the index of the other one; -1 when it is missing.
    var partner = -1
    /// The index of the innermost bracket around this token; -1 at the top level.
    var parent = -1
}

/// Words that decide where an initialiser starts, goes on, or ends.
enum Word {
    case plain
    /// `let` and `var`.
    case declares
    /// `if`, `guard`, `while`, `for`, `case`: a `let` after one of these is a pattern of a condition, not a declaration.
    case condition
    /// `self`, `Self`, `super`, `init`: can be called although they are keywords.
    case callable
    /// `try`, `await`: may stand before the expression that they apply to.
    case effect
    /// `in`, `return`: an expression starts after them.
    case startsExpression
    /// `as`, `is`, `else`, `catch`: join what stands before and after.
    case joins
    /// `switch`, `do`, `where`, ...: no call can follow directly.
    case other

    init(_ text: Substring) {
        switch text {
        case "let", "var": self = .declares
        case "if", "guard", "while", "for", "case": self = .condition
        case "self", "Self", "super", "init": self = .callable
        case "try", "await": self = .effect
        case "in", "return": self = .startsExpression
        case "as", "is", "else", "catch": self = .joins
        case "switch", "do", "where", "default", "throw", "repeat", "defer", "import", "throws": self = .other
        default: self = .plain
        }
    }
}
