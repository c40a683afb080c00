/// Everything of a hart's registers that XPC uses or changes.
///
/// CSRs are held as stored, after the rules of section 2. `satp`, `pc`, `t0`, the privilege and the three mode bits belong to
/// the hart; they are here so that circuit and model can be compared as a whole.
public struct XPCRegisters: Hashable, Sendable {
    public var xetbase: UInt64 = 0
    public var xetsize: UInt64 = 0
    public var xcap: UInt64 = 0
    public var xcapbase: UInt64 = 0
    public var xlink: UInt64 = 0
    public var xlinkbase: UInt64 = 0
    public var xlinklimit: UInt64 = 0
    public var xlinkerr: UInt64 = 0
    public var xseglist: UInt64 = 0
    public var xsegva: UInt64 = 0
    public var xsegpa: UInt64 = 0
    public var xseglen: UInt64 = 0
    public var xmaskoff: UInt64 = 0
    public var xmasklen: UInt64 = 0
    /// The hart's address translation register.
    public var satp: UInt64 = 0
    /// Address of the instruction that is executed next.
    public var pc: UInt64 = 0
    /// x5, which xcall writes (R4.xcall.8).
    public var t0: UInt64 = 0
    /// Current privilege.
    public var privilege: XPCPrivilege = .machine
    /// `mstatus.TVM`: closes XPC (R2.2).
    public var tvm = false
    /// `mstatus.SUM`: lets S-mode accesses through the segment (R6.1).
    public var sum = false
    /// The hart runs a guest: closes XPC (R2.2) and the S-mode XPC CSRs (R2.3).
    public var virtualised = false

    /// The state after reset: everything of XPC is 0 (R2.1, P16); the hart is in M-mode at address 0.
    public init() {}

    /// Whether XPC is closed: off, under TVM, or in a virtualised mode (R2.2).
    public var isClosed: Bool { xetsize == 0 || tvm || virtualised }

    /// The relay segment register as a whole.
    public var segment: RelaySegment {
        RelaySegment(
            virtualAddress: xsegva, physicalAddress: xsegpa & ~7, isReadable: xsegpa & 1 == 1,
            isWritable: xsegpa & 2 == 2, length: xseglen)
    }

    /// Puts a segment into the register, normalised, with a mask (R2.9).
    ///
    /// - Parameters:
    ///   - offset: the mask's offset; inside the segment.
    ///   - length: the mask's length; `nil` for the whole segment.
    mutating func setSegment(_ segment: RelaySegment, maskOffset offset: UInt64 = 0, maskLength length: UInt64? = nil) {
        let legal = segment.normalised
        xsegva = legal.virtualAddress
        xsegpa = legal.physicalWithPermission
        xseglen = legal.length
        xmaskoff = legal.length == 0 ? 0 : offset
        xmasklen = legal.length == 0 ? 0 : length ?? legal.length
    }

    /// The segment handed to a callee: the window of the mask (R4.7).
    public func window(configuration: XPCModelConfiguration) -> RelaySegment {
        segment.window(offset: xmaskoff, length: xmasklen, configuration: configuration)
    }

    /// Number of entries of the relay-segment list (R2.useglist).
    public var segmentListCount: UInt64 { xseglist >> 6 == 0 ? 0 : 1 << (xseglist & 0x3F) }

    /// Identity of the running thread (R2.ucaller): blocks from `xcapbase` to the capability table, modulo 2^W.
    public func callerIdentity(configuration: XPCModelConfiguration) -> UInt64 {
        configuration.physical(configuration.capabilityAddress(xcap) &- xcapbase) >> 6
    }

    /// What a read of a CSR gives, without a check of privilege.
    public func value(of csr: XPCCSR, configuration: XPCModelConfiguration) -> UInt64 {
        switch csr {
        case .xetbase: xetbase
        case .xetsize: xetsize
        case .xcap: xcap
        case .xcapbase: xcapbase
        case .xlink: xlink
        case .xlinkbase: xlinkbase
        case .xlinklimit: xlinklimit
        case .xlinkerr: xlinkerr
        case .xseglist: xseglist
        case .xsegva: xsegva
        case .xsegpa: xsegpa
        case .xseglen: xseglen
        case .xmaskoff: xmaskoff
        case .xmasklen: xmasklen
        case .ucaller: callerIdentity(configuration: configuration)  // R2.ucaller
        case .useglist: segmentListCount  // R2.useglist
        case .usegva: xsegva  // R2.usegva
        case .useglen: xseglen | (xsegpa & 1) << 62 | (xsegpa >> 1 & 1) << 63  // R2.useglen
        }
    }

    /// Every register with its name, in the order of section 2, for traces and comparison.
    public var named: [(name: String, value: UInt64)] {
        [
            ("xetbase", xetbase), ("xetsize", xetsize), ("xcap", xcap), ("xcapbase", xcapbase), ("xlink", xlink),
            ("xlinkbase", xlinkbase), ("xlinklimit", xlinklimit), ("xlinkerr", xlinkerr), ("xseglist", xseglist),
            ("xsegva", xsegva), ("xsegpa", xsegpa), ("xseglen", xseglen), ("xmaskoff", xmaskoff),
            ("xmasklen", xmasklen), ("satp", satp), ("pc", pc), ("t0", t0), ("privilege", UInt64(privilege.rawValue)),
            ("tvm", tvm ? 1 : 0), ("sum", sum ? 1 : 0), ("virtualised", virtualised ? 1 : 0),
        ]
    }

    /// The registers in which two states differ, with both values.
    public func differences(from other: XPCRegisters) -> [(name: String, mine: UInt64, other: UInt64)] {
        zip(named, other.named).filter { $0.value != $1.value }.map { ($0.name, $0.value, $1.value) }
    }
}
