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

    /// Whether the mutated module alone is the same, whatever its inputs: quick.
    func runAlone(_ mutation: Mutation) throws -> Outcome {
        let (part, mutation) = mutation.alone(in: design)
        return try EquivalenceProof(design: part, when: [:], environment: nil, seconds: 2).run(mutation)
    }

    func run(_ mutation: Mutation) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mutant-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let miter = mutation.miter(with: design, when: when, environment: environment)
        let files = verilog(of: miter)
        for file in files {
            try file.text.write(to: folder.appendingPathComponent(file.name), atomically: false, encoding: .utf8)
        }
        let top = files.last?.module ?? ""
        let script = """
            read_verilog -formal \(files.map(\.name).joined(separator: " "))
            prep -top \(top) -flatten
            async2sync
            dffunmap
            setundef -undriven -zero
            opt -full
            memory_map
            techmap
            opt -fast
            dffunmap
            abc -g AND -fast
            opt_clean
            write_aiger -zinit miter.aig
            """
        try script.write(to: folder.appendingPathComponent("miter.ys"), atomically: false, encoding: .utf8)
        let (status, text) = try shell(["yosys", "-q", "miter.ys"], in: folder, seconds: 120)
        guard status == 0 else { throw RuntimeError("yosys cannot read the miter: \(text)") }
        let methods = "fold; scleanup; scorr; dc2; scorr; dc2; scleanup; print_stats"
        let (_, answer) = try shell(
            ["yosys-abc", "-c", "read_aiger miter.aig; \(methods); bmc3 -F 14 -T \(min(10, seconds)); pdr -T \(seconds); print_status"],
            in: folder, seconds: seconds + 120)
        if let match = answer.firstMatch(of: #/asserted in frame ([0-9]+)/#) {
            return .differs(cycle: Int(match.1) ?? 0)
        }
        if answer.contains("Property proved") || answer.contains("Status = 1") { return .proven }
        // Nothing is left of a circuit that is constant zero.
        if answer.firstMatch(of: #/lat = +0 +and = +0 /#) != nil, !answer.contains("SATISFIABLE") { return .proven }
        return .undecided
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
