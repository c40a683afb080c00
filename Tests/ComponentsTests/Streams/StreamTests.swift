import Components
import HDL
import Simulation
import Testing

/// Fork, join, selection and widths of streams.
@Suite struct StreamTests {
    private func filled(_ source: Source, _ width: Int, _ random: inout Random, count: Int = 3000) {
        source.waiting = (0..<count).map { _ in random.bits(width) }
    }

    @Test func eachSinkOfAForkGetsEverything() throws {
        let design = try elaborate { StreamFork(of: unsigned(9), count: 3) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(1)
            let source = try Source(simulator, "source")
            let sinks = try (0..<3).map { try Sink(simulator, "sinks_\($0)") }
            filled(source, 9, &random)
            try run(simulator, cycles: 3000, sources: [source], sinks: sinks, random: &random)
            for sink in sinks {
                // A sink may be one element ahead.
                #expect(sink.received.dropLast() == source.sent.prefix(max(0, sink.received.count - 1)))
                #expect((0...1).contains(sink.received.count - source.sent.count))
            }
            #expect(source.sent.count > 300)
        }
    }

    @Test func aJoinWaitsForBoth() throws {
        let design = try elaborate { StreamJoin(unsigned(9), unsigned(5)) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(2)
            let (first, second) = (try Source(simulator, "first"), try Source(simulator, "second"))
            let sinks = [
                try Sink(simulator, "joined", payload: "payload_first"),
                try Sink(simulator, "joined", payload: "payload_second"),
            ]
            filled(first, 9, &random)
            filled(second, 5, &random)
            try run(simulator, cycles: 3000, sources: [first, second], sinks: [sinks[0]], random: &random) {
                try sinks[0].expect(shown: (second.isOffering ? first.offered : nil))
                try sinks[1].expect(shown: (first.isOffering ? second.offered : nil))
            }
            #expect(first.sent == sinks[0].received && first.sent.count == second.sent.count)
            #expect(first.sent.count > 300)
        }
    }

    /// Chooses anew when nothing waits.
    private func selection(
        _ simulator: any Simulator, _ random: inout Random, mayChange: Bool, among count: Int, now: Int
    ) throws -> Int {
        guard mayChange else { return now }
        let next = random.below(count)
        try simulator.poke("select", UInt64(next))
        return next
    }

    @Test func aMuxTakesFromTheSelected() throws {
        let design = try elaborate { StreamMux(of: unsigned(9), count: 3) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(3)
            let sources = try (0..<3).map { try Source(simulator, "sources_\($0)") }
            let sink = try Sink(simulator, "sink")
            for source in sources { filled(source, 9, &random) }
            var (select, isWaiting) = (0, false)
            try run(simulator, cycles: 3000, sources: sources, sinks: [sink], random: &random) {
                let element = select < 3 ? sources[select].offered : nil
                try sink.expect(shown: element)
                for (number, source) in sources.enumerated() {
                    try source.expect(ready: (number == select && sink.isReady))
                }
                isWaiting = element != nil && !sink.isReady
            } prepare: { random in
                select = try selection(simulator, &random, mayChange: !isWaiting, among: 4, now: select)
            }
            #expect(sink.received.count > 300)
        }
    }

    @Test func aDemuxGivesToTheSelected() throws {
        let design = try elaborate { StreamDemux(of: unsigned(9), count: 3) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(4)
            let source = try Source(simulator, "source")
            let sinks = try (0..<3).map { try Sink(simulator, "sinks_\($0)") }
            filled(source, 9, &random)
            var (select, isWaiting) = (0, false)
            try run(simulator, cycles: 3000, sources: [source], sinks: sinks, random: &random) {
                for (number, sink) in sinks.enumerated() {
                    try sink.expect(shown: (number == select ? source.offered : nil))
                }
                try source.expect(ready: sinks[select].isReady)
                isWaiting = source.isOffering && !sinks[select].isReady
            } prepare: { random in
                select = try selection(simulator, &random, mayChange: !isWaiting, among: 3, now: select)
            }
            #expect(source.sent.count > 300)
        }
    }

    @Test(arguments: [2, 3, 4]) func widerAndNarrower(ratio: Int) throws {
        let design = try elaborate {
            Row([StreamWidener(width: 7, ratio: ratio)]) { ($0.source, $0.sink) }
        }
        let other = try elaborate {
            Row([StreamNarrower(width: 7, ratio: ratio)]) { ($0.source, $0.sink) }
        }
        try expectClean(design)
        try expectClean(other)
        /// The low word first.
        func parts(_ word: UInt64) -> [UInt64] { (0..<ratio).map { word >> UInt64(7 * $0) & 0x7F } }
        for simulator in try simulators(design) {
            var random = Random(5)
            let (source, sink) = (try Source(simulator, "sources_0"), try Sink(simulator, "sinks_0"))
            filled(source, 7, &random)
            try run(simulator, cycles: 2000, sources: [source], sinks: [sink], random: &random)
            #expect(source.sent.starts(with: sink.received.flatMap(parts)))
            #expect((0..<ratio).contains(source.sent.count - ratio * sink.received.count) && sink.received.count > 50)
            // One narrow word in each cycle.
            let before = source.sent.count
            (source.rate, sink.rate) = (100, 100)
            for _ in 0..<60 {
                try source.drive(&random)
                try sink.drive(&random)
                try source.observe()
                try simulator.step()
            }
            #expect(source.sent.count == before + 60)
        }
        for simulator in try simulators(other) {
            var random = Random(6)
            let (source, sink) = (try Source(simulator, "sources_0"), try Sink(simulator, "sinks_0"))
            filled(source, 7 * ratio, &random)
            try run(simulator, cycles: 2000, sources: [source], sinks: [sink], random: &random)
            #expect((source.sent + source.waiting.prefix(1)).flatMap(parts).starts(with: sink.received))
            #expect(sink.received.count / ratio == source.sent.count && source.sent.count > 50)
        }
    }

    @Test func widthRatiosOfOne() {
        #expect(messages { StreamWidener(width: 8, ratio: 1) } == ["HDL070: a width ratio of 1"])
        #expect(messages { StreamNarrower(width: 8, ratio: 1) } == ["HDL070: a width ratio of 1"])
    }
}
