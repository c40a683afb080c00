/// A linkage record: what xcall saves and xret restores (R3.7).
public struct LinkRecord: Hashable, Sendable {
    /// Where xret goes; bit 0 is 0.
    public var returnPC: UInt64
    /// Bit 0 of word 0.
    public var isValid: Bool
    public var satp: UInt64
    public var xcap: UInt64
    public var xseglist: UInt64
    /// The caller's segment, before normalisation (R3.8).
    public var segment: RelaySegment
    /// The caller's mask.
    public var maskOffset: UInt64
    public var maskLength: UInt64

    /// Size of a record in bytes: one block.
    public static let size: UInt64 = 64

    /// A record of these parts, as given.
    public init(
        returnPC: UInt64, isValid: Bool = true, satp: UInt64, xcap: UInt64, xseglist: UInt64, segment: RelaySegment,
        maskOffset: UInt64, maskLength: UInt64
    ) {
        self.returnPC = returnPC
        self.isValid = isValid
        self.satp = satp
        self.xcap = xcap
        self.xseglist = xseglist
        self.segment = segment
        self.maskOffset = maskOffset
        self.maskLength = maskLength
    }

    /// The eight words of the record (R3.7).
    public var words: [UInt64] {
        [
            returnPC | (isValid ? 1 : 0), satp, xcap, xseglist, segment.virtualAddress,
            segment.physicalWithPermission, segment.length, maskOffset | maskLength << 32,
        ]
    }

    /// Reads a record from its eight words, each field as its register would hold it (R3.9 to R3.11).
    ///
    /// - Returns: `nil` if there are not eight words.
    public init?(words: [UInt64], configuration: XPCModelConfiguration) {
        guard words.count == 8 else { return nil }
        let physical = configuration.legalSegmentPhysical(words[5])
        self.init(
            returnPC: configuration.legalReturnPC(words[0]),  // R3.10
            isValid: words[0] & 1 == 1,
            satp: configuration.legalTranslationRegister(words[1]),  // R3.11
            xcap: configuration.legalCapability(words[2]),  // R3.9
            xseglist: configuration.legalSegmentList(words[3]),
            segment: RelaySegment(
                virtualAddress: configuration.legalSegmentVirtual(words[4]), physicalAddress: physical & ~7,
                isReadable: physical & 1 == 1, isWritable: physical & 2 == 2,
                length: configuration.legalLength(words[6])),
            maskOffset: configuration.legalLength(words[7] & 0xFFFF_FFFF),
            maskLength: configuration.legalLength(words[7] >> 32))
    }

    /// Whether the mask is not inside the segment (R3.8).
    public var isMalformed: Bool { maskOffset + maskLength > segment.length }

    /// The segment that was handed to the callee (R4.7, R4.xret.3).
    public func window(configuration: XPCModelConfiguration) -> RelaySegment {
        segment.normalised.window(offset: maskOffset, length: maskLength, configuration: configuration)
    }
}
