extension EstimateReport {
    /// A table for a terminal: one row per instance, inclusive, indented by depth; below an instance that has instances a row `(name)`
    /// for what is local to it.
    ///
    /// - Parameters:
    ///   - depth: instances deeper than this are left out; the top is at 0.
    ///   - withShares: beside LUT, LC and FF stands how much of its parent's an instance has.
    public func table(depth: Int = .max, withShares: Bool = false) -> String {
        let shared: Set = ["lut", "lc", "ff"]
        var headings = ["Instance", "Module"]
        for (name, title) in zip(total.columns.map(\.name), total.titles) {
            headings.append(title)
            if withShares, shared.contains(name) { headings.append("%") }
        }
        var rows = [headings]
        func add(_ name: String, _ module: String, _ depth: Int, _ counts: ResourceCounts, of parent: ResourceCounts?) {
            var row = [String(repeating: "  ", count: depth) + name, module]
            for (index, column) in counts.columns.enumerated() {
                row.append(String(column.value))
                guard withShares, shared.contains(column.name) else { continue }
                row.append(parent.map { Self.share(column.value, of: $0.columns[index].value) } ?? "")
            }
            rows.append(row)
        }
        // The inclusive figures of the instances around the current one, the top first.
        var around: [ResourceCounts] = []
        for row in modules where row.depth <= depth {
            around.removeLast(around.count - row.depth)
            let name = row.instance.split(separator: ".").last.map(String.init) ?? row.instance
            add(name, row.module, row.depth, row.inclusive, of: around.last)
            around.append(row.inclusive)
            if row.hasChildren, row.depth < depth { add("(\(name))", "", row.depth + 1, row.local, of: row.inclusive) }
        }
        return Self.aligned(rows, leftColumns: 2)
    }

    /// One digit behind the point; nothing of nothing is nothing.
    private static func share(_ value: Int, of whole: Int) -> String {
        guard whole > 0 else { return "" }
        let tenths = (value * 2000 + whole) / (2 * whole)
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// Lines of comma-separated values with a heading: each instance twice, inclusive and local.
    ///
    /// - Parameters:
    ///   - design: stands in the first column of each line.
    ///   - withHeading: false for what comes behind another report's lines.
    public func csv(design: String, withHeading: Bool = true) -> String {
        var lines: [String] = []
        if withHeading {
            lines.append(
                (["design", "instance", "module", "scope"] + total.columns.map(\.name)).joined(separator: ","))
        }
        for row in modules {
            for (scope, counts) in [("inclusive", row.inclusive), ("local", row.local)] {
                let names = [design, row.instance, row.module, scope]
                lines.append((names + counts.columns.map { String($0.value) }).joined(separator: ","))
            }
        }
        return lines.joined(separator: "\n") + "\n"
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
