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
            verilog: VerilogSources(design), registers: registers(configuration),
            state: "r.XPCEngine__DOT__sequencer__DOT__state",
            stateNames: design.enumerations.first { $0.name == "SequencerState" }?.cases.map(\.name) ?? [])
    }

    /// Where the registers are in the circuit, and how they are held: without the bits that read zero.
    private static func registers(_ configuration: XPCConfiguration) -> [String] {
        func held(_ name: String) -> String { "(uint64_t)r.XPCEngine__DOT__registers__DOT__\(name)" }
        func segment(_ name: String) -> String { "(uint64_t)r.XPCEngine__DOT__relaySegment__DOT__\(name)" }
        func sized(_ name: String) -> String { "(\(held(name)) >> 4 << 6 | (\(held(name)) & 15))" }
        return [
            "\(held("entryBase")) << 6", held("entryCount"),
            configuration.capabilityTable == .radix ? "\(held("capability")) << 12" : sized("capability"),
            "\(held("capabilityBase")) << 6", "\(held("link")) << 6", "\(held("linkBase")) << 6",
            "\(held("linkLimit")) << 6",
            configuration.bufferedRecords == 0 ? "0" : "\(held("failed")) << 6 | \(held("isSet"))",
            sized("list"), "\(segment("held_virtual")) << 3",
            "\(segment("held_physical")) << 3 | \(segment("held_permission"))", "\(segment("held_length")) << 3",
            "\(segment("heldMask_offset")) << 3", "\(segment("heldMask_length")) << 3",
        ]
    }
}
