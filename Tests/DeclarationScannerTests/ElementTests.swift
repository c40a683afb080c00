import Testing

/// Calls that are not the initialiser itself.
@Suite struct ElementTests {
    @Test func valuesOfClosures() {
        #expect(scan("let a = (0..<4).map { _ in f(1) }") == ["1:21 a direct", "1:29 a collection"])
        #expect(scan("let a = (0..<4).map({ f($0) })") == ["1:20 a direct", "1:24 a collection"])
        #expect(scan("let a = { f(1) }()") == ["1:12 a collection", "1:17 a direct"])
        #expect(scan("let a = xs.map { return f($0) }") == ["1:16 a direct", "1:26 a collection"])
        #expect(scan("let a = xs.map { f($0) + 1 }") == ["1:16 a direct", "1:19 a nested"])
    }

    @Test func statementsOfClosures() {
        let source = """
            let a = (0..<4).map { i in
                let inner = f(1)
                note(inner)
                return g(2)
            }
            """
        #expect(scan(source) == ["1:21 a direct", "2:18 inner direct", "3:9 a nested", "4:13 a collection"])
    }

    @Test func elementsOfArrays() {
        #expect(scan("let a = [f(1), g(h(2))]") == ["1:11 a collection", "1:17 a collection", "1:19 a nested"])
        #expect(scan("let a = [x: f(1), y: f(2) + f(3)]") == ["1:14 a collection", "1:23 a nested", "1:30 a nested"])
        #expect(scan("let a = [[f(1)], [f(2)]]") == ["1:12 a collection", "1:20 a collection"])
        #expect(scan("let a = xs[f(1)]") == ["1:13 a nested"])
    }

    @Test func operandsAndArguments() {
        #expect(scan("let a = f(1) + g(2)") == ["1:10 a nested", "1:17 a nested"])
        #expect(scan("let a = f(g(1))") == ["1:10 a direct", "1:12 a nested"])
        #expect(scan("let a = x ? f(1) : g(2)") == ["1:14 a nested", "1:21 a nested"])
        #expect(scan("let a = f(1).g(2)") == ["1:10 a nested", "1:15 a direct"])
        #expect(scan("let a = f(1)[3]") == ["1:10 a nested"])
        #expect(scan("let a = f(1).x") == ["1:10 a nested"])
        #expect(scan("let a = (f(1), g(2))") == ["1:11 a nested", "1:17 a nested"])
        #expect(scan("let a = f(1) as Bit") == ["1:10 a nested"])
    }

    @Test func theInnermostDeclarationCounts() {
        let source = """
            let design = elaborate {
                let a = f(1)
                func helper() { var b = g(2) }
                when(x) { let c = h(3) }
            }
            """
        #expect(
            scan(source) == [
                "1:24 design direct", "2:14 a direct", "3:16 design nested", "3:30 b direct", "4:9 design collection",
                "4:24 c direct",
            ])
    }

    @Test func whereAnInitialiserEnds() {
        let source = """
            let a = b
            f(1)
            let c = b
                + f(2)
            let d = b +
                f(3)
            let e = b
                ? f(4)
                : f(5)
            let g: Int
            f(6)
            let h = x
            -f(7)
            let i = x
            (f(8)).y()
            let j = x
            #if DEBUG
            f(9)
            #endif
            """
        #expect(scan(source) == ["4:8 c nested", "6:6 d nested", "8:8 e nested", "9:8 e nested"])
    }
}
