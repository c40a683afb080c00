import Estimate

extension Increment {
    /// The table for a terminal: what was added, by each method, and in percent of what.
    func text(of extended: String, over baseline: String) -> String {
        let names = addedInstances.isEmpty ? "none" : addedInstances.joined(separator: ", ")
        var text = "Increment of \(extended) over \(baseline); all ports of both are live\n"
        text += "Instances that \(baseline) does not have: \(names)\n\n"
        let width = max(12, baseline.count + 2, extended.count + 2)
        text += pad("", 10) + padLeft("block", 12)
        text += padLeft("hierarchy kept", 2 * width + 18) + padLeft("flattened", 2 * width + 18) + "\n"
        text += pad("Resource", 10) + padLeft("alone", 12)
        for _ in 0..<2 {
            text += padLeft(baseline, width) + padLeft(extended, width) + padLeft("added", 18)
        }
        text += "\n"
        for (index, column) in alone.columns.enumerated() where column.name != "levels" {
            text += pad(alone.titles[index], 10) + padLeft("\(column.value)", 12)
            for comparison in [hierarchical, flattened] {
                let (before, after) = (
                    comparison.baseline.columns[index].value, comparison.extended.columns[index].value
                )
                let percent = before == 0 ? "" : "  " + percentText(Double(after - before) * 100 / Double(before))
                text += padLeft("\(before)", width) + padLeft("\(after)", width)
                text += padLeft((after < before ? "" : "+") + "\(after - before)" + percent, 18)
            }
            text += "\n"
        }
        text += "Percentages are of \(baseline): \(hierarchical.baseline.lut) LUT with the hierarchy kept, "
        text += "\(flattened.baseline.lut) LUT flattened.\n"
        text += "Noise, \(noise.runs) runs with the inputs in other orders, flattened: "
        let hasCells = alone.columns.contains { $0.name == "lc" }
        text += "LUT \(signed(noise.lut))" + (hasCells ? ", LC \(signed(noise.lc))" : "") + ".\n"
        return text
    }

    private func signed(_ range: ClosedRange<Int>) -> String {
        [range.lowerBound, range.upperBound].map { ($0 < 0 ? "" : "+") + "\($0)" }.joined(separator: " to ")
    }
}
