import HDL
import Netlist
import Testing

@Test func noSumOfWidthsIsTooLarge() {
    // A width that was refused is told once; what is computed with it must not stop the program.
    func expectOnlyMessages(_ body: @escaping (Bench) -> Void) { #expect(!messages { Bench(body) }.isEmpty) }
    expectOnlyMessages { $0.out <== $0.a.shiftedLeft(by: .max).truncated(to: 8) }
    expectOnlyMessages { $0.out <== $0.a.extended(to: .max).adding($0.a.extended(to: .max)).truncated(to: 8) }
    expectOnlyMessages { $0.out <== ($0.a.extended(to: .max) * $0.a.extended(to: .max)).truncated(to: 8) }
    expectOnlyMessages { $0.out <== registerNext($0.a.extended(to: .max) + 1).truncated(to: 8) }
    expectOnlyMessages { $0.out <== registerNext($0.c.repeated(.max)).truncated(to: 8) }
    expectOnlyMessages { $0.out <== Unsigned($0.s.extended(to: .max).shiftedLeft(by: $0.n)).truncated(to: 8) }
}

/// Messages of the operators that are built of several nodes: each names the place of the call.
@Suite struct OperatorDiagnosticTests {
    @Test func division() {
        diagnose(
            { bench in
                bench.out <== bench.a / 6
            },
            says: """
                error[HDL060]: '/' by 6, which is no power of two
                  at HERE+2
                  help: a general division is a circuit that takes several cycles; multiply by a reciprocal, or build one
                """)
        diagnose(
            { bench in
                unused(bench.s % -4)
            },
            says: """
                error[HDL060]: '%' by -4, which is no power of two
                  at HERE+2
                  help: a general division is a circuit that takes several cycles; multiply by a reciprocal, or build one
                """)
        diagnose(
            { bench in
                unused(bench.s / 128)
            },
            says: """
                error[HDL002]: 128 does not fit 's', which has 8 bits, in '/'
                  at HERE+2
                  help: 8 bits hold -128 to 127
                """)
    }

    @Test func widths() {
        diagnose(
            { bench in
                bench.out <== min(bench.a, bench.n)
            },
            says: """
                error[HDL001]: 'min' of 'a' with 8 bits and 'n' with 3 bits
                  at HERE+2
                  note: 'a' is declared at HDLTests/Bench.swift:7
                  note: 'n' is declared at HDLTests/Bench.swift:9
                  help: widen 'n' with .extended(to: 8), or cut 'a' with .truncated(to: 3)
                """)
        diagnose(
            { bench in
                bench.out <== oneHotMux(bench.n, vector([bench.a, bench.b], of: unsigned(8)))
            },
            says: """
                error[HDL001]: 'oneHotMux' selects by 'n' with 3 bits among 2 elements
                  at HERE+2
                  note: 'n' is declared at HDLTests/Bench.swift:9
                  help: give it a bit for each element
                """)
        diagnose(
            { bench in
                bench.out <== priorityMux([Choice(when: bench.c, bench.n)], otherwise: bench.a)
            },
            says: """
                error[HDL001]: 'priorityMux' of values of 8 bits and 3 bits
                  at HERE+2
                  help: all choices have one shape
                """)
        diagnose(
            { bench in
                bench.out <== bench.a.populationCount
            },
            says: """
                error[HDL001]: '<==' of 'out' with 8 bits and an expression with 4 bits
                  at HERE+2
                  note: 'out' is declared at HDLTests/Bench.swift:14
                  help: widen an expression with .extended(to: 8), or cut 'out' with .truncated(to: 4)
                """)
    }

    @Test func amounts() {
        diagnose(
            { bench in
                unused(bench.a.shiftedLeft(by: -1))
            },
            says: """
                error[HDL004]: a shift by -1
                  at HERE+2
                  help: shift the other way
                """)
        diagnose(
            { bench in
                unused(bench.a.shiftedLeft(by: concatenate(bench.a, bench.b)))
            },
            says: """
                error[HDL015]: a width of 65543 bits; a signal has 1 to 65536
                  at HERE+2
                  help: split it into several signals
                """)
        diagnose(
            { bench in
                unused(bench.n.bytesSwapped)
            },
            says: """
                error[HDL004]: the bytes of a number of 3 bits
                  at HERE+2
                  help: extend it to a multiple of 8 bits
                """)
        diagnose(
            { bench in
                unused(bench.n.oneHot(width: 0))
            },
            says: """
                error[HDL015]: a width of 0 bits; a signal has 1 to 65536
                  at HERE+2
                  help: leave the signal out when it would have no bits
                """)
    }

    /// A shape in place of a signal, in each operator that is built of several nodes.
    @Test func shapes() {
        let operators: [(Unsigned) -> any HardwareHandle] = [
            { $0 / 2 }, { $0.rotatedLeft(by: 1) }, { $0.rotatedRight(by: $0) }, { min($0, $0) }, { $0.populationCount },
            { $0.leadingZeroCount }, { $0.lowestOne }, { $0.oneHot() }, { $0.oneHotIndex }, { $0.grayDecoded },
            { $0.bitsReversed }, { Signed($0).absoluteValue }, { -Signed($0) }, { $0.shiftedLeft(by: 2) },
            { oneHotMux($0, vector(8, of: bit)) }, { priorityMux([Choice(when: $0[0], $0)], otherwise: $0) },
        ]
        for (index, make) in operators.enumerated() {
            let found = messages { Bench { _ in unused(make(unsigned(8))) } }
            #expect(
                found.first?.hasPrefix("error[HDL005]: a shape is used as if it were a signal") == true,
                "\(index): \(found)")
        }
    }
}
