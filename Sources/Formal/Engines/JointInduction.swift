import Foundation
import Verilator

/// Induction over all checks together: those that hold over some clock edges from anywhere hold at the next one too, each by the help of all
/// others. Checks for which that fails are taken out, until the rest is closed; what is left holds for ever if it holds at the first edges.
///
/// It is what makes invariants useful: a check that states what holds in the middle of an operation is proven with the property that needs it.
struct JointInduction {
    let gates: GateModel
    /// Points that are assumed.
    var assumed: [Int]
    let options: ProofOptions
    let abc: String
    let workspace: Workspace

    /// Clock edges over which all checks hold before the one that is asked about.
    static let edges = 3
    /// Seconds for the question about one check, at most; what is not inductive is found out at once.
    private static let seconds = 20
    /// Seconds for the question about all checks, at most. It takes a fraction of the time of all single ones.
    private static let secondsOfAll = 240

    /// The points among `checks` that always hold.
    ///
    /// - Parameter progress: is told which point is asked about.
    func proven(among checks: [Int], _ progress: (Int) -> Void) throws -> [Int] {
        var left = checks
        while !left.isEmpty {
            let step = gates.inductionStep(left, asOne: true, assumptions: assumed, edges: Self.edges)
            if try !ask([left[0]], step, seconds: secondsOfAll(left), progress).allSatisfy(holds) {
                guard left.count > 1 else { return [] }
                let steps = gates.inductionStep(left, asOne: false, assumptions: assumed, edges: Self.edges)
                let verdicts = try ask(left, steps, seconds: seconds, progress)
                let isClosed = verdicts.allSatisfy(holds)
                left = Self.keep(left, verdicts, holds)
                guard isClosed else { continue }
            }
            // The first edges, from the reset on; all at once, and each only if one fails.
            let start = gates.anyQuestion(left, assumptions: assumed)
            if try ask([left[0]], start, seconds: secondsOfAll(left), progress).allSatisfy(holds) { return left }
            let first = try ask(left, gates.questions(left, assumptions: assumed), seconds: seconds, progress)
            let before = left.count
            left = Self.keep(left, first) { if case .happens? = $0 { false } else { true } }
            if left.count == before { return [] }
        }
        return []
    }

    private var seconds: Int { min(options.timeout, Self.seconds) }

    private func secondsOfAll(_ checks: [Int]) -> Int { min(options.timeout * checks.count, Self.secondsOfAll) }

    private func holds(_ verdict: Verdict?) -> Bool { verdict == .unknown(depth: Self.edges) }

    private static func keep(_ points: [Int], _ verdicts: [Verdict?], _ isKept: (Verdict?) -> Bool) -> [Int] {
        zip(points, verdicts).filter { isKept($0.1) }.map(\.0)
    }

    /// Whether the events of points, which are the outputs of the file, can happen in the first frames; nil: nobody knows.
    private func ask(
        _ points: [Int], _ file: [UInt8], seconds: Int, _ progress: (Int) -> Void
    ) throws -> [Verdict?] {
        try workspace.write("induction.aig", file)
        var verdicts = [Verdict?](repeating: nil, count: points.count)
        try sideBySide(
            points.count, jobs: options.jobs,
            start: { output in
                progress(points[output])
                return try start(output, seconds)
            }, ended: { verdicts[$0] = ABCEngine.verdict($1) })
        return verdicts
    }

    private func start(_ output: Int, _ seconds: Int) throws -> RunningCommand {
        let lines = [
            "read_aiger induction.aig", "fold", "cone -O \(output) -s", "scleanup",
            "bmc3 -F \(Self.edges + 1) -T \(seconds)",
        ]
        let name = "induction\(output)"
        try workspace.write("\(name).abc", lines.joined(separator: "\n") + "\n")
        return try workspace.start(Command(abc, ["-f", "\(name).abc"]), log: "\(name).log")
    }
}
