import ArgumentParser
import Evaluator
import Foundation
import HDL
import Mutation
import Netlist
import XPCEngine
import XPCScenario

/// `xpc mutate`.
struct Mutate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "How good the tests are: faults are planted in the engine's netlist, and the tests have to find them.",
        discussion: """
            Each mutant has one change, drawn from the seed, and runs in lock step with the golden model through what `swift test` runs, until the first \
            test fails. What no test kills is compared with the engine by Yosys and ABC, before the many random operations and all at once; what they \
            prove equal is not counted. docs/mutation.md says more.

            Results are appended to a file of the output folder as they come, so a run that was stopped goes on where it was. The exit code is 0 when \
            the score is reached, 1 when it is not, 2 for bad input.

            EXAMPLES
              xpc mutate --config minimal --mutants 1000 --seed 1
              xpc mutate --config paper --mutants 1000 --again      survivors once more, after a test was added
              xpc mutate --config paper --mutant 17                 one of them: its Verilog against the engine's, and what kills it
              xpc mutate --config all --mutants 200 --json
            """)

    @OptionGroup var engine: EngineOptions

    @Option(help: "How many mutants of each configuration.")
    var mutants = 1000

    @Option(help: "The seed from which they are drawn.")
    var seed: UInt64 = 1

    @Option(help: "Shows and runs the mutant of this number only.")
    var mutant: Int?

    @Option(help: "How many run side by side.")
    var jobs = 2

    @Option(help: "Random operations that a mutant has to survive.")
    var random = 150_000

    @Option(help: "Scenario files, or a folder of them.", completion: .directory)
    var scenarios = "Sim/scenarios"

    @Option(help: "Seconds for the proof that a survivor is equivalent; 0: no proofs.")
    var prove = 60

    @Option(help: "The score in percent that is asked for.")
    var atLeast = 97.0

    @Option(name: .shortAndLong, help: "The folder of the results.")
    var output = "build/mutation"

    @Flag(help: "Runs the survivors of an earlier run again.")
    var again = false

    @Flag(help: "Forgets earlier results.")
    var fresh = false

    @Flag(help: "Prints the results as JSON.")
    var json = false

    @Flag(help: "Prints the results as CSV, a line for each mutant.")
    var csv = false

    func run() throws {
        guard mutants > 0, jobs > 0, random >= 0, prove >= 0, mutant ?? 0 >= 0 else {
            throw ValidationError("numbers of mutants, jobs, operations and seconds are not negative")
        }
        guard !json || !csv else { throw ValidationError("--json or --csv, not both") }
        let configurations = try engine.configurations()
        let scenarios = try readScenarios()
        var reports: [MutationReport] = []
        for configuration in configurations {
            let trial = try EngineTrial(configuration, scenarios: scenarios, randomOperations: random)
            if let mutant {
                try show(mutant, trial)
                continue
            }
            let report = try runAll(configuration, trial)
            reports.append(report)
            if !json, !csv { print(report.text) }
        }
        if json { print(try MutationReport.json(reports)) }
        if csv { print(MutationReport.csv(reports)) }
        if reports.contains(where: { $0.score.score * 100 < atLeast }) { throw ExitCode(1) }
    }

    private func readScenarios() throws -> [Scenario] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: scenarios, isDirectory: &isFolder) else {
            throw ValidationError("there is no file or folder \(scenarios): give --scenarios")
        }
        guard isFolder.boolValue else { return [try ScenarioParser.read(scenarios)] }
        return try FileManager.default.contentsOfDirectory(atPath: scenarios).filter { $0.hasSuffix(".yaml") }.sorted()
            .map { try ScenarioParser.read("\(scenarios)/\($0)") }
    }

    // MARK: All

    private func runAll(_ configuration: XPCConfiguration, _ trial: EngineTrial) throws -> MutationReport {
        var drawn = Mutants(of: trial.design, seed: seed)
        let all = drawn.draw(mutants)
        let log = try MutationLog(
            URL(fileURLWithPath: "\(output)/\(configuration.name)-\(seed).jsonl"),
            header: .init(configuration: configuration.name, design: trial.design.hash, seed: seed), fresh: fresh)
        if again { log.forgetSurvivors() }
        let left = all.filter { log.results[$0.number] == nil }
        if !left.isEmpty, let failure = trial.failure(of: trial.design) {
            throw RuntimeError(
                "the engine itself fails in \(failure.test), so nothing can be measured: \(failure.what)")
        }
        let judge = Judge(trial: trial)
        test(left, "tests", configuration, trial, log) { judge.quickVerdict($0, $1) }
        /// What is left, and was not looked at in this way yet.
        func survivors(_ without: String) -> [Mutant] {
            all.filter { mutant in
                guard let result = log.results[mutant.number] else { return false }
                return result.verdict == .survived && !result.by.contains(without)
            }
        }
        if prove > 0 { try proveEquivalent(survivors("proof"), configuration, log) }
        if random > 0 {
            test(survivors("random"), "random", configuration, trial, log) { judge.lateVerdict($0, $1) }
        }
        return MutationReport(
            configuration: configuration.name, seed: seed, cells: drawn.cells.count, refused: drawn.refused,
            mutants: all, results: log.results)
    }

    /// Runs mutants, and notes what became of them; of a survivor, that it was looked at in this way too.
    private func test(
        _ mutants: [Mutant], _ stage: String, _ configuration: XPCConfiguration, _ trial: EngineTrial,
        _ log: MutationLog, verdict: @escaping @Sendable (Mutant, Design) -> MutantResult
    ) {
        let progress = MutationProgress("\(configuration.name), \(stage)", mutants.count)
        defer { progress.end() }
        Campaign(jobs: jobs).run(mutants, of: trial.design, trial: verdict) { mutant, result in
            try? log.append(result, stage)
            progress.note(mutant, result)
        }
    }

    private func proveEquivalent(
        _ survivors: [Mutant], _ configuration: XPCConfiguration, _ log: MutationLog
    ) throws {
        guard !survivors.isEmpty else { return }
        let line = ProgressLine()
        defer { line.clear() }
        let proof = try TwinProof(configuration, seed: seed, survivors: survivors, seconds: prove, jobs: jobs)
        try proof.run {
            line.show("\(configuration.name): survivors, \(Prove.words($0))")
        } decided: { number, isEquivalent in
            try log.append(MutantResult(number: number, verdict: isEquivalent ? .equivalent : .survived), "proof")
        }
    }

    // MARK: One

    private func show(_ number: Int, _ trial: EngineTrial) throws {
        var drawn = Mutants(of: trial.design, seed: seed)
        guard let mutant = drawn.draw(number + 1).last, mutant.number == number else {
            throw ValidationError("the design has no mutant \(number)")
        }
        let design = mutant.mutation.applied(to: trial.design)
        print("mutant \(number) of \(trial.design.topCircuit.name), seed \(seed): \(mutant.mutation.kind.rawValue)")
        print(mutant.text)
        print(verilogDifference(trial.design, design))
        let judge = Judge(trial: trial)
        var result = judge.quickVerdict(mutant, design)
        if result.verdict == .survived { result = judge.lateVerdict(mutant, design) }
        print("\(result.verdict.rawValue)" + (result.by.isEmpty ? "" : " by \(result.by)"))
        if !result.detail.isEmpty { print(result.detail) }
    }
}

/// Says what becomes of a mutant of the engine.
struct Judge: Sendable {
    let trial: EngineTrial

    /// By its structure, or by the tests that take seconds at most.
    func quickVerdict(_ mutant: Mutant, _ design: Design) -> MutantResult {
        if isSame(design) { return MutantResult(number: mutant.number, verdict: .equivalent, by: "structure") }
        return result(mutant, trial.quickFailure(of: design))
    }

    /// By many random operations.
    func lateVerdict(_ mutant: Mutant, _ design: Design) -> MutantResult {
        result(mutant, trial.lateFailure(of: design))
    }

    private func result(_ mutant: Mutant, _ failure: EngineTrial.Failure?) -> MutantResult {
        guard let failure else { return MutantResult(number: mutant.number, verdict: .survived) }
        return MutantResult(number: mutant.number, verdict: .killed, by: failure.test, detail: failure.what)
    }

    /// Whether nothing that matters is different in the flattened design.
    private func isSame(_ design: Design) -> Bool {
        guard let mine = try? Evaluator(trial.design, checks: false), let other = try? Evaluator(design, checks: false)
        else { return false }
        return mine.computesTheSame(as: other)
    }
}

extension Design {
    /// A hash of all circuits.
    fileprivate var hash: String {
        var hashes: [StableHash] = []
        var all = StableHash()
        for circuit in circuits {
            hashes.append(circuit.contentHash { hashes[$0.index] })
            all.combine(hashes[hashes.count - 1].hex)
        }
        return all.hex
    }
}
