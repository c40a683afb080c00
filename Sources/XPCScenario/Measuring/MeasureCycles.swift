import Simulation
import XPCEngine
import XPCModel

/// Measures the cycles of single instructions, each with everything before it done and every record written.
public struct CycleMeasurement {
    private let lockStep: LockStep
    private let world: RandomWorld
    private var random: SplitMix
    private let configuration: XPCConfiguration
    private var longest: [String: Int] = [:]

    /// - Throws: what building the model throws.
    public init(_ configuration: XPCConfiguration, sources: EngineSources, seed: UInt64 = 1) throws {
        self.configuration = configuration
        lockStep = try LockStep(
            configuration, sources: sources, memorySettings: MemoryLink.Settings(latency: 2), seed: seed)
        world = RandomWorld(lockStep.hart.configuration)
        random = SplitMix(seed: seed)
    }

    /// The cycle table of a configuration: maximum over `samples` isolated operations of each kind. The memory takes a request
    /// per cycle and answers 2 cycles later; cycle 0 is the one in which the command fires.
    ///
    /// - Throws: ``Mismatch``; circuit and model are compared here as everywhere.
    public mutating func table(samples: Int = 1000) throws -> CycleTable {
        longest = [:]
        try restart(MemoryLink.Settings(latency: 2))
        for _ in 0..<samples {
            try measureCall(prefetched: false)
            if configuration.cacheEntries > 0 { try measureCall(prefetched: true) }
            try measureSwap()
        }
        let limits = CycleTable.limits[configuration.name] ?? [:]
        return CycleTable(
            configuration: configuration.name,
            rows: CycleTable.kinds.map {
                CycleTable.Row(
                    kind: $0.kind, title: $0.title, paper: $0.paper, limit: limits[$0.kind], measured: longest[$0.kind])
            }, samples: samples)
    }

    /// The longest that any instruction takes, a full drain before it included, on the slowest memory that takes every request
    /// within `delay` cycles and answers each within `delay` cycles more, one at a time (P9).
    public mutating func longestInstruction(delay: Int, samples: Int = 100) throws -> Int {
        longest = [:]
        try restart(MemoryLink.Settings(latency: delay, outstanding: 1))
        let link = lockStep.engine.link
        var cycle = 0
        lockStep.engine.everyCycle = {
            cycle += 1
            link.grants = cycle % delay == 0 ? 1 : 0
        }
        defer {
            lockStep.engine.everyCycle = nil
            link.grants = nil
        }
        for _ in 0..<samples {
            link.grants = nil
            try start()
            // Calls back to back, so that the buffer is full and must drain.
            for _ in 0..<4 { try measure("xcall", .xcall(id: random.pick(RandomWorld.good))) }
            for _ in 0..<4 { try measure("xret", .xret) }
            try measure("swapseg", .swapseg(index: random.pick(RandomWorld.goodEntries)))
            try measure("xprefetch", .xprefetch(id: random.pick(RandomWorld.good)))
            try measure("xcall", .xcall(id: random.pick(RandomWorld.good)))
            // The drain of a trap, behind what has just been pushed.
            let before = lockStep.engine.model.cycle
            try lockStep.engine.waitUntilDrained()
            note("drain", Int(lockStep.engine.model.cycle - before))
        }
        return longest.values.max() ?? 0
    }

    private mutating func restart(_ settings: MemoryLink.Settings) throws {
        try lockStep.restart(memorySettings: settings, seed: 1)
        world.build(lockStep, &random)
    }

    /// A fresh thread with any segment and mask, everything drained and nothing cached.
    private mutating func start() throws {
        try lockStep.drain()
        lockStep.setCore { $0.privilege = .supervisor }
        let process = random.below(RandomWorld.processes)
        let length = 8 * UInt64(1 + random.below(1 << 20))
        let offset = 8 * UInt64(random.below(Int(length / 8)))
        let values: [(XPCCSR, UInt64)] = [
            (.xetbase, world.entryTable), (.xetsize, RandomWorld.tableSize), (.xcap, world.capability(process)),
            (.xcapbase, world.identities), (.xlinkbase, world.linkBase), (.xlinklimit, world.linkLimit),
            (.xlink, world.linkBase), (.xlinkerr, 0), (.xseglist, world.list(process)), (.xseglen, length),
            (.xsegva, 0x30_0000_0000 + 8 * UInt64(random.below(1 << 20))),
            (.xsegpa, world.base + 0x800_0000 + UInt64(random.below(4))), (.xmaskoff, offset),
        ]
        for (csr, value) in values { _ = try lockStep.access(csr.address, .write, operand: value) }
        let pc = 4 * UInt64(random.below(1 << 30))
        let satp = world.satp(process)
        lockStep.setCore {
            $0.privilege = .user
            $0.pc = pc
            $0.satp = satp
        }
        try lockStep.fence()
    }

    private mutating func measureCall(prefetched: Bool) throws {
        let id = random.pick(RandomWorld.good)
        try start()
        if prefetched { try measure("xprefetch", .xprefetch(id: id)) }
        try measure(prefetched ? "xcall_cached" : "xcall", .xcall(id: id))
        if configuration.bufferedRecords > 0 {
            try measure("xret_buffered", .xret)
            try measure("xcall_other", .xcall(id: id))
        }
        try lockStep.drain()
        try measure("xret", .xret)
    }

    private mutating func measureSwap() throws {
        try start()
        try measure("swapseg", .swapseg(index: random.pick(RandomWorld.goodEntries)))
    }

    private mutating func measure(_ kind: String, _ instruction: XPCInstruction) throws {
        guard case .completed(_, let cycles) = try lockStep.execute(instruction) else { return }
        note(kind, cycles)
    }

    private mutating func note(_ kind: String, _ cycles: Int) { longest[kind] = max(longest[kind] ?? 0, cycles) }
}
