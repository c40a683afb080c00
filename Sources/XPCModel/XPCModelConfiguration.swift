/// The build-time knobs of an XPC engine that have an effect on results (section 7, R7.k1 to R7.k7).
///
/// The width of the memory port (R7.k6) changes timing only, so it is no part of this.
public struct XPCModelConfiguration: Hashable, Sendable {
    /// Where the capability of a thread for an x-entry is looked up (R7.k3).
    public enum CapabilityTable: String, Hashable, Sendable, CaseIterable {
        /// One bit per x-entry in one table (R3.4).
        case bitmap
        /// A 4 KiB root of 512 words that name 4 KiB leaves (R3.5).
        case radix
    }

    /// Number of physical address bits, 32 to 56 (R7.k5): the W of the specification.
    public let physicalAddressBits: Int
    /// Number of entries of the engine cache: 0, 1, 2 or 4 (R7.k1).
    public let cacheEntries: Int
    /// Number of link records that may wait to be written: 0 (blocking), 1 or 2 (R7.k2).
    public let bufferedRecords: Int
    /// Form of the capability table (R7.k3).
    public let capabilityTable: CapabilityTable
    /// Number of address-space identifier bits that `satp` holds, 0 to 16 (R7.k4).
    public let asidBits: Int
    /// Whether the hart has compressed instructions, so that a PC is aligned to 2 bytes instead of 4 (R7.k7).
    public let compressedInstructions: Bool

    /// A configuration, checked.
    ///
    /// - Throws: ``XPCConfigurationError`` that names the first knob whose value the specification does not allow.
    public init(
        physicalAddressBits: Int, cacheEntries: Int, bufferedRecords: Int, capabilityTable: CapabilityTable,
        asidBits: Int = 16, compressedInstructions: Bool = true
    ) throws(XPCConfigurationError) {
        guard (32...56).contains(physicalAddressBits) else {
            throw XPCConfigurationError(
                rule: "R7.k5", message: "physical address bits must be 32 to 56, not \(physicalAddressBits)")
        }
        guard [0, 1, 2, 4].contains(cacheEntries) else {
            throw XPCConfigurationError(
                rule: "R7.k1", message: "engine cache entries must be 0, 1, 2 or 4, not \(cacheEntries)")
        }
        guard (0...2).contains(bufferedRecords) else {
            throw XPCConfigurationError(
                rule: "R7.k2", message: "buffered records must be 0 (blocking), 1 or 2, not \(bufferedRecords)")
        }
        guard (0...16).contains(asidBits) else {
            throw XPCConfigurationError(rule: "R7.k4", message: "ASID bits must be 0 to 16, not \(asidBits)")
        }
        self.init(
            unchecked: physicalAddressBits, cacheEntries: cacheEntries, bufferedRecords: bufferedRecords,
            capabilityTable: capabilityTable, asidBits: asidBits, compressedInstructions: compressedInstructions)
    }

    private init(
        unchecked physicalAddressBits: Int, cacheEntries: Int, bufferedRecords: Int,
        capabilityTable: CapabilityTable, asidBits: Int = 16, compressedInstructions: Bool = true
    ) {
        self.physicalAddressBits = physicalAddressBits
        self.cacheEntries = cacheEntries
        self.bufferedRecords = bufferedRecords
        self.capabilityTable = capabilityTable
        self.asidBits = asidBits
        self.compressedInstructions = compressedInstructions
    }

    /// 32-bit PA, no cache, blocking, bitmap.
    public static let minimal = XPCModelConfiguration(
        unchecked: 32, cacheEntries: 0, bufferedRecords: 0, capabilityTable: .bitmap)
    /// 32-bit PA, 1 cache entry, 1 buffered record, bitmap.
    public static let paper = XPCModelConfiguration(
        unchecked: 32, cacheEntries: 1, bufferedRecords: 1, capabilityTable: .bitmap)
    /// 40-bit PA, 4 cache entries, 2 buffered records, radix.
    public static let full = XPCModelConfiguration(
        unchecked: 40, cacheEntries: 4, bufferedRecords: 2, capabilityTable: .radix)
    /// As `full`, with a bitmap.
    public static let wide = XPCModelConfiguration(
        unchecked: 40, cacheEntries: 4, bufferedRecords: 2, capabilityTable: .bitmap)

    /// One past the largest physical address: 2^W.
    public var physicalLimit: UInt64 { 1 << UInt64(physicalAddressBits) }

    /// Brings a computed table address into the physical address space, modulo 2^W (R3.16).
    public func physical(_ address: UInt64) -> UInt64 { address & (physicalLimit - 1) }
}

/// A knob was given a value that the specification does not allow.
public struct XPCConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Number of the rule that states the allowed values.
    public let rule: String
    /// What is wrong, and what is allowed.
    public let message: String

    /// The message with its rule.
    public var description: String { "\(message) (\(rule))" }
}
