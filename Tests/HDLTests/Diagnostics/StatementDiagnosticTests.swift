import HDL
import Netlist
import Testing

/// The full text of each message about statements, memories and verification.
@Suite struct StatementDiagnosticTests {
    enum Mode: HardwareEnum { case off, slow, fast }

    @Test func shapesAsValues() {
        diagnose(
            { bench in
                bench.out <== bench.a + unsigned(8)
            },
            says: """
                error[HDL005]: a shape is used as if it were a signal
                  at HERE+2
                  help: make hardware of it first: `wire(...)`, `register(...)`, `input(...)`
                """)
        diagnose(
            { bench in
                let bank = vector(2, of: unsigned(8))
                bank[1] <== bench.a
            },
            says: """
                error[HDL005]: a shape is used as if it were a signal
                  at HERE+3
                  help: make hardware of it first: `wire(...)`, `register(...)`, `input(...)`
                """)
    }

    @Test func targets() {
        diagnose(
            { bench in
                bench.a <== bench.b
            },
            says: """
                error[HDL008]: 'a' cannot be assigned: it is an input of Bench
                  at HERE+2
                  note: 'a' is declared at HDLTests/Bench.swift:7
                  help: assign outputs, wires, registers and inputs of instances
                """)
        diagnose(
            { bench in
                bench.a + bench.b <== bench.b
            },
            says: """
                error[HDL008]: an expression cannot be assigned: it is the result of an expression
                  at HERE+2
                  help: assign outputs, wires, registers and inputs of instances
                """)
    }

    @Test func secondDriver() {
        diagnose(
            { bench in
                let sum = wire(bench.a + bench.b)
                when(bench.c) { sum <== 0 }
            },
            says: """
                error[HDL009]: 'sum' has a second driver
                  at HERE+3
                  note: it was given its value at HERE+2
                  help: declare it by its shape, `wire(unsigned(8))`, to assign it in statements
                """)
        diagnose(
            { bench in
                let part = instance(ModuleTests.Adder(step: 1))
                part.sum <== 0
            },
            says: """
                error[HDL009]: 'part_sum' has a second driver: it is an output of an instance
                  at HERE+3
                  note: the instance is made at HERE+2
                  help: the instance drives it; connect its inputs
                """)
    }

    @Test func resetValues() {
        diagnose(
            { bench in
                let bank = register(vector(4, of: unsigned(8)), reset: [1, 2, 3])
                bench.out <== bank[0]
            },
            says: """
                error[HDL010]: 3 reset values for a register of 4 scalars
                  at HERE+2
                  help: give one for each scalar, in the order of the fields, or one for all: `reset: 0`
                """)
        diagnose(
            { bench in
                let bank = register(Enumerated<Mode>(), reset: 3)
                unused(bank)
            },
            says: """
                error[HDL002]: the reset value 3 does not fit a register of 2 bits
                  at HERE+2
                  help: Mode has the cases 0 to 2
                """)
    }

    @Test func missingCases() {
        diagnose(
            { bench in
                let mode = register(Mode.off)
                mode.switch {
                    on(.off) { bench.out <== 0 }
                }
            },
            says: """
                error[HDL011]: the switch over 'mode' has no arm for .slow, .fast
                  at HERE+3
                  help: add `on(.slow, .fast) { ... }`, or `otherwise { }`
                """)
        diagnose(
            { bench in
                bench.n.switch {
                    on("0??", "10?") { bench.out <== 0 }
                }
            },
            says: """
                error[HDL011]: the switch over 'n' does not cover all values of 3 bits
                  at HERE+2
                  help: add `otherwise { ... }`
                """)
    }

    @Test func patterns() {
        diagnose(
            { bench in
                bench.n.switch {
                    on("0?") { bench.out <== 0 }
                }
            },
            says: """
                error[HDL012]: "0?" is no pattern for 'n', which has 3 bits
                  at HERE+3
                  help: write 3 of the characters 0, 1 and ?, the top bit first
                """)
        diagnose(
            { bench in
                bench.n.switch {
                    otherwise {}
                    on(1) { bench.out <== 1 }
                    otherwise {}
                }
            },
            says: """
                error[HDL012]: an arm after 'otherwise' is never reached
                  at HERE+4
                  help: move it up
                error[HDL012]: a second 'otherwise' in one switch
                  at HERE+5
                  help: keep one, as the last arm
                """)
    }

    @Test func strayStatements() {
        diagnose(
            { bench in
                bench.n.switch {
                    let _ = bench.out <== 1
                    otherwise {}
                }
            },
            says: """
                error[HDL013]: a statement stands between the arms of a switch
                  at HERE+2
                  help: move it into an arm, or before the switch
                """)
        diagnose(
            { bench in
                let chain = when(bench.c) { bench.out <== 1 }
                bench.out <== 2
                chain.otherwise { bench.out <== 3 }
            },
            says: """
                error[HDL013]: 'elsewhen' or 'otherwise' does not follow its 'when'
                  at HERE+4
                  help: write it right behind the closing brace of the `when`
                """)
        diagnose(
            { bench in
                let _ = on(Mode.off) { bench.out <== 1 }
            },
            says: """
                error[HDL013]: an arm stands outside of a switch
                  at HERE+2
                  help: write it directly in the braces of `subject.switch { ... }`
                """)
    }

    @Test func memories() {
        diagnose(
            { bench in
                let storage = memory(of: unsigned(8), depth: 16)
                bench.out <== storage[bench.n]
            },
            says: """
                error[HDL014]: an address of 3 bits for a memory of 16 elements
                  at HERE+3
                  help: its address has 4 bits: extend it with `.extended(to: 4)`
                """)
        diagnose(
            { bench in
                let storage = memory(of: unsigned(8), depth: 4)
                storage[bench.n] <== bench.a
            },
            says: """
                error[HDL014]: an address of 3 bits for a memory of 4 elements
                  at HERE+3
                  help: its address has 2 bits: take `[1...0]`
                """)
        diagnose(
            { bench in
                let storage = memory(of: unsigned(8), depth: 8)
                storage[bench.n][0] <== bench.c
            },
            says: """
                error[HDL014]: a part of a memory's element is assigned
                  at HERE+3
                  help: assign the whole element, or use `write(_:_:mask:)`
                """)
        diagnose(
            { bench in
                let storage = memory(of: unsigned(8), depth: 8)
                storage.write(bench.n, bench.n)
            },
            says: """
                error[HDL014]: 'storage' holds elements of 8 bits, but 3 bits are written
                  at HERE+3
                  help: write a value of the element's shape
                """)
        diagnose(
            { bench in
                let storage = memory(of: unsigned(8), depth: 8)
                storage[bench.n] <== bench.n
            },
            says: """
                error[HDL014]: 'storage' holds elements of 8 bits, but 'n' has 3 bits
                  at HERE+3
                  help: write a value of the element's shape
                """)
        diagnose(
            { bench in
                let storage = memory(of: unsigned(8), depth: 8)
                storage.write(bench.n, bench.a, mask: bench.n)
            },
            says: """
                error[HDL014]: a mask of 3 bits for elements of 8 bits
                  at HERE+3
                  help: the mask's width must divide the element's
                """)
        diagnose(
            { bench in
                let nothing = memory(of: unsigned(8), depth: 0)
                let much = memory(of: bit, depth: 2, initial: [BitVector(0, width: 1), BitVector(0, width: 2)])
                let many = memory(of: bit, depth: 1, initial: [BitVector(0, width: 1), BitVector(0, width: 1)])
                bench.out[2...0] <== concatenate(nothing[0][0], much[0], many[0])
            },
            says: """
                error[HDL014]: a memory of 0 elements
                  at HERE+2
                  help: a memory holds 1 to 268435456 elements
                error[HDL014]: initial word 1 has 2 bits, in a memory of elements of 1 bit
                  at HERE+3
                  help: an initial word holds all fields of an element, the first one in the low bits
                error[HDL014]: 2 initial words for a memory of 1
                  at HERE+4
                  help: give at most one for each element; those that are not listed are zero
                """)
    }
}
