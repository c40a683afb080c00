import CompilerSupport
import Foundation
import Testing

/// A table of many rows is a trap for the type checker when it is one expression; a row here is a statement.
@Suite struct DecodeTableTypeTests {
    @Test func manyRows() throws {
        let rows = (0..<150).map { number in
            let bits = String(repeating: "?", count: 24) + (0..<8).reversed().map { "\(number >> $0 & 1)" }.joined()
            return "        table.row(\"\(bits)\", true, nil, \(number % 16), Kind.second, false, \(number % 4))"
        }
        let source = """
            import HDL

            enum Kind: HardwareEnum { case first, second }
            struct Control: Bundle {
                let a = bit
                let b = bit
                let c = unsigned(4)
                let d = Enumerated<Kind>()
                let e = bit
                let f = signed(4)
            }
            func decode(_ word: Unsigned) -> Wire<Control> {
                decodeTable(word, outputs: Control(), default: [false, nil, 0, Kind.first, true, -1]) { table in
            \(rows.joined(separator: "\n"))
                }
            }
            """
        #expect(try TypeChecker(scopes: TypeCheckerTests.budget / 10).messages(source) == [])
    }
}
