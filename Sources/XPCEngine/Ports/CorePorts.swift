import HDL

/// The four instructions, numbered as their `funct3` (R4.1).
public enum XPCOperation: HardwareEnum { case xcall, xret, swapseg, xprefetch }

/// An instruction to execute; only while the engine says `enabled` (R4.2).
public struct XPCCommand: Bundle {
    public let operation = Enumerated<XPCOperation>()
    /// `rs1`, all bits (R4.5).
    public let operand = unsigned(64)
    /// Address of the instruction. The engine keeps bits 39..1 of PC + 4 (R3.10).
    public let pc = unsigned(64)
}

/// The causes that the engine raises with a response: 24 + the number of the case (section 5).
public enum XPCCause: HardwareEnum {
    case invalidEntry, invalidCapability, invalidLinkage, invalidMask, swapError, memoryError
}

/// How an instruction ended. Neither flag: go on at PC + 4 (R4.6).
public struct XPCResponse: Bundle {
    /// Completed; go on at `pc`.
    public let redirect = bit
    /// Raised `cause` with `tval`; nothing has changed (R4.3).
    public let exception = bit
    public let cause = Enumerated<XPCCause>()
    public let tval = unsigned(64)
    public let pc = unsigned(64)
}

/// The core's state that the engine looks at.
public struct XPCCoreState: Bundle {
    /// 0 U, 1 S, 3 M.
    public let privilege = unsigned(2)
    /// `mstatus.SUM`.
    public let sum = bit
    /// `mstatus.TVM`.
    public let tvm = bit
    /// A guest runs (VS or VU).
    public let virtualised = bit
}

/// Access to the CSRs of the architecture, one at a time. The core holds all it drives until `ready`.
///
/// As for the rest of its CSRs the core computes what CSRRS and CSRRC write, from `data`. `data` is the register's value in the first
/// cycle of an access and in the one with `ready`, not between.
public struct XPCRegisterPort: Bundle {
    public let valid = bit
    public let ready = Flipped(bit)
    public let address = unsigned(12)
    /// The instruction writes (R2.13).
    public let write = bit
    /// The value after set or clear (R2.12).
    public let value = unsigned(64)
    public let data = Flipped(unsigned(64))
    /// The address is one of the engine's.
    public let hit = Flipped(bit)
    /// Illegal instruction (R2.15); with `ready`.
    public let illegal = Flipped(bit)
    /// Invalid seg-mask, cause 27 (R5.27); with `ready`.
    public let exception = Flipped(bit)
    public let tval = Flipped(unsigned(64))
}

/// A load, store or atomic to translate; combinational (section 6).
public struct XPCDataTranslation: Bundle {
    public let address = unsigned(64)
    /// log2 of its bytes.
    public let size = unsigned(2)
    /// Load, LR or AMO.
    public let read = bit
    /// Store, SC or AMO.
    public let write = bit
    /// Effective privilege.
    public let privilege = unsigned(2)
    /// It goes to `physical`, instead of through the page table (R6.2).
    public let hit = Flipped(bit)
    public let physical: Flipped<Unsigned>
    /// Page fault: cause 15 if `write`, else 13 (R6.4, R6.5). With neither `hit` nor `fault` it is the page table's.
    public let fault = Flipped(bit)
    /// First byte at fault (R6.9).
    public let tval = Flipped(unsigned(64))

    init(_ configuration: XPCConfiguration) { physical = Flipped(unsigned(configuration.physicalAddressBits)) }
}

/// An instruction fetch; combinational (R6.7).
public struct XPCFetchTranslation: Bundle {
    public let address = unsigned(64)
    /// log2 of its bytes.
    public let size = unsigned(2)
    /// Instruction page fault, cause 12.
    public let fault = Flipped(bit)
    /// First byte at fault (R6.9).
    public let tval = Flipped(unsigned(64))
}
