import Simulation
import XPCEngine

/// P15 as a run: two engines do different things for one thread, then the kernel switches to another one on both, with the same registers and
/// tables. From then on both must do the same in every cycle, at every port.
struct SecretsRun {
    let configuration: XPCConfiguration
    let sources: EngineSources
    /// Keeps something of the first thread, to show that it is noticed.
    var fault: ((EngineDriver) -> Void)?

    /// Runs pairs until the second threads have done `count` operations.
    func run(count: Int, seed: UInt64, progress: (Int) -> Void = { _ in }) throws -> AttackRun.Outcome {
        let engine = (configuration: configuration, sources: sources)
        let pair = try EnginePair(.secrets, [engine, engine], seed: seed, episodeLength: 400)
        return try pair.run(count: count, seed: seed, progress: progress) { number, episode, wanted in
            try trace(pair.engines[number], before: 2 &* episode &+ UInt64(number), seed: episode, wanted)
        } difference: { one, other in
            Self.difference(one, other).map { ["P15: a thread can tell what ran before it: \($0)"] }
        }
    }

    /// What the ports show of the second thread.
    private func trace(_ lockStep: LockStep, before: UInt64, seed: UInt64, _ count: Int) throws -> [EngineCycle] {
        try lockStep.engine.record { _ in }
        var first = try AttackOperations(lockStep, attack: .user, seed: before, latency: nil)
        while first.operations < 100 { try first.next() }
        try lockStep.drain()
        // Answers that nobody waits for any more are given before the switch, as on any bus.
        while lockStep.engine.link.pending > 0 { try lockStep.idle(1) }
        lockStep.engine.link.restart(seed: seed)
        var second = try AttackOperations(lockStep, attack: .user, seed: seed, latency: nil, resets: false)
        fault?(lockStep.engine)
        var cycles: [EngineCycle] = []
        let start = lockStep.engine.model.cycle
        try lockStep.engine.record { cycle in
            var cycle = cycle
            cycle.number &-= start
            cycles.append(cycle)
        }
        while second.operations < count { try second.next() }
        try lockStep.engine.record { _ in }
        return cycles
    }

    /// The first cycle in which two runs differ; nil when there is none.
    static func difference(_ one: [EngineCycle], _ other: [EngineCycle]) -> String? {
        for (left, right) in zip(one, other) where left != right {
            return "in cycle \(left.number):\n    \(left)\n    \(right)"
        }
        return one.count == other.count ? nil : "one ends after \(one.count) cycles, the other after \(other.count)"
    }
}
