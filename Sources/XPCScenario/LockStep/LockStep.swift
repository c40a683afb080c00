import Simulation
import XPCEngine
import XPCModel

/// An engine in a simulator and the golden model, executing the same operations on two memories with the same contents.
///
/// Every operation compares the response, every register, every word that either side wrote, except where `docs/xpc-isa.md`
/// leaves memory or a moment open (R7.13, R7.14). A difference is a ``Mismatch``.
final class LockStep {
    let configuration: XPCConfiguration
    let engine: EngineDriver
    /// The circuit's side of the core.
    var core = StubCore()
    /// The model, with its side of the core in `registers`.
    var hart: XPCHart
    /// The model's memory; the circuit's is `engine.memory`.
    var memory = ModelMemory()
    var statistics = Statistics()
    /// Number of operations compared.
    var step = 0
    var seed: UInt64
    /// Number of drains, of which some are followed by a look at the registers through the port.
    private(set) var drains = 0
    /// The operation that is being executed, for messages.
    var operation: () -> String = { "reset" }

    init(
        _ configuration: XPCConfiguration, sources: EngineSources, memorySettings: MemoryLink.Settings, seed: UInt64
    ) throws {
        self.configuration = configuration
        self.seed = seed
        hart = XPCHart(configuration: try XPCModelConfiguration(configuration))
        engine = try EngineDriver(sources, memorySettings: memorySettings, seed: seed)
        engine.setCore(core)
    }

    /// Both sides as after reset, with empty memories and no failing address.
    ///
    /// - Parameter steps: how many steps count as made.
    func restart(memorySettings: MemoryLink.Settings, seed: UInt64, steps: Int = 0) throws {
        statistics.stallCycles += engine.link.stalls
        self.seed = seed
        step = steps
        forgetDrains()
        core = StubCore()
        engine.setCore(core)
        try engine.restart(seed: seed)
        // What a record on its way wrote until the reset is gone with the rest.
        engine.memory.removeAll()
        engine.link.clearFailures()
        try engine.link.set(memorySettings)
        hart = XPCHart(configuration: hart.configuration)
        memory.removeAll()
        operation = { "reset" }
        try compare()
    }

    /// Begins the count of drains anew: what follows then takes the same cycles, whatever came before.
    func forgetDrains() { drains = 0 }

    /// Ends the waves, and counts what is counted at the end.
    ///
    /// - Parameter coverage: where what was covered is written, if anywhere.
    func finish(coverage: String? = nil) throws(SimulationError) -> Statistics {
        engine.model.stopWaves()
        if let coverage { try engine.writeCoverage(coverage) }
        var result = statistics
        result.stallCycles += engine.link.stalls
        result.clocks = Int(engine.model.cycle)
        return result
    }

    // MARK: Instructions

    /// What came of an instruction, on both sides.
    enum Result {
        case completed(XPCOutcome.Completion, cycles: Int)
        case exception(XPCException, cycles: Int)
        /// An interrupt came first; nothing happened.
        case interrupted(cycles: Int)
    }

    /// Executes an instruction at the core's PC.
    ///
    /// - Parameters:
    ///   - interruptAt: cycle after the command fired from which on an interrupt is wanted.
    ///   - emptiedAt: cycle in which the engine cache is emptied: in the first before it is looked at, later for what comes next.
    func execute(_ instruction: XPCInstruction, interruptAt: Int? = nil, emptiedAt: Int? = nil) throws -> Result {
        step += 1
        operation = {
            instruction.description + (interruptAt.map { ", interrupt at cycle \($0)" } ?? "")
                + (emptiedAt.map { ", emptied at cycle \($0)" } ?? "")
        }
        guard engine.isEnabled else {
            let outcome = hart.execute(instruction, memory: &memory)
            statistics.count(instruction.operation, .illegalInstruction)
            try agree(.exception(.illegalInstruction), outcome)
            return .exception(.illegalInstruction, cycles: 0)
        }
        let response = try engine.issue(instruction, pc: core.pc, killAt: interruptAt, emptyAt: emptiedAt)
        if emptiedAt == 1 { hart.fence() }
        defer { if let emptiedAt, emptiedAt <= response.cycles { hart.fence() } }
        if let state = response.killState { statistics.countInterrupt(state: state) }
        if response.outcome == .killed {
            statistics.interrupted[Int(instruction.operation.rawValue)] += 1
            try compare()
            return .interrupted(cycles: response.cycles)
        }
        let outcome = try follow(response, instruction)
        if response.outcome == .completed {
            core.pc = response.nextPC
            if let t0 = response.t0 { core.t0 = t0 }
            if let satp = response.satp {
                core.satp = satp
                engine.setCore(core)
            }
        }
        statistics.count(instruction, outcome, response, depth: depth)
        try compare()
        switch outcome {
        case .completed(let completion): return .completed(completion, cycles: response.cycles)
        case .exception(let exception): return .exception(exception, cycles: response.cycles)
        }
    }

    /// Number of records on the link stack.
    var depth: Int { Int(truncatingIfNeeded: (hart.registers.xlink &- hart.registers.xlinkbase) / LinkRecord.size) }

    /// Lets the model do what the circuit did. Where records may have been written before it, or not, and that matters, every
    /// number of them is tried (R7.14).
    private func follow(_ response: EngineResponse, _ instruction: XPCInstruction) throws -> XPCOutcome {
        guard memory.canFail, !hart.bufferedRecords.isEmpty else {
            let outcome = hart.execute(instruction, memory: &memory)
            try agree(response.outcome, outcome)
            return outcome
        }
        let before = hart
        let mark = memory.journal.count
        for drained in 0...before.bufferedRecords.count {
            for _ in 0..<drained { hart.drainOldest(memory: &memory) }
            let outcome = hart.execute(instruction, memory: &memory)
            engine.lookAtRegisters()
            let linkError = engine.registers[7]
            let agreed = matches(response.outcome, outcome) && hart.drain(untilLinkErrorIs: linkError, memory: &memory)
            if agreed || drained == before.bufferedRecords.count {
                try agree(response.outcome, outcome)
                return outcome
            }
            hart = before
            memory.rollBack(to: mark)
        }
        return .exception(.illegalInstruction)  // not reached: the last turn returns or throws
    }

    private func matches(_ outcome: EngineResponse.Outcome, _ model: XPCOutcome) -> Bool {
        switch (outcome, model) {
        case (.completed, .completed): true
        case (.exception(let mine), .exception(let other)): mine == other
        default: false
        }
    }

    private func agree(_ outcome: EngineResponse.Outcome, _ model: XPCOutcome) throws {
        guard !matches(outcome, model) else { return }
        let mine =
            switch outcome {
            case .completed: "completed"
            case .exception(let exception): exception.description
            case .killed: "killed"
            }
        let other =
            switch model {
            case .completed: "completed"
            case .exception(let exception): exception.description
            }
        throw mismatch(["outcome: circuit \(mine); model \(other)"])
    }

    // MARK: CSRs

    /// A CSR instruction at the core's privilege.
    ///
    /// - Returns: the value before, or the exception.
    func access(
        _ address: UInt16, _ kind: CSROperation, operand: UInt64 = 0, writes: Bool = true
    ) throws -> CSROutcome {
        step += 1
        operation = {
            "CSR \(XPCCSR(rawValue: address)?.name ?? hexadecimal(UInt64(address))) \(kind) \(hexadecimal(operand))"
        }
        let response = try engine.access(address, kind, operand: operand, writes: writes)
        let outcome = hart.accessCSR(address, kind, operand: operand, writes: writes)
        switch outcome {
        case .completed(let old):
            guard response.exception == nil, response.old == old else {
                throw mismatch([
                    "CSR access: circuit \(response.exception?.description ?? hexadecimal(response.old)); "
                        + "model \(hexadecimal(old))"
                ])
            }
        case .exception(let exception):
            guard response.exception == exception else {
                throw mismatch([
                    "CSR access: circuit \(response.exception?.description ?? "completed"); model \(exception)"
                ])
            }
        }
        statistics.count(outcome)
        try compare()
        return outcome
    }

    // MARK: Accesses through the segment

    /// Translates an access of 1, 2, 4 or 8 bytes.
    func translate(
        _ address: UInt64, bytes: Int, _ access: XPCAccess, privilege: XPCPrivilege? = nil
    ) throws -> XPCTranslation {
        step += 1
        let privilege = privilege ?? core.privilege
        operation = { "\(access) of \(bytes) bytes at \(hexadecimal(address)) as \(privilege)" }
        let mine = try engine.translate(address, bytes: bytes, access, privilege: privilege)
        let other = hart.translate(address, bytes: bytes, access, privilege: privilege)
        guard mine == other else { throw mismatch(["translation: circuit \(mine); model \(other)"]) }
        statistics.count(access, other)
        return other
    }

    // MARK: Events

    /// `sfence.vma`.
    func fence() throws {
        step += 1
        operation = { "sfence.vma" }
        try engine.fence()
        hart.fence()
        try compare()
    }

    /// Lets time pass.
    func idle(_ cycles: Int) throws {
        operation = { "\(cycles) idle cycles" }
        try engine.idle(cycles)
        try compare()
    }

    /// What comes before the first instruction of a trap handler: every record is written or has failed (R7.10).
    func drain() throws {
        operation = { "drain" }
        try engine.waitUntilDrained()
        hart.drain(memory: &memory)
        try compare()
        drains += 1
        if drains % 16 == 0 { try compareThroughPort() }
    }

    /// Begins an instruction, or a write of a CSR, and lets `cycles` pass; after that only ``restart(memorySettings:seed:steps:)`` makes both sides
    /// equal again.
    func beginAndLeave(_ instruction: XPCInstruction?, csr: UInt16, operand: UInt64, cycles: Int) throws {
        operation = { "reset \(cycles) cycles after the begin of \(instruction?.description ?? "a write of a CSR")" }
        if let instruction, engine.isEnabled {
            try engine.begin(instruction, pc: core.pc)
        } else {
            engine.beginAccess(csr, operand: operand)
        }
        for _ in 0..<cycles { try engine.advance() }
    }

    /// Changes registers of the core, on both sides.
    func setCore(_ change: (inout StubCore) -> Void) {
        change(&core)
        engine.setCore(core)
        hart.registers.satp = core.satp
        hart.registers.pc = core.pc
        hart.registers.t0 = core.t0
        hart.registers.privilege = core.privilege
        hart.registers.sum = core.sum
        hart.registers.tvm = core.tvm
        hart.registers.virtualised = core.virtualised
    }

    /// The kernel writes words, on both sides.
    func write(_ words: [UInt64], at address: UInt64) {
        for (index, word) in words.enumerated() { self[address + 8 * UInt64(index)] = word }
        if address % LinkRecord.size == 0, words.count == 8 { hart.noteWrite(ofBlock: address) }
    }

    /// A word of memory: the circuit's; writes go to both sides.
    subscript(address: UInt64) -> UInt64 {
        get { engine.memory[address] }
        set {
            engine.memory[address] = newValue
            memory[address] = newValue
            engine.watch?.monitors?.history.noteWrite(at: address)
        }
    }

    /// Engine accesses of these kinds to these addresses fail from now on.
    func fail(_ addresses: ClosedRange<UInt64>, _ operations: Set<MemoryLink.Operation>) {
        engine.link.fail(addresses, operations: operations)
        memory.fail(addresses, operations: operations)
    }

    /// No access fails any more.
    func clearFailures() {
        engine.link.clearFailures()
        memory.clearFailures()
    }
}
