import Components
import HDL
import Simulation
import Testing

/// The parts that join two clocks, at several ratios of their frequencies.
@Suite struct CrossingTests {
    /// Ticks two clocks in a random order in which the first has `percent` of the ticks; sometimes both at once.
    private func ticks(_ random: inout Random, percent: Int) -> (first: Bool, second: Bool) {
        if random.chance(10) { return (true, true) }
        let first = random.chance(percent)
        return (first, !first)
    }

    @Test(arguments: [(4, 2), (16, 3)])
    func nothingIsLostOnTheWay(depth: Int, stages: Int) throws {
        let design = try elaborate { AsyncQueue(of: unsigned(11), depth: depth, stages: stages) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(UInt64(depth))
            let clocks = [try simulator.port("enqueueClock"), try simulator.port("dequeueClock")]
            let (source, sink) = (try Source(simulator, "enqueue"), try Sink(simulator, "dequeue"))
            source.waiting = (0..<9000).map { _ in random.bits(11) }
            for phase in 0..<30 {
                let percent = [50, 10, 90, 30, 70][phase % 5]
                source.rate = [100, 100, 40][phase % 3]
                sink.rate = [100, 30, 100, 0][phase % 4]
                try source.drive(&random)
                try sink.drive(&random)
                for _ in 0..<200 {
                    let ticks = ticks(&random, percent: percent)
                    if ticks.first { try source.observe() }
                    if ticks.second { try sink.observe() }
                    try simulator.step(zip(clocks, [ticks.first, ticks.second]).filter(\.1).map(\.0))
                    // Each side changes its inputs behind its own edge.
                    if ticks.first { try source.drive(&random) }
                    if ticks.second { try sink.drive(&random) }
                    #expect((0...depth).contains(source.sent.count - sink.received.count))
                }
            }
            #expect(source.sent.starts(with: sink.received) && sink.received.count > 800)
        }
    }

    @Test func theQueueRunsAtTheSlowerClock() throws {
        let design = try elaborate { AsyncQueue(of: unsigned(11), depth: 16, stages: 3) }
        for simulator in try simulators(design) {
            var random = Random(7)
            let (source, sink) = (try Source(simulator, "enqueue"), try Sink(simulator, "dequeue"))
            source.waiting = (0..<300).map { _ in random.bits(11) }
            for _ in 0..<200 {
                try source.drive(&random)
                try sink.drive(&random)
                try source.observe()
                try sink.observe()
                try simulator.step()
            }
            #expect(source.sent.count == 200)
            #expect(sink.received.count == 200 - 4)
        }
    }

    @Test func aLevelArrivesInTime() throws {
        let design = try elaborate { Synchronizer(stages: 3) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var (random, levels) = (Random(1), [UInt64](repeating: 0, count: 3))
            for _ in 0..<300 {
                let level = random.bits(1)
                try simulator.poke("source", level)
                try simulator.expect("sink", levels[0])
                levels = Array(levels.dropFirst()) + [level]
                try simulator.step()
            }
        }
    }

    @Test func pulsesAreCounted() throws {
        let design = try elaborate { PulseSynchronizer() }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(2)
            let clocks = [try simulator.port("sourceClock"), try simulator.port("sinkClock")]
            var (sent, received) = (0, 0)
            for _ in 0..<100 {
                try simulator.poke("source", 1)
                try simulator.step([clocks[0]])
                try simulator.poke("source", 0)
                sent += 1
                // Three edges of the sink's clock, and any number of the source's between them.
                for _ in 0..<3 {
                    try simulator.step([clocks[0]], count: random.below(3))
                    try simulator.step([clocks[1]])
                    received += Int(try simulator.peek("sink"))
                }
                #expect(received == sent)
            }
        }
    }

    @Test func aResetEndsAtAnEdge() throws {
        let design = try elaborate { ResetSynchronizer(stages: 2) }
        try expectClean(design)
        for simulator in try simulators(design) {
            try simulator.step(3)
            try simulator.expect("sink", 0)
            try simulator.poke("source", 1)
            try simulator.expect("sink", 1)
            try simulator.poke("source", 0)
            try simulator.expect("sink", 1)
            try simulator.step()
            try simulator.expect("sink", 1)
            try simulator.step()
            try simulator.expect("sink", 0)
        }
    }

    @Test func aDepthThatIsNoPowerOfTwo() {
        #expect(
            messages { AsyncQueue(of: bit, depth: 6) } == ["HDL070: an asynchronous queue of 6 elements"])
    }
}
