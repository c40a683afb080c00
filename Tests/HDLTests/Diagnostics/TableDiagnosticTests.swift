import HDL
import Netlist
import Testing

/// Messages about decode tables and look-up tables.
@Suite struct TableDiagnosticTests {
    typealias Control = PipelineTests.Control
    typealias Operation = PipelineTests.Operation

    @Test func overlappingRows() {
        diagnose(
            { bench in
                unused(
                    decodeTable(bench.n, outputs: bit, default: [nil]) { table in
                        table.row("0??", true)
                        table.row("1?0", true)
                        table.row("?11", false)
                    })
            },
            says: """
                error[HDL062]: the rows "0??" and "?11" both match 3'h3
                  at HERE+6
                  note: the other row at HERE+4
                  help: narrow one of them; where the order shall decide, use `switch`
                """)
    }

    @Test func aLaterRowThatIsWider() {
        diagnose(
            { bench in
                unused(
                    decodeTable(bench.n, outputs: bit, default: [nil]) { table in
                        table.row("1?0", true)
                        table.row("??0", true)
                    })
            },
            says: """
                error[HDL062]: the rows "1?0" and "??0" both match 3'h4
                  at HERE+5
                  note: the other row at HERE+4
                  help: narrow one of them; where the order shall decide, use `switch`
                """)
    }

    @Test func wrongRows() {
        diagnose(
            { bench in
                unused(
                    decodeTable(bench.n, outputs: Control(), default: [false, Operation.add, nil]) { table in
                        table.row(1, true, Operation.add)
                    })
            },
            says: """
                error[HDL063]: the row 1 has 2 values for 3 outputs
                  at HERE+4
                  help: give one for each of writes, operation, amount; nil where it does not matter
                """)
        diagnose(
            { bench in
                unused(
                    decodeTable(bench.n, outputs: Control(), default: [false, Operation.add, nil]) { table in
                        table.row("1??", true, 2, 3)
                    })
            },
            says: """
                error[HDL002]: 2 in the row "1??" does not fit 'operation', which has 2 bits
                  at HERE+4
                  help: give a case of Operation
                """)
        diagnose(
            { bench in
                unused(
                    decodeTable(bench.n, outputs: Control(), default: [false, Operation.add, true]) { table in
                        table.row("1??", true, Operation.add, 16)
                    })
            },
            says: """
                error[HDL002]: true in the default row does not fit 'amount', which has 4 bits
                  at HERE+3
                  help: give a number of 4 bits
                error[HDL002]: 16 in the row "1??" does not fit 'amount', which has 4 bits
                  at HERE+4
                  help: 4 bits hold 0 to 15
                """)
        diagnose(
            { bench in
                unused(decodeTable(bench.n, outputs: bit, default: [nil]) { table in table.row("1?", true) })
            },
            says: """
                error[HDL012]: "1?" is no pattern for 'n', which has 3 bits
                  at HERE+2
                  help: write 3 of the characters 0, 1 and ?, the top bit first
                """)
    }

    @Test func lookupTables() {
        diagnose(
            { bench in
                unused(lookup([1, 2, 300], width: 8, at: bench.n[1...0]))
            },
            says: """
                error[HDL064]: word 2 of a look-up table, 300, does not fit 8 bits
                  at HERE+2
                  help: the words of a table have one width
                """)
        diagnose(
            { bench in
                unused(lookup([1, 2, 3], width: 8, at: bench.n))
            },
            says: """
                error[HDL064]: an index of 3 bits for a look-up table of 3 words
                  at HERE+2
                  help: extend or cut it to 2 bits
                """)
        diagnose(
            { bench in
                unused(lookup([BitVector(1, width: 2), BitVector(1, width: 3)], at: bench.c.asBits))
            },
            says: """
                error[HDL064]: word 1 of a look-up table has 3 bits, word 0 has 2 bits
                  at HERE+2
                  help: the words of a table have one width
                """)
        diagnose(
            { bench in
                unused(lookup([], at: bench.c.asBits))
            },
            says: """
                error[HDL064]: a look-up table without words
                  at HERE+2
                  help: give it at least one
                """)
    }
}
