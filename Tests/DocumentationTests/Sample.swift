import Foundation
import HDL
import Netlist

/// A circuit whose Verilog a page shows: elaborated here, from a file that has the text of the page.
struct Sample: Sendable {
    /// As the page names it behind `output of`.
    var name: String
    /// The file in `Samples`.
    var file: String
    var design: @Sendable () throws -> Design

    static let all = [
        Sample(name: "Counter(limit: 99)", file: "Counter") { try elaborate { Counter(limit: 99) } },
        Sample(name: "Ticks()", file: "Ticks") { try elaborate { Ticks() } },
    ]

    /// The text of the circuit, without the imports.
    var source: String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Samples")
        let text = (try? String(contentsOf: folder.appending(path: "\(file).swift"), encoding: .utf8)) ?? "missing"
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0.hasPrefix("import") || $0.isEmpty }.joined(separator: "\n")
            .trimmingCharacters(in: .newlines)
    }
}
