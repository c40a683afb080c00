import XPCModel

/// What user code does: hostile code anything, honest code what it is for.
extension AttackOperations {
    // MARK: Hostile

    mutating func attackOnce() throws {
        switch random.below(100) {
        case 0..<28: try run(.xcall(id: anyID()))
        case 28..<48: try run(.xret)
        case 48..<58: try run(.swapseg(index: anyIndex()))
        case 58..<66: try run(.xprefetch(id: anyID()))
        case 66..<78: try anyRegister()
        case 78..<88: try anyAccess()
        case 88..<90: try dig()
        case 90..<92: try lockStep.idle(random.below(random.chance(80) ? 8 : 100))
        case 92..<95: try twice()
        default: try stealSegment()
        }
    }

    /// Anything for an ID, often one that could do harm.
    private mutating func anyID() -> UInt64 {
        let good = random.chance(60) ? RandomWorld.good[random.below(4)] : random.pick(RandomWorld.good)
        switch random.below(20) {
        case 0: return 0
        case 1: return RandomWorld.tableSize &+ UInt64(random.below(4)) &- 2
        case 2: return random.next()
        case 3: return good ^ 1 << UInt64(random.below(64))
        case 4: return random.pick(RandomWorld.denied)
        case 5, 6: return random.pick(RandomWorld.bad)
        case 7: return UInt64.max &- UInt64(random.below(8))
        case 8: return 512 << UInt64(random.below(16)) &- UInt64(random.below(2))
        case 9: return UInt64(random.below(Int(RandomWorld.tableSize)))
        case 10: return AttackWorld.beyond + UInt64(random.below(64))
        default: return good
        }
    }

    private mutating func anyIndex() -> UInt64 {
        switch random.below(10) {
        case 0: random.next()
        case 1: RandomWorld.listSize &+ UInt64(random.below(3)) &- 1
        case 2: UInt64(1) << UInt64(random.below(64))
        case 3: UInt64.max
        default: UInt64(random.below(Int(RandomWorld.listSize)))
        }
    }

    /// Any value, often near one that is a bound.
    private mutating func anyValue() -> UInt64 {
        let segment = lockStep.hart.registers.segment
        let mask = lockStep.hart.registers.xmaskoff
        let bounds: [UInt64] = [
            0, segment.length, segment.length &- mask, 1 << 32, .max, 1 << 63, segment.virtualAddress,
            segment.physicalAddress, 0 &- mask,
        ]
        switch random.below(4) {
        case 0: return random.next()
        case 1: return 1 << UInt64(random.below(64))
        case 2: return random.pick(bounds) &+ UInt64(random.below(33)) &- 16
        default: return segment.length == 0 ? 0 : UInt64(random.below(Int(segment.length) + 1))
        }
    }

    /// Any CSR instruction.
    private mutating func anyRegister() throws {
        let address: UInt16
        switch random.below(10) {
        case 0: address = UInt16(random.below(4096))
        case 1..<4: address = random.pick(XPCCSR.allCases).address
        case 4: address = random.pick(XPCCSR.allCases).address ^ 1 << UInt16(random.below(12))
        default: address = random.chance(50) ? XPCCSR.xmaskoff.address : XPCCSR.xmasklen.address
        }
        count()
        let outcome = try lockStep.access(
            address, random.pick(CSROperation.allCases), operand: anyValue(), writes: random.chance(80))
        if case .exception(let exception) = outcome { try handle(exception) }
    }

    /// Loads, stores, fetches anywhere, mostly around the segment.
    private mutating func anyAccess() throws {
        for _ in 0..<4 {
            let segment = lockStep.hart.registers.segment
            let end = segment.virtualAddress &+ segment.length
            let inside = segment.virtualAddress &+ UInt64(random.below(Int(max(1, segment.length))))
            let places = [
                inside, inside, segment.virtualAddress, end, 1 << 38, 0, random.next(),
                inside ^ 1 << UInt64(random.below(64)), segment.physicalAddress, .max,
            ]
            let address = random.pick(places) &+ UInt64(random.below(18)) &- 9
            let access = random.pick(XPCAccess.allCases)
            // Also as the kernel on a user's pointer: with SUM, and without.
            count()
            let privilege = access == .fetch || random.chance(85) ? XPCPrivilege.user : .supervisor
            _ = try lockStep.translate(address, bytes: 1 << random.below(4), access, privilege: privilege)
        }
    }

    /// Calls until the link stack is full, and comes back.
    private mutating func dig() throws {
        for _ in 0..<14 { try run(.xcall(id: random.pick(RandomWorld.good))) }
        for _ in 0..<random.below(14) { try run(.xret) }
    }

    /// The same instruction at once again: a second return, a second swap, a second call.
    private mutating func twice() throws {
        let instruction = random.pick([
            XPCInstruction.xret, .xret, .swapseg(index: anyIndex()), .xcall(id: anyID()),
        ])
        for _ in 0..<(2 + random.below(3)) { try run(instruction) }
    }

    /// Puts away what was handed over and returns, or calls, with something else.
    private mutating func stealSegment() throws {
        try run(.swapseg(index: random.pick(RandomWorld.goodEntries)))
        if random.chance(40) { try anyRegister() }
        try run(random.chance(70) ? .xret : .xcall(id: anyID()))
        if random.chance(30) { try run(.swapseg(index: random.pick(RandomWorld.goodEntries))) }
    }

    // MARK: Honest

    /// A client that calls with part of its segment, or a server that looks at its message and returns.
    mutating func behave() throws {
        let isServer = depth > 0
        switch random.below(10) {
        case 0..<2: try ownAccess()
        case 2: try run(.xprefetch(id: random.pick(RandomWorld.good)))
        case 3: try ownMask()
        case 4 where depth < 3: try run(.xcall(id: random.pick(RandomWorld.good)))
        default:
            if isServer { return try run(.xret) }
            try ownMask()
            try run(.xcall(id: random.pick(RandomWorld.good)))
        }
    }

    private mutating func ownMask() throws {
        let length = lockStep.hart.registers.xseglen
        guard length > 0, !random.chance(30) else { return }
        let offset = UInt64(random.below(Int(length / 8))) & ~7
        count()
        count()
        _ = try lockStep.access(XPCCSR.xmaskoff.address, .write, operand: offset)
        _ = try lockStep.access(XPCCSR.xmasklen.address, .write, operand: (length - offset) / 2 & ~7)
    }

    /// Reads or writes the message: what lies in the segment is reached, where its permission says so.
    private mutating func ownAccess() throws {
        let segment = lockStep.hart.registers.segment
        guard segment.length >= 8 else { return }
        let offset = UInt64(random.below(Int(segment.length / 8))) * 8
        let access = random.chance(50) ? XPCAccess.load : .store
        count()
        let outcome = try lockStep.translate(segment.virtualAddress + offset, bytes: 8, access)
        let isAllowed = access == .load ? segment.isReadable : segment.isWritable
        guard isAllowed else { return }
        guard outcome == .physical(segment.physicalAddress + offset) else {
            throw lockStep.mismatch(["a message cannot be reached: \(outcome)"])
        }
    }
}
