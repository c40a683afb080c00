import Netlist
import Testing
import XPCEngine

@testable import XPCScenario

/// The campaigns of faults find engines that do not stand them.
@Suite struct FaultPlantTests {
    private func sources(
        _ configuration: XPCConfiguration, _ simulator: SimulatorKind = .evaluator,
        _ edit: (inout Design) throws -> Void
    ) throws -> EngineSources {
        var sources = try EngineSources.engine(configuration, simulator: simulator)
        try edit(&sources.design)
        return sources
    }

    /// Takes the reset from the registers of that name.
    private func withoutReset(_ name: String, _ design: inout Design) {
        var count = 0
        for circuit in design.circuits.indices {
            for index in design.circuits[circuit].registers.indices
            where design.circuits[circuit].names[design.circuits[circuit].registers[index].node] == name {
                design.circuits[circuit].registers[index].reset = nil
                count += 1
            }
        }
        #expect(count > 0, "\(name)")
    }

    @Test func aStateThatSurvivesAResetIsFound() throws {
        let sources = try sources(.minimal) { withoutReset("state", &$0) }
        var faults = try ResetFaults(.minimal, sources: sources)
        let outcome = try faults.run()
        #expect(outcome.failures.contains { $0.hasPrefix("call at cycle 1: ") })
        #expect(outcome.failures.contains { $0.contains("P16: something is on after reset") })
    }

    @Test func aRegisterWithoutAResetIsFound() throws {
        var faults = RegisterFaults(.minimal, sources: try .engine(.minimal, simulator: .evaluator))
        withoutReset("link", &faults.sources.design)
        let outcome = try faults.run(starts: 2, operations: 50, seed: 1)
        #expect(outcome.failures.count == 2)
        #expect(outcome.failures.allSatisfy { $0.contains("xlink: circuit 0x") }, "\(outcome.failures)")
    }

    /// Whoever listens to nobody cannot be interrupted.
    @Test func anInterruptThatIsNotHeardIsFound() throws {
        let sources = try sources(.minimal) { design in
            let top = design.top.index
            let instance = try #require(design.circuits[top].instances.firstIndex { $0.name == "sequencer" })
            let other = try #require(design.circuits[top].instances.first { $0.name == "registers" })
            func place(_ port: String, _ circuit: CircuitID) throws -> Int {
                let circuit = design[circuit]
                return try #require(circuit.ports.firstIndex { circuit.names[$0.node] == port })
            }
            let kill = try place("kill", design.circuits[top].instances[instance].circuit)
            design.circuits[top].instances[instance].connections[kill] =
                other.connections[try place("tvm", other.circuit)]
        }
        var faults = try MemoryFaults(.minimal, sources: sources)
        let failures = try faults.run().failures
        #expect(failures.contains { $0 == "call, silent after 0 answers: an interrupt ends what waits" })
    }

    @Test func anErrorThatIsNotSeenIsFound() throws {
        var faults = try MemoryFaults(.minimal, sources: try .engine(.minimal, simulator: .evaluator))
        // The monitors are told that memory said error where it did not, and the engine goes on.
        faults.bench.lockStep.engine.watch?.fault = { $0.answer?.isError.toggle() }
        let failures = try faults.run().failures
        let text = "call, late: a property is violated in cycle "
        #expect(failures.contains { $0.hasPrefix(text) && $0.contains("P1: x-entry 1 is read before") }, "\(failures)")
    }

    @Test func runsThatDifferAreToldApart() {
        #expect(TwinRun.difference([1, 2, 3], [1, 2, 3]) == nil)
        #expect(TwinRun.difference([1, 2, 3], [1, 4, 3]) == 1)
        #expect(TwinRun.difference([1, 2], [1, 2, 3]) == 2)
    }
}
