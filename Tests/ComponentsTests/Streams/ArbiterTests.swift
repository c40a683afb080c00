import Components
import HDL
import Simulation
import Testing

/// Arbiters against a model that says, cycle by cycle, who is granted.
@Suite struct ArbiterTests {
    /// Who is granted: as the documentation of `Arbiter` says it.
    private final class Model {
        let count: Int
        let isRoundRobin: Bool
        let isLocked: Bool
        private var served: Int?
        private(set) var kept: Int?
        /// How many others were served while a requester waited.
        var passed: [Int]

        init(count: Int, isRoundRobin: Bool, isLocked: Bool) {
            self.count = count
            self.isRoundRobin = isRoundRobin
            self.isLocked = isLocked
            passed = Array(repeating: 0, count: count)
        }

        func choice(_ valid: [Bool]) -> Int? {
            if let kept { return valid[kept] ? kept : nil }
            let order = isRoundRobin ? (1...count).map { ((served ?? count - 1) + $0) % count } : Array(0..<count)
            return order.first { valid[$0] }
        }

        func step(_ valid: [Bool], isReady: Bool, isLast: Bool) {
            guard let choice = choice(valid) else { return }
            kept = isReady && (isLast || !isLocked) ? nil : choice
            guard isReady else { return }
            served = choice
            for other in 0..<count where other != choice && valid[other] { passed[other] += 1 }
            passed[choice] = 0
        }
    }

    @Test(arguments: [(3, false, false), (5, true, false), (4, false, true), (3, true, true), (1, true, true)])
    func grants(count: Int, isRoundRobin: Bool, isLocked: Bool) throws {
        let design = try elaborate {
            Arbiter(
                of: unsigned(12), count: count, policy: isRoundRobin ? .roundRobin : .priority,
                lockedUntil: isLocked ? { $0[0] } : nil)
        }
        try expectClean(design)
        for simulator in try simulators(design) {
            var random = Random(UInt64(count))
            let sources = try (0..<count).map { try Source(simulator, "requests_\($0)") }
            let sink = try Sink(simulator, "granted")
            for source in sources { source.waiting = (0..<4000).map { _ in random.bits(12) } }
            let model = Model(count: count, isRoundRobin: isRoundRobin, isLocked: isLocked)
            var longest = 0
            try run(simulator, cycles: 4000, sources: sources, sinks: [sink], random: &random) {
                let valid = sources.map(\.isOffering)
                let choice = model.choice(valid)
                let element = choice.flatMap { sources[$0].offered }
                try sink.expect(shown: element)
                if let choice { try simulator.expect("source", UInt64(choice)) }
                for (number, source) in sources.enumerated() {
                    try source.expect(ready: (number == (choice ?? model.kept) && sink.isReady))
                }
                model.step(valid, isReady: sink.isReady, isLast: (element ?? 0) & 1 == 1)
                longest = max(longest, model.passed.max() ?? 0)
            }
            #expect(sink.received.count > 1000)
            if isRoundRobin, !isLocked { #expect(longest == count - 1) }
        }
    }
}
