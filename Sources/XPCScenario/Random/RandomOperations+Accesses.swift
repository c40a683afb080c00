import XPCModel

/// What a user program does between calls: the mask, CSRs, loads and stores.
extension RandomOperations {
    /// Writes or reads a CSR as the user.
    mutating func mask() throws {
        let registers = lockStep.hart.registers
        let length = registers.xseglen
        func inside(_ limit: UInt64) -> UInt64 { limit == 0 ? 0 : UInt64(random.below(Int(limit) + 1)) }
        switch random.below(20) {
        case 0..<6:
            // Mostly a small offset, or nothing would be left for the callees.
            _ = try lockStep.access(
                XPCCSR.xmaskoff.address, .write, operand: inside(random.chance(70) ? length / 8 : length))
        case 6..<12:
            let rest = length - registers.xmaskoff
            let value = random.chance(70) ? rest - inside(rest / 8) : inside(rest)
            _ = try lockStep.access(XPCCSR.xmasklen.address, .write, operand: value)
        case 12:
            _ = try lockStep.access(XPCCSR.xmaskoff.address, .write, operand: length + UInt64(random.below(4)))
        case 13:
            let value = length - registers.xmaskoff + UInt64(random.below(12))
            _ = try lockStep.access(XPCCSR.xmasklen.address, .write, operand: value)
        case 14:
            let csr: XPCCSR = random.chance(50) ? .xmaskoff : .xmasklen
            let operand = random.chance(50) ? random.next() : UInt64(1) << UInt64(random.below(64))
            _ = try lockStep.access(csr.address, random.chance(50) ? .set : .clear, operand: operand)
        case 15:
            let csr: XPCCSR = random.chance(50) ? .xmaskoff : .xmasklen
            _ = try lockStep.access(csr.address, .set, operand: 0, writes: random.chance(50))
        case 16:
            // Anything at all, at the user's privilege.
            let csr = random.pick(XPCCSR.allCases)
            let operation = random.pick(CSROperation.allCases)
            _ = try lockStep.access(csr.address, operation, operand: random.next(), writes: random.chance(50))
        case 17:
            _ = try lockStep.access(UInt16(random.pick([0x5CC, 0x5CF, 0x802, 0xCC4, 0x300])), .write, operand: 1)
        default:
            _ = try lockStep.access(random.pick(XPCCSR.allCases).address, .set, operand: 0, writes: false)
        }
    }

    /// A few accesses around the segment.
    mutating func accesses() throws {
        for _ in 0..<3 {
            let registers = lockStep.hart.registers
            let segment = registers.segment
            let bytes = 1 << random.below(4)
            var address = segment.virtualAddress
            switch random.below(10) {
            case 0..<4: address &+= UInt64(random.below(Int(max(1, segment.length))))
            case 4: address &-= UInt64(random.below(10))
            case 5: address = address &+ segment.length &- UInt64(random.below(10))
            case 6: address = address &+ segment.length &+ UInt64(random.below(10))
            case 7: address = random.next()
            case 8: address |= 1 << UInt64(38 + random.below(26))
            default: address = (1 << 38) &- UInt64(random.below(12))
            }
            if random.chance(50) { address &= ~UInt64(bytes - 1) }
            let privilege: XPCPrivilege? = random.chance(90) ? nil : random.pick(XPCPrivilege.allCases)
            let access = random.chance(30) ? XPCAccess.load : random.pick(XPCAccess.allCases)
            _ = try lockStep.translate(address, bytes: bytes, access, privilege: access == .fetch ? nil : privilege)
        }
        for _ in 0..<3 { try accessAtABound() }
    }

    /// The kernel puts the segment at address 0, or in part past the user half or the end of memory (R6.8).
    mutating func segmentAtTheEnds() throws {
        let length = lockStep.hart.registers.xseglen
        let past = length == 0 ? 8 : 8 * UInt64(1 + random.below(Int(length / 8)))
        let (userEnd, memoryEnd) = (UInt64(1) << 38, world.configuration.physicalLimit)
        try kernel { operations in
            switch operations.random.below(3) {
            case 0: try operations.set(.xsegva, 0)
            case 1: try operations.set(.xsegva, userEnd &- length &+ past)
            default: try operations.set(.xsegpa, (memoryEnd &- length &+ past) | 3)
            }
        }
        for _ in 0..<2 { try accesses() }
        try startThread()
    }

    /// An access that begins or ends near where something ends: the segment, the user half, a power of two.
    private mutating func accessAtABound() throws {
        let segment = lockStep.hart.registers.segment
        let end = segment.virtualAddress &+ segment.length
        let bit = UInt64(1) << UInt64(3 + random.below(61))
        let bounds = [
            segment.virtualAddress, end, segment.virtualAddress, end, 1 << 38, 1 << 39, 0,
            segment.virtualAddress &+ bit, segment.virtualAddress ^ bit, end &+ bit,
        ]
        let address = random.pick(bounds) &+ UInt64(random.below(18)) &- 9
        let access = random.chance(40) ? XPCAccess.fetch : random.pick(XPCAccess.allCases)
        _ = try lockStep.translate(address, bytes: 1 << random.below(4), access)
    }
}
