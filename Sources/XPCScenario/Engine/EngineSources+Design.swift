import HDL
import XPCEngine

extension EngineSources {
    /// The engine of a configuration, elaborated.
    ///
    /// - Throws: what the elaboration finds wrong.
    public static func engine(
        _ configuration: XPCConfiguration, simulator: SimulatorKind = .verilator
    ) throws -> EngineSources {
        let design = try elaborate { XPCEngine(configuration) }
        return EngineSources(
            design: design, simulator: simulator, registers: registers(configuration),
            state: HeldValue("sequencer.state"),
            stateNames: design.enumerations.first { $0.name == "SequencerState" }?.cases.map(\.name) ?? [])
    }

    /// Where the registers are in the circuit, and how they are held: without the bits that read zero.
    private static func registers(_ configuration: XPCConfiguration) -> [HeldValue] {
        func held(_ name: String, shift: Int = 0) -> HeldValue { HeldValue("registers.\(name)", shift: shift) }
        func segment(_ name: String) -> HeldValue { HeldValue("relaySegment.\(name)", shift: 3) }
        func sized(_ name: String) -> HeldValue {
            HeldValue([
                .init(signal: "registers.\(name)", low: 4, shift: 6), .init(signal: "registers.\(name)", count: 4),
            ])
        }
        return [
            held("entryBase", shift: 6), held("entryCount"),
            configuration.capabilityTable == .radix ? held("capability", shift: 12) : sized("capability"),
            held("capabilityBase", shift: 6), held("link", shift: 6), held("linkBase", shift: 6),
            held("linkLimit", shift: 6),
            configuration.bufferedRecords == 0
                ? HeldValue([])
                : HeldValue([.init(signal: "registers.failed", shift: 6), .init(signal: "registers.isSet")]),
            sized("list"), segment("held_virtual"),
            HeldValue(segment("held_physical").fields + HeldValue("relaySegment.held_permission").fields),
            segment("held_length"), segment("heldMask_offset"), segment("heldMask_length"),
        ]
    }
}
