import ArgumentParser
import Foundation
import Fuzzing

extension Tool: ExpressibleByArgument {}

/// `xpc fuzz`.
struct Fuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Random designs in the language: all tools must agree on every output in every cycle.",
        discussion: """
            A design has a seed of its own, so a run that was stopped goes on with the number in the file `next-seed` of the output folder; \
            failing designs are written there when they are found.

            EXAMPLES
              xpc fuzz --designs 1000 --seed 1             the evaluator, Verilator, Icarus, and Yosys' netlist in Icarus
              xpc fuzz --designs 1 --seed 417              one of them again
              xpc fuzz --designs 500 --tools icarus,verilator
              xpc fuzz --designs 0 --wrong 1000            designs with mistakes: a diagnostic, never a crash
            """)

    @Option(help: "How many designs.")
    var designs = 100

    @Option(help: "The seed of the first design; the others have the numbers after it.")
    var seed: UInt64 = 1

    @Option(help: "What runs them beside the evaluator, with commas: verilator, icarus, yosys.")
    var tools = "icarus,verilator,yosys"

    @Option(help: "How many designs with mistakes.")
    var wrong = 0

    @Option(help: "How large a design is, from 1.")
    var size = 1

    @Option(help: "How many designs stand side by side in one run of a tool.")
    var batch = 25

    @Option(help: "Seconds for making one failing design smaller.")
    var shrink = 120.0

    @Option(name: .shortAndLong, help: "The folder for failing designs.")
    var output = "build/fuzz"

    @Flag(help: "Prints the result as JSON.")
    var json = false

    /// What `--json` prints.
    private struct Result: Encodable {
        var designs: Int
        var wrong: Int
        /// The first one.
        var seed: UInt64
        /// How many designs showed a mistake of a tool that is known.
        var knownToolErrors: Int
        /// The seeds of those on which something is wrong.
        var failures: [UInt64]
    }

    func run() throws {
        let chosen = try tools.split(separator: ",").map { name in
            guard let tool = Tool(rawValue: String(name)) else {
                throw ValidationError(
                    "there is no tool “\(name)”; there are \(Tool.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return tool
        }
        guard designs >= 0, wrong >= 0, !chosen.isEmpty else {
            throw ValidationError("numbers of designs are not negative, and at least one tool is needed")
        }
        let fuzzer = Fuzzer(tools: chosen, size: size, batch: batch, shrinking: shrink)
        let folder = URL(fileURLWithPath: output)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var failures = fuzzer.run(designs, seed: seed) { report("designs", $0, designs, $1, folder) }
        let current = folder.appendingPathComponent("wrong-design-that-is-being-made")
        failures += fuzzer.runWrong(wrong, seed: seed) {
            try? "\($0)\n".write(to: current, atomically: false, encoding: .utf8)
        } progress: {
            report("designs with mistakes", $0, wrong, $1, folder)
        }
        try? FileManager.default.removeItem(at: current)
        let known = failures.count { $0.isToolError }
        failures.removeAll { $0.isToolError }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            let result = Result(
                designs: designs, wrong: wrong, seed: seed, knownToolErrors: known, failures: failures.map(\.seed))
            print(String(decoding: try encoder.encode(result), as: UTF8.self))
        } else {
            print(
                "\(designs) designs, \(wrong) with mistakes: \(failures.count) failures, "
                    + "\(known) known errors of a tool (docs/fuzzing.md)")
        }
        if !failures.isEmpty { throw ExitCode(1) }
    }

    private func report(_ what: String, _ done: Int, _ count: Int, _ failures: [Fuzzer.Failure], _ folder: URL) {
        for failure in failures {
            let text =
                "// seed \(failure.seed): xpc fuzz --designs 1 --seed \(failure.seed) --size \(size) --tools \(tools)\n"
            let name = (failure.isToolError ? "tool-error-" : "seed-") + "\(failure.seed)"
            let comment = failure.message.split(separator: "\n").map { "// \($0)\n" }.joined()
            try? (text + comment + failure.swift).write(
                to: folder.appendingPathComponent(name + ".swift"), atomically: true, encoding: .utf8)
            try? (text + failure.verilog).write(
                to: folder.appendingPathComponent(name + ".v"), atomically: true, encoding: .utf8)
            FileHandle.standardError.write(Data("seed \(failure.seed): \(failure.message)\n".utf8))
        }
        try? "\(seed &+ UInt64(done))\n".write(
            to: folder.appendingPathComponent("next-seed"), atomically: true, encoding: .utf8)
        if isatty(2) == 1 { FileHandle.standardError.write(Data("\r\(done) of \(count) \(what)".utf8)) }
    }
}
