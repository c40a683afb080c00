import CircuitSupport
import Evaluator
import Foundation
import Netlist
import Simulation
import Testing

/// What only the evaluator does.
@Suite struct EvaluatorTests {
    private func counter(_ clock: (Builder) -> NodeID = { $0.input("clock") }) -> Netlist.Design {
        let b = Builder("Counter")
        let clock = clock(b)
        let count = b.register("count", 70, clock: clock)
        b.assign(count, b.add(count, b.circuit.append(constant: BitVector(1, width: 70), at: b.here)))
        b.assign(b.output("value", 70), count)
        b.assign(b.wire("unread", 3), b.slice(count, 2, 0))
        b.property(.cover, "odd", b.bit(count, 0), clock: clock)
        let memory = b.memory("log", width: 65, depth: 4)
        b.write(memory, b.slice(count, 1, 0), b.slice(count, 64, 0), clock: clock)
        return design(b.done())
    }

    @Test func signalsMemoriesAndCovers() throws {
        let evaluator = try Evaluator(counter())
        try evaluator.step(7)
        #expect(try evaluator.peek(evaluator.signal("unread")).low64 == 7)
        let memory = try evaluator.signal("log")
        #expect(memory.depth == 4)
        #expect(try (0..<4).map { try evaluator.peek(memory, element: $0).low64 } == [4, 5, 6, 3])
        #expect(throws: SimulationError.self) { try evaluator.peek(memory, element: 4) }
        #expect(evaluator.covers == [CoverCount(instance: "Counter", name: "odd", count: 3)])
        let error = try #require(throws: SimulationError.self) { try evaluator.signal("cuont") }
        #expect(error.hint == "did you mean “count”?")
    }

    @Test func depositsAreTheState() throws {
        let evaluator = try Evaluator(counter())
        let (count, memory) = (try evaluator.signal("count"), try evaluator.signal("log"))
        try evaluator.deposit(count, BitVector(words: [.max, 0], width: 70))
        try evaluator.deposit(memory, element: 2, BitVector(words: [5, 1], width: 65))
        #expect(evaluator.registers == ["count": BitVector(words: [.max, 0], width: 70)])
        #expect(try evaluator.peek(memory, element: 2) == BitVector(words: [5, 1], width: 65))
        try evaluator.step()
        #expect(try evaluator.peekVector("value") == BitVector(words: [0, 1], width: 70))
        let error = #expect(throws: SimulationError.self) {
            try evaluator.deposit(evaluator.signal("unread"), BitVector(1, width: 3))
        }
        #expect(
            error?.description == """
                error[SIM009]: element 0 of “unread” cannot be set to 3 bits
                  help: registers and words of memories can be set, to a value of their width
                """)
        #expect(throws: SimulationError.self) { try evaluator.deposit(count, BitVector(1, width: 69)) }
        #expect(throws: SimulationError.self) { try evaluator.deposit(memory, element: 4, .zero(width: 65)) }
    }

    @Test func wavesAreVCD() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).vcd").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let evaluator = try Evaluator(counter())
        try evaluator.startWaves(path)
        try evaluator.step(2)
        evaluator.stopWaves()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix("$timescale 1ns $end\n$scope module Counter $end\n$var wire 1 ! clock $end\n"))
        #expect(text.contains("$var reg 70 \" count [69:0] $end\n"))
        #expect(text.contains("#5\n1!\nb1 \"\n"))
        #expect(text.contains("#10\n0!\n#15\n1!\nb10 \"\n"))
        #expect(text.contains("#20\n0!\n"))
        let error = try #require(throws: SimulationError.self) { try evaluator.startWaves("counter.fst") }
        #expect(
            error.description == """
                error[SIM017]: “counter.fst” cannot be written: this simulator writes VCD, not FST
                  help: give the file the end .vcd, or use the Verilated model
                """)
        #expect(throws: SimulationError.self) { try evaluator.startWaves("/nowhere/counter.vcd") }
    }

    @Test func externalModulesAreRefused() throws {
        let b = Builder("Part")
        let clock = b.input("clock")
        b.circuit.external = ExternalCircuit(module: "part_v")
        #expect(b.width(clock) == 1)
        let error = try #require(throws: SimulationError.self) { try Evaluator(design(b.done())) }
        #expect(
            error.description == """
                error[SIM021]: “Part” is the Verilog module “part_v”, and has no behavior in Swift
                  at Tests/Hand.swift:1
                  help: override `behavior` in its type, or use the Verilated model
                """)
        b.circuit.behavior = ExternalBehavior { ports in ports.atRisingEdge(of: "clk") {} }
        b.circuit.behavior?.portNames = ["clock"]
        let unknown = try #require(throws: SimulationError.self) { try Evaluator(design(b.done())) }
        #expect(
            unknown.description == """
                error[SIM022]: the behavior of “Part” names a port “clk”, which it does not have
                  at Tests/Hand.swift:1
                  help: did you mean “clock”?
                """)
    }

    /// A word whose bits depend on each other, without a loop of bits.
    @Test func knots() throws {
        let b = Builder("Knot")
        let x = b.input("x", 8)
        let ripple = b.wire("ripple", 9)
        b.assign(ripple, b.constant(1, 1))
        b.assign(ripple, b.xor(b.slice(ripple, 7, 0), x), low: 1)
        b.assign(b.output("y", 9), ripple)
        let evaluator = try Evaluator(design(b.done()))
        for value in 0..<256 as Range<UInt64> {
            try evaluator.poke("x", value)
            var expected: UInt64 = 1
            for bit in 0..<8 as Range<UInt64> { expected |= ((expected ^ value) >> bit & 1) << (bit + 1) }
            #expect(try evaluator.peek("y") == expected)
        }
    }

    /// A loop of bits has no value; elaboration refuses it, and the evaluator does not hang.
    @Test func loopsDoNotSettle() throws {
        let b = Builder("Loop")
        let clock = b.input("clock")
        let wire = b.wire("wire")
        b.assign(wire, b.not(wire))
        b.assign(b.output("y"), wire)
        #expect(b.width(clock) == 1)
        let evaluator = try Evaluator(design(b.done()))
        let error = try #require(throws: SimulationError.self) { try evaluator.step() }
        #expect(
            error.description == """
                error[SIM020]: “Loop” does not settle in cycle 0
                  help: a word depends on itself; it has to be cut into the parts that do not
                """)
    }

    @Test func rawPointersOfEveryWidth() throws {
        let b = Builder("Wide")
        let x = b.input("x", 100)
        b.assign(b.output("y", 100), b.not(x))
        let evaluator = try Evaluator(design(b.done()))
        let words = try evaluator.pointer(to: evaluator.port("x")).assumingMemoryBound(to: UInt32.self)
        for index in 0..<4 { words[index] = [1, 2, 3, 4][index] }
        evaluator.settle()
        #expect(try evaluator.peekVector("y") == BitVector(words: [~0x2_0000_0001, ~0x4_0000_0003], width: 100))
        try evaluator.poke("x", 5)
        #expect(try evaluator.peekVector("x") == BitVector(5, width: 100))
        let other = try Evaluator(design(b.done()))
        #expect(throws: SimulationError.self) { try other.poke(evaluator.port("x"), 1) }
        #expect(throws: SimulationError.self) { try other.peek(other.port("y")) }
    }
}
