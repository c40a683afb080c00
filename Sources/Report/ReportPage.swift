import Estimate
import Mustache

/// One self-contained HTML page: what was built, how fast it is, what it costs, and how to make the page again.
public struct ReportPage: Sendable {
    /// One configuration's results.
    public struct Section: Sendable {
        public var configuration: String
        /// The build-time knobs and their values.
        public var knobs: [(name: String, value: String)]
        /// Cycles by kind of operation, as measured; a kind that the configuration does not have is left out.
        public var cycles: [Cycles]
        public var cost: CostResult

        public init(
            configuration: String, knobs: [(name: String, value: String)], cycles: [Cycles], cost: CostResult
        ) {
            self.configuration = configuration
            self.knobs = knobs
            self.cycles = cycles
            self.cost = cost
        }
    }

    /// Cycles of one kind of operation: the largest of many isolated ones.
    public struct Cycles: Sendable {
        public var title: String
        /// What this engine takes; nil where the configuration has no such operation.
        public var measured: Int?
        /// What it may take at most.
        public var limit: Int?
        /// What the paper's prototype takes, a whole core.
        public var paper: String
        public init(title: String, measured: Int?, limit: Int?, paper: String) {
            self.title = title
            self.measured = measured
            self.limit = limit
            self.paper = paper
        }
    }

    public var sections: [Section]
    /// What was measured how, in words: the memory, the number of operations.
    public var measurement: String
    /// Tools and their versions.
    public var versions: [(name: String, value: String)]
    /// The commands that make the page.
    public var commands: [String]

    public init(
        sections: [Section], measurement: String, versions: [(name: String, value: String)], commands: [String]
    ) {
        self.sections = sections
        self.measurement = measurement
        self.versions = versions
        self.commands = commands
    }

    /// The HTML text.
    ///
    /// - Throws: when the page's template is damaged.
    public func html() throws -> String {
        let template = try MustacheTemplate(string: Self.template)
        return template.render([
            "measurement": measurement, "caveat": PaperFigures.caveat, "commands": commands,
            "versions": versions.map { ["name": $0.name, "value": $0.value] },
            "sections": sections.map(Self.values), "bars": BarChart(sections.map(\.cost)).svg,
            "paper": PaperFigures.cost.map {
                [
                    "resource": $0.resource, "baseline": "\($0.baseline)", "with": "\($0.withXPC)",
                    "added": "\($0.added)", "percent": percentText($0.percent),
                ]
            },
        ])
    }

    private static func values(_ section: Section) -> [String: Any] {
        let estimate = section.cost.estimate
        return [
            "configuration": section.configuration,
            "knobs": section.knobs.map { ["name": $0.name, "value": $0.value] },
            "cycles": section.cycles.map {
                [
                    "title": $0.title, "measured": $0.measured.map { "\($0)" } ?? "-",
                    "limit": $0.limit.map { "\($0)" } ?? "-", "paper": $0.paper,
                ]
            },
            "columns": estimate.total.titles,
            "rows": estimate.modules.flatMap { row in
                var rows: [[String: Any]] = [values(row, last(row.instance), row.depth, row.inclusive)]
                if row.hasChildren { rows.append(values(row, "(\(last(row.instance)))", row.depth + 1, row.local)) }
                return rows
            },
            "treemap": section.cost.treemap.svg,
        ]
    }

    private static func values(
        _ row: EstimateReport.Row, _ name: String, _ depth: Int, _ counts: ResourceCounts
    ) -> [String: Any] {
        [
            "name": name, "module": row.module, "indent": "\(depth * 16)",
            "figures": counts.columns.map { "\($0.value)" },
        ]
    }

    private static func last(_ path: String) -> String { path.split(separator: ".").last.map(String.init) ?? path }
}
