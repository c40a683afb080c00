import Foundation
import HDL
import LintSupport
import Netlist
import Testing
import Verilog
import XPCEngine

/// The generated Verilog of every named configuration.
@Suite(.serialized) struct RTLTests {
    /// Every module of every configuration, each as its own top, in Verilator, Icarus and Yosys, without a waiver.
    @Test(arguments: XPCConfiguration.named)
    func everyModuleIsClean(configuration: XPCConfiguration) throws {
        let design = try elaborate { XPCEngine(configuration) }
        let files = verilog(of: design)
        #expect(files.count > 4)
        let lint = try Lint(files.map { ($0.name, $0.text) })
        #expect(try lint.messages(top: files[files.count - 1].module).isEmpty)
        for index in design.circuits.indices.dropLast() {
            // On its own: a child's unused ports are then the top's own.
            let own = verilog(of: design.with(top: CircuitID(index)))
            let messages = try Lint(own.map { ($0.name, $0.text) }).messages(top: own[own.count - 1].module)
            #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))")
        }
    }

    @Test(arguments: XPCConfiguration.named)
    func twoRunsGiveTheSameBytes(configuration: XPCConfiguration) throws {
        let first = verilog(of: try elaborate { XPCEngine(configuration) })
        let second = verilog(of: try elaborate { XPCEngine(configuration) })
        #expect(first.map(\.text) == second.map(\.text))
    }

    /// `RTL/` holds what the generator makes now: run `xpc generate --config all --output RTL` after a change.
    @Test func checkedInVerilogIsUpToDate() throws {
        let result = try Command.xpc("generate", "--check", "--config", "all", "--output", "RTL")
        #expect(result.status == 0, "\(result.errors)")
    }
}
