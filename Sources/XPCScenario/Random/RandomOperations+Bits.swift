import Simulation
import XPCModel

/// Single bits: of what is looked up, of what is read, of the time at which a reset comes.
extension RandomOperations {
    /// One or two bits, somewhere.
    mutating func someBits() -> UInt64 {
        let one = UInt64(1) << UInt64(random.below(64))
        return random.chance(60) ? one : one | 1 << UInt64(random.below(64))
    }

    /// A reset while an instruction or a CSR access is under way: nothing of it is left.
    mutating func resetInTheMiddle() throws {
        let instruction = random.pick([
            XPCInstruction.xcall(id: id(goodPercent: 90)), .xret, .swapseg(index: random.pick(RandomWorld.goodEntries)),
            .xprefetch(id: random.pick(RandomWorld.good)),
        ])
        let csr = random.pick(XPCCSR.allCases.filter { !$0.isReadOnly })
        let isAccess = random.chance(25)
        if isAccess {
            try lockStep.drain()
            lockStep.setCore { $0.privilege = .supervisor }
        }
        try lockStep.beginAndLeave(
            isAccess ? nil : instruction, csr: csr.address, operand: random.next(),
            cycles: random.below(isAccess ? 4 : random.chance(70) ? 12 : 60))
        lockStep.setCore { $0 = StubCore() }
        try lockStep.restart(memorySettings: settings, seed: random.next(), steps: lockStep.step)
        world.build(lockStep, &random)
        try startThread()
    }

    /// An x-entry with a bit or two of it changed: refused, or obeyed.
    mutating func flipEntry() throws {
        let id = random.pick(RandomWorld.good)
        var words = world.entry(id).words
        words[random.below(words.count)] ^= someBits()
        lockStep.write(words, at: world.entryAddress(id))
        if random.chance(70) { try lockStep.fence() }
        try run(random.chance(70) ? .xcall(id: id) : .xprefetch(id: id))
        lockStep.write(world.entry(id).words, at: world.entryAddress(id))
        try startThread()
    }

    /// The same of a list entry.
    mutating func flipSegment() throws {
        let (process, index) = (process, random.pick(RandomWorld.goodEntries))
        var words = world.segment(process, index, &random)
        words[random.below(3)] ^= someBits()
        lockStep.write(words, at: world.list(process) & ~0x3F + 32 * index)
        try run(.swapseg(index: index))
        try accesses()
        try kernel { operations in
            operations.world.resetList(operations.lockStep, process, index, &operations.random)
        }
        try startThread()
    }

    /// The same of the record on top.
    mutating func flipRecord() throws {
        if depth == 0 { try run(.xcall(id: RandomWorld.good[0])) }
        guard depth > 0 else { return }
        let address = lockStep.hart.registers.xlink - 64
        try kernel { operations in
            var words = (0..<8).map { operations.lockStep[address + 8 * UInt64($0)] }
            words[operations.random.below(8)] ^= operations.someBits()
            operations.lockStep.write(words, at: address)
        }
        try run(.xret)
        try startThread()
    }
}
