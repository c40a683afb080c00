import Simulation
import XPCEngine

/// An attack on one configuration, in episodes: each begins with a reset, a world and a memory pattern of its own, so that a failure can be
/// shown again without all that came before.
struct AttackRun {
    /// Operations of user code in an episode.
    static let episodeLength = 4_000

    /// What an attack came to.
    struct Outcome: Sendable {
        var operations = 0
        var hostileOperations = 0
        /// Commands and accesses that the monitors judged.
        var judged = 0
        var clocks = 0
        var statistics = Statistics()
        var mismatch: Mismatch?
    }

    let attack: Attack
    let configuration: XPCConfiguration
    var sources: EngineSources
    var latency: Int?
    /// Changes what the monitors are told, to show that they notice.
    var fault: ((inout EngineCycle) -> Void)?
    var registerFault: ((inout CSRValues) -> Void)?
    var translationFault: ((inout EngineTranslation) -> Void)?

    /// Runs at least `count` operations.
    ///
    /// - Parameters:
    ///   - seed: of the first episode; the next ones count up.
    ///   - progress: called after every episode with the operations done.
    func run(count: Int, seed: UInt64, progress: (Int) -> Void = { _ in }) throws -> Outcome {
        var sources = sources
        sources.monitored = configuration
        let lockStep = try LockStep(configuration, sources: sources, memorySettings: .init(), seed: seed)
        lockStep.engine.watch?.fault = fault
        lockStep.engine.watch?.registerFault = registerFault
        lockStep.engine.watch?.translationFault = translationFault
        var outcome = Outcome()
        var episode = seed
        while outcome.operations < count, outcome.mismatch == nil {
            var operations: AttackOperations?
            do {
                operations = try AttackOperations(lockStep, attack: attack, seed: episode, latency: latency)
                let wanted = min(Self.episodeLength, count - outcome.operations)
                while let done = operations?.operations, done < wanted { try operations?.next() }
                try lockStep.drain()
            } catch let mismatch as Mismatch {
                outcome.mismatch = mismatch
            } catch let error as SimulationError {
                // A check of the circuit or a property failed, or it hangs.
                outcome.mismatch = lockStep.mismatch(error)
            }
            outcome.mismatch?.command = command(operations?.operations ?? 0, episode)
            outcome.operations += operations?.operations ?? 0
            outcome.hostileOperations += operations?.hostileOperations ?? 0
            episode &+= 1
            progress(outcome.operations)
        }
        outcome.judged = lockStep.engine.watch?.monitors?.judged ?? 0
        outcome.statistics = try lockStep.finish()
        outcome.clocks = outcome.statistics.clocks
        return outcome
    }

    private func command(_ operations: Int, _ seed: UInt64) -> String {
        "xpc attack \(attack.rawValue) --operations \(max(1, operations)) --seed \(seed) --config \(configuration.name)"
            + (latency.map { " --memory-latency \($0)" } ?? "") + sources.simulator.option
    }
}
