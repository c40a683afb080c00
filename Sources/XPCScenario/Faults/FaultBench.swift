import Simulation
import XPCEngine
import XPCModel

/// Situations in which something goes wrong, each with the instruction that meets it.
struct FaultBench {
    enum Situation: String, CaseIterable, Sendable {
        case call, cachedCall, callWithFullBuffer, deniedCall
        case returnFromMemory, returnFromBuffer
        /// The record is on its way to memory, which takes it or not.
        case returnWhileWritten, callWithFailingWrites
        case swap, swapOfMalformed, swapOfBusy
        case prefetch
    }

    let lockStep: LockStep
    let world: RandomWorld

    init(_ configuration: XPCConfiguration, sources: EngineSources) throws {
        var sources = sources
        sources.monitored = configuration
        lockStep = try LockStep(configuration, sources: sources, memorySettings: .init(), seed: 1)
        world = RandomWorld(lockStep.hart.configuration)
    }

    /// Resets everything and leads up to the situation.
    func prepare(_ situation: Situation, _ settings: MemoryLink.Settings) throws -> XPCInstruction {
        let link = lockStep.engine.link
        (link.grants, link.answers, link.failingRequest) = (nil, nil, nil)
        try lockStep.restart(memorySettings: settings, seed: 1)
        var random = SplitMix(seed: 3)
        world.build(lockStep, &random)
        lockStep.write([0x20_0000_0000, world.base + 0x200_0000 | 3, 0x100], at: world.list(1) & ~0x3F)
        lockStep.setCore { $0.privilege = .supervisor }
        let values: [(XPCCSR, UInt64)] = [
            (.xetbase, world.entryTable), (.xetsize, RandomWorld.tableSize), (.xcap, world.capability(1)),
            (.xcapbase, world.identities), (.xlinkbase, world.linkBase), (.xlink, world.linkBase),
            (.xlinklimit, world.linkLimit), (.xseglist, world.list(1)), (.xseglen, 0x1000),
            (.xsegva, 0x30_0000_0000), (.xsegpa, world.base + 0x400_0003),
        ]
        for (csr, value) in values { _ = try lockStep.access(csr.address, .write, operand: value) }
        lockStep.setCore {
            $0.privilege = .user
            $0.satp = world.satp(1)
            $0.pc = 0x1_0000
        }
        // x-entry 1 leads to the process that calls, 5 too.
        switch situation {
        case .call: return .xcall(id: 1)
        case .deniedCall: return .xcall(id: RandomWorld.denied[0])
        case .cachedCall:
            _ = try lockStep.execute(.xprefetch(id: 1))
            return .xcall(id: 1)
        case .callWithFullBuffer:
            for _ in 0..<4 { _ = try lockStep.execute(.xcall(id: 1)) }
            return .xcall(id: 5)
        case .returnFromMemory:
            _ = try lockStep.execute(.xcall(id: 1))
            try lockStep.drain()
            return .xret
        case .returnFromBuffer:
            for _ in 0..<3 { _ = try lockStep.execute(.xcall(id: 1)) }
            return .xret
        case .returnWhileWritten:
            _ = try lockStep.execute(.xcall(id: 1))
            try lockStep.idle(2)
            return .xret
        case .callWithFailingWrites:
            lockStep.fail(world.linkBase...(world.linkLimit - 1), [.store])
            return .xcall(id: 1)
        case .swap: return .swapseg(index: 0)
        case .swapOfMalformed: return .swapseg(index: RandomWorld.badEntries[0])
        case .swapOfBusy: return .swapseg(index: RandomWorld.busyEntry)
        case .prefetch: return .xprefetch(id: 1)
        }
    }

    /// Whether an answer, or the end by an interrupt, is on the ports; the cycle is settled.
    var isOver: Bool { lockStep.engine.pins.responseValid.isHigh || lockStep.engine.pins.killed.isHigh }
}

/// What a campaign of faults came to.
struct FaultOutcome: Sendable {
    /// How many times something went wrong.
    var cases = 0
    /// What was seen, by name.
    var counts: [String: Int] = [:]
    /// What was wrong, one line each.
    var failures: [String] = []

    mutating func count(_ name: String) { counts[name, default: 0] += 1 }
}
