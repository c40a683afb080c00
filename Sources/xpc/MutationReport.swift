import Foundation
import Mutation
import Netlist
import Verilog

/// What a campaign showed, as text, JSON and CSV.
struct MutationReport: Encodable {
    struct Line: Encodable {
        var number: Int
        var kind: String
        var instance: String
        var place: String?
        var change: String
        var verdict: String
        var by: String
        var detail: String
    }

    var configuration: String
    var seed: UInt64
    /// What was drawn from.
    var cells: Int
    /// Drawn mutations that the netlist's checks refused.
    var refused: Int
    var score: MutationScore
    var kinds: [String: Int] = [:]
    var lines: [Line] = []

    init(
        configuration: String, seed: UInt64, cells: Int, refused: Int, mutants: [Mutant], results: [Int: MutantResult]
    ) {
        (self.configuration, self.seed, self.cells, self.refused) = (configuration, seed, cells, refused)
        score = MutationScore(mutants.compactMap { results[$0.number] })
        for mutant in mutants {
            guard let result = results[mutant.number] else { continue }
            kinds[mutant.mutation.kind.rawValue, default: 0] += 1
            lines.append(
                Line(
                    number: mutant.number, kind: mutant.mutation.kind.rawValue, instance: mutant.instance,
                    place: mutant.place, change: mutant.change, verdict: result.verdict.rawValue, by: result.by,
                    detail: result.detail))
        }
    }

    var text: String {
        let percent = String(format: "%.2f", score.score * 100)
        var text = [
            "\(configuration): \(score.mutants) mutants of \(cells) cells, seed \(seed): \(score.killed) killed, "
                + "\(score.equivalent) equivalent, \(score.survived) survived: \(percent) %"
        ]
        text.append("  drawn: " + list(kinds) + "; \(refused) refused by the checks")
        text.append("  killed by: " + list(score.killers))
        text += lines.filter { $0.verdict == MutantResult.Verdict.survived.rawValue }.map {
            "  survivor \($0.number): \($0.instance), \($0.place ?? "place unknown"): \($0.change)"
                + ($0.detail.isEmpty ? "" : " (\($0.detail))")
        }
        return text.joined(separator: "\n")
    }

    private func list(_ counts: [String: Int]) -> String {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(
            separator: ", ")
    }

    static func json(_ reports: [MutationReport]) throws -> String {
        struct Part: Encodable {
            var configuration: String
            var seed: UInt64
            var cells: Int
            var refused: Int
            var mutants: Int
            var killed: Int
            var equivalent: Int
            var survived: Int
            var score: Double
            var killers: [String: Int]
            var kinds: [String: Int]
            var results: [Line]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let parts = reports.map { report in
            Part(
                configuration: report.configuration, seed: report.seed, cells: report.cells, refused: report.refused,
                mutants: report.score.mutants, killed: report.score.killed, equivalent: report.score.equivalent,
                survived: report.score.survived, score: report.score.score, killers: report.score.killers,
                kinds: report.kinds, results: report.lines)
        }
        return String(decoding: try encoder.encode(["configurations": parts]), as: UTF8.self)
    }

    static func csv(_ reports: [MutationReport]) -> String {
        func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
        let rows = reports.flatMap { report in
            report.lines.map { line in
                [
                    report.configuration, String(line.number), line.kind, quoted(line.instance),
                    quoted(line.place ?? ""), quoted(line.change), line.verdict, quoted(line.by),
                ].joined(separator: ",")
            }
        }
        return (["configuration,number,kind,instance,place,change,verdict,by"] + rows).joined(separator: "\n")
    }
}

/// One line on a terminal's standard error; nothing when that is none.
final class MutationProgress: @unchecked Sendable {
    private let name: String
    private let count: Int
    private var done = 0
    private var survivors = 0
    private let isTerminal = isatty(2) == 1

    init(_ name: String, _ count: Int) { (self.name, self.count) = (name, count) }

    func note(_ mutant: Mutant, _ result: MutantResult) {
        done += 1
        guard isTerminal else { return }
        var text = ""
        if result.verdict == .survived {
            survivors += 1
            text = "\r\u{1B}[Ksurvivor \(mutant.number): \(mutant.text)\n"
        }
        text += "\r\u{1B}[K\(name): \(done) of \(count) mutants, \(survivors) survivors"
        FileHandle.standardError.write(Data(text.utf8))
    }

    func end() { if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) } }
}

/// The lines of Verilog in which two designs differ.
func verilogDifference(_ design: Design, _ mutant: Design) -> String {
    var text: [String] = []
    for (old, new) in zip(verilog(of: design), verilog(of: mutant)) where old.text != new.text {
        func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        text.append("--- \(old.name)")
        for change in lines(new.text).difference(from: lines(old.text)) {
            switch change {
            case .remove(let offset, let line, _): text.append("\(offset + 1)- \(line)")
            case .insert(let offset, let line, _): text.append("\(offset + 1)+ \(line)")
            }
        }
    }
    return text.joined(separator: "\n")
}
