import Foundation
import Verilator

/// Induction over all checks together: those that hold over some clock edges from anywhere hold at the next one too, each by the help of all
/// others. Checks for which that fails are taken out, until the rest is closed; what is left holds for ever if it holds at the first edges.
///
/// It is what makes invariants useful: a check that states what holds in the middle of an operation is proven with the property that needs it.
struct JointInduction {
    var gates: GateModel
    /// Points that are assumed.
    var assumed: [Int]
    let options: ProofOptions
    let abc: String
    let workspace: Workspace

    /// Clock edges over which all checks hold before the one that is asked about.
    static let edges = 3
    /// Seconds for the question about one check, at most, before the other solver is asked; what is not inductive is found out at once.
    private static let seconds = 20
    /// The same for the question about all checks, at least. It takes a fraction of the time of all single ones, or does not end.
    private static let secondsOfAll = 120

    /// The points among `checks` that always hold.
    ///
    /// - Parameter progress: is told which point is asked about.
    func proven(among checks: [Int], _ progress: (Int) -> Void) throws -> [Int] {
        var left = checks
        while !left.isEmpty {
            let step = gates.inductionStep(left, asOne: true, assumptions: assumed, edges: Self.edges)
            if try !askAll(left, step, progress).allSatisfy(holds) {
                guard left.count > 1 else { return [] }
                let steps = gates.inductionStep(left, asOne: false, assumptions: assumed, edges: Self.edges)
                let verdicts = try ask(left, steps, progress)
                let isClosed = verdicts.allSatisfy(holds)
                left = Self.keep(left, verdicts, holds)
                guard isClosed else { continue }
            }
            // The first edges, from the reset on; all at once, and each only if one fails.
            let start = gates.anyQuestion(left, assumptions: assumed)
            if try askAll(left, start, progress).allSatisfy(holds) { return left }
            let first = try ask(left, gates.questions(left, assumptions: assumed), progress)
            let before = left.count
            left = Self.keep(left, first) { if case .happens? = $0 { false } else { true } }
            if left.count == before { return [] }
        }
        return []
    }

    private func holds(_ verdict: Verdict?) -> Bool { verdict == .unknown(depth: Self.edges) }

    private static func keep(_ points: [Int], _ verdicts: [Verdict?], _ isKept: (Verdict?) -> Bool) -> [Int] {
        zip(points, verdicts).filter { isKept($0.1) }.map(\.0)
    }

    /// ABC has two solvers that serve here: each does in seconds what the other does not end, and nothing tells which it will be.
    private enum Solver: String {
        case miniSat = ""
        case glucose = "-g"
    }

    /// Whether the event of the file can happen in the first frames, which is that of any of the points.
    private func askAll(_ points: [Int], _ file: [UInt8], _ progress: (Int) -> Void) throws -> [Verdict?] {
        let seconds = min(options.timeout * points.count, max(options.timeout * 10, Self.secondsOfAll))
        return try ask([points[0]], file, [(.glucose, seconds), (.miniSat, seconds)], progress)
    }

    /// Whether the events of points, which are the outputs of the file, can happen in the first frames; nil: nobody knows.
    private func ask(_ points: [Int], _ file: [UInt8], _ progress: (Int) -> Void) throws -> [Verdict?] {
        try ask(
            points, file, [(.miniSat, min(options.timeout, Self.seconds)), (.glucose, options.timeout)], progress)
    }

    /// Asks one solver after the other, as long as there is no answer.
    private func ask(
        _ points: [Int], _ file: [UInt8], _ solvers: [(solver: Solver, seconds: Int)], _ progress: (Int) -> Void
    ) throws -> [Verdict?] {
        try workspace.write("induction.aig", file)
        var verdicts = [Verdict?](repeating: nil, count: points.count)
        for (solver, seconds) in solvers {
            let open = points.indices.filter { !isAnswered(verdicts[$0]) }
            try sideBySide(
                open.count, jobs: options.jobs,
                start: { index in
                    progress(points[open[index]])
                    return try start(open[index], solver, seconds)
                }, ended: { verdicts[open[$0]] = ABCEngine.verdict($1) })
        }
        return verdicts
    }

    private func isAnswered(_ verdict: Verdict?) -> Bool {
        if case .happens? = verdict { true } else { holds(verdict) }
    }

    private func start(_ output: Int, _ solver: Solver, _ seconds: Int) throws -> RunningCommand {
        let lines = [
            "read_aiger induction.aig", "fold", "cone -O \(output) -s", "scleanup",
            "bmc3 \(solver.rawValue) -F \(Self.edges + 1) -T \(seconds)",
        ]
        let name = "induction\(output)"
        try workspace.write("\(name).abc", lines.joined(separator: "\n") + "\n")
        return try workspace.start(Command(abc, ["-f", "\(name).abc"]), log: "\(name).log")
    }
}
