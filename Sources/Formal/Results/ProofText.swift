extension ProofReport {
    /// A table for people.
    public var text: String {
        var rows = [["property", "instance", "status", "method", "depth", "seconds"]]
        for property in properties {
            let label = property.kind == .check ? property.name : "\(property.kind.rawValue): \(property.name)"
            rows.append([
                label, property.instance, property.status.rawValue, property.method.rawValue,
                property.depth.map(String.init) ?? "any", Self.short(property.seconds),
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column >= 4 ? padding + cell.0 : cell.0 + padding
            }.joined(separator: "  ").trimmedEnd
        }
        let failed = properties.filter { $0.trace != nil }
        if !failed.isEmpty {
            lines += ["", "traces:"]
            for property in failed {
                let again =
                    switch property.isReplayed {
                    case true?: "fails in the evaluator too"
                    case false?: "DOES NOT FAIL in the evaluator"
                    case nil: "not replayed"
                    }
                lines.append("  \(property.name) (\(property.instance)): \(again)")
                lines += (property.files ?? []).map { "    \($0)" }
            }
        }
        if !assumptions.isEmpty {
            lines += ["", "assumed:"]
            lines += assumptions.map { assumption in
                "  \(assumption.name) (\(assumption.instance)\(assumption.place.map { ", \($0)" } ?? ""))"
            }
        }
        lines += ["", summary]
        return lines.joined(separator: "\n")
    }

    /// One line.
    public var summary: String {
        let parts = [
            (count(.proven), "proven"), (count(.failed), "failed"), (count(.undecided), "undecided"),
            (count(.vacuous), "vacuous"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return "\(design): \(parts.joined(separator: ", ")) in \(Self.short(seconds)) s"
    }

    /// A number with one digit behind the point.
    static func short(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var result = Substring(self)
        while result.last == " " { result.removeLast() }
        return String(result)
    }
}
