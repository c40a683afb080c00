import Simulation
import XPCModel

/// Random operations on a ``RandomWorld``: mostly such that complete, with every way to fail strewn in.
///
/// What is drawn depends on the seed and on the model's state alone, so that a seed and a number of operations repeat a run.
struct RandomOperations {
    let lockStep: LockStep
    let world: RandomWorld
    var random: SplitMix
    /// The list entry that was swapped in each frame of the chain and must be swapped back before the return.
    var dirty: [UInt64?] = [nil]
    /// The depth that the chain is on its way to.
    private var target = 6
    let pressure: Int
    let settings: MemoryLink.Settings

    /// Starts a world of its own on `lockStep`.
    ///
    /// - Parameter latency: the memory's latency; nil for one drawn from the seed.
    init(_ lockStep: LockStep, seed: UInt64, latency: Int?) throws {
        self.lockStep = lockStep
        random = SplitMix(seed: seed)
        world = RandomWorld(lockStep.hart.configuration, draw: random.below(5))
        let latencies = [1, 1, 2, 2, 3, 5, 9]
        let drawn = latencies[random.below(latencies.count)]
        pressure = [0, 0, 20, 40, 60, 80][random.below(6)]
        settings = MemoryLink.Settings(
            latency: latency ?? drawn, backPressure: pressure, responseDelay: [0, 0, 25, 50][random.below(4)],
            outstanding: [nil, nil, 1, 3][random.below(4)])
        try lockStep.restart(memorySettings: settings, seed: seed)
        world.build(lockStep, &random)
        try startThread()
    }

    // MARK: Kernel

    /// Does something in S-mode, with the records written as in a trap handler, and comes back to the user.
    mutating func kernel(_ body: (inout RandomOperations) throws -> Void) throws {
        try lockStep.drain()
        lockStep.setCore { $0.privilege = .supervisor }
        try body(&self)
        lockStep.setCore { $0.privilege = .user }
    }

    func set(_ csr: XPCCSR, _ value: UInt64) throws { _ = try lockStep.access(csr.address, .write, operand: value) }

    /// A fresh chain: all registers of a process, an empty link stack, a segment.
    mutating func startThread() throws {
        let process = random.below(RandomWorld.processes)
        let place = world.base + 0x400_0000 + 0x1_0000 * UInt64(process)
        let length = 8 * UInt64(1 + random.below(0x800))
        let virtual = random.chance(5) ? (1 << 38) - length : 0x30_0000_0000
        let physical = random.chance(5) ? world.configuration.physicalLimit - length : place
        lockStep.clearFailures()
        try kernel { operations in
            try operations.set(.xetbase, operations.world.entryTable)
            try operations.set(.xetsize, RandomWorld.tableSize)
            try operations.set(.xcap, operations.world.capability(process))
            try operations.set(.xcapbase, operations.world.identities)
            try operations.set(.xlinkbase, operations.world.linkBase)
            try operations.set(.xlinklimit, operations.world.linkLimit)
            try operations.set(.xlink, operations.world.linkBase)
            try operations.set(.xlinkerr, 0)
            try operations.set(.xseglist, operations.world.list(process))
            try operations.set(.xseglen, operations.random.chance(5) ? 0 : length)
            try operations.set(.xsegva, virtual)
            let permission = UInt64([3, 3, 3, 3, 1, 2, 0][operations.random.below(7)])
            try operations.set(.xsegpa, physical | permission)
        }
        lockStep.setCore {
            $0.satp = world.satp(process)
            $0.pc = 0x1_0000 + 0x1000 * UInt64(process)
            $0.privilege = .user
            $0.sum = false
            $0.tvm = false
            $0.virtualised = false
        }
        dirty = [nil]
        target = 1 + random.below(8)
    }

    /// Returns to the user past an instruction that raised.
    mutating func skip() throws {
        try lockStep.drain()
        lockStep.setCore { $0.pc &+= 4 }
    }

    // MARK: What comes next

    var depth: Int { lockStep.depth }

    /// The process whose registers are loaded.
    var process: Int {
        let xcap = lockStep.hart.registers.xcap
        return (0..<RandomWorld.processes).first { world.capability($0) == xcap } ?? 0
    }

    /// Executes the next operation, with what the kernel does before and after it.
    mutating func next() throws {
        if random.chance(15) { try lockStep.idle(1 + random.below(6)) }
        switch random.below(1000) {
        case 0..<45: try trick()
        case 45..<75: try kernelWork()
        case 75..<160: try mask()
        case 160..<240: if random.chance(4) { try segmentAtTheEnds() } else { try accesses() }
        case 240..<340: try swap()
        case 340..<420: try run(.xprefetch(id: id(goodPercent: 80)))
        default:
            if depth >= target { target = random.below(3) == 0 ? 0 : random.below(max(1, depth)) }
            let isRising = depth < target
            if !isRising, depth == target { target = 1 + random.below(8) }
            if depth == 0 || (isRising ? random.chance(85) : random.chance(15)) {
                try run(.xcall(id: id(goodPercent: 88)))
            } else {
                try giveBack()
            }
        }
    }

    func isGood(_ id: UInt64) -> Bool { RandomWorld.good.contains(id) }

    mutating func id(goodPercent: Int) -> UInt64 {
        if random.chance(goodPercent) {
            // Few IDs often, so that the engine cache hits.
            return random.chance(60) ? RandomWorld.good[random.below(3)] : random.pick(RandomWorld.good)
        }
        switch random.below(8) {
        case 0: return 0
        case 1: return RandomWorld.tableSize + UInt64(random.below(3))
        case 2: return random.chance(40) ? random.next() : random.pick(RandomWorld.good) ^ someBits()
        case 3, 4: return random.pick(RandomWorld.denied)
        default: return random.pick(RandomWorld.bad)
        }
    }

    /// Executes an instruction, perhaps with an interrupt; after an exception the kernel mends what was wrong.
    mutating func run(_ instruction: XPCInstruction) throws {
        var interrupt: Int?
        if random.chance(8) { interrupt = 1 + random.below(random.chance(50) ? 8 : 60) }
        let result = try lockStep.execute(instruction, interruptAt: interrupt)
        switch result {
        case .completed:
            switch instruction {
            case .xcall: dirty.append(nil)
            case .xret: if dirty.count > 1 { dirty.removeLast() }
            case .swapseg(let index):
                let here = dirty[dirty.count - 1]
                dirty[dirty.count - 1] = here == nil ? index : here == index ? nil : .max
            case .xprefetch: break
            }
        case .interrupted:
            try lockStep.drain()
        case .exception(let exception, _):
            try skip()
            try mend(exception)
        }
    }

    private mutating func mend(_ exception: XPCException) throws {
        switch exception.cause {
        case .invalidLinkage:
            switch exception.tval & 7 {
            case 1, 2, 5: try startThread()
            default: try unwind()
            }
        case .memoryError: lockStep.clearFailures()
        default: break
        }
    }

    /// The kernel returns to the caller in place of a refused xret: it restores what the record says (R9.4).
    private mutating func unwind() throws {
        let registers = lockStep.hart.registers
        guard depth > 0, let record = record(at: registers.xlink - 64) else { return try startThread() }
        try kernel { operations in
            try operations.set(.xcap, record.xcap)
            try operations.set(.xseglist, record.xseglist)
            try operations.set(.xseglen, record.segment.length)
            try operations.set(.xsegva, record.segment.virtualAddress)
            try operations.set(.xsegpa, record.segment.physicalWithPermission)
            try operations.set(.xmaskoff, record.maskOffset)
            try operations.set(.xmasklen, record.maskLength)
            try operations.set(.xlink, registers.xlink - 64)
        }
        lockStep.setCore {
            $0.satp = record.satp
            $0.pc = record.returnPC
        }
        if dirty.count > 1 { dirty.removeLast() }
        dirty[dirty.count - 1] = .max
    }

    private mutating func record(at address: UInt64) -> LinkRecord? {
        let words = (0..<8).map { lockStep[address + 8 * UInt64($0)] }
        guard let record = LinkRecord(words: words, configuration: world.configuration), record.isValid,
            !record.isMalformed, record.segment.normalised == record.segment
        else { return nil }
        return record
    }

    /// xret, mostly after the segment that was handed over is in the register again.
    private mutating func giveBack() throws {
        if let index = dirty[dirty.count - 1], random.chance(90) {
            guard index != .max else { return try unwind() }
            try run(.swapseg(index: index))
            guard dirty[dirty.count - 1] == nil else { return }
        }
        try run(.xret)
    }

    private mutating func swap() throws {
        var index = random.pick(RandomWorld.goodEntries)
        if random.chance(15) {
            switch random.below(6) {
            case 0: index = RandomWorld.busyEntry
            case 1: index = RandomWorld.listSize + UInt64(random.below(3))
            case 2: index = random.chance(40) ? random.next() : random.pick(RandomWorld.goodEntries) ^ someBits()
            case 3: index = 4
            default: index = random.pick(RandomWorld.badEntries)
            }
        } else if let mine = dirty[dirty.count - 1], mine != .max, random.chance(70) {
            index = mine
        } else if depth > 0, random.chance(60) {
            return try mask()  // fewer segments to give back
        }
        try run(.swapseg(index: index))
    }
}
