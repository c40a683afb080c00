import Netlist
import Simulation
import Testing
import Verilator

/// Pokes, peeks and steps.
@Suite struct DriveTests {
    @Test func countsWhileEnabled() throws {
        let model = try VerilatedModel(Samples.counter)
        let (enable, count) = (try model.port("enable"), try model.port("count"))
        #expect(try model.peek(count) == 0)
        try model.step(3)
        #expect(try model.peek(count) == 0)
        try model.poke(enable, 1)
        try model.step(5)
        #expect(try model.peek(count) == 5)
        #expect(try model.peek("twice") == 8)
        try model.poke("reset", 1)
        try model.step()
        #expect(try model.peek(count) == 0)
        #expect(model.cycle == 9)
    }

    @Test func combinationalOutputsFollowPokesWithoutAStep() throws {
        let model = try VerilatedModel(Samples.counter)
        #expect(try model.peek("next") == 0)
        try model.poke("enable", 1)
        #expect(try model.peek("next") == 1)
        try model.poke("enable", 0)
        #expect(try model.peek("next") == 0)
        #expect(model.cycle == 0)
    }

    @Test func portsOfEveryWidth() throws {
        let widths = [1, 7, 8, 9, 16, 17, 31, 32, 33, 63, 64, 65, 96, 127, 128, 200, 512]
        let model = try VerilatedModel(Samples.wide(widths))
        var pattern: UInt64 = 0x9E37_79B9_7F4A_7C15
        for width in widths {
            let words = (0..<8).map { _ in
                pattern = pattern &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return pattern
            }
            let value = BitVector(words: words, width: width)
            try model.poke("in_\(width)", value)
            #expect(try model.peekVector("in_\(width)") == value)
            try model.step()
            let inverted = BitVector(words: words.map(~), width: width)
            #expect(try model.peekVector("out_\(width)") == inverted)
            if width <= 64 { #expect(try model.peek("out_\(width)") == inverted.low64) }
        }
        try model.poke("in_200", 5)
        #expect(try model.peekVector("in_200") == BitVector(5, width: 200))
    }

    @Test func twoModelsAtOnce() throws {
        let (first, second) = (try VerilatedModel(Samples.counter), try VerilatedModel(Samples.counter))
        let other = try VerilatedModel(Samples.wide([8, 16]))
        try first.poke("enable", 1)
        try first.step(7)
        try other.poke("in_8", 0x0F)
        try second.poke("enable", 1)
        try second.step(2)
        try other.step()
        #expect(try first.peek("count") == 7)
        #expect(try second.peek("count") == 2)
        #expect(try other.peek("out_8") == 0xF0)
    }

    @Test func rawPointers() throws {
        let model = try VerilatedModel(Samples.counter)
        let enable = try model.pointer(to: model.port("enable")).assumingMemoryBound(to: UInt8.self)
        let count = try model.pointer(to: model.port("count")).assumingMemoryBound(to: UInt8.self)
        for cycle in 0..<10 {
            enable.pointee = UInt8(cycle & 1)
            try model.step()
        }
        #expect(count.pointee == 5)
        enable.pointee = 1
        model.settle()
        #expect(try model.peek("next") == 6)
    }

    @Test func pins() throws {
        let model = try VerilatedModel(
            Samples.wide([1, 7, 8, 9, 16, 17, 31, 32, 33, 63, 64, 65, 96, 127, 128, 200, 512]))
        let (narrow, output) = (
            try model.inputPin("in_7", as: UInt8.self), try model.outputPin("out_7", as: UInt8.self)
        )
        let (wide, result) = (
            try model.inputPin("in_33", as: UInt64.self), try model.outputPin("out_33", as: UInt64.self)
        )
        try narrow.poke(0x55)
        try wide.poke(0x1_2345_6789)
        try model.step()
        #expect(output.peek() == 0x2A)
        #expect(result.peek() == 0x0_DCBA_9876)
        #expect(throws: SimulationError.self) { try narrow.poke(0x80) }
        #expect(throws: SimulationError.self) { try model.inputPin("out_7", as: UInt8.self) }
        let error = try #require(throws: SimulationError.self) { try model.outputPin("in_16", as: UInt32.self) }
        #expect(
            error.description == """
                error[SIM004]: “in_16” of 16 bits cannot be a pin of type UInt32
                  help: its type is UInt16
                """)
    }

    @Test func pinsSeeTheSettledValue() throws {
        let model = try VerilatedModel(Samples.counter)
        let (enable, next) = (try model.inputPin("enable", as: UInt8.self), try model.outputPin("next", as: UInt8.self))
        try enable.poke(1)
        #expect(next.peek() == 1)
        try model.step()
        #expect(next.peek() == 2)
    }

    @Test func stepsUntilAPortIsHigh() throws {
        let model = try VerilatedModel(Samples.counter)
        try model.poke("enable", 1)
        let full = try model.port("full")
        #expect(try model.steps(until: full, limit: 19) == nil)
        #expect(model.cycle == 19)
        #expect(try model.steps(until: full, limit: 10) == 1)
        #expect(try model.steps(until: full, limit: 0) == 0)
        #expect(model.cycle == 20)
    }
}
