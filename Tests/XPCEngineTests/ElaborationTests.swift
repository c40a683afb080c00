import HDL
import LintSupport
import Netlist
import Testing
import Verilog
import XPCEngine

@Suite struct ElaborationTests {
    @Test(arguments: XPCConfiguration.named + corners)
    func elaboratesWithoutAWarning(_ configuration: XPCConfiguration) throws {
        let design = try design(configuration)
        #expect(design.warnings.map { $0.text(design.sources) } == [])
    }

    @Test func allCornersAreConfigurations() { #expect(corners.count == 6) }

    @Test func theSameBytesTwice() throws {
        let texts = try (0..<2).map { _ in verilog(of: try design(.full)).map(\.text) }
        #expect(texts[0] == texts[1])
    }

    @Test(arguments: corners)
    func cornersAreClean(_ configuration: XPCConfiguration) throws {
        let lint = try Lint(verilog(of: try design(configuration)).map { ($0.name, $0.text) })
        #expect(try lint.verilator(top: "XPCEngine") == [])
        #expect(try lint.icarus(top: "XPCEngine") == [])
    }

    /// P13: in the circuit with both builds time passes for each when its signal says so, in all of its parts.
    @Test(arguments: XPCConfiguration.named)
    func buildsSideBySide(_ configuration: XPCConfiguration) throws {
        let design = try ProofHarness.builds.design(configuration)
        #expect(design.check().filter { $0.severity == .error }.isEmpty)
        let names = design.topCircuit.instances.map { instance in
            instance.connections.last.flatMap { $0 }.map { wire in
                design.topCircuit.statements.compactMap { statement -> String? in
                    guard case .assign(let assignment) = statement, assignment.target == wire else { return nil }
                    return design.topCircuit.names[assignment.value]
                }
            }
        }
        #expect(names == [["runsBlocking"], ["runsBuffered"]])
        for circuit in design.circuits.dropLast() {
            let passes = try #require(circuit.ports.last?.node)
            #expect(circuit.names[passes] == "time_passes")
            #expect(circuit.instances.allSatisfy { $0.connections.count == design[$0.circuit].ports.count })
            #expect(circuit.registers.allSatisfy { $0.enable != nil }, "\(circuit.name)")
        }
    }
}
