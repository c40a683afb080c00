import XPCModel

/// The registers of a core that the engine reads or writes: the least that closes the loop around it.
public struct StubCore: Hashable, Sendable {
    /// Address translation register.
    public var satp: UInt64 = 0
    /// Address of the instruction that is executed next.
    public var pc: UInt64 = 0
    /// x5.
    public var t0: UInt64 = 0
    /// Current privilege.
    public var privilege: XPCPrivilege = .machine
    /// `mstatus.SUM`.
    public var sum = false
    /// `mstatus.TVM`.
    public var tvm = false
    /// A guest runs.
    public var virtualised = false

    /// A core after reset.
    public init() {}
}
