import HDL
import Verilator
import XPCEngine

extension EngineSources {
    /// The engine of a configuration, elaborated and written as Verilog.
    ///
    /// - Throws: what the elaboration finds wrong.
    public static func engine(_ configuration: XPCConfiguration) throws -> EngineSources {
        let design = try elaborate { XPCEngine(configuration) }
        return EngineSources(
            verilog: VerilogSources(design), stateMember: "XPCEngine__DOT__sequencer__DOT__state",
            stateNames: design.enumerations.first { $0.name == "SequencerState" }?.cases.map(\.name) ?? [])
    }
}
