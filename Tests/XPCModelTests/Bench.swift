import XPCModel

/// A hart and a memory with one process that may call another, laid out by hand.
///
/// x-entry table at 0x10000 with 1024 entries; caller's bitmap at 0x20000 (512 bits), callee's at 0x20040; identities count from
/// 0x1F000; link stack of 4 records from 0x30000; the caller's segment list of 4 entries at 0x40000, the callee's at 0x41000.
/// x-entry 5 is granted to the caller. The segment is VA 0x5000_0000, PA 0x8000_0000, 0x1000 bytes, readable and writable.
struct Bench {
    var hart: XPCHart
    var memory = MemoryImage()

    static let callee = XEntry(
        satp: 0x8000_2000_0000_0777, pc: 0x40_2000, xcap: 0x2_0040, xseglist: 0x4_1001)
    static let callerSatp: UInt64 = 0x8000_1000_0000_0111

    init(_ configuration: XPCModelConfiguration = .minimal) {
        hart = XPCHart(configuration: configuration)
        hart.writeCSR(.xetbase, 0x1_0000)
        hart.writeCSR(.xetsize, 1024)
        hart.writeCSR(.xcap, 0x2_0000)
        hart.writeCSR(.xcapbase, 0x1_F000)
        hart.writeCSR(.xlinkbase, 0x3_0000)
        hart.writeCSR(.xlink, 0x3_0000)
        hart.writeCSR(.xlinklimit, 0x3_0100)
        hart.writeCSR(.xseglist, 0x4_0002)
        hart.writeCSR(.xseglen, 0x1000)
        hart.writeCSR(.xsegva, 0x5000_0000)
        hart.writeCSR(.xsegpa, 0x8000_0003)
        hart.registers.satp = Self.callerSatp
        hart.registers.pc = 0x1000
        hart.registers.privilege = .user
        memory.writeEntry(Self.callee, id: 5, table: 0x1_0000)
        memory.setCapability(true, id: 5, bitmap: 0x2_0000)
    }

    /// A bench with a knob that the named configurations do not have.
    init(
        physicalAddressBits: Int = 32, cacheEntries: Int = 0, bufferedRecords: Int = 0,
        capabilityTable: XPCModelConfiguration.CapabilityTable = .bitmap, asidBits: Int = 16,
        compressedInstructions: Bool = true
    ) throws {
        self.init(
            try XPCModelConfiguration(
                physicalAddressBits: physicalAddressBits, cacheEntries: cacheEntries,
                bufferedRecords: bufferedRecords, capabilityTable: capabilityTable, asidBits: asidBits,
                compressedInstructions: compressedInstructions))
    }

    mutating func run(_ instruction: XPCInstruction) -> XPCOutcome { hart.execute(instruction, memory: &memory) }

    /// The cause and `tval` of an instruction that is to raise; `nil` if it completes.
    mutating func raise(_ instruction: XPCInstruction) -> Raised? {
        run(instruction).exception.map { Raised($0.cause.rawValue, $0.tval) }
    }

    /// Does something with a privilege and comes back.
    mutating func kernel(_ body: (inout Bench) -> Void) {
        let before = hart.registers.privilege
        hart.registers.privilege = .supervisor
        body(&self)
        hart.registers.privilege = before
    }

    /// Cause and `tval` of a CSR write at the current privilege.
    mutating func raise(write csr: XPCCSR, _ value: UInt64) -> Raised? {
        if case .exception(let exception) = hart.writeCSR(csr, value) {
            return Raised(exception.cause.rawValue, exception.tval)
        }
        return nil
    }

    /// A CSR as the current privilege reads it; `nil` if that is illegal.
    mutating func read(_ csr: XPCCSR) -> UInt64? {
        if case .completed(let old) = hart.readCSR(csr) { return old }
        return nil
    }

    /// Writes the oldest buffered record.
    mutating func drainOldest() -> Bool { hart.drainOldest(memory: &memory) }

    /// Writes buffered records until `xlinkerr` has this value.
    mutating func drain(until value: UInt64) -> Bool { hart.drain(untilLinkErrorIs: value, memory: &memory) }

    /// VA, PA with permission, length, mask offset and mask length.
    var segment: [UInt64] {
        let registers = hart.registers
        return [registers.xsegva, registers.xsegpa, registers.xseglen, registers.xmaskoff, registers.xmasklen]
    }
}

/// Cause number and `tval`, as literals of a test.
struct Raised: Equatable {
    var cause: UInt64
    var tval: UInt64
    init(_ cause: UInt64, _ tval: UInt64) {
        self.cause = cause
        self.tval = tval
    }
}
