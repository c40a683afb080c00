import Simulation
import XPCEngine
import XPCModel

/// Random operations on one configuration, in episodes: each begins with a reset, a world and a memory pattern drawn from a
/// seed of its own, so that a mismatch can be shown again without all that came before.
struct RandomRun {
    /// Operations per episode.
    static let episodeLength = 4_000

    let configuration: XPCConfiguration
    let sources: EngineSources
    var latency: Int?
    /// Where a waveform is written, if anywhere.
    var waves: String?
    /// Where what was covered is written, if anywhere.
    var coverage: String?

    /// Runs at least `count` operations.
    ///
    /// - Parameters:
    ///   - seed: of the first episode; the next ones count up.
    ///   - progress: called after every episode with the operations done.
    /// - Returns: what was counted, and the mismatch that ended the run, with the command that repeats it.
    func run(
        count: Int, seed: UInt64, progress: (Int) -> Void = { _ in }
    ) throws -> (statistics: Statistics, mismatch: Mismatch?) {
        var sources = sources
        sources.coverage = coverage != nil
        let lockStep = try LockStep(configuration, sources: sources, memorySettings: .init(), seed: seed)
        if let waves { try lockStep.engine.model.startWaves(waves) }
        var episode = seed
        var done = 0
        var found: Mismatch?
        while done < count, found == nil {
            do {
                var operations = try RandomOperations(lockStep, seed: episode, latency: latency)
                let wanted = min(Self.episodeLength, count - done)
                while lockStep.step < wanted { try operations.next() }
                done += lockStep.step
            } catch var mismatch as Mismatch {
                mismatch.command = command(steps: lockStep.step, seed: episode)
                found = mismatch
            } catch let error as SimulationError {
                // A check of the circuit failed, or it hangs.
                var mismatch = lockStep.mismatch(error)
                mismatch.command = command(steps: lockStep.step, seed: episode)
                found = mismatch
            }
            episode &+= 1
            progress(done)
        }
        return (try lockStep.finish(coverage: coverage), found)
    }

    private func command(steps: Int, seed: UInt64) -> String {
        "xpc simulate --random \(steps) --seed \(seed) --config \(configuration.name)"
            + (latency.map { " --memory-latency \($0)" } ?? "") + (sources.monitored == nil ? "" : " --monitors")
            + sources.simulator.option
    }
}
