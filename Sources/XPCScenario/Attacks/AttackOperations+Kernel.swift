import XPCModel

/// The kernel, which keeps the rules of section 9.
extension AttackOperations {
    /// Does something in S-mode, with the records written as in any trap handler (R7.10), and comes back to the user.
    mutating func kernel(_ body: (inout AttackOperations) throws -> Void) throws {
        try lockStep.drain()
        lockStep.setCore { $0.privilege = .supervisor }
        try body(&self)
        lockStep.setCore { $0.privilege = .user }
    }

    private func set(_ csr: XPCCSR, _ value: UInt64) throws {
        _ = try lockStep.access(csr.address, .write, operand: value)
    }

    /// A thread as it begins: with the segment that is kept for it, or without one.
    mutating func fresh(_ thread: Int, hasSegment: Bool) -> State {
        let process = random.below(RandomWorld.processes)
        let segment = hasSegment ? world.threadSegment(thread, &random) : [0, 0, 0]
        var registers = CSRValues()
        registers.xetbase = world.tables.entryTable
        registers.xetsize = RandomWorld.tableSize
        registers.xcap = world.tables.capability(process)
        registers.xcapbase = world.tables.identities
        registers.xlinkbase = world.linkBase(thread)
        registers.xlink = world.linkBase(thread)
        registers.xlinklimit = world.linkBase(thread) + 64 * AttackWorld.records
        registers.xseglist = world.tables.list(process)
        registers.segment = SegmentValues(
            virtual: segment[0], physical: segment[1], length: segment[2], maskOffset: 0, maskLength: segment[2])
        return State(
            registers: registers, satp: world.tables.satp(process), pc: 0x1_0000 + 0x1000 * UInt64(process))
    }

    /// R9.1: all registers of a thread, its segment before its mask, and of the segment the length first.
    mutating func load(_ thread: Int) throws {
        let (state, t0) = (threads[thread].state, threads[thread].t0)
        let registers = state.registers
        try set(.xetbase, registers.xetbase)
        try set(.xetsize, registers.xetsize)
        try set(.xcap, registers.xcap)
        try set(.xcapbase, registers.xcapbase)
        try set(.xlink, registers.xlink)
        try set(.xlinkbase, registers.xlinkbase)
        try set(.xlinklimit, registers.xlinklimit)
        try set(.xlinkerr, registers.xlinkerr)
        try set(.xseglist, registers.xseglist)
        try set(.xseglen, registers.segment.length)
        try set(.xsegva, registers.segment.virtual)
        try set(.xsegpa, registers.segment.physical)
        try set(.xmaskoff, registers.segment.maskOffset)
        try set(.xmasklen, registers.segment.maskLength)
        lockStep.setCore {
            $0.satp = state.satp
            $0.pc = state.pc
            $0.t0 = t0
        }
        running = thread
        frames = threads[thread].frames
    }

    private mutating func save() {
        threads[running].state = state
        threads[running].t0 = lockStep.core.t0
        threads[running].frames = frames
    }

    /// An interrupt is taken: another thread runs, or the kernel does some work, or neither.
    mutating func interrupt() throws {
        switch random.below(10) {
        case 0..<4:
            try kernel { kernel in
                kernel.save()
                try kernel.load(kernel.random.below(AttackWorld.threads))
            }
        case 4..<6: try kernel { try $0.revoke() }
        case 6..<8: try kernel { try $0.giveBack() }
        case 8: try kernel { try $0.lockStep.fence() }
        default: try kernel { _ in }
        }
    }

    /// R9.5: clears a bit, and then has the hart fence.
    private mutating func revoke() throws {
        let id = random.pick(RandomWorld.good)
        if random.chance(50) {
            let address = world.tables.entryAddress(id)
            guard !revoked.contains(where: { $0.address == address }) else { return }
            lockStep[address] &= ~1
            revoked.append((address, 1))
        } else {
            let address = world.tables.capabilityWord(random.below(RandomWorld.processes), id)
            guard !revoked.contains(where: { $0.address == address }) else { return }
            lockStep[address] &= ~(1 << (id % 64))
            revoked.append((address, 1 << (id % 64)))
        }
        try lockStep.fence()
    }

    private mutating func giveBack() throws {
        guard !revoked.isEmpty else { return }
        let (address, word) = revoked.remove(at: random.below(revoked.count))
        lockStep[address] |= word
    }

    /// What was raised: the instruction is left out, or the call is ended and the caller goes on (R9.4, R9.6).
    mutating func handle(_ exception: XPCException) throws {
        try lockStep.drain()
        if exception.cause == .invalidLinkage {
            switch exception.tval & 7 {
            case 1 where random.chance(50): return try grow()
            case 5: return try begin()
            default: break
            }
        }
        let isBroken = exception.cause == .invalidLinkage && exception.tval & 7 != 2
        if !frames.isEmpty, isBroken ? random.chance(60) : random.chance(5) { return try unwind() }
        if frames.isEmpty, random.chance(3) { return try begin() }
        lockStep.setCore { $0.pc &+= 4 }
    }

    /// A larger link stack, if there is room; the call is then tried again.
    private mutating func grow() throws {
        let limit = world.linkBase(running) + 64 * AttackWorld.mostRecords
        guard state.registers.xlinklimit < limit else { return try unwind() }
        try kernel { try $0.set(.xlinklimit, limit) }
    }

    /// Ends the thread and begins another in its place, without a segment; or all threads, and all lists are written anew.
    private mutating func begin() throws {
        try kernel { kernel in
            if kernel.random.chance(40) {
                kernel.world.resetLists(kernel.lockStep, &kernel.random)
                for number in kernel.threads.indices {
                    kernel.threads[number] = Thread(state: kernel.fresh(number, hasSegment: true))
                }
            } else {
                kernel.threads[kernel.running] = Thread(state: kernel.fresh(kernel.running, hasSegment: false))
            }
            try kernel.load(kernel.running)
        }
    }

    /// Returns to the caller in place of a refused or broken return: what the record says, after every part of the segment was taken back.
    private mutating func unwind() throws {
        guard let frame = frames.popLast() else { return try begin() }
        let segment = frame.registers.segment
        try kernel { kernel in
            kernel.takeBack(segment.address, segment.length)
            kernel.threads[kernel.running].state = kernel.saved(frame)
            kernel.threads[kernel.running].t0 = kernel.lockStep.core.t0
            kernel.threads[kernel.running].frames = kernel.frames
            try kernel.load(kernel.running)
        }
        try resumed(frame)
    }

    /// What the record on top says, with the rest as it is now.
    private func saved(_ frame: State) -> State {
        let now = state.registers
        let place = now.xlink - 64
        let words = (0..<8).map { lockStep[place + 8 * UInt64($0)] }
        guard let record = LinkRecord(words: words, configuration: world.tables.configuration), record.isValid else {
            return frame
        }
        var registers = now
        registers.xlink = place
        registers.xcap = record.xcap
        registers.xseglist = record.xseglist
        registers.segment = SegmentValues(
            virtual: record.segment.virtualAddress, physical: record.segment.physicalWithPermission,
            length: record.segment.length, maskOffset: record.maskOffset, maskLength: record.maskLength)
        return State(registers: registers, satp: record.satp, pc: record.returnPC)
    }

    /// Empties every list entry that has a byte of this memory, and ends every other thread that has one.
    private mutating func takeBack(_ place: UInt64, _ length: UInt64) {
        guard length > 0 else { return }
        func overlaps(_ other: UInt64, _ count: UInt64) -> Bool {
            count > 0 && other < place + length && place < other + count
        }
        for (address, segment) in world.listed(lockStep) where overlaps(segment.physicalAddress, segment.length) {
            lockStep.write([0, 0, 0], at: address)
        }
        for number in threads.indices where number != running {
            let states = [threads[number].state] + threads[number].frames
            if states.contains(where: { overlaps($0.registers.segment.address, $0.registers.segment.length) }) {
                threads[number] = Thread(state: fresh(number, hasSegment: false))
            }
        }
    }
}
