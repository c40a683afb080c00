/// The look-up of a capability bit in memory (R3.4 to R3.6).
enum CapabilityLookUp {
    /// What the look-up found.
    enum Result: Hashable {
        case granted
        case denied
        /// The load of the word at this PA failed.
        case failed(UInt64)
    }

    /// Looks up the bit of an ID below 2^24 under a legal `xcap`.
    static func check(
        id: UInt64, xcap: UInt64, configuration: XPCModelConfiguration, memory: inout some XPCMemory
    ) -> Result {
        let table = configuration.capabilityAddress(xcap)
        switch configuration.capabilityTable {
        case .bitmap:
            guard id < 512 << (xcap & 0x3F) else { return .denied }  // R3.4
            return bit(id, of: table, configuration: configuration, memory: &memory)
        case .radix:
            let rootAddress = configuration.physical(table + 8 * (id / 32768))  // R3.5
            guard let root = memory.load(rootAddress) else { return .failed(rootAddress) }
            guard root & 0xFFF == 1, root < configuration.physicalLimit else { return .denied }  // R3.6
            return bit(id % 32768, of: root - 1, configuration: configuration, memory: &memory)
        }
    }

    private static func bit(
        _ index: UInt64, of table: UInt64, configuration: XPCModelConfiguration, memory: inout some XPCMemory
    ) -> Result {
        let address = configuration.physical(table + 8 * (index / 64))
        guard let word = memory.load(address) else { return .failed(address) }
        return word >> (index % 64) & 1 == 1 ? .granted : .denied
    }
}
