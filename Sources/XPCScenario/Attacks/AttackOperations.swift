import Simulation
import XPCModel

/// Hostile code and a kernel that keeps its rules, on several threads and processes.
///
/// Hostile code does anything that U-mode can do: any instruction with any operand, any CSR with any value, any access, at any time, under
/// interrupts. What honest code expects of the engine, of the kernel, and of whom it calls is looked at here; the properties themselves are
/// looked at by ``PropertyMonitors`` in every cycle, and the golden model does everything too.
struct AttackOperations {
    /// What a thread has to have again after a call.
    struct State: Hashable {
        var registers: CSRValues
        var satp: UInt64
        var pc: UInt64
    }

    /// A thread that does not run.
    struct Thread {
        var state: State
        var t0: UInt64 = 0
        /// States to come back to, the first call's first.
        var frames: [State] = []
    }

    let lockStep: LockStep
    let attack: Attack
    let world: AttackWorld
    var random: SplitMix
    var threads: [Thread] = []
    /// The thread that runs.
    var running = 0
    var frames: [State] = []
    /// Capabilities and x-entries that the kernel took away, with the word that gives them back.
    var revoked: [(address: UInt64, word: UInt64)] = []
    /// Whether interrupts come, in the middle of instructions and between them.
    var interrupts = true
    /// What user code did.
    var operations = 0
    /// The same, by hostile code.
    var hostileOperations = 0

    /// - Parameters:
    ///   - latency: the memory's latency; nil for one drawn from the seed.
    ///   - resets: false when it goes on with what an engine and its memory hold; the kernel then writes all tables and registers.
    init(_ lockStep: LockStep, attack: Attack, seed: UInt64, latency: Int?, resets: Bool = true) throws {
        self.lockStep = lockStep
        self.attack = attack
        random = SplitMix(seed: seed)
        world = AttackWorld(lockStep.hart.configuration, draw: random.below(5))
        let drawn = [1, 1, 2, 3, 5, 9, 40][random.below(7)]
        let settings = MemoryLink.Settings(
            latency: latency ?? drawn, backPressure: [0, 0, 20, 50, 80][random.below(5)],
            responseDelay: [0, 0, 25, 50][random.below(4)], outstanding: [nil, nil, 1, 3][random.below(4)])
        if resets {
            try lockStep.restart(memorySettings: settings, seed: seed)
        } else {
            lockStep.forgetDrains()
            try lockStep.drain()
            lockStep.clearFailures()
            try lockStep.engine.link.set(settings)
            for thread in 0..<AttackWorld.threads {
                for record in 0..<AttackWorld.mostRecords {
                    lockStep.write(Array(repeating: 0, count: 8), at: world.linkBase(thread) + 64 * record)
                }
            }
        }
        world.build(lockStep, &random)
        for thread in 0..<AttackWorld.threads { threads.append(Thread(state: fresh(thread, hasSegment: true))) }
        try kernel { try $0.load(0) }
    }

    // MARK: User

    var depth: Int { frames.count }
    var isHostile: Bool { attack.isHostile(depth: depth) }
    /// The circuit's side.
    var state: State {
        State(registers: CSRValues(lockStep.engine.registers), satp: lockStep.core.satp, pc: lockStep.core.pc)
    }

    /// The process whose tables are in the registers.
    var process: Int {
        let xcap = state.registers.xcap
        return (0..<RandomWorld.processes).first { world.tables.capability($0) == xcap } ?? 0
    }

    /// What the running thread does next, and what the kernel does on its own account.
    mutating func next() throws {
        if isHostile { try attackOnce() } else { try behave() }
        if interrupts, random.chance(3) { try interrupt() }
        if random.chance(2) { try lookAtOwners() }
    }

    /// User code does one thing more.
    mutating func count() {
        operations += 1
        if isHostile { hostileOperations += 1 }
    }

    /// Executes an instruction, perhaps with an interrupt at any moment of it; the kernel handles what it raises.
    mutating func run(_ instruction: XPCInstruction) throws {
        count()
        let before = state
        var moment: Int?
        if interrupts, random.chance(10) { moment = 1 + random.below(random.chance(60) ? 10 : 90) }
        switch try lockStep.execute(instruction, interruptAt: moment) {
        case .completed:
            switch instruction {
            case .xcall(let id): try entered(before, id)
            case .xret: try returned()
            case .swapseg, .xprefetch: break
            }
        case .interrupted: try interrupt()
        case .exception(let exception, _): try handle(exception)
        }
    }

    private mutating func entered(_ before: State, _ id: UInt64) throws {
        let now = state
        frames.append(State(registers: before.registers, satp: before.satp, pc: before.pc &+ 4))
        let callee = world.tables.entry(id)
        // What any callee relies on: who calls, and where it is.
        let caller = (before.registers.xcap & ~63 &- before.registers.xcapbase) >> 6
        guard now.pc == callee.pc, now.satp == callee.satp, now.registers.xcap == callee.xcap,
            now.registers.xseglist == callee.xseglist
        else { throw lockStep.mismatch(["the callee does not begin where and as what its x-entry says"]) }
        guard lockStep.core.t0 == caller else {
            throw lockStep.mismatch(["the callee is told that \(hexadecimal(lockStep.core.t0)) calls it"])
        }
        let taken = revoked.contains {
            $0.address == world.tables.entryAddress(id)
                || $0.address == world.tables.capabilityWord(callerProcess(before), id) && isBit($0.word, id)
        }
        if taken { throw lockStep.mismatch(["a call of x-entry \(id), which was taken away"]) }
    }

    private func isBit(_ word: UInt64, _ id: UInt64) -> Bool { word == 1 << (id % 64) }

    private func callerProcess(_ before: State) -> Int {
        (0..<RandomWorld.processes).first { world.tables.capability($0) == before.registers.xcap } ?? 0
    }

    private mutating func returned() throws {
        guard let frame = frames.popLast() else { throw lockStep.mismatch(["a return that nobody called for"]) }
        try resumed(frame)
    }

    /// A caller goes on: with all that it had.
    func resumed(_ frame: State) throws {
        var (mine, now) = (frame, state)
        (mine.registers.xlinkerr, now.registers.xlinkerr) = (0, 0)
        // The kernel may have made the stack larger.
        (mine.registers.xlinklimit, now.registers.xlinklimit) = (0, 0)
        guard mine == now else {
            throw lockStep.mismatch(["a caller goes on with other registers: \(now), and it had \(mine)"])
        }
    }

    /// R9.4: no byte of a segment is in two places, in registers or lists.
    func lookAtOwners() throws {
        var places = world.listed(lockStep).map { ($0.segment.physicalAddress, $0.segment.length) }
        places.append((state.registers.segment.address, state.registers.segment.length))
        for (number, thread) in threads.enumerated() where number != running {
            places.append((thread.state.registers.segment.address, thread.state.registers.segment.length))
        }
        places.removeAll { $0.1 == 0 }
        places.sort { $0.0 < $1.0 }
        for (first, second) in zip(places, places.dropFirst()) where first.0 + first.1 > second.0 {
            throw lockStep.mismatch(["P14: memory at \(hexadecimal(second.0)) has two owners"])
        }
    }
}
