/// A well-formed, valid x-entry: what xcall goes to (R3.1).
public struct XEntry: Hashable, Sendable {
    /// Callee's full `satp` (word 1).
    public var satp: UInt64
    /// Entry PC (word 2).
    public var pc: UInt64
    /// Callee's `xcap` (word 3).
    public var xcap: UInt64
    /// Callee's `xseglist` (word 4).
    public var xseglist: UInt64

    /// Size of an x-entry in bytes.
    public static let size: UInt64 = 64

    /// An x-entry of these parts, as given.
    public init(satp: UInt64, pc: UInt64, xcap: UInt64, xseglist: UInt64) {
        self.satp = satp
        self.pc = pc
        self.xcap = xcap
        self.xseglist = xseglist
    }

    /// Words 0 to 4 of a valid x-entry (R3.1); words 5 to 7 belong to software (R3.2).
    public var words: [UInt64] { [1, satp, pc, xcap, xseglist] }

    /// Reads an x-entry from its first five words.
    ///
    /// - Returns: `nil` if it is not valid, or malformed (R3.3).
    public init?(words: [UInt64], configuration: XPCModelConfiguration) {
        guard words.count >= 5, words[0] == 1 else { return nil }  // valid; R3.3.a
        self.init(satp: words[1], pc: words[2], xcap: words[3], xseglist: words[4])
        guard satp >> 60 == 8, configuration.legalTranslationRegister(satp) == satp else { return nil }  // R3.3.b
        let alignment: UInt64 = configuration.compressedInstructions ? 2 : 4
        guard VirtualAddress.isCanonical(pc), pc % alignment == 0 else { return nil }  // R3.3.c
        guard configuration.legalCapability(xcap) == xcap else { return nil }  // R3.3.d
        guard configuration.legalSegmentList(xseglist) == xseglist else { return nil }  // R3.3.d
    }
}
