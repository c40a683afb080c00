extension EstimateReport {
    /// A table for a terminal: one row per instance, inclusive, indented by depth; below an instance that has instances a row `(name)`
    /// for what is local to it.
    public func table() -> String {
        let headings = [
            "LUT", "LC", "FF", "LUTRAM", "SRL", "CARRY4", "MUXF", "RAMB18", "RAMB36", "DSP", "Levels",
        ]
        var rows: [[String]] = [["Instance", "Module"] + headings]
        func add(_ name: String, _ module: String, _ depth: Int, _ counts: ResourceCounts) {
            let indent = String(repeating: "  ", count: depth)
            rows.append([indent + name, module] + counts.columns.map { String($0.value) })
        }
        for row in modules {
            let name = row.instance.split(separator: ".").last.map(String.init) ?? row.instance
            add(name, row.module, row.depth, row.inclusive)
            if row.hasChildren { add("(\(name))", "", row.depth + 1, row.local) }
        }
        return Self.aligned(rows, leftColumns: 2)
    }

    /// Columns padded to their widest cell; the first ones to the left, numbers to the right.
    static func aligned(_ rows: [[String]], leftColumns: Int) -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        var lines: [String] = []
        for row in rows {
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return column < leftColumns ? cell + padding : padding + cell
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            lines.append(line)
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
