import HDL
import Netlist
import XPCEngine

/// The corners of the space of configurations, besides those with names.
let corners: [XPCConfiguration] = {
    func corner(
        _ name: String, _ physical: Int, _ cache: Int, _ records: Int, _ table: XPCConfiguration.CapabilityTable,
        _ port: Int, _ asid: Int, _ compressed: Bool
    ) -> XPCConfiguration? {
        try? XPCConfiguration(
            name: name, physicalAddressBits: physical, cacheEntries: cache, bufferedRecords: records,
            capabilityTable: table, portBits: port, asidBits: asid, compressedInstructions: compressed)
    }
    return [
        corner("widest address", 56, 2, 1, .radix, 128, 16, false),
        corner("blocking on a wide port", 44, 0, 0, .radix, 512, 9, true),
        corner("two lanes", 38, 1, 2, .bitmap, 128, 1, true),
        corner("four lanes", 39, 4, 0, .bitmap, 256, 0, false),
        corner("serial radix", 32, 1, 0, .radix, 64, 16, true),
        corner("large and serial", 56, 0, 0, .bitmap, 64, 8, false),
    ].compactMap { $0 }
}()

func design(_ configuration: XPCConfiguration) throws -> Design { try elaborate { XPCEngine(configuration) } }
