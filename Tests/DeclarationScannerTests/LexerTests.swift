import Testing

/// What must not disturb the scanner: a `let a = f(1)` after it is found, and nothing in it.
@Suite struct LexerTests {
    @Test(arguments: [
        "// let b = g(1) {",
        "/* let b = g(1) /* nested { */ ( */",
        #"let s = "( { [""#,
        #"let s = "\" (""#,
        #"let s = "\(g("(")) { let b = h(1)""#,
        #"let s = "\(x ? "\(y)" : ")") (""#,
        ##"let s = #"\( " ( "#"##,
        ##"let s = #"""#"##,
        ##"let s = #"\#(g(1)) ("#"##,
        "let s = \"\"\"\n    ( \" \"\" \\(g(1)) \\\"\"\" let b = h(1)\n    \"\"\"",
        "let s = ##\"\"\"\n    ( \"\"\"# let b = h(1)\n    \"\"\"##",
        #"let s = /"[({]/"#,
        "let s = #/[/(\"]/#",
        "let s = x / y + z / w",
        "xs.reduce(1, /)",
        "#if os(Linux) || (X",
        "@available(*, deprecated) func b(c: Int = 3)",
        "let s = \u{1F600}",
        "infix operator <==",
        "let s = a <== b >> 3",
        "#!/usr/bin/swift (",
    ])
    func ignores(_ text: String) {
        #expect(
            scan(text + "\nlet a = f(1)").filter { !$0.hasPrefix("1:") } == [
                "\(text.split(separator: "\n").count + 1):10 a direct"
            ])
        #expect(scan(text).isEmpty)
    }

    @Test(arguments: [
        "let a = f(", "let a = \"", "let a = \"\"\"", "let a", "let", "let a =", "let (a", "} ) ]", "/*", "`", "#", "",
    ])
    func acceptsWhatIsCutOff(_ text: String) {
        _ = scan(text)
        _ = scan("func x() { " + text)
    }
}
