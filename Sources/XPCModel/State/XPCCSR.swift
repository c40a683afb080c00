/// The control and status registers of XPC by their addresses (section 2).
public enum XPCCSR: UInt16, CaseIterable, Hashable, Sendable {
    case xetbase = 0x5C0
    case xetsize = 0x5C1
    case xcap = 0x5C2
    case xcapbase = 0x5C3
    case xlink = 0x5C4
    case xlinkbase = 0x5C5
    case xlinklimit = 0x5C6
    case xlinkerr = 0x5C7
    case xseglist = 0x5C8
    case xsegva = 0x5C9
    case xsegpa = 0x5CA
    case xseglen = 0x5CB
    case xmaskoff = 0x800
    case xmasklen = 0x801
    case ucaller = 0xCC0
    case useglist = 0xCC1
    case usegva = 0xCC2
    case useglen = 0xCC3

    /// The address that a CSR instruction names.
    public var address: UInt16 { rawValue }

    /// The register's name as the specification writes it.
    public var name: String { "\(self)" }

    /// Whether it is one of the twelve S-mode XPC CSRs, whose writes empty the engine cache (R7.2).
    public var isSupervisor: Bool { (0x5C0...0x5CB).contains(rawValue) }

    /// Whether a write to it is an illegal instruction (R2.15).
    public var isReadOnly: Bool { rawValue >= 0xC00 }
}

/// What a CSR instruction does with its operand.
public enum CSROperation: String, Hashable, Sendable, CaseIterable {
    /// CSRRW, CSRRWI: the operand replaces the value.
    case write
    /// CSRRS, CSRRSI: bits of the operand are set.
    case set
    /// CSRRC, CSRRCI: bits of the operand are cleared.
    case clear
}

/// What came of a CSR instruction.
public enum CSROutcome: Hashable, Sendable {
    /// It completed; the value is what `rd` gets: the register before the write.
    case completed(old: UInt64)
    /// It raised; neither register nor `rd` was written (R2.14).
    case exception(XPCException)
}
