import Testing

@Suite struct DirectTests {
    @Test(arguments: [
        ("let head = register(8)", ["1:20 head direct"]),
        ("var head = register(8)", ["1:20 head direct"]),
        ("let head: Unsigned = register(8)", ["1:30 head direct"]),
        ("let head: Array<Unsigned>? = register(8)", ["1:38 head direct"]),
        ("let head: (Int) -> [Bit] = register(8)", ["1:36 head direct"]),
        ("let head = self.register(8)", ["1:25 head direct"]),
        ("let head = HDL.register(8)", ["1:24 head direct"]),
        ("let head = pool[3].register(8)", ["1:28 head direct"]),
        ("let head = pool!.register(8)", ["1:26 head direct"]),
        ("let head: Bit = .init(8)", ["1:22 head direct"]),
        ("let head = try register(8)", ["1:24 head direct"]),
        ("let head = try! register(8)", ["1:25 head direct"]),
        ("let head = try await register (8)", ["1:31 head direct"]),
        ("let head = find(8)!", ["1:16 head direct"]),
        ("let `in` = register(8)", ["1:20 in direct"]),
        ("let head = `register`(8)", ["1:22 head direct"]),
        ("static let head = register(8)", ["1:27 head direct"]),
        ("private lazy var head = register(8)", ["1:33 head direct"]),
        ("@Traced(1) let head = register(8)", ["1:31 head direct"]),
        ("case 1: let head = register(8)", ["1:28 head direct"]),
    ])
    func oneCall(source: String, names: [String]) {
        #expect(scan(source) == names)
    }

    @Test func argumentsOverSeveralLines() {
        let source = """
            let head = register(
                unsigned(8),
                reset: 0)
            let tail =
                register(8)
            let last = self
                .register(8)
            """
        #expect(
            scan(source) == [
                "1:20 head direct", "2:13 head nested", "5:13 tail direct", "7:14 last direct",
            ])
    }

    @Test func trailingClosures() {
        #expect(scan("let a = make { 1 }") == ["1:14 a direct"])
        #expect(scan("let a = make(1) { 1 }") == ["1:13 a direct"])
        #expect(scan("let a = make(1) { 1 } last: { 2 }") == ["1:13 a direct"])
    }

    @Test func genericArguments() {
        #expect(scan("let a = Queue<Int>(8)") == ["1:19 a direct"])
        #expect(scan("let a = Map<Int, [Bit?]>(8)") == ["1:25 a direct"])
        #expect(scan("let a = Map<Int, Set<Set<Int>>>.make(8), b = f(1)") == ["1:37 a direct", "1:47 b direct"])
        #expect(scan("let a = x < y, b = z > (f(1))") == ["1:26 b nested"])
    }

    @Test func severalBindings() {
        #expect(scan("let a = f(1), b: Bit, c = g(2)") == ["1:10 a direct", "1:28 c direct"])
        #expect(scan("let a = f(1); let b = g(2); h(3)") == ["1:10 a direct", "1:24 b direct"])
    }

    @Test func tuplePatterns() {
        #expect(scan("let (a, b) = (f(1), x: g(h(2)))") == ["1:16 a direct", "1:25 b direct", "1:27 b nested"])
        #expect(scan("let (a, _) = (f(1), g(2))") == ["1:16 a direct"])
        #expect(scan("let (a, b) = f(1)") == [])
    }

    @Test func branchesOfAConditionalInitialiser() {
        #expect(scan("let a = if wide { f(1) } else { g(2) }").suffix(2) == ["1:20 a direct", "1:34 a direct"])
        let source = """
            let a = switch width {
            case 1: f(1)
            default:
                g(2)
            }
            """
        #expect(scan(source).suffix(2) == ["2:10 a direct", "4:6 a direct"])
    }

    @Test func columnsCountBytes() {
        #expect(scan("let größe = f(1)") == ["1:16 größe direct"])
        #expect(scan("\tlet a = /* ü */ f(1)") == ["1:20 a direct"])
        #expect(scan("let a = 1\r\nlet b = f(1)\r\n") == ["2:10 b direct"])
    }

    @Test func declarationsThatAreNotNamed() {
        #expect(scan("let _ = f(1)") == [])
        #expect(scan("if let a = f(1), let b = g(2) { h(3) }") == [])
        #expect(scan("guard let a = f(1) else { return }") == [])
        #expect(scan("while case .some(let a) = f(1) { g(2) }") == [])
        #expect(scan("x.let = f(1)\nvar y: Int { f(1) }\na = f(1)\nf(1)") == [])
    }
}
