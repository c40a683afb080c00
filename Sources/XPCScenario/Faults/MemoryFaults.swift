import Simulation
import XPCEngine
import XPCModel

/// Memory that takes no request, gives no answer, is late, or says error, from any request of any instruction on.
struct MemoryFaults {
    /// Cycles without an answer after which an engine is taken to wait.
    private static let silence = 200
    /// Cycles within which an interrupt ends an instruction that waits, once it may.
    private static let prompt = 3

    let bench: FaultBench
    private(set) var outcome = FaultOutcome()
    private var engine: EngineDriver { bench.lockStep.engine }

    init(_ configuration: XPCConfiguration, sources: EngineSources) throws {
        bench = try FaultBench(configuration, sources: sources)
    }

    /// Runs every situation with every fault.
    mutating func run() throws -> FaultOutcome {
        for situation in FaultBench.Situation.allCases {
            try attempt("\(situation), late") { try $0.late(situation) }
            for takes in [true, false] {
                var number = 0
                var isOver = false
                while !isOver, number < 40 {
                    let wanted = number
                    let name = "\(situation), silent after \(wanted) \(takes ? "requests" : "answers")"
                    try attempt(name) { isOver = try $0.silent(situation, after: wanted, takes) }
                    number += 1
                }
            }
            var number = 1
            var isOver = false
            while !isOver, number < 40 {
                let wanted = number
                try attempt("\(situation), error of request \(wanted)") { isOver = try $0.fail(situation, wanted) }
                number += 1
            }
        }
        return outcome
    }

    private mutating func attempt(_ name: String, _ body: (inout MemoryFaults) throws -> Void) throws {
        outcome.cases += 1
        do {
            try body(&self)
        } catch let mismatch as Mismatch {
            outcome.failures.append("\(name): \(mismatch.differences.joined(separator: "; "))")
        } catch let error as SimulationError {
            outcome.failures.append("\(name): \(error.message)")
        }
    }

    private func expect(_ isRight: Bool, _ what: String) throws(Mismatch) {
        if !isRight { throw bench.lockStep.mismatch([what]) }
    }

    // MARK: Late

    private mutating func late(_ situation: FaultBench.Situation) throws {
        for latency in [7, 64, 500] {
            let instruction = try bench.prepare(situation, MemoryLink.Settings(latency: 1))
            try engine.link.set(MemoryLink.Settings(latency: latency))
            _ = try bench.lockStep.execute(instruction)
            try bench.lockStep.drain()
            outcome.count("late")
        }
    }

    // MARK: Error

    /// The error of one request; the monitors judge what comes of it (P7, P10).
    ///
    /// - Returns: whether there was no such request.
    private mutating func fail(_ situation: FaultBench.Situation, _ number: Int) throws -> Bool {
        let instruction = try bench.prepare(situation, MemoryLink.Settings(latency: 2))
        let before = engine.link.requests
        engine.link.failingRequest = before + number
        let response = try engine.issue(instruction, pc: bench.lockStep.core.pc)
        let isThere = engine.link.requests >= before + number
        if isThere, case .exception = response.outcome { outcome.count("error raised") }
        try engine.waitUntilDrained()
        return !isThere
    }

    // MARK: Silence

    /// Memory takes, or answers, no more after some requests. The engine waits; an interrupt ends the instruction before its commit point, and
    /// nothing has happened; when memory is there again, everything goes on.
    ///
    /// - Returns: whether the instruction needed no more.
    private mutating func silent(_ situation: FaultBench.Situation, after number: Int, _ takes: Bool) throws -> Bool {
        let lockStep = bench.lockStep
        let instruction = try bench.prepare(situation, MemoryLink.Settings(latency: 1))
        let link = engine.link
        if takes { link.grants = number } else { link.answers = number }
        link.isLogging = true
        link.clearLog()
        defer { link.isLogging = false }
        try engine.begin(instruction, pc: lockStep.core.pc)
        var waited = 0
        while !bench.isOver, waited < Self.silence {
            try expect(engine.pins.busy.isHigh, "busy while an instruction waits for memory")
            try engine.advance()
            waited += 1
        }
        if bench.isOver {
            try engine.advance()
            try engine.finishWatching()
            outcome.count("done before the silence")
            (link.grants, link.answers) = (nil, nil)
            try follow(instruction)
            return true
        }
        outcome.count("waits")
        // R4.4, and a request that waits stays.
        let own = link.log.contains { $0.operation != .load && !isDrain($0.operation, $0.address, instruction) }
        let offered = MemoryLink.Operation(rawValue: UInt32(engine.pins.requestOperation.value))
        let offers =
            engine.pins.requestValid.isHigh && !isDrain(offered, engine.pins.requestAddress.value, instruction)
        let isKillable = !own && !offers
        engine.pins.kill.value = 1
        engine.model.settle()
        var isKilled = false
        for _ in 0..<Self.prompt where !isKilled {
            isKilled = engine.pins.killed.isHigh
            try engine.advance()
        }
        try expect(isKilled == isKillable, isKillable ? "an interrupt ends what waits" : "what has begun is not ended")
        if isKilled {
            engine.pins.kill.value = 0
            try engine.finishWatching()
            try expect(!engine.pins.busy.isHigh, "not busy after the end of a command")
            // The kernel works, without memory.
            try lockStep.compareThroughPort()
            try lockStep.compare()
            outcome.count("killed")
        }
        (link.grants, link.answers) = (nil, nil)
        if !isKilled { isKilled = try finish() }
        if isKilled, !isKillable { outcome.count("killed when memory was there again") }
        try isKilled ? again(instruction) : follow(instruction)
        return false
    }

    /// Memory is there again, and the interrupt still waits: the instruction ends, or is ended.
    private func finish() throws -> Bool {
        var waited = 0
        while !bench.isOver, waited < Self.silence {
            try engine.advance()
            waited += 1
        }
        try expect(bench.isOver, "an instruction ends when memory answers again")
        let isKilled = engine.pins.killed.isHigh
        try engine.advance()
        engine.pins.kill.value = 0
        try engine.finishWatching()
        return isKilled
    }

    /// What was killed has done nothing, and is executed from the start.
    private func again(_ instruction: XPCInstruction) throws {
        try bench.lockStep.compare()
        _ = try bench.lockStep.execute(instruction)
        try bench.lockStep.drain()
    }

    /// What the circuit did, the model does too.
    private func follow(_ instruction: XPCInstruction) throws {
        let lockStep = bench.lockStep
        let outcome = lockStep.hart.execute(instruction, memory: &lockStep.memory)
        lockStep.setCoreAsModel()
        if case .exception = outcome { try lockStep.drain() }
        try lockStep.compare()
        try lockStep.drain()
    }

    /// Whether a request is a buffered record's.
    private func isDrain(
        _ operation: MemoryLink.Operation?, _ address: UInt64, _ instruction: XPCInstruction
    ) -> Bool {
        guard bench.lockStep.configuration.bufferedRecords > 0, operation == .store else { return false }
        switch instruction {
        case .xcall, .xprefetch: return true
        case .xret: return false
        case .swapseg: return address < bench.world.linkLimit && address >= bench.world.linkBase
        }
    }
}

extension LockStep {
    /// Gives the core what the model's side of it holds.
    func setCoreAsModel() {
        setCore {
            $0.pc = hart.registers.pc
            $0.satp = hart.registers.satp
            $0.t0 = hart.registers.t0
        }
    }
}
