import CircuitSupport
import Evaluator
import HDL
import Netlist
import Simulation
import SimulatorSupport
import Testing

/// A product plus one: no state.
private final class Scale: ExternalModule {
    let value = input(unsigned(100))
    let result = output(unsigned(100))
    let factor: Int

    init(factor: Int) { self.factor = factor }

    override var verilogName: String { "scale" }
    override var portNames: [String: String] { ["value": "x", "result": "y"] }
    override var verilogParameters: [ExternalCircuit.Parameter] { [.init("FACTOR", .integer(factor))] }
    override var verilogSource: VerilogSource? {
        .text(
            """
            module scale #(parameter FACTOR = 1) (input wire [99:0] x, output wire [99:0] y);
              assign y = {x[99:64] ^ x[35:0], x[63:0] * FACTOR + 64'd1};
            endmodule

            """)
    }
    override var behavior: ExternalBehavior? {
        ExternalBehavior { [factor] ports in
            let (value, result) = (ports["value"], ports["result"])
            ports.whenSettling {
                let words = value.bits.words
                result.bits = BitVector(words: [words[0] &* UInt64(factor) &+ 1, words[1] ^ words[0]], width: 100)
            }
        }
    }
}

/// A sum over cycles, with a reset that acts at once, a second output that is combinational, and one that changes at the falling edge.
private final class Accumulator: ExternalModule {
    let tick = inputClock()
    let clear = input(bit)
    let add = input(Valid(of: unsigned(12)))
    let total = output(unsigned(12))
    let next = output(unsigned(12))
    let late = output(unsigned(12))

    override var verilogName: String { "accumulator" }
    override var verilogSource: VerilogSource? {
        .text(
            """
            module accumulator (
              input wire tick, input wire clear, input wire add_valid, input wire [11:0] add_payload,
              output reg [11:0] total, output wire [11:0] next, output reg [11:0] late);
              initial total = 12'd0;
              initial late = 12'd0;
              assign next = add_valid ? total + add_payload : total;
              always @(posedge tick or posedge clear) if (clear) total <= 12'd0; else total <= next;
              always @(negedge tick) late <= total;
            endmodule

            """)
    }
    override var behavior: ExternalBehavior? {
        ExternalBehavior { ports in
            let (clear, valid, payload) = (ports["clear"], ports["add_valid"], ports["add_payload"])
            let (total, next, late) = (ports["total"], ports["next"], ports["late"])
            var (sum, old): (UInt64, UInt64) = (0, 0)
            func following() -> UInt64 { valid.number == 1 ? sum &+ payload.number : sum }
            ports.atRisingEdge(of: "tick") { sum = following() & 0xFFF }
            ports.atFallingEdge(of: "tick") { old = sum }
            ports.whenSettling {
                if clear.number == 1 { sum = 0 }
                (total.number, next.number, late.number) = (sum, following(), old)
            }
        }
    }
}

/// Parts in a row, so that one waits for the other, between registers of the same clock.
private final class Line: Module {
    let value = input(unsigned(100))
    let enable = input(bit)
    let clear = input(bit)
    let scaled = output(unsigned(100))
    let total = output(unsigned(12))
    let next = output(unsigned(12))
    let late = output(unsigned(12))
    let kept = output(unsigned(12))

    override func circuit() {
        let twice = instance(Scale(factor: 2))
        let thrice = instance(Scale(factor: 3))
        let sum = instance(Accumulator())
        let held = register(unsigned(12))
        twice.value <== value
        thrice.value <== twice.result
        scaled <== thrice.result
        sum.tick <== currentClock()
        sum.clear <== clear
        sum.add.valid <== enable
        sum.add.payload <== thrice.result[11...0]
        total <== sum.total
        next <== sum.next
        late <== sum.late
        held <== sum.next ^ held
        kept <== held
    }
}

/// Modules that are written in Verilog: what they do in Swift is what the Verilog does.
@Suite struct ExternalTests {
    @Test func bothAgree() throws {
        let design = try elaborate { Line() }
        let models = try SimulatorKind.allCases.map { try $0.make(design) }
        #expect(models[0].ports == models[1].ports)
        var random = SeededGenerator(seed: 5)
        var sums: Set<UInt64> = []
        for cycle in 0..<500 {
            let value = BitVector(words: [random.next(), random.next()], width: 100)
            let (enable, clear) = (random.next() % 4 == 0 ? 0 as UInt64 : 1, random.next() % 16 == 0 ? 1 as UInt64 : 0)
            var seen: [[BitVector]] = []
            for model in models {
                try model.poke("value", value)
                try model.poke("enable", enable)
                // The Verilated model sees an asynchronous reset as an edge.
                try model.poke("clear", 0)
                model.settle()
                try model.poke("clear", clear)
                let names = ["scaled", "total", "next", "late", "kept"]
                seen.append(try names.map { try model.peekVector($0) })
                try model.step()
                seen[seen.count - 1] += try names.map { try model.peekVector($0) }
            }
            #expect(seen[0] == seen[1], "cycle \(cycle)")
            sums.insert(seen[0][1].low64)
        }
        #expect(sums.count > 300)
    }

    /// What is held changes though no input does.
    @Test(arguments: SimulatorKind.allCases) func aStateOfItsOwn(kind: SimulatorKind) throws {
        final class Ticks: ExternalModule {
            let clk = inputClock()
            let count = output(unsigned(8))
            override var verilogName: String { "ticks" }
            override var verilogSource: VerilogSource? {
                .text(
                    """
                    module ticks (input wire clk, output reg [7:0] count);
                      initial count = 8'd0;
                      always @(posedge clk) count <= count + 8'd1;
                    endmodule

                    """)
            }
            override var behavior: ExternalBehavior? {
                ExternalBehavior { ports in
                    let count = ports["count"]
                    var held: UInt64 = 0
                    ports.atRisingEdge(of: "clk") { held += 1 }
                    ports.whenSettling { count.number = held }
                }
            }
        }
        final class Top: Module {
            let fast = inputClock()
            let count = output(unsigned(8))
            override func circuit() {
                let ticks = instance(Ticks())
                ticks.clk <== fast
                count <== ticks.count
            }
        }
        let model = try kind.make(elaborate { Top() })
        #expect(model.ports.first?.direction == .clock)
        for cycle in 0..<300 as Range<UInt64> {
            #expect(try model.peek("count") == cycle & 255)
            try model.step()
        }
    }

    /// Each instance in each simulator has its own state.
    @Test func instancesAreApart() throws {
        let design = try elaborate { Line() }
        let (first, second) = (try Evaluator(design), try Evaluator(design))
        try first.poke("enable", 1)
        try first.step(3)
        #expect(try first.peek("total") != 0 && second.peek("total") == 0)
    }

    private final class Nameless: ExternalModule {
        let out = output(bit)
        override var verilogName: String { "nameless" }
    }

    private final class Misnamed: ExternalModule {
        let source = input(bit)
        let out = output(bit)
        override var behavior: ExternalBehavior? {
            ExternalBehavior { ports in
                let out = ports["uot"]
                ports.whenSettling { out.number = 7 }
            }
        }
        static let line = #line - 8
    }

    @Test func whatCannotBeEvaluated() throws {
        let nameless = try elaborate { Nameless() }
        let refused = try #require(throws: SimulationError.self) { try Evaluator(nameless) }
        #expect(refused.code == .externalModule)
        #expect(refused.message == "“Nameless” is the Verilog module “nameless”, and has no behavior in Swift")
        #expect(refused.hint == "override `behavior` in its type, or use the Verilated model")
        let misnamed = try elaborate { Misnamed() }
        let error = try #require(throws: SimulationError.self) { try Evaluator(misnamed) }
        #expect(error.code == .noSuchExternalPort)
        #expect(error.message == "the behavior of “Misnamed” names a port “uot”, which it does not have")
        #expect(error.hint == "did you mean “out”?")
    }

    /// Two buffers whose outputs are each other's inputs: a loop through modules has no value.
    @Test func aLoopThroughModulesDoesNotSettle() throws {
        final class Inverter: ExternalModule {
            let source = input(bit)
            let out = output(bit)
            override var behavior: ExternalBehavior? {
                ExternalBehavior { ports in
                    let (source, out) = (ports["source"], ports["out"])
                    ports.whenSettling { out.number = 1 - source.number }
                }
            }
        }
        final class Ring: Module {
            let go = input(bit)
            let out = output(bit)
            override func circuit() {
                let inverter = instance(Inverter())
                inverter.source <== inverter.out & go
                out <== inverter.out
                let seen = register(bit)
                seen <== inverter.out
                check("it is seen", seen | !seen)
            }
        }
        let evaluator = try Evaluator(elaborate { Ring() })
        #expect(try evaluator.peek("out") == 1)
        try evaluator.poke("go", 1)
        let error = try #require(throws: SimulationError.self) { try evaluator.step() }
        #expect(error.code == .unsettled)
    }
}
