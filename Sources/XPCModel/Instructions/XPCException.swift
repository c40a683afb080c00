/// An exception with its cause number and the value of `tval` (section 5).
public struct XPCException: Error, Hashable, Sendable, CustomStringConvertible {
    /// Cause numbers that XPC raises.
    public enum Cause: UInt64, Hashable, Sendable, CaseIterable {
        /// Illegal instruction (R5.2).
        case illegalInstruction = 2
        /// Instruction page fault from the relay segment (R6.7).
        case instructionPageFault = 12
        /// Load page fault from the relay segment (R6.4, R6.6, R6.8).
        case loadPageFault = 13
        /// Store or atomic page fault from the relay segment (R6.5, R6.6, R6.8).
        case storePageFault = 15
        /// Invalid x-entry (R5.24).
        case invalidEntry = 24
        /// Invalid xcall-cap (R5.25).
        case invalidCapability = 25
        /// Invalid linkage (R5.26).
        case invalidLinkage = 26
        /// Invalid seg-mask (R5.27).
        case invalidMask = 27
        /// Swapseg error (R5.28).
        case swapError = 28
        /// XPC memory error (R5.29).
        case memoryError = 29
    }

    /// Why an invalid linkage was raised, added to `xlink` in `tval` (R5.26).
    public enum LinkReason: UInt64, Hashable, Sendable, CaseIterable {
        /// xcall: no room in the link stack (R4.xcall.4 a).
        case overflow = 1
        /// xret: no record in the link stack (R4.xret.1 a).
        case underflow = 2
        /// xret: the record is not valid or malformed (R4.xret.2).
        case badRecord = 3
        /// xret: the segment is not the one handed over (R4.xret.3).
        case segmentDiffers = 4
        /// A buffered record could not be written (R4.xcall.4 b, R4.xret.1 b).
        case lateWriteError = 5
    }

    /// How the engine reached for memory, in bits 1..0 of a memory error's `tval` (R5.29).
    public enum AccessKind: UInt64, Hashable, Sendable, CaseIterable {
        case load = 0
        case store = 1
        case exchange = 2
    }

    /// Why.
    public var cause: Cause
    /// The value that the trap puts into `stval` or `mtval`.
    public var tval: UInt64

    /// An exception of these parts.
    public init(_ cause: Cause, tval: UInt64) {
        self.cause = cause
        self.tval = tval
    }

    /// Illegal instruction; the engine gives 0 for `tval` (R5.2).
    public static let illegalInstruction = XPCException(.illegalInstruction, tval: 0)

    /// Invalid linkage at the current `xlink` (R5.26).
    public static func linkage(_ reason: LinkReason, xlink: UInt64) -> XPCException {
        XPCException(.invalidLinkage, tval: xlink + reason.rawValue)
    }

    /// XPC memory error of an engine access (R5.29).
    public static func memory(_ kind: AccessKind, at address: UInt64) -> XPCException {
        XPCException(.memoryError, tval: address | kind.rawValue)
    }

    /// Name, number and `tval`.
    public var description: String { "\(cause) (\(cause.rawValue)), tval 0x\(String(tval, radix: 16))" }
}
