import Foundation
import Mutation
import Netlist
import Verilog

/// Proves with Yosys and ABC that a mutant of a design never shows that it is one: the miter of both, as and-inverter graph, by ABC's
/// signal correspondence and property directed reachability, from power-on with all inputs free.
struct EquivalenceProof {
    enum Outcome {
        /// They are never different.
        case proven
        /// They are, after that many cycles.
        case differs(cycle: Int)
        case undecided
    }

    var design: Design
    /// By output: the output that says when it matters.
    var when: [String: String]
    /// What the inputs keep to.
    var environment: Design?
    /// For the last method.
    var seconds: Int

    func run(_ mutation: Mutation) throws -> Outcome {
        let (folder, answer) = try ask(
            mutation.miter(with: design, when: when, environment: environment),
            "bmc3 -F 14 -T \(min(10, seconds)); pdr -T \(seconds); print_status")
        defer { try? FileManager.default.removeItem(at: folder) }
        if let match = answer.firstMatch(of: #/asserted in frame ([0-9]+)/#) {
            return .differs(cycle: Int(match.1) ?? 0)
        }
        if answer.contains("Property proved") || answer.contains("Status = 1") { return .proven }
        // Nothing is left of a circuit that is constant zero.
        return try outputs(folder) == [true] ? .proven : .undecided
    }

    /// Of many mutations at once, which are proven to make no difference where they are (`Design.shadowed`); for each whether.
    func runTogether(_ mutations: [Mutation]) throws -> [Bool] {
        let (folder, _) = try ask(design.shadowed(by: mutations, environment: environment), "")
        defer { try? FileManager.default.removeItem(at: folder) }
        let found = try outputs(folder)
        guard found.count == mutations.count else { throw RuntimeError("the proof has \(found.count) answers") }
        return found
    }

    /// By output of what ABC left: whether it is constant zero.
    private func outputs(_ folder: URL) throws -> [Bool] {
        let bytes = try Data(contentsOf: folder.appendingPathComponent("rest.aig"))
        // The header and the outputs of a binary AIGER file are lines of text.
        var lines: [Substring] = []
        let text = String(decoding: bytes, as: UTF8.self)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let header = lines[0].split(separator: " ").compactMap { Int($0) }
        guard header.count >= 4, lines.count > header[2] + header[3] else { return [] }
        return lines[(1 + header[2])..<(1 + header[2] + header[3])].map { $0 == "0" }
    }

    /// The folder with what ABC made of the question, and what it printed.
    private func ask(_ question: Design, _ more: String) throws -> (folder: URL, answer: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mutant-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = verilog(of: question)
        for file in files {
            try file.text.write(to: folder.appendingPathComponent(file.name), atomically: false, encoding: .utf8)
        }
        // Each module by itself, as far as that goes: flattening multiplies.
        let script = """
            read_verilog -formal \(files.map(\.name).joined(separator: " "))
            hierarchy -top \(files.last?.module ?? "")
            proc -noopt
            memory_map
            techmap
            opt_expr
            opt_clean
            flatten
            opt_clean
            async2sync
            dffunmap
            simplemap
            setundef -undriven -zero
            aigmap
            opt_clean
            write_aiger -zinit question.aig
            """
        try script.write(to: folder.appendingPathComponent("question.ys"), atomically: false, encoding: .utf8)
        let (status, text) = try shell(["yosys", "-q", "question.ys"], in: folder, seconds: 600)
        guard status == 0 else { throw RuntimeError("yosys cannot read the question: \(text)") }
        let methods = "fold; scleanup; scorr; dc2; scorr; scleanup; write_aiger rest.aig"
        let (_, answer) = try shell(
            ["yosys-abc", "-c", "read_aiger question.aig; \(methods); print_stats; \(more)"], in: folder,
            seconds: 1200)
        return (folder, answer)
    }

    private func shell(_ command: [String], in folder: URL, seconds: Int) throws -> (Int32, String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "\(seconds)"] + command
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
