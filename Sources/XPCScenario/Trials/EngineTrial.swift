import Netlist
import Simulation
import XPCEngine

/// Runs a circuit that ought to be an engine, in the evaluator, through all that the engine is tested with, the quickest to fail first; for
/// measuring what the tests find.
///
/// In this order: random operations, few; the scenarios; the cycles that are promised; random operations, more; two engines on one memory; resets,
/// faults of memory, and registers that hold anything at first; hostile code, with monitors; random operations, many. The first that fails ends it. A
/// circuit that hangs fails at the step limit.
public struct EngineTrial: Sendable {
    /// What a circuit failed in.
    public struct Failure: Hashable, Sendable {
        /// The test: `random`, `scenario mask`, `cycles`, `two engines`, `attack memory`, `reset`.
        public var test: String
        /// What was wrong, on one line.
        public var what: String
    }

    /// Operations before the scenarios.
    static let few = 400
    /// Operations behind them.
    static let more = 6_000
    /// Operations of each hostile code.
    static let hostile = 1_500

    public let configuration: XPCConfiguration
    let scenarios: [Scenario]
    let randomOperations: Int
    let seed: UInt64
    private let engine: EngineSources

    /// The engine of the configuration.
    public var design: Design { engine.design }

    /// - Parameters:
    ///   - scenarios: those of them that are for the configuration are run.
    ///   - randomOperations: how many at the end.
    /// - Throws: what the elaboration finds wrong.
    public init(
        _ configuration: XPCConfiguration, scenarios: [Scenario], randomOperations: Int = 150_000, seed: UInt64 = 1
    ) throws {
        self.configuration = configuration
        self.scenarios = scenarios.filter { $0.configurations.contains(configuration.name) }
        self.randomOperations = randomOperations
        self.seed = seed
        engine = try .engine(configuration, simulator: .evaluator)
    }

    /// The first test that this design fails, in place of the engine; nil when it passes all.
    public func failure(of design: Design) -> Failure? {
        quickFailure(of: design) ?? lateFailure(of: design)
    }

    /// The same, without the many random operations.
    public func quickFailure(of design: Design) -> Failure? {
        failure(of: design) {
            try random($0, Self.few) ?? scenarios($0) ?? cycles($0) ?? random($0, Self.more) ?? pairs($0)
                ?? faults($0) ?? attacks($0)
        }
    }

    /// The same, with nothing but the many random operations.
    public func lateFailure(of design: Design) -> Failure? { failure(of: design) { try random($0, randomOperations) } }

    private func failure(of design: Design, _ tests: (EngineSources) throws -> Failure?) -> Failure? {
        var sources = engine
        sources.design = design
        do {
            return try tests(sources)
        } catch let mismatch as Mismatch {
            return Failure(test: "reset", what: Self.line(mismatch))
        } catch {
            return Failure(test: "reset", what: Self.line("\(error)"))
        }
    }

    private func random(_ sources: EngineSources, _ count: Int) throws -> Failure? {
        let run = RandomRun(configuration: configuration, sources: sources)
        return try run.run(count: count, seed: seed).mismatch.map { Failure(test: "random", what: Self.line($0)) }
    }

    private func scenarios(_ sources: EngineSources) throws -> Failure? {
        let lockStep = try LockStep(
            configuration, sources: sources, memorySettings: MemoryLink.Settings(), seed: seed)
        for scenario in scenarios where scenario.twoEngines == nil {
            let result: ScenarioResult
            do {
                result = try ScenarioRunner(scenario, on: lockStep).run()
            } catch let mismatch as Mismatch {
                return Failure(test: "scenario \(scenario.shortName)", what: Self.line(mismatch))
            }
            if let mismatch = result.mismatch {
                return Failure(test: "scenario \(scenario.shortName)", what: Self.line(mismatch))
            }
            if let first = result.failures.first {
                return Failure(test: "scenario \(scenario.shortName)", what: Self.line(first.description))
            }
        }
        return nil
    }

    private func pairs(_ sources: EngineSources) throws -> Failure? {
        for scenario in scenarios {
            guard let pair = scenario.twoEngines else { continue }
            do {
                if let bad = try TwoHarts(pair, sources: sources).run().bad.first {
                    return Failure(test: "two engines", what: Self.line(bad))
                }
            } catch let error as SimulationError {
                return Failure(test: "two engines", what: Self.line(error.description))
            }
        }
        return nil
    }

    /// What `AttackTests` demands of resets, memory, and registers at the start.
    private func faults(_ sources: EngineSources) throws -> Failure? {
        func failed(_ campaign: AttackPlan.Campaign, _ outcome: FaultOutcome) -> Failure? {
            outcome.failures.first.map { Failure(test: "attack \(campaign.rawValue)", what: Self.line($0)) }
        }
        var resets = try ResetFaults(configuration, sources: sources)
        if let failure = failed(.resets, try resets.run()) { return failure }
        var memory = try MemoryFaults(configuration, sources: sources)
        if let failure = failed(.memory, try memory.run()) { return failure }
        return failed(
            .registers, try RegisterFaults(configuration, sources: sources).run(starts: 2, operations: 400, seed: seed))
    }

    /// Hostile code, and what a thread finds of the one before.
    private func attacks(_ sources: EngineSources) throws -> Failure? {
        func failed(_ name: String, _ mismatch: Mismatch?) -> Failure? {
            mismatch.map { Failure(test: "attack \(name)", what: Self.line($0)) }
        }
        for attack in Attack.allCases {
            let run = AttackRun(attack: attack, configuration: configuration, sources: sources)
            let mismatch = try run.run(count: Self.hostile, seed: seed).mismatch
            if let failure = failed(attack.rawValue, mismatch) { return failure }
        }
        let secrets = SecretsRun(configuration: configuration, sources: sources)
        return failed("secrets", try secrets.run(count: Self.hostile, seed: seed).mismatch)
    }

    /// What `MeasurementTests` demands.
    private func cycles(_ sources: EngineSources) throws -> Failure? {
        func failed(_ what: String) -> Failure { Failure(test: "cycles", what: Self.line(what)) }
        do {
            var measurement = try CycleMeasurement(configuration, sources: sources)
            if let change = try measurement.table(samples: 40).changes.first { return failed(change) }
            for delay in [1, 4, 16] {
                let longest = try measurement.longestInstruction(delay: delay, samples: 5)
                let bound = configuration.longestOperation(memoryDelay: delay)
                if longest > bound { return failed("an instruction took \(longest) cycles, at most \(bound)") }
            }
            return nil
        } catch let mismatch as Mismatch {
            return failed(Self.line(mismatch))
        } catch let error as SimulationError {
            return failed(error.description)
        }
    }

    private static func line(_ mismatch: Mismatch) -> String {
        line("step \(mismatch.step), \(mismatch.operation): \(mismatch.differences.joined(separator: "; "))")
    }

    /// One line of at most 300 characters.
    private static func line(_ text: String) -> String {
        String(text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(300))
    }
}

extension Scenario {
    /// The file's name without its folder and ending.
    var shortName: String { String((file.split(separator: "/").last ?? "").split(separator: ".").first ?? "") }
}
