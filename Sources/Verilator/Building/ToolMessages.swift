import Foundation
import Simulation

/// Makes an error of what Verilator or the C++ compiler wrote: it points at the Verilog line, and at the Swift line behind
/// it where that is known.
struct ToolMessages {
    var sources: VerilogSources

    private static let detailLimit = 12

    /// Verilator's refusal: `%Error: counter.v:12:3: what is wrong`.
    func verilatorError(_ outcome: Command.Outcome) -> SimulationError {
        let lines = outcome.output.split(separator: "\n").map(String.init)
        guard let first = lines.firstIndex(where: { $0.hasPrefix("%Error") }) else {
            return SimulationError(
                .toolFailed, "Verilator ended with status \(outcome.status)",
                details: Array(lines.suffix(Self.detailLimit)))
        }
        let (file, line, message) = Self.parts(lines[first])
        let rest = lines.dropFirst(first + 1).prefix { !$0.hasPrefix("%Error: Exiting") }
        return error("Verilator: \(message)", file: file, line: line, details: Array(rest))
    }

    /// The compiler's refusal of the C++ made from the circuit. The Verilog line is the one that the failing C++ names, as checks do,
    /// or else the first that speaks of a name the failing C++ line uses.
    func compilerError(_ outcome: Command.Outcome, folder: String) -> SimulationError {
        let lines = outcome.output.split(separator: "\n").map(String.init)
        let details = Array(lines.prefix(Self.detailLimit))
        guard let first = lines.firstIndex(where: { $0.contains("error:") }) else {
            return SimulationError(
                .toolFailed, "the C++ compiler ended with status \(outcome.status)", details: details)
        }
        if lines[first].contains("zlib.h") {
            return SimulationError(
                .toolMissing, "the headers of zlib are needed for waves", details: details,
                hint: "on Debian or Ubuntu: sudo apt-get install zlib1g-dev")
        }
        let parts = lines[first].split(separator: ":", maxSplits: 3).map(String.init)
        let message = lines[first].split(separator: "error:", maxSplits: 1).last.map(String.init) ?? lines[first]
        let trimmed = message.drop { $0 == " " }
        var place: (file: String, line: Int)?
        if parts.count > 2, let number = Int(parts[1]) {
            let path = parts[0].hasPrefix("/") ? parts[0] : "\(folder)/\(parts[0])"
            if let text = try? readText(path) { place = verilogLine(behind: number, of: text) }
        }
        return error("the C++ compiler: \(trimmed)", file: place?.file, line: place?.line, details: details)
    }

    /// An error at a Verilog line, with the line behind it.
    func error(
        _ message: String, file: String?, line: Int?, details: [String], code: SimulationError.Code = .toolFailed
    ) -> SimulationError {
        guard let file, let line else {
            return SimulationError(code, message, details: Array(details.prefix(Self.detailLimit)))
        }
        return SimulationError(
            code, message, verilog: "\(file):\(line)", swift: sources.swiftLine(file, line),
            details: Array(details.prefix(Self.detailLimit)))
    }

    /// Takes `%Error-KIND: file:line:column: message` apart.
    private static func parts(_ text: String) -> (file: String?, line: Int?, message: String) {
        let body = text.drop { $0 != ":" }.dropFirst(2)
        let fields = body.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard fields.count == 4, let line = Int(fields[1]), Int(fields[2]) != nil else {
            return (nil, nil, String(body))
        }
        return (String(fields[0]), line, String(fields[3].drop { $0 == " " }))
    }

    /// Looks from the failing C++ line for a name that a Verilog line has too.
    private func verilogLine(behind number: Int, of text: String) -> (file: String, line: Int)? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard number > 0, number <= lines.count else { return nil }
        for candidate in lines[max(0, number - 3)..<min(lines.count, number + 2)] {
            for file in sources.files {
                if let range = candidate.range(of: "\"\(file.name)\", "),
                    let line = Int(candidate[range.upperBound...].prefix { $0.isNumber })
                {
                    return (file.name, line)
                }
            }
        }
        for word in lines[number - 1].split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }) {
            let name = word.components(separatedBy: "__DOT__").last ?? String(word)
            guard name.count > 2, !name.hasPrefix("vl"), !name.hasPrefix("VL_") else { continue }
            for file in sources.files {
                for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                    let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
                    if words.contains(where: { $0 == name }) { return (file.name, index + 1) }
                }
            }
        }
        return nil
    }
}
