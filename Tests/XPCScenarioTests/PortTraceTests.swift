import Formal
import LintSupport
import Netlist
import Simulation
import Testing
import XPCEngine

@testable import XPCScenario

/// The trace of a proof that failed is a scenario: the check fails again at the same edge, and holds when the engine is right.
@Suite struct PortTraceTests {
    private static let check = "R2.9 a segment without bytes is normalised"

    /// The module that the scenarios drive, and the same without a reset of the mask's length.
    private func design(isBroken: Bool) throws -> Design {
        let trace = PortTrace(
            harness: .engine, module: "RelaySegment", check: Self.check, registers: [], cycles: [])
        var design = try trace.design(.minimal)
        guard isBroken else { return design }
        let top = design.top.index
        let index = try #require(
            design.circuits[top].registers.firstIndex {
                design.circuits[top].names[$0.node] == "heldMask_length"
            })
        design.circuits[top].registers[index].reset = nil
        return design
    }

    @Test(.enabled(if: Yosys.isInstalled, "yosys is not installed: nobody proves anything"))
    func aFailedProofIsAScenario() throws {
        let broken = try design(isBroken: true)
        var options = ProofOptions()
        options.timeout = 20
        options.property = Self.check
        let result = try #require(try prove(broken, options).properties.first { $0.status == .failed })
        let found = try #require(result.trace)
        #expect(!found.initial.isEmpty)
        let text = PortTrace(
            harness: .engine, module: "RelaySegment", check: result.name, registers: found.initial,
            cycles: found.cycles
        ).file(about: "a \"broken\" engine", configuration: "minimal")

        let scenario = try ScenarioParser.parse(text, file: "trace.yaml")
        let trace = try #require(scenario.ports)
        #expect(scenario.configurations == ["minimal"])
        #expect(trace.cycles.count == found.cycles.count)
        for simulator in SimulatorKind.allCases {
            #expect(try trace.firstFailure(broken, simulator, waves: nil) == found.cycles.count - 1)
            #expect(try trace.firstFailure(design(isBroken: false), simulator, waves: nil) == nil)
        }
        // It hangs on what the registers held.
        var other = trace
        other.registers = []
        #expect(try other.firstFailure(broken, .evaluator, waves: nil) == nil)
        // The command runs it on the engine as it is.
        let report = try run(text)
        #expect(report.mismatches == 0)
        #expect(report.scenarios.map(\.expectations) == [1])
    }

    private func run(_ text: String) throws -> SimulationReport {
        var plan = SimulationPlan()
        plan.scenarios = [try ScenarioParser.parse(text, file: "trace.yaml")]
        plan.configurations = [.minimal]
        plan.simulator = .evaluator
        return try plan.run()
    }

    /// Without a reset, with registers of two circuits.
    @Test func aFailureIsTold() throws {
        func text(check: String = Self.check, register: String = "heldMask_length") -> String {
            """
            name: No reset
            configurations: minimal
            ports:
              circuit: engine
              module: XPCEngine
              check: \(check)
              registers: {relaySegment.\(register): 0x8}
              cycles:
                - {reset: 0x1}
                - {reset: 0x0}
                - {}
            """
        }
        #expect(try run(text()).mismatches == 0)
        let report = try run(text().replacing("- {reset: 0x1}", with: "- {}"))
        #expect(report.mismatches == 1)
        #expect(report.scenarios[0].failures == ["“\(Self.check)” fails at the edge at the end of cycle 0"])

        func refusal(_ text: String) -> String {
            do {
                _ = try run(text)
                return ""
            } catch { return "\(error)" }
        }
        #expect(
            refusal(text(check: "R2.9 a segment")).hasPrefix(
                "trace.yaml:1:1: error: there is no check “R2.9 a segment” in XPCEngine"))
        #expect(
            refusal(text(register: "mask"))
                == "trace.yaml:1:1: error: no register “relaySegment.mask” of XPCEngine can hold that")
        #expect(
            refusal(text(register: "\"items[x]\"").replacing("relaySegment.\"", with: "\"")).contains(
                "“items[x]” is no word of a memory"))
        #expect(refusal(text().replacing("XPCEngine", with: "XPCEngin")).contains("did you mean “XPCEngine”?"))
        #expect(refusal(text().replacing("{}", with: "{speed: 1}")).contains("there is no port “speed”"))
        #expect(refusal(text().replacing("- {}", with: "- {reset: 2}")).contains("reset"))
        #expect(refusal(text().replacing("circuit: engine", with: "circuit: motor")).contains("should not be “motor”"))
        #expect(
            refusal(text().replacing("ports:", with: "steps: []\nports:")).contains(
                "“steps” does not go together with ports"))
    }

    /// Numbers wider than a word, and instances of one circuit that start differently.
    @Test func valuesAtPowerOn() throws {
        let design = try ProofHarness.threads.design(.minimal)
        let wide = BitVector(words: [1, 2, 3], width: 192)
        let values = [
            StateValue(signal: "one.relaySegment.heldMask_length", element: 0, value: BitVector(5, width: 29)),
            StateValue(signal: "other.relaySegment.heldMask_length", element: 0, value: BitVector(6, width: 29)),
            StateValue(signal: "other.relaySegment.heldMask_offset", element: 0, value: wide),
            StateValue(signal: "third.relaySegment.heldMask_offset", element: 0, value: wide),
        ]
        let (started, refused) = design.poweringOn(with: values)
        #expect(Set(refused) == Set(values.suffix(2)))
        func initial(_ path: [String], _ name: String) throws -> BitVector {
            var circuit = started.topCircuit
            for step in path {
                circuit = started[try #require(circuit.instances.first { $0.name == step }).circuit]
            }
            return try #require(circuit.registers.first { circuit.names[$0.node] == name }).initial
        }
        #expect(try initial(["one", "relaySegment"], "heldMask_length").low64 == 5)
        #expect(try initial(["other", "relaySegment"], "heldMask_length").low64 == 6)
        #expect(Set(started.circuits.map(\.name)).count == started.circuits.count)
        let trace = PortTrace(
            harness: .threads, module: nil, check: "c", registers: [values[2]], cycles: [["a": wide], ["a": wide]])
        let again = try ScenarioParser.parse(trace.file(about: "widths", configuration: "minimal"), file: "f").ports
        #expect(again?.registers == trace.registers)
        #expect(again?.cycles == [["a": wide], [:]])
    }
}
