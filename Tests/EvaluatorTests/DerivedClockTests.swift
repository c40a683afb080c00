import CircuitSupport
import Netlist
import Simulation
import SimulatorSupport
import Testing

/// Clocks that are made of data: gated, inverted, divided, and what follows from one another.
@Suite struct DerivedClockTests {
    private static let outputs = ["own", "gated", "inverted", "divided", "falling", "slower", "counted", "old"]

    private func clocks() -> Netlist.Design {
        let b = Builder("Clocks")
        let (clock, enable, data) = (b.input("clock"), b.input("enable"), b.input("data", 8))
        func clocked(_ name: String, by clock: NodeID, edge: Clocking.Edge = .rising, _ value: NodeID) -> NodeID {
            let register = b.register(name + "_r", 8, clock: clock, edge: edge)
            b.assign(register, value)
            b.assign(b.output(name, 8), register)
            return register
        }
        func wire(_ name: String, _ value: NodeID) -> NodeID {
            let wire = b.wire(name)
            b.assign(wire, value)
            return wire
        }
        let count = b.register("count", 3, clock: clock)
        b.assign(count, b.add(count, b.constant(1, 3)))
        let here = clocked("own", by: clock, data)
        // The enable changes while the clock is low.
        let gate = wire("gate", b.and(clock, enable))
        let gated = clocked("gated", by: gate, here)
        _ = clocked("inverted", by: wire("opposite", b.not(clock)), here)
        let half = wire("half", b.bit(count, 0))
        let divided = clocked("divided", by: half, here)
        _ = clocked("falling", by: half, edge: .falling, gated)
        // A clock that follows from what a derived clock clocks.
        let toggle = b.register("toggle", 1, clock: half)
        b.assign(toggle, b.not(toggle))
        _ = clocked("slower", by: toggle, divided)
        let memory = b.memory("words", width: 8, depth: 4)
        b.write(memory, b.slice(count, 1, 0), here, clock: half)
        b.assign(b.output("old", 8), b.read(memory, b.slice(data, 1, 0), clock: half))
        let ticks = b.register("ticks", 8, clock: gate)
        b.assign(ticks, b.add(ticks, b.constant(1, 8)))
        b.assign(b.output("counted", 8), ticks)
        return design(b.done())
    }

    @Test func bothAgree() throws {
        let models = try SimulatorKind.allCases.map { try $0.make(clocks()) }
        var random = SeededGenerator(seed: 8)
        for cycle in 0..<400 {
            let (data, enable) = (random.next() & 255, random.next() % 3 == 0 ? 0 as UInt64 : 1)
            var seen: [[UInt64]] = []
            for model in models {
                try model.poke("data", data)
                try model.poke("enable", enable)
                var values = try Self.outputs.map { try model.peek($0) }
                try model.step()
                values += try Self.outputs.map { try model.peek($0) }
                seen.append(values)
            }
            #expect(seen[0] == seen[1], "cycle \(cycle)")
            if seen[0] != seen[1] { return }
        }
    }

    @Test(arguments: SimulatorKind.allCases) func valuesByHand(kind: SimulatorKind) throws {
        let model = try kind.make(clocks())
        var seen: [[UInt64]] = []
        for (data, enable) in [(1, 1), (2, 0), (3, 1), (4, 1)] as [(UInt64, UInt64)] {
            try model.poke("data", data)
            try model.poke("enable", enable)
            try model.step()
            seen.append(try ["own", "gated", "inverted", "divided", "counted"].map { try model.peek($0) })
        }
        // The gate rises with the clock and so takes the old value; the divided clock rises after it, with the new one.
        #expect(seen == [[1, 0, 1, 1, 1], [2, 0, 2, 1, 1], [3, 2, 3, 3, 2], [4, 3, 4, 3, 3]])
    }

    /// A ring of clocks that never come to rest.
    @Test func aClockThatNeverRests() throws {
        let b = Builder("Ring")
        let go = b.input("go")
        let clock = b.wire("clock_of_itself")
        let toggle = b.register("toggle", 1, clock: clock)
        b.assign(toggle, b.not(toggle))
        let other = b.register("other", 1, clock: clock, edge: .falling)
        b.assign(other, b.not(other))
        b.assign(clock, b.xor(b.xor(toggle, other), go))
        b.assign(b.output("out"), toggle)
        let evaluator = try SimulatorKind.evaluator.make(design(b.done()))
        try evaluator.poke("go", 1)
        let error = try #require(throws: SimulationError.self) { try evaluator.step() }
        #expect(error.code == .unsettled)
    }
}
