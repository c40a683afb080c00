import Foundation
import Simulation
import Testing
import XPCEngine
import XPCScenario

/// The evaluator and the Verilated model do the same in every cycle: the same traces, counts and cycles.
@Suite struct BothSimulatorsTests {
    /// Runs the plan on both simulators: what was printed, and the report without the simulator's name.
    private func outcomes(_ plan: SimulationPlan) throws -> [(text: [String], report: String)] {
        try SimulatorKind.allCases.map { simulator in
            var plan = plan
            plan.simulator = simulator
            var text: [String] = []
            var report = try plan.run(output: { text.append($0) })
            #expect(report.mismatches == 0, "\(simulator): \(text.joined(separator: "\n"))")
            #expect(report.simulator == simulator.rawValue && report.clocks > 0)
            report.simulator = ""
            return (text, try report.json())
        }
    }

    @Test(arguments: XPCConfiguration.named) func scenariosTakeTheSameCycles(configuration: XPCConfiguration) throws {
        var plan = SimulationPlan()
        plan.configurations = [configuration]
        plan.scenarios = try ShippedScenarioTests.scenarios()
        let outcomes = try outcomes(plan)
        #expect(outcomes[0].text == outcomes[1].text)
        #expect(outcomes[0].report == outcomes[1].report)
    }

    /// Refusals, interrupts, memory errors, back-pressure: the counts of all, and the total of clock cycles.
    @Test(arguments: XPCConfiguration.named)
    func randomOperationsTakeTheSameCycles(configuration: XPCConfiguration) throws {
        var plan = SimulationPlan()
        plan.configurations = [configuration]
        plan.randomOperations = 20_000
        plan.seed = 11
        let outcomes = try outcomes(plan)
        #expect(outcomes[0].report == outcomes[1].report)
    }

    @Test(arguments: XPCConfiguration.named) func theCycleTableIsTheSame(configuration: XPCConfiguration) throws {
        let tables = try SimulatorKind.allCases.map { simulator in
            var measurement = try CycleMeasurement(
                configuration, sources: try .engine(configuration, simulator: simulator))
            return try measurement.table(samples: 50).text
        }
        #expect(tables[0] == tables[1])
    }

    @Test func wavesAreVCD() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("call-\(UUID().uuidString).vcd")
        defer { try? FileManager.default.removeItem(at: file) }
        var plan = SimulationPlan()
        plan.configurations = [.minimal]
        plan.simulator = .evaluator
        plan.scenarios = [try ScenarioParser.read(ShippedScenarioTests.folder.appending(path: "call.yaml").path())]
        plan.waves = file.path
        _ = try plan.run()
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("$scope module XPCEngine $end") && text.contains("$enddefinitions $end"))
        plan.waves = file.path + ".fst"
        let error = try #require(throws: SimulationError.self) { try plan.run() }
        #expect(error.code == .wrongWaveFormat)
    }

    @Test func coverageNeedsVerilator() throws {
        var plan = SimulationPlan()
        plan.configurations = [.minimal]
        plan.simulator = .evaluator
        plan.randomOperations = 10
        plan.coverageFolder = FileManager.default.temporaryDirectory.path
        let error = try #require(throws: SimulationError.self) { try plan.run() }
        #expect(
            error.description == """
                error[SIM015]: the evaluator does not count which lines are reached
                  help: coverage needs the Verilated model: --simulator verilator
                """)
    }
}
