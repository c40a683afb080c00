import HDL
import Netlist
import Testing

/// Whatever a designer writes, the process lives on, and says something where the circuit is wrong.
@Suite struct MisuseTests {
    static let numbers = [Int.min, -1, 0, 1, 3, 8, 64, 65536, 65537, .max]

    @Test(arguments: numbers) func widthsOfShapes(_ number: Int) {
        survives(number) { bench, number in
            let plain = register(unsigned(number))
            let negative = register(signed(number), reset: -1)
            let wide = wire(constant(1, width: number))
            let also = wire(constant(-1, signedWidth: number))
            let big = wire(unsigned(0x1_0000_0000_0000_0000_0000, width: number))
            let bigger = wire(signed(-0x1_0000_0000_0000_0000_0000, width: number))
            plain <== plain + number
            negative <== negative - number
            wide <== wide * wide
            unused(also, big, bigger, dontCare(unsigned(number)))
            bench.out <== bench.a.extended(to: number).truncated(to: 8)
            bench.out <== bench.a.truncated(to: number).extended(to: 8)
            bench.out <== bench.c.repeated(number)
            bench.s.extended(to: number) <== bench.t.truncated(to: number)
        }
    }

    @Test(arguments: numbers) func indicesOfNumbers(_ number: Int) {
        survives(number) { bench, number in
            for other in Self.numbers {
                bench.out[number...other] <== bench.a[number...other]
                bench.out <== bench.a.bits(from: number, width: other)
                unused(bench.s[number...other])
            }
            bench.out[number] <== bench.a[number] & bench.s[number]
            bench.out <== bench.a.part(bench.n, width: number)
            bench.out <== (bench.a << number) | (bench.a >> number)
            unused(bench.s << number, bench.s >> number)
            bench.out <== mux(bench.c, number, bench.a)
            when(bench.a === number) { bench.out <== number }
            when(bench.s > number) { bench.c <== number }
            bench.n.switch {
                on(BitPattern(number)) { bench.out <== 1 }
            }
        }
    }

    @Test(arguments: numbers) func countsOfElements(_ number: Int) {
        survives(number) { bench, number in
            if number < 100 || number > 1 << 20 {
                let bank = register(vector(number, of: unsigned(8)))
                bank[number] <== bank[bench.n]
                bank[bench.n] <== bank[-1]
                bench.out <== mux(bench.c, bank, register(vector(2, of: unsigned(8))))[0]
                unused(bank.asBits, register(vector(number, of: Valid(of: bit)), reset: [1]))
            }
            let storage = memory(of: unsigned(8), depth: number)
            storage[number] <== storage[bench.n]
            storage[bench.n] <== storage.read(bench.a)
            unused(vector([Unsigned](), of: unsigned(8)), vector([bench.a, bench.n], of: unsigned(8)))
        }
    }

    @Test func wordsOfInitialContents() {
        survives(0) { bench, _ in
            let words = [BitVector(0, width: 0), BitVector(0, width: 200)]
            bench.out <== memory(of: unsigned(8), depth: 1, initial: words)[0] + constant(words[0])
            bench.out <== register(reset: words[0]) + register(reset: words[1])
        }
    }

    @Test func shapesEverywhere() {
        survives(0) { bench, _ in
            let (number, bundle) = (unsigned(8), Stream(of: unsigned(8)))
            number <== number + bench.a
            bench.out <== mux(bit, number, bench.a) << number
            bench.out[number] <== bit
            bench.a[number[2...0]] <== !bit
            concatenate(number, bit) <== number.extended(to: 9)
            when(bit) { bench.out <== number.asBits }.elsewhen(number.anyOne) {}
            number.switch { otherwise {} }
            Enumerated<StatementDiagnosticTests.Mode>().switch { on(.off) {} }
            bench.out <== wire(bundle).payload.part(unsigned(1), width: 4).extended(to: 8)
            check("shape", bit)
            attribute("keep", on: number)
            unused(number, probe(number), Valid(of: bit).from(bits: unsigned(2)))
            let storage = memory(of: unsigned(8), depth: 8)
            storage.write(unsigned(3), number, mask: unsigned(4))
            storage[unsigned(3)] <== storage.read(unsigned(3), enable: bit)
        }
    }

    /// Outside of any elaboration nothing is said, as there is nobody to say it to.
    @Test func outsideOfEverything() {
        let bench = Bench { $0.out <== $0.a }
        bench.circuit()
        let made = register(vector(4, of: Valid(of: unsigned(8))))
        made[0].payload <== bench.a + bench.b * unsigned(0)
        made[bench.n] <== made[7]
        when(bench.c) { bench.out <== 1 }.elsewhen(bench.d) { bench.out <== 2 }.otherwise {}
        bench.n.switch { on(1) {} }
        let storage = memory(of: unsigned(8), depth: 0)
        storage[bench.n] <== storage[3]
        storage.write(bench.n, bench.a)
        check("nothing", bench.c.implies(bench.d))
        attribute("keep", on: bench.a)
        moduleAttribute("keep")
        unused(bench.a, probe(bench.b), wire(bench.a), mux(bench.c, bench.a, 3), concatenate(bench.a, bench.b))
        unused(dontCare(bit), constant(true), constant(3, width: 1), unsigned(99, width: 2), made.asBits)
        unused(vector([bench.a], of: unsigned(8)), Valid(of: bit).from(bits: bench.a), instance(bench).a)
        let _ = on(StatementDiagnosticTests.Mode.off) {}
    }

    @Test func afterTheElaboration() throws {
        var escaped: [Bench] = []
        _ = try elaborate {
            let bench = Bench { $0.out <== $0.a }
            escaped.append(bench)
            return bench
        }
        escaped[0].circuit()
        escaped[0].out <== escaped[0].a + escaped[0].n
        #expect(messages { escaped[0] }.count == 1)
    }

    @Test func elaborationsInsideOneAnother() throws {
        let found = messages {
            Bench { outer in
                let inner = messages { Bench { $0.out <== outer.a } }
                #expect(inner.count == 1)
                outer.out <== outer.a
            }
        }
        #expect(found.isEmpty)
    }

    /// Runs `body` with a number that is rarely right; it must come back, and every message must have a code and a help.
    private func survives(_ number: Int, _ body: @escaping (Bench, Int) -> Void) {
        for text in messages({ Bench { body($0, number) } }) {
            #expect(text.contains("HDL0") && text.contains("help: "), "\(text)")
        }
    }
}
