extension CoverageReport {
    /// The report as one page that loads nothing: a table of the files, then each file's text with counts.
    ///
    /// - Parameter source: gives the text of a file (`Module/File.swift`); where it gives nil, the lines are listed without text.
    public func html(title: String, source: (String) -> String?) -> String {
        var rows = [row("all", statements, branches, toggles, covers, anchor: nil)]
        var sections: [String] = []
        for (index, file) in files.enumerated() {
            rows.append(
                row(file.name, file.statements, file.branches, file.toggles, file.covers, anchor: "f\(index)"))
            sections.append("<h2 id=\"f\(index)\">\(Self.escaped(file.name))</h2>\n\(listing(file, source(file.name)))")
        }
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>\(Self.escaped(title))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <h1>\(Self.escaped(title))</h1>
            <p>Counts of the circuit in simulation, brought back to the lines of Swift that it was made from.
            <span class="hit">Reached</span>, <span class="part">reached in part</span>, <span class="miss">never reached</span>.</p>
            <table>
            <tr><th>file</th><th>lines</th><th>branches</th><th>bits toggled</th><th>cover points</th></tr>
            \(rows.joined(separator: "\n"))
            </table>
            \(sections.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    private func row(
        _ name: String, _ lines: Ratio, _ branches: Ratio, _ toggles: Ratio, _ covers: Ratio, anchor: String?
    ) -> String {
        let title = Self.escaped(name)
        let link = anchor.map { "<a href=\"#\($0)\">\(title)</a>" } ?? title
        let cells = [lines, branches, toggles, covers].map { ratio in
            ratio.all == 0 ? "<td>-</td>" : "<td>\(ratio.text) (\(ratio.reached * 100 / ratio.all) %)</td>"
        }
        return "<tr><td>\(link)</td>\(cells.joined())</tr>"
    }

    private func listing(_ file: File, _ text: String?) -> String {
        let known = Dictionary(file.lines.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [String] = []
        func add(_ number: Int, _ code: String) {
            let line = known[number]
            let notes = line?.findings ?? []
            let kind = line.map { Self.kind(of: $0) } ?? ""
            let note = notes.isEmpty ? "" : "  <i>\(Self.escaped(notes.joined(separator: "; ")))</i>"
            let count = line?.count.map(String.init) ?? ""
            rows.append(
                "<div class=\"\(kind)\"><b>\(number)</b><s>\(count)</s><code>\(Self.escaped(code))</code>\(note)</div>")
        }
        if let text {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, code) in lines.enumerated() { add(index + 1, String(code)) }
        } else {
            for line in file.lines { add(line.number, "") }
        }
        return "<pre>\(rows.joined())</pre>"
    }

    private static func kind(of line: Line) -> String {
        guard line.isMissed else { return "hit" }
        let counts = Array(line.branches.values) + Array(line.toggles.values) + Array(line.covers.values)
        let isNothing = line.runs.map { $0 == 0 } ?? counts.allSatisfy { $0 == 0 }
        return isNothing ? "miss" : "part"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    private static let style = """
        body { margin: 0 auto; max-width: 1100px; padding: 24px 20px; color: #1d2733; background: #fff;
          font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color-scheme: light; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: 3px 12px; border-bottom: 1px solid #d9e0e7; text-align: right; }
        th:first-child, td:first-child { text-align: left; }
        pre { font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; border: 1px solid #d9e0e7; overflow-x: auto; }
        pre div { white-space: pre; min-width: max-content; }
        pre b { display: inline-block; width: 4em; text-align: right; color: #5c6b7a; font-weight: 400; }
        pre s { display: inline-block; width: 8em; text-align: right; padding-right: 1em; text-decoration: none; color: #5c6b7a; }
        pre i { color: #a32015; font-style: normal; }
        code { font: inherit; }
        .hit { background: #e7f5e9; } .part { background: #fff3d6; } .miss { background: #fde3e0; }
        """
}
