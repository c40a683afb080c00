import HDL
import Netlist
import Verilator
import XPCEngine

extension EngineSources {
    /// The engine as it is described in Swift.
    public static func engine(_ configuration: XPCConfiguration) throws -> EngineSources {
        let design = try elaborate { XPCEngine(configuration) }
        return EngineSources(verilog: VerilogSources(design), stateMember: nil, stateNames: [])
    }
}
