import Simulation
import XPCEngine

/// Two engines that run the same code and have to look alike, in episodes of which each can be shown again alone.
struct EnginePair {
    let engines: [LockStep]
    /// For the command that shows a difference again.
    let campaign: AttackPlan.Campaign
    let simulator: SimulatorKind
    /// Operations of an episode, at most.
    let episodeLength: Int

    /// Each engine is watched by the monitors.
    ///
    /// - Throws: `SimulationError` when a circuit cannot be built.
    init(
        _ campaign: AttackPlan.Campaign, _ engines: [(configuration: XPCConfiguration, sources: EngineSources)],
        seed: UInt64, episodeLength: Int
    ) throws {
        self.campaign = campaign
        self.episodeLength = episodeLength
        simulator = engines[0].sources.simulator
        self.engines = try engines.map { engine in
            var sources = engine.sources
            sources.monitored = engine.configuration
            return try LockStep(engine.configuration, sources: sources, memorySettings: .init(), seed: seed)
        }
    }

    /// Runs episodes until `count` operations are done, or something is wrong.
    ///
    /// - Parameters:
    ///   - seed: of the first episode; the next ones count up.
    ///   - sights: what the engine with this number shows of an episode with this seed and so many operations.
    ///   - difference: what tells the first engine's sights from the second's; nil when nothing does.
    func run<Sight>(
        count: Int, seed: UInt64, progress: (Int) -> Void,
        sights: (_ number: Int, _ seed: UInt64, _ count: Int) throws -> [Sight],
        difference: ([Sight], [Sight]) -> [String]?
    ) throws -> AttackRun.Outcome {
        var outcome = AttackRun.Outcome()
        var episode = seed
        while outcome.operations < count, outcome.mismatch == nil {
            let wanted = min(episodeLength, count - outcome.operations)
            var seen: [[Sight]] = []
            for (number, lockStep) in engines.enumerated() {
                do {
                    seen.append(try sights(number, episode, wanted))
                } catch let mismatch as Mismatch {
                    outcome.mismatch = mismatch
                } catch let error as SimulationError {
                    outcome.mismatch = lockStep.mismatch(error)
                }
            }
            if seen.count == 2, let difference = difference(seen[0], seen[1]) {
                outcome.mismatch = engines[0].mismatch(difference)
            }
            outcome.mismatch?.command =
                "xpc attack \(campaign.rawValue) --operations \(wanted) --seed \(episode) "
                + "--config \(engines[0].configuration.name)" + simulator.option
            outcome.operations += wanted
            outcome.hostileOperations += wanted
            episode &+= 1
            progress(outcome.operations)
        }
        for lockStep in engines {
            outcome.judged += lockStep.engine.watch?.monitors?.judged ?? 0
            outcome.clocks += try lockStep.finish().clocks
        }
        return outcome
    }
}
