import Foundation
import Verilator

/// Whether two instances of the top, driven alike, never make certain checks fail: by induction over as many registers as stay equal.
///
/// All registers that both have are taken to be equal; those that an edge makes differ are taken out, until the rest is closed. What is left, and
/// the checks in the cycle before, have to be enough for the checks.
struct EqualityInduction {
    let gates: GateModel
    let instances: (one: String, other: String)
    /// Points that are assumed.
    let assumed: [Int]
    let options: ProofOptions
    let abc: String
    let workspace: Workspace

    /// How many times registers are taken out.
    private static let rounds = 12
    /// How many registers are asked about at a time; where more may differ, they will not stay equal.
    private static let most = 100

    /// `false`: it is not known.
    func holds(_ checks: [Int]) throws -> Bool {
        var twins = gates.twins(instances)
        for _ in 0..<Self.rounds {
            var step = gates.equalityStep(checks, twins: twins, assumptions: assumed)
            let asked = step.differences()
            if let asked {
                guard asked.latches.count <= Self.most else { return false }
                let verdict = try ask(asked.file, outputs: asked.latches.count)
                guard verdict.isComplete else { return false }
                for output in verdict.happening { twins[asked.latches[output]] = nil }
                if !verdict.happening.isEmpty { continue }
            }
            let last = try ask(step.question(gates.literals(checks)))
            guard last.isComplete, last.happening.isEmpty else { return false }
            // At first, from the reset on.
            let start = try ask(gates.anyQuestion(checks, assumptions: assumed), frames: 3)
            return start.isComplete && start.happening.isEmpty
        }
        return false
    }

    /// Which outputs of a file can be one within the first frames, and whether that is known of all; one after the other.
    private func ask(_ file: [UInt8], outputs: Int = 1, frames: Int = 1) throws -> (happening: [Int], isComplete: Bool)
    {
        try workspace.write("equal.aig", file)
        var (happening, isComplete) = ([Int](), true)
        try sideBySide(
            outputs, jobs: options.jobs,
            start: { output in
                let lines = [
                    "read_aiger equal.aig", frames > 1 ? "fold" : "", outputs > 1 ? "cone -O \(output) -s" : "",
                    "bmc3 -F \(frames) -T \(options.timeout)",
                ]
                try workspace.write("equal\(output).abc", lines.joined(separator: "\n") + "\n")
                return try workspace.start(Command(abc, ["-f", "equal\(output).abc"]), log: "equal\(output).log")
            },
            ended: { output, text in
                switch ABCEngine.verdict(text) {
                case .happens: happening.append(output)
                case .never, .unknown(depth: frames - 1): break
                case .unknown, nil: isComplete = false
                }
            })
        return (happening, isComplete)
    }
}
