import Components
import HDL
import Netlist
import Simulation
import Testing
import Verilator

/// A counter that says what it must never do, and does it.
private final class Overrun: Module {
    let enable = input(bit)
    let count = output(unsigned(8))

    override func circuit() {
        let value = register(unsigned(8))
        when(enable) { value <== value + 1 }
        count <== value
        check("it stays below ten", value < 10)
    }

    /// The line of the check above.
    static let checkLine = #line - 4
}

/// Circuits that were described in Swift.
@Suite struct DesignTests {
    @Test func aQueueKeepsItsOrder() throws {
        let model = try VerilatedModel(elaborate { Queue(of: unsigned(100), depth: 5) })
        let (valid, ready) = (try model.port("enqueue_valid"), try model.port("enqueue_ready"))
        let (given, taken) = (try model.port("dequeue_valid"), try model.port("dequeue_ready"))
        let (payload, head) = (try model.port("enqueue_payload"), try model.port("dequeue_payload"))
        var (held, random, passed): ([BitVector], UInt64, Int) = ([], 1, 0)
        for cycle in 0..<3000 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let (offers, takes) = (random >> 60 & 1, random >> (cycle / 500 % 2 == 0 ? 61 : 62) & (random >> 59) & 1)
            let element = BitVector(words: [random, UInt64(cycle)], width: 100)
            try model.poke(valid, offers)
            try model.poke(taken, takes)
            try model.poke(payload, element)
            #expect(try model.peek(ready) == (held.count < 5 ? 1 : 0))
            #expect(try model.peek(given) == (held.isEmpty ? 0 : 1))
            if let first = held.first { #expect(try model.peekVector(head) == first) }
            let (enters, leaves) = (offers == 1 && held.count < 5, takes == 1 && !held.isEmpty)
            if leaves {
                held.removeFirst()
                passed += 1
            }
            if enters { held.append(element) }
            try model.step()
        }
        #expect(passed > 500)
    }

    @Test func aFailedCheckPointsAtTheSwiftLine() throws {
        let model = try VerilatedModel(elaborate { Overrun() })
        try model.poke("enable", 1)
        let error = try #require(throws: SimulationError.self) { try model.step(100) }
        #expect(error.code == .checkFailed)
        #expect(error.swift?.hasSuffix("DesignTests.swift:\(Overrun.checkLine)") == true)
        #expect(error.details.first?.contains("assert") == true)
        #expect(model.cycle == 11)
    }

    @Test func registersInsideByTheDesignersName() throws {
        let model = try VerilatedModel(elaborate { Overrun() }, options: ModelOptions(visible: true))
        try model.poke("enable", 1)
        try model.step(4)
        #expect(try model.peek(model.signal("value")).low64 == 4)
    }
}
