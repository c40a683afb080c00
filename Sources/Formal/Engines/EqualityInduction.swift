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

    /// `false`: it is not known.
    func holds(_ checks: [Int]) throws -> Bool {
        var twins = gates.twins(instances)
        let end = Date().addingTimeInterval(Double(options.timeout))
        while Date() < end {
            var step = gates.equalityStep(checks, twins: twins, assumptions: assumed)
            if let differences = step.differences() {
                guard let ones = try counterexample(differences.file) else { return false }
                let differing = ones.isEmpty ? [] : differences.latches(ones: ones)
                for latch in differing { twins[latch] = nil }
                if !differing.isEmpty { continue }
                guard ones.isEmpty else { return false }
            }
            guard try counterexample(step.question(gates.literals(checks)))?.isEmpty == true else { return false }
            // At first, from the reset on.
            return try counterexample(gates.anyQuestion(checks, assumptions: assumed), frames: 3)?.isEmpty == true
        }
        return false
    }

    /// The inputs that are one in the first frame when the file's event happens, and empty when it does not within these frames; nil where that is not known.
    private func counterexample(_ file: [UInt8], frames: Int = 1) throws -> Set<Int>? {
        try workspace.write("equal.aig", file)
        let lines = [
            "read_aiger equal.aig", frames > 1 ? "fold" : "", "bmc3 -F \(frames) -T \(options.timeout)",
            "write_cex -a -f equal.cex",
        ]
        try workspace.write("equal.abc", lines.joined(separator: "\n") + "\n")
        try? FileManager.default.removeItem(atPath: "\(workspace.path)/equal.cex")
        var output = ""
        try sideBySide(
            1, jobs: 1, start: { _ in try workspace.start(Command(abc, ["-f", "equal.abc"]), log: "equal.log") },
            ended: { output = $1 })
        switch ABCEngine.verdict(output) {
        case .never, .unknown(depth: frames - 1): return []
        case .happens:
            let text = try? String(contentsOfFile: "\(workspace.path)/equal.cex", encoding: .utf8)
            let ones = Set((text ?? "").split(whereSeparator: \.isWhitespace).compactMap(Self.one))
            return ones.isEmpty ? nil : ones
        case .unknown, nil: return nil
        }
    }

    /// `pi12@0=1`: 12.
    private static func one(_ word: Substring) -> Int? {
        guard word.hasPrefix("pi"), word.hasSuffix("@0=1") else { return nil }
        return Int(word.dropFirst(2).dropLast(4))
    }
}
