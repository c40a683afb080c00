extension SimulationReport {
    /// Tables for a person: cycles per kind of operation, and what was covered.
    public var text: String {
        var lines: [String] = []
        for (name, part) in configurations.sorted(by: { $0.key < $1.key }) {
            lines.append("\(name): \(part.operations) operations, \(part.mismatches) mismatches")
            lines.append("  \(padded("cycles", 16))    min  median     max")
            for kind in Statistics.Kind.allCases {
                guard let cycles = part.cycles[kind.key] else { continue }
                lines.append(
                    "  \(padded(kind.key, 16))\(right(cycles.min, 7))\(right(cycles.median, 8))\(right(cycles.max, 8))")
            }
            let covered = part.covered
            let completed = covered.completed.values.reduce(0, +)
            let interrupted = covered.interrupted.values.reduce(0, +)
            lines.append(
                "  \(completed) instructions completed, \(covered.refused) refused, \(interrupted) interrupted")
        }
        let bad = scenarios.filter { !$0.failures.isEmpty }.count
        if !scenarios.isEmpty {
            let expectations = scenarios.reduce(0) { $0 + $1.expectations }
            lines.append(
                "\(scenarios.count) scenario runs, \(expectations) expected results, \(bad) runs with failures")
        }
        lines.append("\(operations) operations, \(mismatches) mismatches")
        return lines.joined(separator: "\n")
    }

    private func right(_ number: Int, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - String(number).count)) + String(number)
    }
}
