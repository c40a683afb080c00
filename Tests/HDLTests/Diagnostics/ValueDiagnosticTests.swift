import HDL
import Netlist
import Testing

/// The full text of each message about values: widths, literals, indices, kinds.
@Suite struct ValueDiagnosticTests {
    @Test func widthMismatch() {
        diagnose(
            { bench in
                bench.out <== (bench.a + bench.n) & bench.b
            },
            says: """
                error[HDL001]: '+' of 'a' with 8 bits and 'n' with 3 bits
                  at HERE+2
                  note: 'a' is declared at HDLTests/Bench.swift:7
                  note: 'n' is declared at HDLTests/Bench.swift:9
                  help: widen 'n' with .extended(to: 8), or cut 'a' with .truncated(to: 3)
                """)
        diagnose(
            { bench in
                bench.out <== bench.n
            },
            says: """
                error[HDL001]: '<==' of 'out' with 8 bits and 'n' with 3 bits
                  at HERE+2
                  note: 'out' is declared at HDLTests/Bench.swift:14
                  note: 'n' is declared at HDLTests/Bench.swift:9
                  help: widen 'n' with .extended(to: 8), or cut 'out' with .truncated(to: 3)
                """)
        diagnose(
            { bench in
                bench.out <== mux(bench.c, bench.a, bench.b[5...2]) + 1
            },
            says: """
                error[HDL001]: 'mux' of 'a' with 8 bits and 'b'[5...2] with 4 bits
                  at HERE+2
                  note: 'a' is declared at HDLTests/Bench.swift:7
                  note: 'b' is declared at HDLTests/Bench.swift:8
                  help: widen 'b'[5...2] with .extended(to: 8), or cut 'a' with .truncated(to: 4)
                """)
        diagnose(
            { bench in
                bench.out <== bench.n.truncated(to: 8)
            },
            says: """
                error[HDL001]: 'n' has 3 bits and cannot be truncated to 8 bits
                  at HERE+2
                  note: 'n' is declared at HDLTests/Bench.swift:9
                  help: `.extended(to: 8)` adds bits
                """)
        diagnose(
            { bench in
                let sum = wire(bench.a.adding(bench.n))
                bench.out <== sum[7...0]
            },
            says: """
                error[HDL001]: 'adding' of 'a' with 8 bits and 'n' with 3 bits
                  at HERE+2
                  note: 'a' is declared at HDLTests/Bench.swift:7
                  note: 'n' is declared at HDLTests/Bench.swift:9
                  help: widen 'n' with .extended(to: 8), or cut 'a' with .truncated(to: 3)
                """)
        diagnose(
            { bench in
                let pair = wire(Valid(of: unsigned(8)).from(bits: bench.a))
                bench.out <== pair.payload
            },
            says: """
                error[HDL001]: 'a' of 8 bits is read as a Valid<Unsigned> of 9 bits
                  at HERE+2
                  note: 'a' is declared at HDLTests/Bench.swift:7
                  help: extend or slice the number
                """)
        diagnose(
            { bench in
                register(vector(3, of: bit)) <== register(vector(2, of: bit))
            },
            says: """
                error[HDL001]: '<==' connects 3 signals to 2
                  at HERE+2
                  help: both sides need the same number of elements
                """)
    }

    @Test func literals() {
        diagnose(
            { bench in
                bench.out <== bench.a + 256
            },
            says: """
                error[HDL002]: 256 does not fit 'a', which has 8 bits, in '+'
                  at HERE+2
                  help: 8 bits hold 0 to 255
                """)
        diagnose(
            { bench in
                when(bench.s < 128) { bench.out <== -1 }
            },
            says: """
                error[HDL002]: 128 does not fit 's', which has 8 bits, in '<'
                  at HERE+2
                  help: 8 bits hold -128 to 127
                error[HDL002]: -1 does not fit 'out', which has 8 bits, in '<=='
                  at HERE+2
                  help: an unsigned number is not negative; subtract instead, or use a signed one
                """)
        diagnose(
            { bench in
                let count = register(unsigned(3), reset: 8)
                bench.out <== count.extended(to: 8)
            },
            says: """
                error[HDL002]: the reset value 8 does not fit a register of 3 bits
                  at HERE+2
                  help: 3 bits hold 0 to 7
                """)
        diagnose(
            { bench in
                bench.out <== unsigned(0x1_FF, width: 8) + constant(300, width: 8)
            },
            says: """
                error[HDL002]: a literal of 9 bits does not fit 8 bits
                  at HERE+2
                  help: widen the constant
                error[HDL002]: the constant 300 does not fit 8 bits
                  at HERE+2
                  help: 8 bits hold 0 to 255
                """)
        diagnose(
            { bench in
                bench.n.switch {
                    on(9) { bench.out <== 1 }
                }
            },
            says: """
                error[HDL002]: 9 does not fit 'n', which has 3 bits, in 'on'
                  at HERE+3
                  help: 3 bits hold 0 to 7
                """)
    }

    @Test func indices() {
        diagnose(
            { bench in
                bench.out <== bench.a[8...1]
            },
            says: """
                error[HDL004]: bits 8...1 of 'a', which has 8 bits
                  at HERE+2
                  note: 'a' is declared at HDLTests/Bench.swift:7
                  help: its bits are 7...0
                """)
        diagnose(
            { bench in
                bench.out[3...0] <== bench.a[0...3]
            },
            says: """
                error[HDL004]: bits 0...3 of 'a', which has 8 bits
                  at HERE+2
                  note: 'a' is declared at HDLTests/Bench.swift:7
                  help: write the higher bit first: [3...0]
                """)
        diagnose(
            { bench in
                bench.out[8] <== bench.c
            },
            says: """
                error[HDL004]: bit 8 of 'out', which has 8 bits
                  at HERE+2
                  note: 'out' is declared at HDLTests/Bench.swift:14
                  help: its bits are 7...0
                """)
        diagnose(
            { bench in
                let bank = register(vector(4, of: unsigned(8)))
                bench.out <== bank[4]
            },
            says: """
                error[HDL004]: index 4 of a vector of 4 elements
                  at HERE+3
                  help: the elements are 0 to 3
                """)
        diagnose(
            { bench in
                let storage = memory(of: unsigned(8), depth: 4)
                bench.out <== storage[4]
            },
            says: """
                error[HDL004]: address 4 of a memory of 4 elements
                  at HERE+3
                  help: the elements are 0 to 3
                """)
        diagnose(
            { bench in
                bench.out <== bench.a << -1
            },
            says: """
                error[HDL004]: a shift by -1
                  at HERE+2
                  help: shift the other way
                """)
        diagnose(
            { bench in
                bench.out[2...0] <== bench.a.part(bench.n, width: 3)
            },
            says: """
                error[HDL004]: parts of 3 bits of a number of 8 bits
                  at HERE+2
                  help: the parts must fill the number
                """)
    }

    @Test func widths() {
        diagnose(
            { bench in
                let nothing = register(unsigned(0))
                bench.out <== nothing.extended(to: 8)
            },
            says: """
                error[HDL015]: a width of 0 bits; a signal has 1 to 65536
                  at HERE+2
                  help: leave the signal out when it would have no bits
                """)
        diagnose(
            { bench in
                bench.out <== vector(0, of: unsigned(8)).element & wire(vector(0, of: unsigned(8)))[0]
            },
            says: """
                error[HDL015]: a vector of 0 elements; it can have 1 to 1048576 of this shape
                  at HERE+2
                  help: leave the vector out when it would have no elements
                error[HDL005]: a shape is used as if it were a signal
                  at HERE+2
                  help: make hardware of it first: `wire(...)`, `register(...)`, `input(...)`
                """)
        diagnose(
            { bench in
                bench.out <== concatenate([]).extended(to: 8)
            },
            says: """
                error[HDL015]: a concatenation of nothing
                  at HERE+2
                  help: give it at least one part
                """)
        diagnose(
            { bench in
                bench.out <== bench.a.extended(to: 1 << 40)[7...0]
            },
            says: """
                error[HDL015]: a width of 1099511627776 bits; a signal has 1 to 65536
                  at HERE+2
                  help: split it into several signals
                """)
        struct Empty: Bundle {}
        diagnose(
            { bench in
                bench.out <== register(Empty()).asBits.extended(to: 8)
            },
            says: """
                error[HDL015]: the bundle Empty has no fields
                  help: give it a stored property that is a shape: `let valid = bit`
                """)
        enum Never: HardwareEnum {}
        diagnose(
            { bench in
                register(Enumerated<Never>()).switch {
                    otherwise {}
                }
            },
            says: """
                error[HDL015]: the enumeration Never has no cases
                  at HERE+2
                  help: give it at least one
                """)
    }

    struct Pair: Bundle {
        let low = unsigned(4)
        let high = unsigned(4)
        var middle: Unsigned { unsigned(4) }
    }

    @Test func fieldsAndKinds() {
        diagnose(
            { bench in
                let pair = wire(Pair())
                bench.out[3...0] <== pair.middle
            },
            says: """
                error[HDL016]: a computed property of Pair is not a field of its hardware
                  at HERE+3
                  help: move it into `extension Wire where Shape == Pair`
                """)
        diagnose(
            { bench in
                bench.out <== senseless(bench)
            },
            says: """
                error[HDL017]: '+' of Unsigned and Signed
                  at HDLTests/ValueDiagnosticTests.swift:SENSELESS
                  help: convert one: Unsigned(x), Signed(x), x[0], x.anyOne
                """.replacing("SENSELESS", with: "\(Self.senselessLine)"))
    }

    static let senselessLine = #line + 3
    @available(*, deprecated, message: "only so that the compiler says nothing about the deprecated operator")
    fileprivate func uses(_ bench: Bench) -> Unsigned {
        bench.a + bench.s
    }
    private func senseless(_ bench: Bench) -> Unsigned { (self as any Senseless).uses(bench) }
}

private protocol Senseless {
    func uses(_ bench: Bench) -> Unsigned
}
extension ValueDiagnosticTests: Senseless {}
