import Foundation
import Verilator

/// ABC on the gates: a bounded search for a short trace, then property directed reachability (IC3).
struct ABCEngine: ProofEngine {
    let model: ProofModel
    let gates: GateModel
    let options: ProofOptions
    /// Points that are assumed, and checks that have been proven.
    var assumed: [Int]
    let abc: String
    let workspace: Workspace
    private var isSimplified = false

    init(
        model: ProofModel, gates: GateModel, options: ProofOptions, assumed: [Int], abc: String, workspace: Workspace
    ) {
        self.model = model
        self.gates = gates
        self.options = options
        self.assumed = assumed
        self.abc = abc
        self.workspace = workspace
    }

    static func programs(_ options: ProofOptions) -> [(name: String, program: String, variable: String)] {
        [("ABC", "yosys-abc", "XPC_ABC")]
    }

    static var script: [String] { GateModel.script }

    private enum Stage: Int {
        /// A short search; cover points are seldom far.
        case quick = 1
        /// The same, and the proof.
        case full
        /// A longer search: for a trace shorter than that of the proof, or for how far an undecided property was checked.
        case search
    }

    private static let firstFrames = 20
    private static let firstSeconds = 20

    /// Simplifies the gates for all questions at once: equivalent registers and signals become one.
    mutating func prepare(_ points: [Int]) throws {
        try workspace.write("all.aig", gates.questions(points, assumptions: assumed))
        let lines = ["read_aiger all.aig", "fold", "scleanup", "scorr", "dc2", "scleanup", "write_aiger simple.aig"]
        try workspace.write("simple.abc", lines.joined(separator: "\n") + "\n")
        let process = try workspace.start(Command(abc, ["-f", "simple.abc"]), log: "simple.log")
        let start = Date()
        var outcome: Command.Outcome?
        while outcome == nil {
            usleep(10_000)
            // What takes too long is left as it is.
            if Date().timeIntervalSince(start) > Double(options.timeout * 5) { process.stop() }
            outcome = process.outcome()
        }
        let result = try? Data(contentsOf: URL(fileURLWithPath: "\(workspace.path)/simple.aig"))
        isSimplified = outcome?.status == 0 && result.map { Aiger(Array($0))?.outputs.count } == points.count
    }

    func command(question: Int, point: Int, _ answer: inout Answer) throws -> Command? {
        if case .never(induction: _?) = answer.verdict { return nil }
        guard let stage = stage(after: answer, isCover: model.property(point).kind == .cover) else { return nil }
        answer.stage = stage.rawValue
        let name = "question\(question)"
        var lines = [isSimplified ? "read_aiger simple.aig" : "read_aiger all.aig; fold"]
        lines += ["cone -O \(question) -s", "scleanup"]
        let frames = min(options.depth, Self.firstFrames) + 1
        switch stage {
        case .quick: lines.append("bmc3 -F \(frames) -T \(min(options.timeout, 5))")
        case .full:
            lines.append("bmc3 -F \(frames) -T \(max(1, min(options.timeout / 4, Self.firstSeconds)))")
            lines += ["pdr -T \(options.timeout)", "write_cex -a -f \(name).cex"]
        case .search:
            var frames = options.depth + 1
            if case .happens(let depth, _) = answer.verdict { frames = depth + 1 }
            lines += ["bmc3 -F \(frames) -T \(options.timeout)", "write_cex -a -f \(name).short.cex"]
        }
        try workspace.write("\(name).abc", lines.joined(separator: "\n") + "\n")
        return Command(abc, ["-f", "\(name).abc"])
    }

    private func stage(after answer: Answer, isCover: Bool) -> Stage? {
        switch Stage(rawValue: answer.stage) {
        case nil: return isCover ? .quick : .full
        case .quick:
            if case .happens = answer.verdict { return nil }
            return .full
        case .full:
            switch answer.verdict {
            case .never, .happens(_, isShortest: true): return nil
            case .happens, .unknown: return .search
            }
        case .search: return nil
        }
    }

    func take(_ outcome: Command.Outcome, into answer: inout Answer) {
        let verdict = Self.verdict(outcome.output)
        guard answer.stage == Stage.search.rawValue else {
            answer.verdict = verdict ?? .unknown(depth: 0)
            if case .happens(_, isShortest: true)? = verdict { answer.method = .bmc } else { answer.method = .pdr }
            return
        }
        switch (answer.verdict, verdict) {
        case (.happens, .happens(let depth, _)?):
            answer.verdict = .happens(depth: depth, isShortest: true)
            answer.method = .bmc
        case (.happens, _): break
        case (_, let other?):
            answer.verdict = other
            answer.method = .bmc
        default: break
        }
    }

    func trace(question: Int, depth: Int) -> ProofTrace? {
        for name in ["question\(question).short.cex", "question\(question).cex"] {
            guard let text = try? String(contentsOfFile: "\(workspace.path)/\(name)", encoding: .utf8) else { continue }
            return ProofTrace(bits: text, depth: depth, model: model, names: gates.names)
        }
        return nil
    }

    /// What the output says; nil when it says nothing, as after a crash.
    ///
    /// The frame in which an event is seen is the one after the clock edge that looked at it.
    static func verdict(_ output: String) -> Verdict? {
        var checked: Int?
        for line in output.split(separator: "\n") {
            if line.hasPrefix("Property proved") { return .never(induction: nil) }
            if let frame = number(after: "was asserted in frame ", in: line) {
                return .happens(depth: frame, isShortest: checked == nil)
            }
            if let frames = number(after: "No output asserted in ", in: line) {
                checked = max(checked ?? 0, frames - 1)
            }
        }
        return checked.map { .unknown(depth: $0) }
    }

    static func number(after words: String, in line: Substring) -> Int? {
        guard let range = line.range(of: words) else { return nil }
        return Int(line[range.upperBound...].prefix { $0.isNumber })
    }
}
