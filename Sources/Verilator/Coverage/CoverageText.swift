extension CoverageReport {
    /// The report for a terminal: the ratios of each file, and below it the lines with something that was never reached.
    public var text: String {
        var result = ["Coverage of the Swift sources: " + Self.summary(statements, branches, toggles, covers)]
        for file in files {
            result.append("")
            result.append(
                "\(file.name): " + Self.summary(file.statements, file.branches, file.toggles, file.covers))
            for line in file.lines {
                for finding in line.findings { result.append("  line \(line.number): \(finding)") }
            }
        }
        return result.joined(separator: "\n")
    }

    static func summary(_ statements: Ratio, _ branches: Ratio, _ toggles: Ratio, _ covers: Ratio) -> String {
        [("lines", statements), ("branches", branches), ("bits toggled", toggles), ("cover points", covers)]
            .filter { $0.1.all > 0 }.map { "\($0.0) \($0.1.text)" }.joined(separator: ", ")
    }
}

extension CoverageReport.Ratio {
    /// `12/14`.
    public var text: String { "\(reached)/\(all)" }
}

extension CoverageReport.Line {
    /// What was never reached here, in words.
    public var findings: [String] {
        var result: [String] = []
        if runs == 0 { result.append("never ran") }
        for (way, count) in branches.sorted(by: { $0.key < $1.key }) where count == 0 {
            result.append(way == "not taken" ? "branch always taken" : "branch never \(way == "case" ? "chosen" : way)")
        }
        if covers.values.contains(0) { result.append("cover point never reached") }
        let still = toggles.filter { $0.value == 0 }.keys.sorted { ($0.count, $0) < ($1.count, $1) }
        if !still.isEmpty {
            let shown = still.prefix(4).joined(separator: ", ") + (still.count > 4 ? ", …" : "")
            result.append(
                (toggles.count == 1 ? "" : "\(still.count) of \(toggles.count) bits ") + "never changed: \(shown)")
        }
        return result
    }

    /// How often the line ran, or the branch that begins here was reached; nil: nothing of that kind.
    public var count: Int? { runs ?? (branches.isEmpty ? nil : branches.values.reduce(0, +)) ?? covers.values.first }
}
