/// The build-time knobs of the engine (`docs/xpc-isa.md`, R7.k1 to R7.k7).
public struct XPCConfiguration: Hashable, Sendable {
    /// Where the capability of a thread for an x-entry is looked up (R7.k3).
    public enum CapabilityTable: String, Hashable, Sendable, CaseIterable {
        /// One bit per x-entry in one table (R3.4).
        case bitmap
        /// A 4 KiB root of 512 words that name 4 KiB leaves (R3.5).
        case radix
    }

    /// What it is called in commands, files and reports.
    public var name: String
    /// Bits of a physical address, 32 to 56 (R7.k5). Higher bits of the CSRs read zero.
    public var physicalAddressBits: Int
    /// Entries of the engine cache: 0, 1, 2 or 4 (R7.k1).
    public var cacheEntries: Int
    /// Link records that may wait to be written: 0 (blocking), 1 or 2 (R7.k2).
    public var bufferedRecords: Int
    public var capabilityTable: CapabilityTable
    /// Bits of the memory port: 64, 128, 256 or 512 (R7.k6).
    public var portBits: Int
    /// Bits of the address-space identifier that `satp` holds, 0 to 16 (R7.k4).
    public var asidBits: Int
    /// Whether the hart has compressed instructions: a PC is then aligned to 2 bytes, else to 4 (R7.k7).
    public var compressedInstructions: Bool

    /// A configuration, checked.
    ///
    /// - Throws: `XPCConfigurationError` for the first knob whose value is not one of those named above.
    public init(
        name: String, physicalAddressBits: Int, cacheEntries: Int, bufferedRecords: Int,
        capabilityTable: CapabilityTable, portBits: Int, asidBits: Int = 0, compressedInstructions: Bool = true
    ) throws(XPCConfigurationError) {
        self.init(
            unchecked: name, physicalAddressBits, cacheEntries, bufferedRecords, capabilityTable, portBits, asidBits,
            compressedInstructions)
        try check()
    }

    private init(
        unchecked name: String, _ physicalAddressBits: Int, _ cacheEntries: Int, _ bufferedRecords: Int,
        _ capabilityTable: CapabilityTable, _ portBits: Int, _ asidBits: Int = 0,
        _ compressedInstructions: Bool = true
    ) {
        self.name = name
        self.physicalAddressBits = physicalAddressBits
        self.cacheEntries = cacheEntries
        self.bufferedRecords = bufferedRecords
        self.capabilityTable = capabilityTable
        self.portBits = portBits
        self.asidBits = asidBits
        self.compressedInstructions = compressedInstructions
    }

    /// Checks every knob; for configurations that were changed after they were made.
    public func check() throws(XPCConfigurationError) {
        func require(_ isLegal: Bool, _ rule: String, _ what: String, _ legal: String, _ value: Int)
            throws(XPCConfigurationError)
        {
            if !isLegal { throw XPCConfigurationError(rule: rule, message: "\(what) must be \(legal), not \(value)") }
        }
        try require(
            (32...56).contains(physicalAddressBits), "R7.k5", "physical address bits", "32 to 56", physicalAddressBits)
        try require([0, 1, 2, 4].contains(cacheEntries), "R7.k1", "cache entries", "0, 1, 2 or 4", cacheEntries)
        try require((0...2).contains(bufferedRecords), "R7.k2", "buffered records", "0, 1 or 2", bufferedRecords)
        try require([64, 128, 256, 512].contains(portBits), "R7.k6", "port bits", "64, 128, 256 or 512", portBits)
        try require((0...16).contains(asidBits), "R7.k4", "ASID bits", "0 to 16", asidBits)
    }

    /// 32-bit PA, no cache, blocking push, bitmap, 64-bit port.
    public static let minimal = XPCConfiguration(unchecked: "minimal", 32, 0, 0, .bitmap, 64)
    /// 32-bit PA, 1 cache entry, 1 buffered record, bitmap, 64-bit port: as the paper's prototype.
    public static let paper = XPCConfiguration(unchecked: "paper", 32, 1, 1, .bitmap, 64)
    /// 40-bit PA, 4 cache entries, 2 buffered records, radix, 64-bit port.
    public static let full = XPCConfiguration(unchecked: "full", 40, 4, 2, .radix, 64)
    /// As `full` with a bitmap and a 512-bit port.
    public static let wide = XPCConfiguration(unchecked: "wide", 40, 4, 2, .bitmap, 512)

    /// The named configurations, the smallest first.
    public static let named = [minimal, paper, full, wide]
}

/// A knob with a value that the architecture does not allow.
public struct XPCConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Number of the rule that states the allowed values.
    public let rule: String
    /// What is wrong, and what is allowed.
    public let message: String

    public var description: String { "\(message) (\(rule))" }
}
