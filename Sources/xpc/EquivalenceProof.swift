import Foundation
import Mutation
import Netlist
import Verilator
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
        let files = verilog(of: mutation.miter(with: design, when: when, environment: environment))
        let workspace = try Workspace(in: FileManager.default.temporaryDirectory.path)
        defer { workspace.close() }
        for file in files { try workspace.write(file.name, file.text) }
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
        try workspace.write("question.ys", script)
        let outcome = try workspace.run(Command("timeout", ["600", "yosys", "-q", "question.ys"]))
        guard outcome.status != 127 else {
            throw RuntimeError(
                "Yosys is needed to prove that a mutant is equivalent: sudo apt-get install yosys; or --prove 0")
        }
        guard outcome.status == 0 else { throw RuntimeError("Yosys cannot read the question: \(outcome.output)") }
        let methods = """
            read_aiger question.aig; fold; scleanup; scorr; dc2; scorr; scleanup; write_aiger rest.aig; \
            bmc3 -F 14 -T \(min(10, seconds)); pdr -T \(seconds); print_status
            """
        let answer = try workspace.run(Command("timeout", ["1200", "yosys-abc", "-c", methods])).output
        if let match = answer.firstMatch(of: #/asserted in frame ([0-9]+)/#) {
            return .differs(cycle: Int(match.1) ?? 0)
        }
        if answer.contains("Property proved") || answer.contains("Status = 1") { return .proven }
        let rest = try? Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/rest.aig"))
        return rest.map(Self.isZero) == true ? .proven : .undecided
    }

    /// Whether the one output of a binary AIGER file is constant zero: nothing is left of the circuit, and ABC says nothing about it.
    private static func isZero(_ file: Data) -> Bool {
        // The header, and the lines of latches and outputs, are text.
        let lines = String(decoding: file, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let header = lines[0].split(separator: " ").compactMap { Int($0) }
        guard header.count >= 4, header[3] == 1, lines.count > 1 + header[2] else { return false }
        return lines[1 + header[2]] == "0"
    }
}
