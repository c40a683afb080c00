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
        for file in files { #expect(try lint.messages(top: file.module) == [], "\(file.module)") }
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
