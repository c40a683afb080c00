import Foundation
import Netlist
import Simulation
import Testing
import Verilator

/// What can be seen of a running circuit: internal signals, waves, coverage.
@Suite struct InsideTests {
    @Test func internalSignalsByName() throws {
        let model = try VerilatedModel(Samples.counter, options: ModelOptions(visible: true))
        let (value, held) = (try model.signal("value"), try model.signal("counter.the_doubler.held"))
        let history = try model.signal("the_doubler.history")
        #expect(value.width == 8 && value.depth == nil && history.depth == 4)
        try model.poke("enable", 1)
        try model.step(6)
        #expect(try model.peek(value).low64 == 6)
        #expect(try model.peek(held).low64 == 5)
        #expect(try (0..<4).map { try model.peek(history, element: $0).low64 } == [4, 5, 2, 3])
        #expect(try model.peek(model.signal("value_next")).low64 == 7)
        #expect(model.signalNames.contains("the_doubler.q"))
    }

    @Test func wideInternalSignals() throws {
        let model = try VerilatedModel(Samples.wide([200, 1, 33]), options: ModelOptions(visible: true))
        let value = BitVector(words: [1, 2, 3, 4], width: 200)
        try model.poke("in_200", value)
        try model.step()
        #expect(try model.peek(model.signal("in_200")) == value)
        #expect(try model.peek(model.signal("out_200")) == BitVector(words: [~1, ~2, ~3, ~4], width: 200))
        #expect(try model.peek(model.signal("out_33")) == .ones(width: 33))
    }

    @Test func wavesWhileRunning() throws {
        let folder = try TemporaryFolder()
        let model = try VerilatedModel(Samples.counter)
        try model.poke("enable", 1)
        try model.step(5)
        try model.startWaves(folder.path + "/first.fst")
        try model.step(50)
        model.stopWaves()
        let size = try folder.size(of: "first.fst")
        try model.step(50)
        try model.startWaves(folder.path + "/second.fst")
        try model.step(2)
        try model.startWaves(folder.path + "/third.fst")
        try model.step(50)
        #expect(try folder.size(of: "first.fst") == size)
        #expect(size > 300)
        #expect(try folder.size(of: "second.fst") > 200)
        model.stopWaves()
        #expect(try folder.size(of: "third.fst") > 300)
        #expect(model.takePrinted() == "")
        // An FST file begins with its header block: type 0, length 329, and the first time, 5 cycles of 10 ns.
        let bytes = try Data(contentsOf: URL(filePath: folder.path + "/first.fst"))
        #expect(Array(bytes.prefix(17)) == [0, 0, 0, 0, 0, 0, 0, 1, 73, 0, 0, 0, 0, 0, 0, 0, 50])
    }

    @Test func coverageOfWhatRan() throws {
        let folder = try TemporaryFolder()
        let model = try VerilatedModel(Samples.counter, options: ModelOptions(coverage: true))
        try model.poke("enable", 1)
        try model.step(10)
        try model.writeCoverage(folder.path + "/coverage.dat")
        let text = try String(contentsOfFile: folder.path + "/coverage.dat", encoding: .utf8)
        let points = text.split(separator: "\n").filter { $0.contains("counter.v") }
        let cover = try #require(points.first { $0.contains("\u{1}l\u{2}34\u{1}") && $0.contains("v_user") })
        #expect(cover.hasSuffix(" 1"))
    }

    @Test func initialStateFromASeed() throws {
        let text = """
            module unset (input wire clock, output wire [63:0] q);
              reg [63:0] held;
              always @(posedge clock) held <= held;
              assign q = held;
            endmodule

            """
        let sources = VerilogSources(
            files: [.init("unset.v", text)], top: "unset",
            ports: [PortShape("clock", width: 1, .clock), PortShape("q", width: 64, .output)])
        #expect(try VerilatedModel(sources).peek("q") == 0)
        let first = try VerilatedModel(sources, seed: 7).peek("q")
        #expect(first != 0)
        #expect(try VerilatedModel(sources, seed: 7).peek("q") == first)
        #expect(try VerilatedModel(sources, seed: 8).peek("q") != first)
    }

    @Test func loopsOfOnesOwn() throws {
        let source = """
            #pragma GCC visibility push(default)
            extern "C" uint64_t count_up(Harness* h, uint64_t n) {
                h->top->enable = 1;
                harness_step(h, n);
                return h->top->count;
            }
            #pragma GCC visibility pop
            """
        let model = try VerilatedModel(Samples.counter, options: ModelOptions(additionalSource: source))
        let address = try model.symbol(named: "count_up")
        typealias Loop = @convention(c) (UnsafeMutableRawPointer, UInt64) -> UInt64
        #expect(unsafeBitCast(address, to: Loop.self)(model.handle, 12) == 12)
        #expect(model.cycle == 12)
    }
}
