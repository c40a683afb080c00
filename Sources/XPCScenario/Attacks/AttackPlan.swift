import Foundation
import Simulation
import XPCEngine

/// What `xpc attack` is asked to do.
public struct AttackPlan: Sendable {
    /// A way to attack an engine.
    public enum Campaign: String, CaseIterable, Codable, Sendable {
        /// Hostile code, by its place in the chain of calls; see ``Attack``.
        case user, callee, caller, both
        /// What one thread leaves behind, to be found by the next (P15).
        case secrets
        /// Code that looks for buffered records (P13); of builds that have them.
        case twins
        /// Memory that is late, wrong, or silent, from any request of any instruction on.
        case memory
        /// A reset in every cycle of every instruction.
        case resets
        /// Registers that hold anything before the reset; always in the evaluator.
        case registers

        /// Whether it runs as many operations as it is told to.
        var isRandom: Bool { ![.memory, .resets, .registers].contains(self) }
    }

    public var campaigns = Campaign.allCases
    public var configurations: [XPCConfiguration] = XPCConfiguration.named
    /// Operations of user code in all, spread over configurations and random campaigns.
    public var operations = 100_000
    public var seed: UInt64 = 1
    /// The memory's latency in place of what seeds say; of hostile code only.
    public var memoryLatency: Int?
    public var simulator = SimulatorKind.verilator

    public init() {}

    /// Runs everything, each configuration on a thread of its own.
    ///
    /// - Parameters:
    ///   - output: takes a text for a person of each campaign in each configuration.
    ///   - progress: takes what is being done, now and then; from several threads.
    /// - Throws: `SimulationError` when a circuit cannot be built.
    public func run(
        output: (String) -> Void = { _ in }, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> AttackReport {
        let runs = self.runs
        let random = runs.filter(\.campaign.isRandom).count
        let share = random == 0 ? 0 : (operations + random - 1) / random
        let results = Collected()
        let configurations = configurations
        DispatchQueue.concurrentPerform(iterations: configurations.count) { index in
            let configuration = configurations[index]
            for run in runs where run.configuration == configuration {
                do {
                    let line = try execute(run.campaign, configuration, share) { done in
                        progress("\(run.campaign.rawValue), \(configuration.name): \(done) of \(share) operations")
                    }
                    results.add(line)
                } catch {
                    results.fail(error)
                    return
                }
            }
        }
        var report = AttackReport(seed: seed, simulator: simulator.rawValue)
        let lines = try results.get()
        for run in runs {
            guard
                let line = lines.first(where: {
                    $0.attack == run.campaign && $0.configuration == run.configuration.name
                })
            else { continue }
            output(line.text)
            report.add(line)
        }
        return report
    }

    private var runs: [(campaign: Campaign, configuration: XPCConfiguration)] {
        configurations.flatMap { configuration in
            campaigns.filter { $0 != .twins || configuration.bufferedRecords > 0 }.map { ($0, configuration) }
        }
    }

    private func execute(
        _ campaign: Campaign, _ configuration: XPCConfiguration, _ count: Int, _ progress: (Int) -> Void
    ) throws -> AttackReport.Line {
        let sources = try EngineSources.engine(configuration, simulator: simulator)
        if let attack = Attack(rawValue: campaign.rawValue) {
            let run = AttackRun(
                attack: attack, configuration: configuration, sources: sources, latency: memoryLatency)
            return AttackReport.Line(
                campaign, configuration, try run.run(count: count, seed: seed, progress: progress),
                stateNames: sources.stateNames)
        }
        switch campaign {
        case .secrets:
            let run = SecretsRun(configuration: configuration, sources: sources)
            return AttackReport.Line(campaign, configuration, try run.run(count: count, seed: seed, progress: progress))
        case .twins:
            let run = try TwinRun(configuration, simulator: simulator)
            return AttackReport.Line(campaign, configuration, try run.run(count: count, seed: seed, progress: progress))
        case .memory:
            var faults = try MemoryFaults(configuration, sources: sources)
            return AttackReport.Line(campaign, configuration, try faults.run())
        case .resets:
            var faults = try ResetFaults(configuration, sources: sources)
            return AttackReport.Line(campaign, configuration, try faults.run())
        default:
            let faults = RegisterFaults(
                configuration, sources: try EngineSources.engine(configuration, simulator: .evaluator))
            return AttackReport.Line(campaign, configuration, try faults.run(starts: 5, operations: 400, seed: seed))
        }
    }

    /// What the threads found.
    private final class Collected: @unchecked Sendable {
        private let lock = NSLock()
        private var lines: [AttackReport.Line] = []
        private var error: (any Error)?

        func add(_ line: AttackReport.Line) { lock.withLock { lines.append(line) } }
        func fail(_ error: any Error) { lock.withLock { self.error = error } }
        func get() throws -> [AttackReport.Line] {
            try lock.withLock {
                if let error { throw error }
                return lines
            }
        }
    }
}
