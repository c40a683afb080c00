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
            test fails. One that no test kills is compared with the engine by Yosys and ABC; what they prove equal is not counted. docs/mutation.md says \
            more.

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

    @Option(help: "Seconds for the proof that a survivor is equivalent (4 at most while all are asked); 0: no proofs.")
    var prove = 60

    @Option(help: "How many of the survivors are then looked at one by one, each for a minute or more.")
    var closer = 0

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
        let left = all.filter { mutant in
            guard let old = log.results[mutant.number] else { return true }
            return again && old.verdict == .survived
        }
        guard left.isEmpty || trial.failure(of: trial.design) == nil else {
            throw RuntimeError("the engine itself fails: nothing can be measured (xpc simulate shows it)")
        }
        let progress = MutationProgress(configuration.name, all.count, done: all.count - left.count)
        let judge = Judge(trial: trial, seconds: prove)
        Campaign(jobs: jobs).run(
            left, of: trial.design, trial: { judge.verdict($0, $1) },
            finished: { mutant, result in
                try? log.append(result)
                progress.note(mutant, result)
            })
        progress.end()
        let survivors = all.filter { log.results[$0.number]?.verdict == .survived }
        if prove > 0, !survivors.isEmpty {
            for result in try judge.proofs(survivors, jobs: jobs) { try log.append(result) }
        }
        if prove > 0, closer > 0 {
            let left = survivors.filter { log.results[$0.number]?.verdict == .survived }
            try provenBeside(Array(left.prefix(closer)), configuration) { try log.append($0) }
        }
        return MutationReport(
            configuration: configuration.name, seed: seed, cells: drawn.cells.count, refused: drawn.refused,
            mutants: all, results: log.results)
    }

    /// Looks at mutants one by one, and hands over those that nobody can tell from the engine.
    private func provenBeside(
        _ survivors: [Mutant], _ configuration: XPCConfiguration, found: (MutantResult) throws -> Void
    ) throws {
        let proof = try TwinProof(configuration, seed: seed, count: mutants, seconds: prove, jobs: jobs)
        let line = ProgressLine()
        defer { line.clear() }
        for (index, mutant) in survivors.enumerated() {
            let isEquivalent = try proof.isEquivalent(mutant) {
                line.show("\(configuration.name): survivor \(index + 1) of \(survivors.count), \(Prove.words($0))")
            }
            if isEquivalent {
                try found(MutantResult(number: mutant.number, verdict: .equivalent, by: "proof beside the engine"))
            }
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
        let result = Judge(trial: trial, seconds: prove).verdict(mutant, design)
        print("\(result.verdict.rawValue)" + (result.by.isEmpty ? "" : " by \(result.by)"))
        if !result.detail.isEmpty { print(result.detail) }
    }
}

/// Says what becomes of a mutant of the engine.
struct Judge: Sendable {
    let trial: EngineTrial
    let seconds: Int

    func verdict(_ mutant: Mutant, _ design: Design) -> MutantResult {
        if isSame(design) { return result(mutant, .equivalent, by: "structure") }
        if let failure = trial.quickFailure(of: design) ?? trial.lateFailure(of: design) {
            return result(mutant, .killed, by: failure.test, failure.what)
        }
        return result(mutant, .survived)
    }

    private func result(
        _ mutant: Mutant, _ verdict: MutantResult.Verdict, by: String = "", _ detail: String = ""
    ) -> MutantResult {
        MutantResult(number: mutant.number, verdict: verdict, by: by, detail: detail)
    }

    /// Those of the survivors that are proven equivalent, all at once.
    func proofs(_ survivors: [Mutant], jobs: Int) throws -> [MutantResult] {
        let line = ProgressLine()
        defer { line.clear() }
        // `--closer` gives them longer.
        let proof = ShadowProof(configuration: trial.configuration, seconds: min(seconds, 4), jobs: jobs)
        return try proof.equivalent(survivors.map(\.mutation), of: trial.design) {
            line.show("\(trial.configuration.name): survivors, \(Prove.words($0))")
        }.map { result(survivors[$0], .equivalent, by: "proof") }
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
