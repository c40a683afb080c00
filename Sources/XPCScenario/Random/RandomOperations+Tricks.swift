import Simulation
import XPCModel

/// Ways to fail: the kernel arranges one, the instruction that meets it follows at once, the kernel mends it.
extension RandomOperations {
    mutating func trick() throws {
        switch random.below(22) {
        case 0, 1: try failLookUp()
        case 2: try failAt(link: [.store], then: .xcall(id: random.pick(RandomWorld.good)))
        case 3: try failAt(link: [.load], then: .xret)
        case 4: try failAt(link: [.store], then: .xret)
        case 5, 6, 17: try failList()
        case 7, 8: try close()
        case 9, 10: try spoilRecord()
        case 11, 16: try leaveLinkStack()
        case 12: try setLinkError()
        case 13: try lateError()
        case 14: try oddRegisters()
        case 18: try resetInTheMiddle()
        case 19: try flipEntry()
        case 20: try flipSegment()
        case 21: try flipRecord()
        default: try spoilEntry()
        }
    }

    /// A load of the capability word or the x-entry fails.
    private mutating func failLookUp() throws {
        let id = random.pick(RandomWorld.good)
        var place = random.chance(50) ? world.entryAddress(id) : world.capabilityWord(process, id)
        if world.isRadix, random.chance(33) { place = world.capability(process) }
        lockStep.fail((place & ~63)...(place | 63), [.load])
        try run(random.chance(75) ? .xcall(id: id) : .xprefetch(id: id))
        lockStep.clearFailures()
    }

    /// The link stack fails for some operations.
    private mutating func failAt(link operations: Set<MemoryLink.Operation>, then instruction: XPCInstruction) throws {
        // With the records of this chain in memory, or just pushed.
        if random.chance(50) { try lockStep.drain() }
        if depth == 0, instruction == .xret { try run(.xcall(id: RandomWorld.good[0])) }
        // Whether a record that is on its way fails must not depend on the moment.
        try lockStep.drain()
        lockStep.fail(world.linkBase...(world.linkLimit - 1), operations)
        try run(instruction)
        if random.chance(30) { try run(random.chance(50) ? .xret : .xcall(id: random.pick(RandomWorld.good))) }
        try lockStep.drain()
        lockStep.clearFailures()
        if lockStep.hart.registers.xlinkerr != 0 {
            if random.chance(60) { try run(random.chance(50) ? .xret : .xcall(id: random.pick(RandomWorld.good))) }
            try startThread()
        }
    }

    /// A buffered record cannot be written; the next instructions meet `xlinkerr` early or late.
    private mutating func lateError() throws {
        if depth >= 6 { try startThread() }
        try lockStep.drain()
        lockStep.fail(world.linkBase...(world.linkLimit - 1), [.store])
        for _ in 0..<(1 + random.below(4)) {
            if random.chance(30) { try lockStep.idle(random.below(30)) }
            try run(random.chance(60) ? .xcall(id: random.pick(RandomWorld.good)) : .xret)
        }
        try lockStep.drain()
        lockStep.clearFailures()
        if random.chance(50) { try run(random.chance(50) ? .xret : .xcall(id: random.pick(RandomWorld.good))) }
        try startThread()
    }

    private mutating func failList() throws {
        let index = random.pick(RandomWorld.goodEntries)
        let place = world.list(process) & ~0x3F + 32 * index
        let operations: [Set<MemoryLink.Operation>] = [[.exchange], [.exchange, .load, .store], [.load], [.store]]
        let failing = operations[random.below(2) + (random.chance(45) ? 0 : 2)]
        lockStep.fail((place & ~63)...(place | 63), failing)
        try run(.swapseg(index: index))
        lockStep.clearFailures()
        // What R4.13 left is taken back whole.
        try kernel { operations in
            operations.world.resetList(operations.lockStep, operations.process, index, &operations.random)
        }
        dirty[dirty.count - 1] = .max
    }

    /// XPC closed, or the wrong privilege: everything is illegal.
    private mutating func close() throws {
        try lockStep.drain()
        let size = lockStep.hart.registers.xetsize
        let kind = random.below(5)
        switch kind {
        case 0: try kernel { try $0.set(.xetsize, 0) }
        case 1: lockStep.setCore { $0.tvm = true }
        case 2: lockStep.setCore { $0.virtualised = true }
        case 3: lockStep.setCore { $0.privilege = .supervisor }
        default: lockStep.setCore { $0.privilege = .machine }
        }
        for _ in 0..<3 {
            let id = random.pick(RandomWorld.good)
            let instruction = random.pick([XPCInstruction.xcall(id: id), .xret, .swapseg(index: 0), .xprefetch(id: id)])
            let privilege = lockStep.core.privilege
            _ = try lockStep.execute(instruction)
            lockStep.setCore { $0.privilege = privilege }
            if random.chance(50) {
                _ = try lockStep.access(
                    random.pick(XPCCSR.allCases.filter { $0 != .xetsize }).address, .set, operand: 0, writes: false)
            }
            if random.chance(40) {
                let csr: XPCCSR = random.chance(50) ? .xmaskoff : .xmasklen
                _ = try lockStep.access(csr.address, .write, operand: 8 * UInt64(random.below(4)))
            }
            if random.chance(30) { lockStep.setCore { $0.sum.toggle() } }
            try accesses()
        }
        lockStep.setCore {
            $0.tvm = false
            $0.virtualised = false
            $0.sum = false
            $0.privilege = .user
        }
        if kind == 0 { try kernel { try $0.set(.xetsize, size) } }
    }

    /// The record on top is invalid, malformed, or describes another segment.
    private mutating func spoilRecord() throws {
        if depth == 0 { try run(.xcall(id: RandomWorld.good[0])) }
        guard depth > 0 else { return }
        let address = lockStep.hart.registers.xlink - 64
        let what = random.below(7)
        try kernel { operations in
            var words = (0..<8).map { operations.lockStep[address + 8 * UInt64($0)] }
            switch what {
            case 0, 1: words[0] &= ~1
            case 2: words[7] = words[6] + 8
            case 3: words[7] = 8 | (words[6] << 32)
            case 4: words[5] ^= 1
            case 5: words[4] ^= 1 << 20
            default:
                // All of it: what the registers cannot hold is dropped.
                words[0] ^= 1 << UInt64(38 + operations.random.below(20))
                words[1] ^= 1 << UInt64(60 + operations.random.below(3))
                words[2] |= 1 << 60
                words[3] |= 0x30
                words[7] |= 7 << 32 | 5
            }
            operations.lockStep.write(words, at: address)
        }
        try run(.xret)
        if what > 5 { try startThread() }
    }

    /// `xlink` below the base, at the limit, or past it.
    private mutating func leaveLinkStack() throws {
        let places = [
            world.linkBase - 64, world.linkBase, world.linkLimit, world.linkLimit + 64, 0,
            world.configuration.physicalLimit - 64,
        ]
        let place = random.pick(places)
        try kernel { operations in
            // R9.9: the records below are written first, or memory of circuit and model could differ there.
            for block in 0..<RandomWorld.records
            where operations.lockStep.hart.mayDiffer(at: operations.world.linkBase + 64 * block) {
                operations.lockStep.write(Array(repeating: 0, count: 8), at: operations.world.linkBase + 64 * block)
            }
            try operations.set(.xlink, place)
        }
        try run(random.chance(50) ? .xret : .xcall(id: random.pick(RandomWorld.good)))
        try startThread()
    }

    private mutating func setLinkError() throws {
        try kernel { try $0.set(.xlinkerr, $0.world.linkBase | 1) }
        for _ in 0..<2 { try run(random.chance(50) ? .xret : .xcall(id: random.pick(RandomWorld.good))) }
        try startThread()
    }

    /// The kernel writes anything into any register, reads all, and mends them.
    private mutating func oddRegisters() throws {
        try kernel { operations in
            for _ in 0..<10 {
                let csr = operations.random.pick(XPCCSR.allCases)
                var operand = operations.random.next()
                switch operations.random.below(3) {
                case 0: operand >>= UInt64(operations.random.below(64))
                case 1: operand = operations.someBits()
                default: break
                }
                _ = try operations.lockStep.access(
                    csr.address, operations.random.pick(CSROperation.allCases), operand: operand,
                    writes: operations.random.chance(85))
            }
        }
        try accesses()
        if lockStep.hart.registers.isClosed {
            try kernel { try $0.set(.xetsize, RandomWorld.tableSize) }
        }
        for _ in 0..<2 { try mask() }
        try startThread()
    }

    /// An x-entry is invalidated, tried, and written again; perhaps the cache still holds it.
    private mutating func spoilEntry() throws {
        let id = RandomWorld.good[random.below(3)]
        if random.chance(50) { try run(.xprefetch(id: id)) }
        let words =
            random.chance(50)
            ? [world.entry(id).words[0] & ~1] : Array(world.badEntry(UInt64(random.below(12))).prefix(5))
        lockStep.write(words, at: world.entryAddress(id))
        if random.chance(50) { try lockStep.fence() }
        try run(random.chance(70) ? .xcall(id: id) : .xprefetch(id: id))
        lockStep.write(world.entry(id).words, at: world.entryAddress(id))
    }

    /// What a kernel does now and then.
    mutating func kernelWork() throws {
        switch random.below(10) {
        case 0..<4: try lockStep.fence()
        case 4:
            // Revoke and grant again, with or without a fence.
            let id = RandomWorld.good[random.below(3)]
            let place = world.capabilityWord(process, id)
            lockStep[place] &= ~(1 << (id % 64))
            if random.chance(60) { try lockStep.fence() }
            try run(random.chance(70) ? .xcall(id: id) : .xprefetch(id: id))
            // The call may have switched the process: the word is that of the caller.
            lockStep[place] |= 1 << (id % 64)
        case 5, 6:
            let process = random.below(RandomWorld.processes)
            try kernel { operations in
                for index in 0..<RandomWorld.listSize {
                    operations.world.resetList(operations.lockStep, process, index, &operations.random)
                }
            }
            for index in dirty.indices where dirty[index] != nil { dirty[index] = .max }
        case 7: try startThread()
        default:
            // A trap and back: everything drains.
            try kernel { _ in }
        }
    }
}
