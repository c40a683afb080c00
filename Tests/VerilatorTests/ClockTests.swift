import Simulation
import Testing
import Verilator

/// Several clocks, both edges, asynchronous resets.
@Suite struct ClockTests {
    private func outputs(_ model: VerilatedModel) throws -> [UInt64] {
        try ["a", "b", "c", "d"].map { try model.peek($0) }
    }

    @Test func allClocksTickTogether() throws {
        let model = try VerilatedModel(Samples.clocks)
        try model.poke("clear_n", 1)
        try model.poke("data", 5)
        try model.step()
        // The falling edge sees what the rising edge left, and the other clock what was there before it.
        #expect(try outputs(model) == [5, 0, 5, 0])
        try model.poke("data", 6)
        try model.step()
        #expect(try outputs(model) == [6, 5, 6, 5])
        try model.poke("data", 7)
        try model.step(2)
        #expect(try outputs(model) == [7, 7, 7, 7])
        #expect(model.cycle == 4)
    }

    @Test func chosenClocksTickAlone() throws {
        let model = try VerilatedModel(Samples.clocks)
        let (fast, slow) = (try model.port("fast"), try model.port("slow"))
        try model.poke("clear_n", 1)
        try model.poke("data", 5)
        try model.step([fast], count: 3)
        #expect(try outputs(model) == [5, 0, 5, 0])
        try model.poke("data", 9)
        try model.step(clock: "slow")
        #expect(try outputs(model) == [5, 5, 5, 5])
        try model.step([fast, slow])
        #expect(try outputs(model) == [9, 5, 9, 5])
        try model.step([], count: 2)
        #expect(try outputs(model) == [9, 5, 9, 5])
        #expect(model.cycle == 7)
    }

    @Test func asynchronousResetsActWithoutAClock() throws {
        let model = try VerilatedModel(Samples.clocks)
        try model.poke("clear_n", 1)
        #expect(try model.peek("d") == 0)
        try model.poke("clear_n", 0)
        #expect(try model.peek("d") == 0xFF)
        try model.step()
        try model.poke("clear_n", 1)
        #expect(try model.peek("d") == 0xFF)
        try model.step()
        #expect(try model.peek("d") == 0)
    }

    @Test func onlyClocksTick() throws {
        let model = try VerilatedModel(Samples.clocks)
        let error = try #require(throws: SimulationError.self) { try model.step(clock: "data") }
        #expect(
            error.description == """
                error[SIM018]: “data” is no clock and cannot tick
                  help: the clocks are fast, slow
                """)
        #expect(
            try #require(throws: SimulationError.self) { try model.poke("slow", 1) }.message
                == "“slow” is a clock and cannot be poked")
        let other = try VerilatedModel(Samples.counter)
        #expect(throws: SimulationError.self) { try model.step([other.port("clock")]) }
    }

    @Test func onlyFSTWaves() throws {
        let model = try VerilatedModel(Samples.counter)
        let error = try #require(throws: SimulationError.self) { try model.startWaves("out/counter.vcd") }
        #expect(
            error.description == """
                error[SIM017]: “out/counter.vcd” cannot be written: this simulator writes FST, not VCD
                  help: give the file the end .fst, or use the evaluator
                """)
    }
}
