import Components
import HDL
import Testing

/// Queues of every kind, and the skid buffer, against a Swift array.
@Suite struct QueueTests {
    private struct Kind { var depth: Int, pipe: Bool, flow: Bool }

    private static let kinds =
        [1, 2, 3, 4].flatMap { depth in
            [(false, false), (true, false), (false, true), (true, true)].map {
                Kind(depth: depth, pipe: $0.0, flow: $0.1)
            }
        }

    /// What stands in a queue, and what it shows in each cycle.
    private final class Model {
        let kind: Kind
        var held: [UInt64] = []
        init(_ kind: Kind) { self.kind = kind }

        func look(_ source: Source, _ sink: Sink) throws {
            let ready = held.count < kind.depth || (kind.pipe && sink.isReady)
            let shown = held.first ?? (kind.flow ? source.offered : nil)
            try source.expect(ready: ready, "\(kind)")
            try sink.expect(shown: shown, "\(kind)")
            if ready, let element = source.offered { held.append(element) }
            if sink.isReady, shown != nil { held.removeFirst() }
        }
    }

    @Test func queuesKeepTheirOrder() throws {
        let design = try elaborate {
            Row(Self.kinds.map { Queue(of: unsigned(13), depth: $0.depth, pipe: $0.pipe, flow: $0.flow) }) {
                ($0.enqueue, $0.dequeue)
            }
        }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(1)
            let sources = try Self.kinds.indices.map { try Source(simulator, "sources_\($0)") }
            let sinks = try Self.kinds.indices.map { try Sink(simulator, "sinks_\($0)") }
            let models = Self.kinds.map(Model.init)
            for source in sources { source.waiting = (0..<4000).map { _ in random.bits(13) } }
            try run(simulator, cycles: 4000, sources: sources, sinks: sinks, random: &random) {
                for (model, (source, sink)) in zip(models, zip(sources, sinks)) { try model.look(source, sink) }
            }
            for (source, sink) in zip(sources, sinks) {
                #expect(source.sent.starts(with: sink.received) && sink.received.count > 500)
            }
        }
    }

    /// Elements in 100 cycles in which nobody waits of himself.
    @Test func throughputIsAsStated() throws {
        let design = try elaborate {
            Row(Self.kinds.map { Queue(of: unsigned(13), depth: $0.depth, pipe: $0.pipe, flow: $0.flow) }) {
                ($0.enqueue, $0.dequeue)
            }
        }
        for simulator in try simulators(design) {
            var random = Random(2)
            for (number, kind) in Self.kinds.enumerated() {
                let source = try Source(simulator, "sources_\(number)")
                let sink = try Sink(simulator, "sinks_\(number)")
                source.waiting = Array(0..<200)
                for _ in 0..<100 {
                    try source.drive(&random)
                    try sink.drive(&random)
                    try sink.observe()
                    try source.observe()
                    try simulator.step()
                }
                let isSlow = kind.depth == 1 && !kind.pipe && !kind.flow
                #expect(sink.received.count == (isSlow ? 50 : kind.flow ? 100 : 99), "\(kind)")
            }
        }
    }

    @Test func aSkidBufferIsAQueueOfTwo() throws {
        let design = try elaborate { SkidBuffer(of: unsigned(13)) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(3)
            let (source, sink) = (try Source(simulator, "enqueue"), try Sink(simulator, "dequeue"))
            source.waiting = (0..<3000).map { _ in random.bits(13) }
            let model = Model(Kind(depth: 2, pipe: false, flow: false))
            try run(simulator, cycles: 3000, sources: [source], sinks: [sink], random: &random) {
                try model.look(source, sink)
            }
            #expect(sink.received.count > 500)
        }
    }

    @Test func aQueueOfNothing() {
        #expect(messages { Queue(of: bit, depth: 0) } == ["HDL070: a queue of 0 elements"])
    }
}
