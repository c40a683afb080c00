import Foundation
import Simulation
import XPCEngine

/// What `xpc simulate` is asked to do.
public struct SimulationPlan: Sendable {
    public var scenarios: [Scenario] = []
    /// The configurations to run; a scenario runs in those of them that it is for.
    public var configurations: [XPCConfiguration] = XPCConfiguration.named
    /// Random operations in all, spread over the configurations.
    public var randomOperations = 0
    public var seed: UInt64 = 1
    /// The memory's latency in place of what scenarios and seeds say.
    public var memoryLatency: Int?
    /// Where a waveform is written; one configuration, and one scenario or the random operations.
    public var waves: String?
    /// A folder that gets what each configuration's runs covered, in Verilator's format: `paper-scenarios.dat`, `paper-random.dat`. Two
    /// engines on one memory are not counted.
    public var coverageFolder: String?
    /// Whether the properties of section 8 are watched in every cycle; not with two engines on one memory.
    public var isMonitored = false
    /// Where the engine runs.
    public var simulator = SimulatorKind.verilator

    public init() {}

    private func sources(_ configuration: XPCConfiguration) throws -> EngineSources {
        var sources = try EngineSources.engine(configuration, simulator: simulator)
        if isMonitored { sources.monitored = configuration }
        return sources
    }

    /// Runs everything.
    ///
    /// - Parameters:
    ///   - output: takes lines for a person, scenario by scenario.
    ///   - progress: takes what is being done, now and then; from several threads.
    /// - Throws: ``ScenarioError`` for a file that makes no sense, `SimulationError` when the circuit cannot be built or hangs.
    public func run(
        output: (String) -> Void = { _ in }, progress: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> SimulationReport {
        var totals: [String: Statistics] = [:]
        var names: [String: [String]] = [:]
        var mismatches: [String: Int] = [:]
        var report = SimulationReport()
        report.seed = seed
        report.simulator = simulator.rawValue
        for configuration in configurations {
            let all = scenarios.filter { $0.configurations.contains(configuration.name) }
            for scenario in all {
                guard let trace = scenario.ports else { continue }
                progress("\(scenario.name) (\(configuration.name))")
                let line = try run(trace, of: scenario, configuration)
                output(line.text)
                mismatches[configuration.name, default: 0] += line.failures.count
                report.scenarios.append(line)
            }
            let chosen = all.filter { $0.ports == nil }
            var engine = try sources(configuration)
            engine.coverage = coverageFolder != nil
            names[configuration.name] = engine.stateNames
            guard !chosen.isEmpty else { continue }
            let lockStep = try LockStep(
                configuration, sources: engine, memorySettings: MemoryLink.Settings(), seed: seed)
            if let waves { try lockStep.engine.model.startWaves(waves) }
            for var scenario in chosen {
                progress("\(scenario.name) (\(configuration.name))")
                if let pair = scenario.twoEngines {
                    let (orders, bad) = try TwoHarts(pair, sources: engine).run()
                    output("\(scenario.name): \(orders) orders of accesses, \(bad.count) of them wrong")
                    bad.forEach(output)
                    mismatches[configuration.name, default: 0] += bad.count
                    report.scenarios.append(
                        SimulationReport.ScenarioLine(
                            name: scenario.name, configuration: configuration.name,
                            expectations: scenario.expectationCount,
                            failures: bad))
                    continue
                }
                if let memoryLatency { scenario.memory.latency = memoryLatency }
                let result = try ScenarioRunner(scenario, on: lockStep).run()
                output(result.text)
                var failures = result.failures.map(\.description)
                if let mismatch = result.mismatch { failures.append(mismatch.description) }
                mismatches[configuration.name, default: 0] += failures.count
                report.scenarios.append(
                    SimulationReport.ScenarioLine(
                        name: scenario.name, configuration: configuration.name, expectations: result.expectations,
                        failures: failures))
            }
            let coverage = coverageFolder.map { "\($0)/\(configuration.name)-scenarios.dat" }
            totals[configuration.name, default: Statistics()].add(try lockStep.finish(coverage: coverage))
        }
        if randomOperations > 0 {
            for outcome in try runRandom(progress: progress) {
                totals[outcome.configuration, default: Statistics()].add(outcome.statistics)
                if let mismatch = outcome.mismatch {
                    mismatches[outcome.configuration, default: 0] += 1
                    output(mismatch.description)
                }
            }
        }
        var all = Statistics()
        for (name, statistics) in totals {
            var part = SimulationReport.Part(statistics, stateNames: names[name] ?? [])
            part.mismatches = mismatches[name] ?? 0
            report.configurations[name] = part
            all.add(statistics)
        }
        let whole = SimulationReport.Part(all, stateNames: names.values.first ?? [])
        report.operations = whole.operations
        report.mismatches = mismatches.values.reduce(0, +)
        report.cycles = whole.cycles
        report.covered = whole.covered
        report.clocks = whole.clocks
        return report
    }

    /// Drives a circuit by its ports.
    private func run(
        _ trace: PortTrace, of scenario: Scenario, _ configuration: XPCConfiguration
    ) throws -> SimulationReport.ScenarioLine {
        var line = SimulationReport.ScenarioLine(
            name: scenario.name, configuration: configuration.name, expectations: scenario.expectationCount,
            failures: [])
        do {
            if let cycle = try trace.firstFailure(try trace.design(configuration), simulator, waves: waves) {
                line.failures.append("“\(trace.check)” fails at the edge at the end of cycle \(cycle)")
            }
        } catch let error as PortTrace.Unfit {
            throw ScenarioError(
                ScenarioError.Place(file: scenario.file, line: 1, column: 1), error.message, hint: error.hint)
        }
        return line
    }

    // MARK: Random operations

    private struct Outcome: Sendable {
        var configuration: String
        var statistics = Statistics()
        var mismatch: Mismatch?
    }

    /// Every configuration on a thread of its own.
    private func runRandom(progress: @escaping @Sendable (String) -> Void) throws -> [Outcome] {
        let share = (randomOperations + configurations.count - 1) / configurations.count
        let results = Results()
        let wanted = randomOperations
        DispatchQueue.concurrentPerform(iterations: configurations.count) { index in
            let configuration = configurations[index]
            var outcome = Outcome(configuration: configuration.name)
            do {
                var run = RandomRun(
                    configuration: configuration, sources: try sources(configuration), latency: memoryLatency)
                run.waves = waves
                run.coverage = coverageFolder.map { "\($0)/\(configuration.name)-random.dat" }
                (outcome.statistics, outcome.mismatch) = try run.run(count: share, seed: seed) { done in
                    let total = results.note(index, done)
                    progress("\(min(total, wanted)) of \(wanted) random operations")
                }
                results.add(outcome)
            } catch {
                results.fail(error)
            }
        }
        return try results.get()
    }

    /// What the threads found.
    private final class Results: @unchecked Sendable {
        private let lock = NSLock()
        private var outcomes: [Outcome] = []
        private var done: [Int: Int] = [:]
        private var error: (any Error)?

        func add(_ outcome: Outcome) { lock.withLock { outcomes.append(outcome) } }
        func fail(_ error: any Error) { lock.withLock { self.error = error } }
        func note(_ index: Int, _ count: Int) -> Int {
            lock.withLock {
                done[index] = count
                return done.values.reduce(0, +)
            }
        }
        func get() throws -> [Outcome] {
            try lock.withLock {
                if let error { throw error }
                return outcomes
            }
        }
    }
}

extension SimulationReport.ScenarioLine {
    /// What it came to.
    fileprivate var text: String {
        (["\(name) (\(configuration)): " + (failures.isEmpty ? "as expected" : "NOT as expected")] + failures)
            .joined(separator: "\n")
    }
}

extension ScenarioResult {
    /// The trace, and what was not as it should be.
    public var text: String {
        var lines = ["\(name) (\(configuration)): " + (isGood ? "as expected" : "NOT as expected")]
        lines += trace
        lines += failures.map(\.description)
        if let mismatch { lines.append(mismatch.description) }
        return lines.joined(separator: "\n")
    }
}
