import ArgumentParser
import Formal
import Foundation
import HDL
import Netlist
import Simulation
import XPCEngine
import XPCScenario

extension ProofHarness: ExpressibleByArgument {}
extension ProofOptions.Start: ExpressibleByArgument {}
extension ProofOptions.Engine: ExpressibleByArgument {}

/// `xpc prove`.
struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Proves the properties of an engine, for every input and any number of cycles.",
        discussion: """
            Every check is proven or gets the shortest trace to where it fails; every cover point, and the premise of every \
            check, is shown to be reachable. What is assumed is listed. Yosys and its ABC are needed (docs/verification.md).

            The exit code is 0 when everything is proven, 1 when a property failed, 3 when something is undecided or says \
            nothing, 2 for bad input.

            EXAMPLES
              xpc prove --config minimal
              xpc prove --config all --timeout 600 --json
              xpc prove --config paper --property P11
              xpc prove --config minimal --harness threads
              xpc prove --config minimal --harness outcomes
              xpc prove --config minimal --harness exchanges --property P14
              xpc prove --config paper --module MemoryInterface_physicalAddressBits32
            """)

    @OptionGroup var engine: EngineOptions

    @Option(
        help:
            "What is proven: engine (its own checks), threads (P15), outcomes (P10), exchanges (P14), records (P4, P13), builds (P13, two builds), tables (radix against bitmap)."
    )
    var harness = ProofHarness.engine

    @Option(help: "Proves a module alone, in any surroundings that keep what it assumes.")
    var module: String?

    @Option(help: "Only properties with this text in their name or instance.")
    var property: String?

    @Option(help: "How many cycles are searched for the shortest trace.")
    var depth = ProofOptions().depth

    @Option(help: "Seconds for each property.")
    var timeout = ProofOptions().timeout

    @Option(help: "How many properties are worked on at the same time.")
    var jobs = ProofOptions().jobs

    @Option(help: "What decides: pdr (ABC on gates: IC3), or smt (a solver on words: bounded, then k-induction).")
    var prover = ProofOptions().engine

    @Option(help: "With --prover smt: the solver, as yosys-smtbmc knows it.")
    var solver = ProofOptions().solver

    @Option(help: "What registers hold at first: free (anything), or power-on (what they are declared with).")
    var start = ProofOptions.Start.free

    @Option(help: "For how many cycles the reset is active at first.")
    var resetCycles = ProofOptions().resetCycles

    @Option(name: .shortAndLong, help: "The folder for traces of failed properties: waves, lists, and scenarios.")
    var output = "build/prove"

    @Flag(help: "Checks what modules below the top assume, instead of assuming it.")
    var checkAssumptions = false

    @Flag(help: "Prints JSON: an array with design, properties, assumptions and seconds for each configuration.")
    var json = false

    func run() throws {
        guard depth >= 1, timeout >= 1, jobs >= 1, resetCycles >= 1 else {
            throw ValidationError("--depth, --timeout, --jobs and --reset-cycles are positive")
        }
        var options = ProofOptions()
        options.property = property
        options.depth = depth
        options.timeout = timeout
        options.jobs = jobs
        options.start = start
        options.engine = prover
        options.solver = solver
        options.resetCycles = resetCycles
        options.checksInnerAssumptions = checkAssumptions
        let line = ProgressLine()
        var results: [Result] = []
        options.asksInnerChecks = harness.asksInnerChecks
        for configuration in try engine.configurations() {
            let design = try chosen(harness.design(configuration))
            options.traces = "\(output)/\(configuration.name)"
            var report: ProofReport
            do {
                report = try prove(design, options) { line.show("\(configuration.name): \(Self.words($0))") }
            } catch let error as ProofError {
                throw refuse(error.description, line)
            } catch let error as SimulationError {
                throw refuse(error.description, line)
            }
            line.clear()
            for index in report.properties.indices { try writeScenario(&report.properties[index], configuration) }
            results.append(Result(configuration: configuration.name, report: report))
            if !json { print("\(results.count > 1 ? "\n" : "")\(configuration.name)\n\(report.text)") }
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(results), as: UTF8.self))
        }
        let codes = results.map(\.report.exitCode)
        if codes.contains(1) { throw ExitCode(1) }
        if codes.contains(3) { throw ExitCode(3) }
    }

    /// Writes the trace of a failed property as a scenario beside its other files. Scenarios know the named configurations only.
    private func writeScenario(_ result: inout PropertyResult, _ configuration: XPCConfiguration) throws {
        guard let trace = result.trace, let list = result.files?.last, XPCConfiguration.named.contains(configuration)
        else { return }
        let ports = PortTrace(
            harness: harness, module: module, check: result.name, registers: trace.initial, cycles: trace.cycles)
        let path = list.replacing(".txt", with: ".yaml")
        let text = ports.file(
            about: "xpc prove found that it fails in cycle \(trace.cycles.count - 1), in \(result.instance)",
            configuration: configuration.name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        result.files?.append(path)
    }

    /// What `--json` prints for a configuration.
    private struct Result: Encodable {
        var configuration: String
        var report: ProofReport

        private enum Key: String, CodingKey { case configuration }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(configuration, forKey: .configuration)
            try report.encode(to: encoder)
        }
    }

    /// The design, or one of its modules.
    private func chosen(_ design: Design) throws -> Design {
        guard let module else { return design }
        guard let index = design.circuits.firstIndex(where: { $0.name == module }) else {
            let names = design.circuits.map(\.name)
            let guess = nearest(to: module, among: names).map { "did you mean \($0)?" }
            throw ValidationError(
                "there is no module '\(module)'; \(guess ?? "there are \(names.joined(separator: ", "))")")
        }
        return design.with(top: CircuitID(index))
    }

    static func words(_ progress: ProofProgress) -> String {
        let running = progress.running.joined(separator: "; ")
        guard progress.of > 0 else { return running }
        let failed = progress.failed > 0 ? ", \(progress.failed) failed" : ""
        return "\(progress.done) of \(progress.of)\(failed): \(running)"
    }

    private func refuse(_ message: String, _ line: ProgressLine) -> ExitCode {
        line.clear()
        FileHandle.standardError.write(Data((message + "\n").utf8))
        return ExitCode(2)
    }
}
