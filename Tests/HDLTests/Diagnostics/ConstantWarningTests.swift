import HDL
import Netlist
import Testing

/// HDL046 to HDL049: what is always the same, and how a designer says that it is meant.
@Suite struct ConstantWarningTests {
    enum State: HardwareEnum { case idle, busy, done }

    /// The warnings of a circuit that reads all of its inputs.
    private func warnings(_ body: @escaping (Bench) -> Void) throws -> [String] {
        let design = try elaborate {
            Bench { bench in
                unused(bench.a, bench.b, bench.n, bench.s, bench.t, bench.c, bench.d)
                bench.out <== 0
                body(bench)
            }
        }
        return design.warnings.map { $0.text(design.sources) }
    }

    @Test func constantConditions() throws {
        let (file, line) = (#fileID, #line)
        let found = try warnings { bench in
            when(constant(3, width: 4) < 4) { bench.out <== 1 }
            when(bench.c & (constant(3, width: 4) === 4)) { bench.out <== 2 }
            bench.out <== mux(unsigned(5, width: 3).allOnes, bench.a, bench.b)
            (constant(2, width: 3) + 1).switch {
                on(3) { bench.out <== 3 }
                otherwise {}
            }
        }
        let hint = "use Swift's `if` for what is known when the circuit is made, or say `maybeConstant(...)`"
        #expect(
            found == [
                """
                warning[HDL046]: the condition of 'when' is always 1
                  at \(file):\(line + 2)
                  help: \(hint)
                """,
                """
                warning[HDL046]: the condition of 'when' is always 0
                  at \(file):\(line + 3)
                  help: \(hint)
                """,
                """
                warning[HDL046]: the subject of 'switch' is always 3
                  at \(file):\(line + 5)
                  help: \(hint)
                """,
                """
                warning[HDL046]: the condition of a multiplexer is always 0
                  at \(file):\(line + 4)
                  help: \(hint)
                """,
            ])
    }

    @Test func decidedComparisons() throws {
        let (file, line) = (#fileID, #line)
        let found = try warnings { bench in
            when(bench.a >= 0) { bench.out <== 1 }
            when(bench.a <= 255) { bench.out <== 2 }
            when(bench.n.extended(to: 8) > 7) { bench.out <== 3 }
            when(bench.n.extended(to: 8) === 9) { bench.out <== 4 }
            when((bench.a & 15) < 16) { bench.out <== 5 }
            when(bench.s >= -128) { bench.out <== 6 }
            when(Signed(bench.n).extended(to: 8) < -4) { bench.out <== 7 }
            when(bench.a > 0 && bench.s < 127 && bench.n.extended(to: 8) < 7) { bench.out <== 8 }
        }
        func text(_ comparison: String, _ value: Int, _ offset: Int) -> String {
            """
            warning[HDL047]: the comparison `\(comparison)` is always \(value)
              at \(file):\(line + offset)
              help: the widths of its sides decide it; remove it, or say `maybeConstant(...)` if that is meant
            """
        }
        #expect(
            found == [
                text("0 <= a", 1, 2), text("a <= 255", 1, 3), text("7 < n", 0, 4), text("n === 9", 0, 5),
                text("(a & 15) < 16", 1, 6), text("-128 <= s", 1, 7), text("n < -4", 0, 8),
            ])
    }

    @Test func registersThatNobodyWrites() throws {
        let (file, line) = (#fileID, #line)
        let found = try warnings { bench in
            let mode = register(State.busy)
            let spare = register(unsigned(8), reset: 3)
            unused(spare)
            when(mode === .done) { bench.out <== spare }
        }
        #expect(
            found == [
                """
                warning[HDL048]: register 'mode' is never written: it keeps its reset value
                  at \(file):\(line + 2)
                  help: assign it, use a constant, or say `unused(mode)` if that is meant
                """
            ])
    }

    @Test func memoriesThatNobodyWrites() throws {
        let (file, line) = (#fileID, #line)
        let found = try warnings { bench in
            let table = memory(of: unsigned(8), depth: 4)
            let zeros = memory(of: unsigned(8), depth: 4, initial: [0])
            bench.out <== table[bench.a[1...0]] | zeros[bench.a[1...0]]
        }
        #expect(
            found == [
                """
                warning[HDL049]: memory 'table' has no contents and is never written: all its reads are zero
                  at \(file):\(line + 2)
                  help: write it, or give it contents: `initial: [0]` if zeros are meant
                """
            ])
    }

    @Test func whatIsMeant() throws {
        let found = try warnings { bench in
            for limit in 0..<2 { when(maybeConstant(bench.a >= limit)) { bench.out <== bench.b } }
            when(maybeConstant(constant(true))) { bench.out <== 1 }
            let (hasCache, isSerial) = (constant(false), constant(true))
            bench.out <== mux(bench.c & hasCache | isSerial, bench.a, bench.b)
            let size = wire(constant(3, width: 4))
            when(size === 3) { bench.out <== 3 }
            when(!hasCache) { bench.out <== 2 }
            let choices = [Choice(when: constant(false), bench.a), Choice(when: constant(true), bench.b)]
            bench.out <== priorityMux([Choice(when: bench.c, bench.n.extended(to: 8))] + choices, otherwise: bench.a)
        }
        #expect(found == [])
    }
}
