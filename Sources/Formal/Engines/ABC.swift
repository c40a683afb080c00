import Foundation
import Verilator

/// What ABC finds out about one question.
enum Verdict: Hashable {
    /// The event never happens.
    case never(depth: Int)
    /// It happens at the end of a trace with so many clock edges; no shorter trace was found. `isShortest`: there is none.
    case happens(depth: Int, isShortest: Bool)
    /// Nobody knows; it does not within so many clock edges.
    case unknown(depth: Int)
}

/// One question for ABC: simplification, bounded search for the shortest trace, then property directed reachability (IC3).
struct ABCQuestion {
    /// The file without `.aig`; the trace will be in the same name with `.cex`.
    let name: String
    let timeout: Int
    let depth: Int

    /// The frame in which an event is seen is the one after the clock edge that looked at it.
    private static let preparation = ["fold", "scleanup", "scorr", "dc2", "scleanup"]

    /// The first try: a short search, then the proof.
    func script() -> String {
        let lines =
            ["read_aiger \(name).aig"] + Self.preparation
            + [
                "bmc3 -F \(min(depth, Self.firstFrames) + 1) -T \(max(1, min(timeout / 4, Self.firstSeconds)))",
                "pdr -T \(timeout)", "write_cex -a -f \(name).cex",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The second one, where a trace may be too long, or to find out how far an undecided one was checked.
    func searchScript(frames: Int) -> String {
        let lines =
            ["read_aiger \(name).aig"] + Self.preparation
            + ["bmc3 -F \(frames) -T \(timeout)", "write_cex -a -f \(name).short.cex"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static let firstFrames = 20
    private static let firstSeconds = 20

    /// What the output of either says; nil when it says nothing, as after a crash.
    static func verdict(_ output: String) -> Verdict? {
        var checked: Int?
        for line in output.split(separator: "\n") {
            if line.hasPrefix("Property proved") { return .never(depth: 0) }
            if let frame = number(after: "was asserted in frame ", in: line) {
                return .happens(depth: frame, isShortest: checked == nil)
            }
            if let frames = number(after: "No output asserted in ", in: line) {
                checked = max(checked ?? 0, frames - 1)
            }
        }
        return checked.map { .unknown(depth: $0) }
    }

    private static func number(after words: String, in line: Substring) -> Int? {
        guard let range = line.range(of: words) else { return nil }
        return Int(line[range.upperBound...].prefix { $0.isNumber })
    }
}
