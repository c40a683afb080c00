import CircuitSupport
import HDL
import LintSupport
import Netlist
import Testing

@testable import Verilog

/// What must hold of numbers that are wider than Swift's: a bit for each law.
private final class Laws: Module {
    let x: Unsigned
    let y: Unsigned
    let n = input(unsigned(8))
    let laws = output(unsigned(16))

    init(width: Int) { (x, y) = (input(unsigned(width)), input(unsigned(width))) }

    override func circuit() {
        let width = x.width
        let half = width / 2
        let (low, high) = (x[half - 1...0], x[width - 1...half])
        let count = x.populationCount.width
        let (s, t) = (Signed(x), Signed(y))
        let halves = low.populationCount.extended(to: count) + high.populationCount.extended(to: count)
        let quotient = (s / 16).shiftedLeft(by: 4) + (s % 16).extended(to: width + 4)
        let found: [Bit] = [
            x.grayEncoded.grayDecoded === x,
            ((x + 1).grayEncoded ^ x.grayEncoded).isOneHot,
            x.bitsReversed.bitsReversed === x,
            x.leadingZeroCount === x.bitsReversed.trailingZeroCount,
            x.populationCount === halves,
            x.rotatedLeft(by: n).rotatedRight(by: n) === x,
            x.rotatedLeft(by: 13) === x.rotatedRight(by: width - 13),
            x.lowestOneOnly.oneHotIndex === x.lowestOne.payload,
            x.lowestOne.valid.implies(x.lowestOne.payload.extended(to: count) === x.trailingZeroCount),
            (x << x.leadingZeroCount)[width - 1] === x.anyOne,
            (x >> x.trailingZeroCount)[0] === x.anyOne,
            x.highestOne.payload.oneHot(width: width) === mux(x.anyOne, x.bitsReversed.lowestOneOnly.bitsReversed, 1),
            min(x, y).adding(max(x, y)) === x.adding(y),
            s.negated.adding(s.extended(to: width + 1)) === 0,
            quotient === s.extended(to: width + 4),
            Unsigned(mux(s < 0, -s, s)) === s.absoluteValue && (min(s, t) <= max(s, t)),
        ]
        laws <== concatenate(found.map { $0 as any HardwareHandle })
    }
}

@Suite struct WideOperatorTests {
    @Test(arguments: [64, 65, 100, 130]) func lawsHold(width: Int) throws {
        let files = try verilog(of: elaborate { Laws(width: width) })
        let lint = try Lint(files.map { ($0.name, $0.text) })
        #expect(try lint.messages(top: "Laws") == [])
        var random = SeededGenerator(seed: UInt64(width))
        var text = """
            module Bench;
              reg [\(width - 1):0] x, y; reg [7:0] n; wire [15:0] laws;
              Laws dut (.x(x), .y(y), .n(n), .laws(laws));
              initial begin

            """
        for index in 0..<200 {
            let words = (0..<3).map { _ in
                index % 2 == 0 ? random.next() : random.next() & random.next() & random.next()
            }
            let shift = Int(random.next() % UInt64(width))
            let x = index == 0 ? BitVector.zero(width: width) : BitVector(words: words, width: width)
            let y = BitVector(words: [random.next(), random.next(), random.next()], width: width)
            text += "    x = \(x); x = x << \(index % 3 == 0 ? shift : 0); y = \(y); n = \(random.next() % 256);"
            text += " #1 $display(\"%b\", laws);\n"
        }
        let output = try lint.simulate(bench: text + "  end\nendmodule\n", top: "Bench").split(separator: "\n")
        #expect(output.count == 200)
        #expect(Set(output) == [String(repeating: "1", count: 16)[...]])
    }
}
