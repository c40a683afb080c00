/// Privilege of the hart, with the encoding of RISC-V.
public enum XPCPrivilege: UInt8, Hashable, Sendable, CaseIterable, Comparable {
    case user = 0
    case supervisor = 1
    case machine = 3

    /// Orders privileges: user is the least.
    public static func < (left: XPCPrivilege, right: XPCPrivilege) -> Bool { left.rawValue < right.rawValue }
}
