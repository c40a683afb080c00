import Simulation
import XPCModel

/// What an engine has been seen to do so far: the command that runs with its accesses, the records that were pushed.
final class EngineHistory {
    /// A record that a call pushed.
    struct Saved {
        /// What it is to hold.
        var words: [UInt64]
        /// A return took it.
        var isConsumed = false
    }

    let format: ArchitecturalFormat
    /// What the engine works on.
    let memory: SparseMemory
    /// The cycle before.
    private(set) var last: EngineCycle?
    private(set) var command: CommandRecord?
    /// A command that was answered or killed in the cycle before.
    private(set) var ended: CommandRecord?
    /// The command that a cycle belongs to: the one that runs, or that ended in it.
    var current: CommandRecord? { command ?? ended }
    /// Records by PA; without those that the kernel wrote to, or whose write failed.
    private(set) var saved: [UInt64: Saved] = [:]
    /// PAs of records that were pushed since the queue was last empty.
    private(set) var pending: Set<UInt64> = []
    /// PAs of records of which a write failed since then.
    private(set) var failed: Set<UInt64> = []

    /// Requests that are not yet answered: position among the command's accesses, with the command's number, and the line.
    private var waiting: [(command: Int, index: Int, access: MemoryAccess)] = []
    private var commandNumber = 0

    init(_ format: ArchitecturalFormat, memory: SparseMemory) {
        self.format = format
        self.memory = memory
    }

    /// The kernel wrote the word at this PA: what was saved there need not be there any more.
    func noteWrite(at address: UInt64) { if !saved.isEmpty { saved[address & ~63] = nil } }

    /// Takes a cycle in.
    ///
    /// - Returns: the access that memory took.
    func see(_ now: EngineCycle) -> MemoryAccess? {
        defer { last = now }
        if now.isReset {
            (command, ended) = (nil, nil)
            (saved, pending, failed, waiting) = ([:], [], [], [])
            return nil
        }
        if let answer = now.answer { take(answer) }
        if now.isDrained, !pending.isEmpty || !failed.isEmpty {
            for place in failed { saved[place] = nil }
            (pending, failed) = ([], [])
        }
        let taken = now.request.flatMap { $0.isTaken ? take($0) : nil }
        if now.response != nil || now.isKilled { end(now) }
        if let fired = now.command {
            commandNumber += 1
            command = CommandRecord(
                operation: fired.operation, operand: fired.operand, pc: fired.pc, before: now.registers, satp: now.satp)
        }
        return taken
    }

    private func take(_ answer: EngineCycle.Answer) {
        guard !waiting.isEmpty else { return }
        let first = waiting.removeFirst()
        if first.command == commandNumber, first.index >= 0 { command?.accesses[first.index].answer = answer }
        // R7.11: a return may still take it from the queue.
        if first.access.isDrain, answer.isError { failed.insert(first.access.address & ~63) }
    }

    private func take(_ request: EngineCycle.Request) -> MemoryAccess? {
        // A code that means nothing is a store for the monitors: it must not occur at all.
        var access = MemoryAccess(
            operation: request.operation ?? .store, address: request.address, mask: request.mask, before: .zero)
        let line = access.line(format.lanes)
        for lane in 0..<format.lanes { access.before[lane] = memory[line &+ 8 * UInt64(lane)] }
        access.isDrain = isDrain(access)
        if command != nil {
            waiting.append((commandNumber, command?.accesses.count ?? 0, access))
            command?.accesses.append(access)
        } else {
            waiting.append((commandNumber, -1, access))
        }
        return access
    }

    private func isDrain(_ access: MemoryAccess) -> Bool {
        guard format.isBuffered, access.operation == .store, let command else { return command == nil }
        switch command.operation {
        case .xcall, .xprefetch: return true
        case .xret: return !(command.hasLoads && access.address & ~63 == command.before.xlink &- 64)
        case .swapseg:
            let entry = format.wrapped(command.before.xseglist & ~63 &+ 32 &* command.operand)
            return access.address & ~63 != entry & ~63
        }
    }

    private func end(_ now: EngineCycle) {
        ended = command
        ended?.response = now.response
        ended?.t0 = now.t0
        ended?.satpOut = now.satpOut
        ended?.linkError = now.registers.xlinkerr
        command = nil
    }

    /// Notes what a command that ended did to the link stack.
    func apply(_ command: CommandRecord) {
        ended = nil
        guard command.isCommitted else { return }
        switch command.operation {
        case .xcall:
            let place = command.before.xlink
            saved[place] = Saved(words: format.record(command.before, pc: command.pc, satp: command.satp))
            if format.isBuffered { pending.insert(place) }
        case .xret:
            let place = command.before.xlink &- 64
            if saved[place] == nil { saved[place] = Saved(words: []) }
            saved[place]?.isConsumed = true
        case .swapseg, .xprefetch: break
        }
    }
}
