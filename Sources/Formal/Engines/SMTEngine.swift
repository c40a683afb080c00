import Verilator
import Verilog

/// An SMT solver on words, by yosys-smtbmc: bounded model checking, then k-induction.
struct SMTEngine: ProofEngine {
    let model: ProofModel
    let options: ProofOptions
    /// Points that are assumed.
    let assumed: [Int]
    let yosys: String
    let smtbmc: String
    let workspace: Workspace

    static func programs(_ options: ProofOptions) -> [(name: String, program: String, variable: String)] {
        [
            ("yosys-smtbmc", "yosys-smtbmc", "XPC_SMTBMC"),
            ("the solver \(options.solver)", options.solver, "XPC_SOLVER"),
        ]
    }

    static let script = ["write_rtlil flat.il"]

    private enum Stage: Int {
        /// Yosys writes the question.
        case file = 1
        /// All traces up to the depth.
        case search
        case induction
    }

    func prepare(_ points: [Int]) {}

    func command(question: Int, point: Int, _ answer: inout Answer) throws -> Command? {
        let name = "question\(question)"
        let solver = Self.arguments(options)
        answer.stage += 1
        switch Stage(rawValue: answer.stage) {
        case .file:
            try workspace.write("\(name).ys", script(name, point))
            return Command(yosys, ["-q", "-s", "\(name).ys"])
        case .search: return Command(smtbmc, solver + ["-t", "\(options.depth + 1)", "\(name).smt2"])
        case .induction:
            guard case .unknown(let depth) = answer.verdict, depth > 0 else { return nil }
            return Command(smtbmc, solver + ["-i", "-t", "\(depth)", "\(name).smt2"])
        case nil: return nil
        }
    }

    /// The solver and its limits, as yosys-smtbmc takes them. Bitwuzla is asked anew at each step: it does not keep what it learned.
    static func arguments(_ options: ProofOptions) -> [String] {
        switch options.solver {
        case "z3", "cvc4", "yices": ["-s", options.solver, "--timeout", "\(options.timeout)"]
        case "bitwuzla":
            ["-s", "bitwuzla", "--noincr", "-S", "--time-limit", "-S", "\(options.timeout * 1000)"]
        default: ["-s", options.solver]
        }
    }

    /// The flat module with one property that must hold, and what is assumed.
    private func script(_ name: String, _ point: Int) -> String {
        func cell(_ point: Int) -> String { "c:\(ProofTop.instance).\(model.points[point].label)" }
        let property = model.property(point)
        var lines = ["read_rtlil flat.il"]
        for other in model.points.indices where other != point && !assumed.contains(other) {
            lines.append("delete \(ProofTop.name)/\(cell(other))")
        }
        if property.kind == .assume { lines.append("chformal -assume2assert \(cell(point))") }
        if property.kind == .cover { lines.append("techmap -map proof_cover.v \(cell(point))") }
        lines += ["setundef -undriven -anyseq", "opt_clean", "dffunmap", "write_smt2 \(name).smt2"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// A cover point as what must not happen.
    static let cover = """
        (* techmap_celltype = "$cover" *)
        module proof$cover(input A, input EN);
          \\$assert never (.A(~(A & EN)), .EN(1'b1));
        endmodule

        """

    func take(_ outcome: Command.Outcome, into answer: inout Answer) throws {
        switch Stage(rawValue: answer.stage) {
        case .file where outcome.status != 0:
            let lines = outcome.output.split(separator: "\n").suffix(12).map(String.init)
            throw ProofError(.toolFailed, "Yosys ended with exit code \(outcome.status)", details: lines)
        case .search: answer.verdict = Self.searched(outcome.output)
        case .induction:
            guard case .unknown(let depth) = answer.verdict else { return }
            answer.method = .induction
            if let steps = Self.induction(outcome.output, depth: depth) { answer.verdict = .never(induction: steps) }
        default: break
        }
    }

    /// The solver gives values that are not taken over: the trace is asked of ABC.
    func trace(question: Int, depth: Int) -> ProofTrace? { nil }

    /// What bounded model checking says; the event is seen in the step after the clock edge that looked at it.
    static func searched(_ output: String) -> Verdict {
        var step = 0
        for line in output.split(separator: "\n") {
            if let next = ABCEngine.number(after: "Checking assertions in step ", in: line) { step = next }
            if line.hasSuffix("BMC failed!") { return .happens(depth: step, isShortest: true) }
            if line.hasSuffix("Status: PASSED") { return .unknown(depth: step) }
        }
        return .unknown(depth: max(0, step - 1))
    }

    /// Over how many steps induction succeeded; nil: it did not.
    static func induction(_ output: String, depth: Int) -> Int? {
        var step = depth
        var isSuccessful = false
        for line in output.split(separator: "\n") {
            if let next = ABCEngine.number(after: "Trying induction in step ", in: line) { step = next }
            if line.hasSuffix("Temporal induction successful.") { isSuccessful = true }
        }
        return isSuccessful && output.contains("Status: PASSED") ? depth - step : nil
    }
}
