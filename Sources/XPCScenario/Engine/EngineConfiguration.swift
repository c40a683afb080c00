import XPCEngine
import XPCModel

extension XPCModelConfiguration {
    /// The golden model's view of a configuration of the circuit.
    ///
    /// - Throws: the model's error for a knob that the architecture does not allow.
    public init(_ engine: XPCConfiguration) throws {
        try self.init(
            physicalAddressBits: engine.physicalAddressBits, cacheEntries: engine.cacheEntries,
            bufferedRecords: engine.bufferedRecords,
            capabilityTable: engine.capabilityTable == .bitmap ? .bitmap : .radix, asidBits: engine.asidBits,
            compressedInstructions: engine.compressedInstructions)
    }
}
