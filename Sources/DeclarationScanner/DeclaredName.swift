/// How a call stands in the initialiser of a `let` or `var`.
public enum DeclarationStyle: Sendable, Hashable {
    /// The call is the initialiser: `let head = register(...)`, `let head = try self.register(...)`.
    case direct
    /// The call makes an element: it is the value of a closure or an element of an array literal, as in
    /// `let lanes = (0..<4).map { _ in register(...) }` and `let pair = [wire(...), wire(...)]`.
    case collection
    /// Anything else: an argument of another call, an operand, the base of a member: `let sum = wire(a) + b`.
    case nested
}

/// Where a call stands in a source file, as `#line` and `#column` default arguments of the callee report it: the place
/// of the opening parenthesis, or of the brace of the trailing closure of a call without parentheses. Both count
/// from 1; a column counts bytes.
public struct CallPosition: Sendable, Hashable {
    public let line: Int
    public let column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// The name of the `let` or `var` whose initialiser contains a call.
public struct DeclaredName: Sendable, Hashable {
    /// Without backticks.
    public let name: String
    public let style: DeclarationStyle

    public init(name: String, style: DeclarationStyle) {
        self.name = name
        self.style = style
    }
}
