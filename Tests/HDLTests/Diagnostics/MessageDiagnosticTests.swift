import HDL
import Netlist
import Testing

/// Messages with values, and values of past cycles.
@Suite struct MessageDiagnosticTests {
    @Test func placesAndValues() {
        diagnose(
            { bench in
                log("one {} two {hex}", bench.a)
            },
            says: """
                error[HDL052]: a message has 2 places for 1 value
                  at HERE+2
                  help: write one `{}` for each value; a brace is `{{`
                """)
        diagnose(
            { bench in
                check("fine", bench.c, "{octal}", bench.a)
            },
            says: """
                error[HDL052]: '{octal}' in a message is no format
                  at HERE+2
                  help: there are `{}`, `{dec}`, `{hex}` and `{bin}`; a brace is `{{`
                """)
    }

    @Test func pastCycles() {
        diagnose(
            { bench in
                unused(past(bench.a, cycles: 0))
            },
            says: """
                error[HDL053]: the value of 0 cycles ago
                  at HERE+2
                  help: 1 to 1000 cycles can be looked back
                """)
    }

    @Test func registersOfPastValues() throws {
        let circuit = try circuit { bench in
            let before = past(bench.a, cycles: 3)
            check("moves", changed(bench.b).implies(before === 0))
        }
        let names = circuit.registers.map { circuit.names[$0.node] }
        #expect(names == ["before_1_before", "before_2_before", "before", "b_past"])
        #expect(circuit.registers.allSatisfy { $0.reset == nil && $0.initial.isZero })
    }
}
