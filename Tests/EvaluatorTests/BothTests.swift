import CircuitSupport
import Components
import Evaluator
import HDL
import Netlist
import Simulation
import SimulatorSupport
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
        check("it stays below ten", value < 10, "it is {}", value)
        when(value === 3) { log("three, as {bin}", value) }
        cover("half", value === 5)
    }

    /// The line of the check above.
    static let checkLine = #line - 6
}

/// The same test bodies on both simulators.
@Suite struct BothTests {
    /// Registers of both edges of two clocks that hand values on, one with an asynchronous reset, and a memory with two ports.
    private func clocks() -> Netlist.Design {
        let b = Builder("Clocks")
        let (fast, slow, clear) = (b.input("fast"), b.input("slow"), b.input("clear_n"))
        let data = b.input("data", 8)
        let first = b.register("first", 8, clock: fast)
        let second = b.register("second", 8, clock: slow)
        let third = b.register("third", 8, clock: fast, edge: .falling)
        let fourth = b.register(
            "fourth", 8, clock: slow, reset: clear, value: 0xFF, kind: .asynchronous, polarity: .activeLow)
        b.assign(first, data)
        b.assign(second, first)
        b.assign(third, first)
        b.assign(fourth, third)
        let memory = b.memory("words", width: 8, depth: 5, initial: [9, 8])
        b.write(memory, b.slice(data, 2, 0), first, clock: fast)
        let old = b.read(memory, b.slice(data, 2, 0), clock: fast)
        let newer = b.read(memory, b.slice(data, 2, 0), clock: fast, underWrite: .new)
        for (name, node) in [("a", first), ("b", second), ("c", third), ("d", fourth), ("old", old), ("newer", newer)] {
            b.assign(b.output(name, 8), node)
        }
        return design(b.done())
    }

    @Test(arguments: SimulatorKind.allCases) func severalClocks(kind: SimulatorKind) throws {
        let model = try kind.make(clocks())
        func outputs() throws -> [UInt64] { try ["a", "b", "c", "d"].map { try model.peek($0) } }
        #expect(model.ports.prefix(3).map(\.direction) == [.clock, .clock, .input])
        try model.poke("clear_n", 1)
        try model.poke("data", 5)
        try model.step()
        #expect(try outputs() == [5, 0, 5, 0xFF].map { $0 == 0xFF ? 0 : $0 })
        try model.poke("data", 6)
        try model.step()
        #expect(try outputs() == [6, 5, 6, 5])
        try model.step([model.port("fast")], count: 2)
        try model.poke("data", 9)
        try model.step(clock: "slow")
        #expect(try outputs() == [6, 6, 6, 6])
        try model.poke("clear_n", 0)
        #expect(try model.peek("d") == 0xFF)
        try model.poke("clear_n", 1)
        #expect(try model.peek("d") == 0xFF)
        try model.step()
        #expect(try outputs() == [9, 6, 9, 6])
        #expect(model.cycle == 6)
        #expect(throws: SimulationError.self) { try model.step(clock: "data") }
    }

    @Test func bothAgreeOnRandomClocks() throws {
        let models = try SimulatorKind.allCases.map { try $0.make(clocks()) }
        var random = SeededGenerator(seed: 3)
        var previous: UInt64 = 1
        for cycle in 0..<300 {
            let (data, clear, choice) = (
                random.next() & 255, random.next() % 8 == 0 ? 0 as UInt64 : 1, random.next() % 3
            )
            var seen: [[UInt64]] = []
            for model in models {
                try model.poke("data", data)
                // The Verilated model sees an asynchronous reset as an edge: from high to low.
                try model.poke("clear_n", cycle == 0 ? 1 : clear)
                var values = try ["a", "b", "c", "d", "old", "newer"].map { try model.peek($0) }
                switch choice {
                case 0: try model.step()
                case 1: try model.step(clock: "fast")
                default: try model.step(clock: "slow")
                }
                values += try ["a", "b", "c", "d", "old", "newer"].map { try model.peek($0) }
                seen.append(values)
            }
            #expect(seen[0] == seen[1], "cycle \(cycle)")
            previous = clear
        }
        #expect(previous <= 1)
    }

    @Test(arguments: SimulatorKind.allCases) func aQueueKeepsItsOrder(kind: SimulatorKind) throws {
        let model = try kind.make(elaborate { Queue(of: unsigned(100), depth: 5) })
        let (valid, ready) = (try model.port("enqueue_valid"), try model.port("enqueue_ready"))
        let (given, taken) = (try model.port("dequeue_valid"), try model.port("dequeue_ready"))
        let (payload, head) = (try model.port("enqueue_payload"), try model.port("dequeue_payload"))
        var (held, random, passed): ([BitVector], SeededGenerator, Int) = ([], SeededGenerator(seed: 1), 0)
        for cycle in 0..<1000 {
            let (offers, takes) = (random.next() & 1, random.next() & random.next() & 1)
            let element = BitVector(words: [random.next(), UInt64(cycle)], width: 100)
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
        #expect(passed > 200)
    }

    @Test(arguments: SimulatorKind.allCases) func failedChecks(kind: SimulatorKind) throws {
        let model = try kind.make(elaborate { Overrun() })
        try model.poke("enable", 1)
        let error = try #require(throws: SimulationError.self) { try model.step(100) }
        #expect(error.code == .checkFailed)
        #expect(error.message == "a check of “Overrun” failed in cycle 10")
        #expect(error.swift?.hasSuffix("BothTests.swift:\(Overrun.checkLine)") == true)
        #expect(error.details.last == "check 'it stays below ten': it is 10")
        #expect(error.details.contains("three, as 00000011"))
        #expect(model.cycle == 11)
        // It is forgiven: the next step fails anew.
        #expect(throws: SimulationError.self) { try model.step() }
        #expect(try model.peek(model.signal("value")).low64 == 12)
        #expect(try model.peek(model.signal("Overrun.value")).low64 == 12)
    }

    /// The lines of `log`, in order, and nothing on the standard output.
    @Test(arguments: SimulatorKind.allCases) func linesOfLogs(kind: SimulatorKind) throws {
        final class Talker: Module {
            let go = input(bit)
            let level = input(signed(4))
            let wide = input(unsigned(90))

            override func circuit() {
                let count = register(unsigned(4))
                count <== count + 1
                when(go) {
                    log("100% \"{{{}}}\" {hex} {bin} at {dec}, {hex} {}", count, count, count, level, wide, wide)
                }
                when(count === 2) { log("two") }
                cover("two", count === 2)
            }
        }
        let model = try kind.make(elaborate { Talker() })
        #expect(model.takePrinted() == "")
        try model.poke("level", 13)
        try model.poke("wide", BitVector(words: [0xFFFF_FFFF_FFFF_FFF0, 1], width: 90))
        try model.step(2)
        #expect(model.takePrinted() == "")
        try model.poke("go", 1)
        try model.step()
        #expect(
            model.takePrinted().split(separator: "\n").sorted()
                == ["100% \"{2}\" 2 0010 at -3, 0000001fffffffffffffff0 36893488147419103216", "two"])
        #expect(model.takePrinted() == "")
        try model.step(2)
        let lines = model.takePrinted().split(separator: "\n").map { $0.prefix(17) }
        #expect(lines == ["100% \"{3}\" 3 0011", "100% \"{4}\" 4 0100"])
    }

    /// Ports whose names Verilog reserves, or that differ by their case alone, are found by their names in Swift.
    @Test(arguments: SimulatorKind.allCases) func portsHaveTheirNamesInSwift(kind: SimulatorKind) throws {
        let b = Builder("Reserved")
        let clock = b.input("clock")
        let (begin, end) = (b.input("begin", 4), b.input("end", 4))
        let held = b.register("reg", 4, clock: clock)
        b.assign(held, b.xor(begin, end))
        b.assign(b.output("module", 4), held)
        b.assign(b.output("wire", 4), b.and(begin, end))
        let model = try kind.make(design(b.done()))
        #expect(model.ports.map(\.name) == ["clock", "begin", "end", "module", "wire"])
        try model.poke("begin", 12)
        try model.poke("end", 10)
        try model.step()
        #expect(try model.peek("module") == 6 && model.peek("wire") == 8)
    }

    @Test(arguments: SimulatorKind.allCases) func stepsUntilAPortIsHigh(kind: SimulatorKind) throws {
        let b = Builder("Until")
        let clock = b.input("clock")
        let count = b.register("count", 8, clock: clock)
        b.assign(count, b.add(count, b.constant(1, 8)))
        b.assign(b.output("full"), b.equal(count, 20))
        let model = try kind.make(design(b.done()))
        let full = try model.port("full")
        #expect(try model.steps(until: full, limit: 19) == nil)
        #expect(try model.steps(until: full, limit: 10) == 1)
        #expect(try model.steps(until: full, limit: 0) == 0)
        #expect(model.cycle == 20)
    }
}
