import ArgumentParser
import Estimate
import Foundation
import Report
import Verilator
import XPCEngine
import XPCScenario

/// `xpc report`.
struct WriteReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Writes one HTML page: configurations, cycles, cost with a treemap, versions.",
        discussion: """
            The page is self-contained: nothing is loaded from elsewhere.

            EXAMPLES
              xpc report                                   all configurations, into report.html
              xpc report --config paper --output paper.html
            """)

    @Option(help: "minimal, paper, full, wide, or all.")
    var config = "all"

    @Option(name: .shortAndLong, help: "The file to write.")
    var output = "report.html"

    @Option(help: "Isolated operations of each kind that are measured.")
    var samples = 1000

    func run() throws {
        let engine = try EngineOptions.parse(["--config", config])
        guard samples > 0 else { throw ValidationError("--samples must be at least 1, not \(samples)") }
        let sections = try engine.configurations().map { configuration in
            try section(configuration)
        }
        let page = ReportPage(
            sections: sections,
            measurement: """
                Largest of \(samples) isolated operations of each kind, from the cycle in which the command fires to the \
                cycle in which the answer is there; the engine alone, on an ideal memory that takes a request per cycle \
                and answers 2 cycles later. The paper's figures are a whole core's. They are not the same thing.
                """,
            versions: Self.versions,
            commands: [
                "xpc report --config \(config) --samples \(samples)", "xpc generate --config \(config)",
                "xpc simulate Sim/scenarios/*.yaml", "xpc estimate --config \(config)",
            ])
        try Data(page.html().utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        print("\(output): \(sections.map(\.configuration).joined(separator: ", "))")
    }

    private func section(_ configuration: XPCConfiguration) throws -> ReportPage.Section {
        var measurement = try CycleMeasurement(configuration, sources: try EngineSources.engine(configuration))
        let table = try measurement.table(samples: samples)
        return ReportPage.Section(
            configuration: configuration.name, knobs: configuration.knobs,
            cycles: table.rows.map {
                ReportPage.Cycles(
                    title: $0.title, measured: $0.measured, limit: $0.limit, paper: $0.paper.map(String.init) ?? "-")
            },
            cost: CostResult(configuration: configuration.name, estimate: estimate(try configuration.design())))
    }

    private static var versions: [(name: String, value: String)] {
        [
            ("xpc", XPC.configuration.version),
            ("Verilator", (try? Toolchain.find().versions().verilator) ?? "not found"),
            ("made", ISO8601DateFormatter().string(from: Date())),
        ]
    }
}
