import ArgumentParser
import Foundation
import Simulation
import XPCEngine
import XPCScenario

/// `xpc simulate`.
struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run an engine and the golden model in lock step.",
        discussion: """
            Every step compares the answer, every register and every table in memory. Scenario files are described in
            docs/scenarios.md. The exit code is 0 when everything was as it should be, 1 after a mismatch or an
            expectation that was not met, or where --unreached finds a difference, 2 for bad input.

            EXAMPLES
              xpc simulate Sim/scenarios/*.yaml
              xpc simulate Sim/scenarios/call.yaml --config paper --trace call.fst
              xpc simulate --random 1000000 --seed 7
              xpc simulate --random 50000 --config wide --memory-latency 20 --json
              xpc simulate Sim/scenarios/*.yaml --random 100000 --monitors
              xpc simulate Sim/scenarios/*.yaml --simulator evaluator
              xpc simulate Sim/scenarios/*.yaml --random 100000 --coverage coverage.html
              xpc simulate Sim/scenarios/*.yaml --random 400000 --unreached Sim/coverage/unreached.yaml
            """)

    @Argument(help: "Scenario files.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String] = []

    @Option(help: "A named configuration, or all: \(XPCConfiguration.named.map(\.name).joined(separator: ", ")).")
    var config = "all"

    @Option(help: "How many random operations to run, spread over the configurations.")
    var random = 0

    @Option(help: "The seed of the random operations.")
    var seed: UInt64 = 1

    @Option(help: "Cycles from a memory request to its answer, in place of what scenarios and seeds say.")
    var memoryLatency: Int?

    @Option(
        help: """
            Where the circuit runs: verilator (compiled once, the fastest) or evaluator (in this process: starts at once and \
            needs neither Verilator nor a C++ compiler).
            """)
    var simulator = SimulatorKind.verilator

    @Option(
        help: "Write a waveform of the run (FST; VCD with the evaluator); with one configuration.",
        completion: .file(extensions: ["fst", "vcd"]))
    var trace: String?

    @Option(
        help:
            "Write what of the engine's Swift was reached (Verilator only): HTML, or a text when the name ends in .txt.",
        completion: .file(extensions: ["html", "txt"]))
    var coverage: String?

    @Option(
        help: """
            Hold what of the engine's Swift was never reached against a list that gives a reason for each (Verilator only), and tell \
            what is missing there, wrong, or about nothing.
            """,
        completion: .file(extensions: ["yaml", "yml"]))
    var unreached: String?

    @Flag(help: "Watch the properties P1 to P14 and P16 of docs/xpc-isa.md in every cycle.")
    var monitors = false

    @Flag(help: "Print the results as JSON instead of text.")
    var json = false

    func run() throws {
        var plan = SimulationPlan()
        plan.configurations = try XPCConfiguration.chosen(config)
        plan.randomOperations = random
        plan.seed = seed
        plan.simulator = simulator
        plan.memoryLatency = memoryLatency
        plan.waves = trace
        plan.isMonitored = monitors
        guard !files.isEmpty || random > 0 else { throw refuse("nothing to do: give scenario files, or --random N") }
        guard random >= 0, memoryLatency ?? 1 >= 1 else { throw refuse("--random and --memory-latency are positive") }
        guard trace == nil || plan.configurations.count == 1 else {
            throw refuse("--trace needs one configuration: add --config NAME")
        }
        let covering = coverage == nil && unreached == nil ? nil : try CoveredRuns()
        plan.coverageFolder = covering?.folder.path
        let progress = ProgressLine()
        do {
            let list = try unreached.map { try UnreachedList($0) }
            plan.scenarios = try files.map { try ScenarioParser.read($0) }
            let report = try plan.run(
                output: { text in
                    progress.clear()
                    if !json { print(text) }
                }, progress: { progress.show($0) })
            progress.clear()
            print(json ? try report.json() : report.text)
            if let coverage, let covering { try covering.write(to: coverage, plan.configurations) }
            let check = try list.flatMap { try covering?.check($0, plan.configurations) }
            if let check, !json { print(check.text) }
            if let check, json { FileHandle.standardError.write(Data((check.text + "\n").utf8)) }
            guard report.mismatches == 0, check?.isExact ?? true else { throw ExitCode(1) }
        } catch let error as ScenarioError {
            progress.clear()
            throw refuse(error.description)
        } catch let error as SimulationError {
            progress.clear()
            throw refuse(error.description)
        }
    }

    private func refuse(_ message: String) -> ExitCode {
        FileHandle.standardError.write(Data((message + "\n").utf8))
        return ExitCode(2)
    }
}

extension SimulatorKind: ExpressibleByArgument {}
