import Foundation
import Testing
import XPCEngine
import XPCScenario

/// The scenario files that come with the project.
@Suite struct ShippedScenarioTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sim/scenarios")
    static let files: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()

    @Test func thereAreEnoughExpectedResults() throws {
        #expect(Self.files.count >= 24)
        let expected = try Self.files.map {
            try ScenarioParser.read(Self.folder.appending(path: $0).path()).expectationCount
        }
        #expect(expected.reduce(0, +) >= 200, "results written by hand from the text")
    }

    static func scenarios() throws -> [Scenario] {
        try files.map { try ScenarioParser.read(folder.appending(path: $0).path()) }
    }

    /// In Verilator; `BothSimulatorsTests` compares the evaluator with it.
    @Test(arguments: XPCConfiguration.named) func allPass(configuration: XPCConfiguration) throws {
        var plan = SimulationPlan()
        plan.configurations = [configuration]
        plan.scenarios = try Self.scenarios()
        let report = try plan.run()
        #expect(report.scenarios.count >= 19)
        for scenario in report.scenarios { #expect(scenario.failures == [], "\(scenario.name)") }
        #expect(report.mismatches == 0)
    }

    /// P14: all orders of 6 accesses of each of two engines on one memory.
    @Test(arguments: SimulatorKind.allCases) func twoEnginesSwapInEveryOrder(simulator: SimulatorKind) throws {
        var plan = SimulationPlan()
        plan.simulator = simulator
        plan.scenarios = [try ScenarioParser.read(Self.folder.appending(path: "two-engines.yaml").path())]
        var lines: [String] = []
        let report = try plan.run(output: { lines.append($0) })
        let line = "Two engines on one memory swap the same list entry: 924 orders of accesses, 0 of them wrong"
        #expect(lines == Array(repeating: line, count: XPCConfiguration.named.count))
        #expect(report.mismatches == 0)
    }

    @Test func anExpectationThatIsNotMetIsNamed() throws {
        var plan = SimulationPlan()
        plan.configurations = [.paper]
        let text = """
            name: wrong
            processes:
              a: {calls: [b]}
              b: {}
            x-entries:
              b: {process: b, pc: 0x40000}
            steps:
              - xcall: b
                expect: {pc: 0x40004, cycles: 1}
              - xret: 
                expect: {cause: invalid-linkage}
              - swapseg: 0
            """
        plan.scenarios = [try ScenarioParser.parse(text, file: "wrong.yaml")]
        let report = try plan.run()
        #expect(
            report.scenarios[0].failures
                == [
                    "wrong.yaml:9:18: error: xcall b: pc should be 0x40004, but is 0x40000",
                    "wrong.yaml:8:5: error: xcall b: should take at most 1 cycles, but takes 11",
                    "wrong.yaml:10:5: error: xret: should raise invalidLinkage, but does not",
                    "wrong.yaml:12:5: error: swapseg 0: raises swapError (28), tval 0x0, which was not expected",
                ].sorted { first, second in
                    report.scenarios[0].failures.firstIndex(of: first) ?? 0
                        < report.scenarios[0].failures.firstIndex(of: second) ?? 0
                })
        #expect(report.mismatches == 4)
    }
}
