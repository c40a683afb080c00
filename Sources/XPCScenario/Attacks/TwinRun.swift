import Simulation
import XPCEngine

/// P13 as a run: a build with buffered records, and the same without, under the same code. User and trap handlers see the same, but for time.
struct TwinRun {
    let configuration: XPCConfiguration
    let sources: EngineSources
    let blocking: XPCConfiguration
    let blockingSources: EngineSources

    /// - Throws: what the elaboration finds wrong.
    init(_ configuration: XPCConfiguration, simulator: SimulatorKind) throws {
        self.configuration = configuration
        var blocking = configuration
        blocking.bufferedRecords = 0
        self.blocking = blocking
        sources = try .engine(configuration, simulator: simulator)
        blockingSources = try .engine(blocking, simulator: simulator)
    }

    /// What can be seen after an operation: the thread's state, and, when a trap handler runs, the link stack.
    private struct Sight: Hashable {
        var state: AttackOperations.State
        var t0: UInt64
        var depth: Int
        var records: [UInt64] = []
    }

    func run(count: Int, seed: UInt64, progress: (Int) -> Void = { _ in }) throws -> AttackRun.Outcome {
        let pair = try EnginePair(
            .twins, [(configuration, sources), (blocking, blockingSources)], seed: seed, episodeLength: 2000)
        return try pair.run(count: count, seed: seed, progress: progress) { number, episode, wanted in
            try see(pair.engines[number], seed: episode, wanted)
        } difference: { one, other in
            Self.difference(one, other).map { number in
                [
                    "P13: with buffered records: \(number < one.count ? "\(one[number])" : "the end")",
                    "without: \(number < other.count ? "\(other[number])" : "the end")",
                ]
            }
        }
    }

    /// Where two runs differ first; nil when they are the same.
    static func difference<Seen: Equatable>(_ one: [Seen], _ other: [Seen]) -> Int? {
        zip(one, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? (one.count == other.count ? nil : min(one.count, other.count))
    }

    /// Interrupts come at the same instructions, not in the same cycles: here only between instructions, where a thread is looked at.
    private func see(_ lockStep: LockStep, seed: UInt64, _ count: Int) throws -> [Sight] {
        var operations = try AttackOperations(lockStep, attack: .user, seed: seed, latency: nil)
        operations.interrupts = false
        var sights: [Sight] = []
        while operations.operations < count {
            try operations.next()
            var sight = Sight(state: operations.state, t0: lockStep.core.t0, depth: operations.depth)
            if sights.count % 8 == 0 {
                try operations.interrupt()
                let registers = operations.state.registers
                for place in stride(from: registers.xlinkbase, to: registers.xlink, by: 8) {
                    sight.records.append(lockStep.engine.memory[place])
                }
            }
            sights.append(sight)
        }
        return sights
    }
}
