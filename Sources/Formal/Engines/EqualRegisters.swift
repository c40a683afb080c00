import Foundation
import Verilator

/// Two instances of the top, driven alike, as one as far as they are equal: their registers that stay equal until one of the checks fails are one.
///
/// All registers that both have are taken to be equal; those that an edge makes differ are taken out, until the rest is closed. If they are also
/// equal over the first edges, a check fails in what is left if and only if it fails in the design, and at the same edge.
struct EqualRegisters {
    let gates: GateModel
    let instances: (one: String, other: String)
    /// Points that are assumed.
    let assumed: [Int]
    let options: ProofOptions
    let abc: String
    let workspace: Workspace

    /// The design with equal registers as one; nil when ABC does not know.
    ///
    /// - Parameter differingBits: registers of which so many bits differ are taken out as a whole. The others most often differ too, and each bit
    ///   would cost a question.
    func merged(until checks: [Int], differingBits: Int) throws -> GateModel? {
        var twins = gates.twins(instances)
        let registers = gates.registers
        var differing: [String: Set<Int>] = [:]
        while true {
            var step = gates.equalityStep(checks, twins: twins, assumptions: assumed)
            guard let differences = step.differences() else { return try merged(twins) }
            let found: [Int]
            switch try counterexample(differences.file) {
            case .never: return try merged(twins)
            case .ones(let ones): found = differences.latches(ones: ones)
            case .unknown: return nil
            }
            guard !found.isEmpty else { return nil }
            for latch in found {
                twins[latch] = nil
                guard let register = registers.ofLatch[latch] else { continue }
                differing[register, default: []].insert(latch)
                guard differing[register]?.count == differingBits else { continue }
                for bit in registers.bits[register] ?? [] { twins[bit] = nil }
            }
        }
    }

    /// The same for registers that are closed, if they are equal over the first edges.
    private func merged(_ twins: [Int: Int]) throws -> GateModel? {
        let file = gates.differenceQuestion(twins: twins, assumptions: assumed)
        guard case .never = try counterexample(file, frames: EqualityStep.edges + 1) else { return nil }
        return gates.merging(twins)
    }

    private enum Counterexample {
        case never
        /// The inputs that are one.
        case ones(Set<Int>)
        case unknown
    }

    /// When the file's event happens in the first frames.
    private func counterexample(_ file: [UInt8], frames: Int = 1) throws -> Counterexample {
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
        case .never, .unknown(depth: frames - 1): return .never
        case .happens:
            guard let text = try? String(contentsOfFile: "\(workspace.path)/equal.cex", encoding: .utf8) else {
                return .unknown
            }
            return .ones(Set(text.split(whereSeparator: \.isWhitespace).compactMap(Self.one)))
        case .unknown, nil: return .unknown
        }
    }

    /// `pi12@0=1`: 12.
    private static func one(_ word: Substring) -> Int? {
        guard word.hasPrefix("pi"), word.hasSuffix("@0=1") else { return nil }
        return Int(word.dropFirst(2).dropLast(4))
    }
}
