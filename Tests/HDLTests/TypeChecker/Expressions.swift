import Testing

/// An expression for the type checker, over `a` to `h` (`Unsigned`), `s` and `t` (`Signed`), `p` and `q` (`Bit`), `n` (`Int`),
/// `list` (`[Unsigned]`) and `r` (a bundle).
struct Expression: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String

    var testDescription: String { name }

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    /// The terms that `term` makes of 0, 1, ..., joined; `$` in it is an operand, another one each time.
    init(_ name: String, _ count: Int, joined separator: String, _ term: (Int, (Int) -> String) -> String) {
        let operands = ["a", "b", "c", "d", "e", "f", "g", "h"]
        self.init(name, (0..<count).map { term($0) { operands[$0 % operands.count] } }.joined(separator: separator))
    }
}

extension Expression {
    /// A source with one function per expression, the n-th in line n + 3.
    static func source(_ expressions: [Expression]) -> String {
        let parameters =
            "_ a: Unsigned, _ b: Unsigned, _ c: Unsigned, _ d: Unsigned, _ e: Unsigned, _ f: Unsigned, _ g: Unsigned, "
            + "_ h: Unsigned, _ s: Signed, _ t: Signed, _ p: Bit, _ q: Bit, _ n: Int, _ list: [Unsigned], _ r: Wire<Request>"
        let functions = expressions.enumerated().map { index, expression in
            "func expression\(index)(\(parameters)) { \(expression.text) }"
        }
        let bundle =
            "struct Request: Bundle { let address = unsigned(8), isWrite = bit, lanes: [Bit] = [], tag: Bit? = nil }"
        return (["import HDL", bundle] + functions).joined(separator: "\n")
    }

    /// Long and mixed, and right: each must type-check within the budget.
    static let right: [Expression] = [
        Expression("sum with literals", 20, joined: " + ") { "\($1($0)) + \($0)" }.bound,
        Expression("masks and shifts", 12, joined: " | ") { "(\($1($0)) & \($0 * 16 + 15)) << \($0 * 4)" }.bound,
        Expression("one of 20 values", 20, joined: " || ") { index, _ in "a === \(index)" }.bound,
        Expression("12 terms of three conditions", 12, joined: " | ") { index, _ in
            "((a === \(index)) & (b < \(index + 4)) & ((c + \(index)) > b))"
        }.bound,
        Expression("20 terms of three conditions", 20, joined: " | ") { index, _ in
            "((a === \(index)) & (b < \(index + 4)) & ((c + \(index)) > b))"
        }.bound,
        Expression("signed conditions", 12, joined: " || ") { index, _ in "s + \(index) < t && t - \(index) >= s" }
            .bound,
        Expression("xor of 40", 40, joined: " ^ ") { $1($0) }.bound,
        Expression("xor of 60 bits", 60, joined: " ^ ") { "\($1($0))[\($0 % 32)]" }.bound,
        Expression(
            "40 parts",
            "_ = concatenate("
                + Expression("", 40, joined: ", ") {
                    $0 % 2 == 0 ? "\($1($0))[\($0)...0]" : "\($1($0))[\($0)]"
                }.text + ")"),
        // Ten of these are too much for any budget: that is a `switch`.
        Expression("5 nested multiplexers", (0..<5).reduce("c") { "mux(a === \($1), b + \($1), \($0))" }).bound,
        Expression("10 nested multiplexers by bits", (0..<10).reduce("c") { "mux(a[\($1)], b + \($1), \($0))" }).bound,
        Expression("nested multiplexers of literals", (0..<10).reduce("c") { "mux(a === \($1), \($1), \($0))" }).bound,
        Expression(
            "precedence",
            "(a & 1) === (b ^ 2) && c + 3 < d << 2 || e - 1 >= (f & 0xF0) && !p || q && (g | h) !== a"
        ).bound,
        Expression(
            "zip and reduce",
            "zip(list, list.dropFirst()).map { x, y in mux(x === y, x + 1, y - 1) & 0xFF }.reduce(list[0]) { $0 | $1 }"
        ).bound,
        Expression(
            "indices in a closure",
            "list.enumerated().map { i, x in (x + i) & ((1 << i) - 1) }.reduce(a) { $0 ^ $1 }"
        ).bound,
        Expression(
            "everything",
            "mux((a + 1) & 0xFF === b ^ 2 && c[3] || d[7...4] === 5, (e << 2) + (f >> 1) + 7, "
                + "(g + h - (a & 0xF0)) | 16 | (b[7...0] + c[15...8] + 1))"
        ).bound,
        Expression(
            "Swift numbers in between", "a[n * 2 + 1...n - 1] + (c << (n * 2 - 1)) + (d & ((1 << n) - 1))"
        ).bound,
        Expression("computed masks", "(a + (n - 1) * 4 + 1) & (b + ((1 << (n + 1)) - 1))").bound,
        Expression(
            "smallest and greatest", 8, joined: " + "
        ) { "min(\($1($0)), max(\($1($0 + 1)), \($0)))" }.bound,
        Expression(
            "smallest of Swift's numbers", "a[min(n, 4) + max(1, n) * 2...min(n, 3) - 1] + min(b, n) + max(c, n)"
        ).bound,
        Expression("counts", 8, joined: " ^ ") { "(\($1($0)).populationCount + \($0)).rotatedLeft(by: 3)" }.bound,
        Expression("signed arithmetic", 8, joined: " + ") { index, _ in "(-s / \(1 << index) - t % \(2 << index))" }
            .bound,
        Expression("fields", 12, joined: " | ") { index, _ in
            "((r.address + \(index)) & (r.address << \(index)) | (r.lanes[\(index)] & r.isWrite).repeated(8))"
        }.bound,
        Expression("a connection", 12, joined: " | ") {
            ($0 == 0 ? "a <== " : "") + "(\($1($0)) & \($0 + 1)) << \($0)"
        },
    ]

    /// Subscripts by computed indices inside a closure whose type is inferred: the hardest that is still accepted.
    static let hard = [
        Expression("map and reduce", "(0..<8).map { i in a[i] ^ b[7 - i] & (c[i] | d[i]) }.reduce(p) { $0 ^ $1 }").bound
    ]

    /// The same, its value dropped.
    var bound: Expression { Expression(name, "_ = " + text) }
}

/// A wrong expression and what its message must contain.
struct WrongExpression: CustomTestStringConvertible, Sendable {
    var expression: Expression
    var message: String

    var testDescription: String { expression.name }

    init(_ name: String, _ text: String, says message: String) {
        expression = Expression(name, text)
        self.message = message
    }

    /// One of each kind of mistake, in the middle of a long expression where that is harder.
    static let all: [WrongExpression] = [
        WrongExpression(
            "signed among unsigned", "_ = a + 1 + b + 2 + s + 3 + d + (e & 0xF) + (f << 3)",
            says: "hardware: '+' of Unsigned and Signed needs two operands of one kind; convert one"),
        WrongExpression(
            "a number as a condition", "_ = a === 1 || b === 2 || c + 1 || d === 4 && p",
            says: "hardware: '||' of Bit and Unsigned"),
        WrongExpression(
            "a bit compared with a number", "_ = (a === 1) & (b < 4) & (p === c) & ((c + 1) > b)",
            says: "hardware: '===' of Bit and Unsigned needs two operands of one kind; convert one"),
        WrongExpression(
            "a multiplexer of two kinds",
            "_ = mux(a === 1 || b === 2, c + 1, mux(d === 4, s, mux(e < f, g & 0xF, h + 3)))",
            says: "hardware: 'mux' of Signed and Unsigned needs two operands of one kind; convert one"),
        WrongExpression(
            "arithmetic on a bit", "_ = mux(a === 1 || b === 2, c + 1, mux(d === 4, p + 1, g & 0xF))",
            says: "hardware: '+' of Bit and Int is not defined for Bit; use Unsigned(bit)"),
        WrongExpression(
            "signed compared with unsigned", "_ = (a === 1) & (b < s) & ((c + 1) > b) | (d === 4) & p",
            says: "hardware: '<' of Unsigned and Signed needs two operands of one kind; convert one"),
        WrongExpression(
            "signed connected to unsigned", "a <== s",
            says: "binary operator '<==' cannot be applied to operands of type 'Unsigned' and 'Signed'"),
    ]
}
