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

    /// `false`: it is not known.
    func holds(_ checks: [Int]) throws -> Bool {
        var twins = gates.twins(instances)
        for _ in 0..<Self.rounds {
            var step = gates.equalityStep(checks, twins: twins, assumptions: assumed)
            let asked = step.differences()
            if let asked {
                let verdict = try ask(asked.file)
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

    /// Which outputs of a file can be one within the first frames, and whether that is known of all.
    private func ask(_ file: [UInt8], frames: Int = 1) throws -> (happening: [Int], isComplete: Bool) {
        try workspace.write("equal.aig", file)
        let lines = ["read_aiger equal.aig", frames > 1 ? "fold" : "", "bmc3 -a -F \(frames) -T \(options.timeout)"]
        try workspace.write("equal.abc", lines.joined(separator: "\n") + "\n")
        var happening: [Int] = []
        var isComplete = false
        try sideBySide(
            1, jobs: 1, start: { _ in try workspace.start(Command(abc, ["-f", "equal.abc"]), log: "equal.log") },
            ended: { _, output in
                for line in output.split(separator: "\n") {
                    if line.contains("was asserted in frame"), let number = ABCEngine.number(after: "Output ", in: line)
                    {
                        happening.append(number)
                    }
                    // “No output asserted in 1 frames”, “Some outputs are SAT (4 out of 5) after 1 frames”.
                    for words in ["No output asserted in ", ") after ", "SAT after "]
                    where ABCEngine.number(after: words, in: line) == frames { isComplete = true }
                }
            })
        return (happening, isComplete)
    }
}
