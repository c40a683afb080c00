import Simulation
import XPCEngine
import XPCModel

/// What came of a scenario in one configuration.
public struct ScenarioResult: Sendable {
    public var name: String
    public var configuration: String
    /// One line per step.
    public var trace: [String]
    /// Expectations that were not met, each with its place.
    public var failures: [ScenarioError]
    /// A difference between circuit and model, which ended the run.
    public var mismatch: Mismatch?
    /// Expectations that were looked at.
    public var expectations: Int

    /// Whether everything was as it should be.
    public var isGood: Bool { failures.isEmpty && mismatch == nil }
}

/// Runs one scenario in one configuration, circuit and model in lock step.
final class ScenarioRunner {
    let scenario: Scenario
    let layout: Layout
    let lockStep: LockStep
    private var trace: [String] = []
    private var failures: [ScenarioError] = []
    private var expectations = 0
    private var number = 0
    /// The registers before the step, for symbols that begin with “old.”.
    private var old = XPCRegisters()
    /// How far the kernel moves the PC before it returns to the user: past an instruction that raised.
    var skips: UInt64 = 0

    init(_ scenario: Scenario, on lockStep: LockStep) throws {
        self.scenario = scenario
        self.lockStep = lockStep
        layout = try Layout(scenario, lockStep.hart.configuration)
        try lockStep.restart(memorySettings: scenario.memory, seed: scenario.seed)
    }

    /// Runs all steps.
    ///
    /// - Throws: ``ScenarioError`` for a symbol that does not exist.
    func run() throws -> ScenarioResult {
        var result = ScenarioResult(
            name: scenario.name, configuration: lockStep.configuration.name, trace: [], failures: [], expectations: 0)
        do {
            try setUp()
            for step in scenario.steps { try run(step) }
            try lockStep.drain()
        } catch let mismatch as Mismatch {
            result.mismatch = repeatable(mismatch)
        } catch let error as SimulationError {
            // A check of the circuit failed, or it hangs.
            result.mismatch = repeatable(lockStep.mismatch(error.description.split(separator: "\n").map(String.init)))
        }
        result.trace = trace
        result.failures = failures
        result.expectations = expectations
        return result
    }

    /// With the command that shows it again.
    private func repeatable(_ mismatch: Mismatch) -> Mismatch {
        var result = mismatch
        result.command =
            "xpc simulate \(scenario.file) --config \(lockStep.configuration.name)" + lockStep.engine.simulator.option
        return result
    }

    // MARK: Values

    /// The value of an expression now.
    func value(_ expression: Expression) throws(ScenarioError) -> UInt64 {
        do {
            return try expression.value { self.symbol($0) }
        } catch {
            throw ScenarioError(
                error.place, error.message, hint: near(String(error.message.dropFirst(25).dropLast()), known))
        }
    }

    private var known: [String] {
        layout.symbols.keys.sorted() + StepParser.registers.flatMap { [$0, "old.\($0)"] }
    }

    private func symbol(_ name: String) -> UInt64? {
        if let value = layout.symbols[name] { return value }
        if name.hasPrefix("old.") { return register(String(name.dropFirst(4)), in: old) }
        return register(name, in: lockStep.hart.registers)
    }

    private func register(_ name: String, in registers: XPCRegisters) -> UInt64? {
        if let csr = XPCCSR.allCases.first(where: { $0.name == name }) {
            return registers.value(of: csr, configuration: lockStep.hart.configuration)
        }
        return registers.named.first { $0.name == name }?.value
    }

    // MARK: Steps

    /// What a step showed.
    struct Observation {
        var text = ""
        var exception: XPCException?
        var isInterrupted = false
        var completion: XPCOutcome.Completion?
        var cycles: Int?
        var value: UInt64?
        var pa: UInt64?
        var goesToPageTable = false
    }

    private func run(_ step: Scenario.Step) throws {
        if case .repeat(let times, let steps) = step.action {
            for _ in 0..<times { for inner in steps { try run(inner) } }
            return
        }
        number += 1
        old = lockStep.hart.registers
        let observation = try perform(step)
        trace.append(
            "\(String(repeating: " ", count: max(0, 4 - String(number).count)))\(number)  \(padded(step.text, 40)) "
                + observation.text)
        try check(step, observation)
        if observation.exception != nil || observation.isInterrupted { try lockStep.drain() }
    }

    private func perform(_ step: Scenario.Step) throws -> Observation {
        switch step.action {
        case .instruction(let operation, let operand):
            try returnToUser()
            let instruction = XPCInstruction(operation, operand: try operand.map { try value($0) } ?? 0)
            return observe(try lockStep.execute(instruction, interruptAt: step.interrupt))
        case .csr(let name, let operation, let operand):
            let operandValue = try operand.map { try value($0) } ?? 0
            var outcome = CSROutcome.completed(old: 0)
            func access() throws {
                outcome = try lockStep.access(name.address, operation, operand: operandValue, writes: operand != nil)
            }
            if step.isKernel {
                try asKernel(access)
            } else {
                try returnToUser()
                try access()
            }
            return observe(outcome, moves: !step.isKernel)
        case .access(let access, let address, let bytes, let operand, _):
            if !step.isKernel { try returnToUser() }
            let privilege: XPCPrivilege? = step.isKernel ? .supervisor : nil
            let virtual = try value(address)
            let translation = try lockStep.translate(virtual, bytes: bytes, access, privilege: privilege)
            return try touch(translation, access, bytes, try operand.map { try value($0) })
        default:
            try edit(step.action)
            return Observation()
        }
    }

    /// Where an exception or an interrupt led to the kernel, it returns now.
    private func returnToUser() throws {
        guard skips > 0 else { return }
        lockStep.setCore { $0.pc &+= skips }
        skips = 0
    }

    private func observe(_ result: LockStep.Result) -> Observation {
        var observation = Observation()
        switch result {
        case .completed(let completion, let cycles):
            observation.completion = completion
            observation.cycles = cycles
            observation.text = "-> pc \(hexadecimal(completion.nextPC)), \(cycles) cycles"
            if completion.hitCache { observation.text += ", from the cache" }
            if completion.servedFromBuffer { observation.text += ", from the buffer" }
        case .exception(let exception, let cycles):
            observation.exception = exception
            observation.cycles = cycles
            observation.text = "!! \(exception)"
            skips = 4
        case .interrupted(let cycles):
            observation.isInterrupted = true
            observation.cycles = cycles
            observation.text = "-- interrupted in cycle \(cycles)"
        }
        return observation
    }

    private func observe(_ outcome: CSROutcome, moves: Bool) -> Observation {
        var observation = Observation()
        switch outcome {
        case .completed(let old):
            observation.value = old
            observation.text = "-> was \(hexadecimal(old))"
            if moves { lockStep.setCore { $0.pc &+= 4 } }
        case .exception(let exception):
            observation.exception = exception
            observation.text = "!! \(exception)"
            if moves { skips = 4 }
        }
        return observation
    }

    private func touch(
        _ translation: XPCTranslation, _ access: XPCAccess, _ bytes: Int, _ operand: UInt64?
    ) throws -> Observation {
        var observation = Observation()
        switch translation {
        case .pageTable:
            observation.goesToPageTable = true
            observation.text = "-> page table"
        case .fault(let exception):
            observation.exception = exception
            observation.text = "!! \(exception)"
            skips = 4
            return observation
        case .physical(let address):
            observation.pa = address
            let shift = (address & 7) * 8
            let ones: UInt64 = bytes == 8 ? .max : (1 << UInt64(8 * bytes)) - 1
            let word = lockStep[address]
            let old = word >> shift & ones
            if access != .store, access != .storeConditional { observation.value = old }
            if let operand {
                let new = access == .atomic ? old &+ operand : operand
                lockStep[address] = word & ~(ones << shift) | (new & ones) << shift
            }
            observation.text =
                "-> PA \(hexadecimal(address))" + (observation.value.map { ", \(hexadecimal($0))" } ?? "")
        }
        lockStep.setCore { $0.pc &+= 4 }
        return observation
    }

    private func edit(_ action: Scenario.Action) throws {
        switch action {
        case .capability(let granted, let process, let entry):
            setCapability(granted, process: process.name, entry: entry.name)
        case .entry(let entry, let words): try writeEntry(entry.name, words: words, isValid: true)
        case .validity(let entry, let isValid):
            guard let id = layout.entryIDs[entry.name] else { return }
            let address = layout.entryTable + 64 * id
            lockStep[address] = isValid ? lockStep[address] | 1 : lockStep[address] & ~1
        case .list(let process, let index, let entry):
            guard let list = layout.processes[process.name]?.xseglist else { return }
            try writeList(list & ~0x3F, try value(index), entry, process: process.name)
        case .record(let place, let words, let invalidate):
            try lockStep.drain()
            try editRecord(at: try value(place), words: words, invalidate: invalidate)
        case .poke(let pokes): for poke in pokes { lockStep[try value(poke.address)] = try value(poke.value) }
        case .fence: try lockStep.fence()
        case .drain: try lockStep.drain()
        case .idle(let cycles): try lockStep.idle(cycles)
        case .privilege(let privilege): lockStep.setCore { $0.privilege = privilege }
        case .mode(let sum, let tvm, let virtualised):
            lockStep.setCore {
                if let sum { $0.sum = sum }
                if let tvm { $0.tvm = tvm }
                if let virtualised { $0.virtualised = virtualised }
            }
        case .fail(let first, let last, let operations):
            // Whether a record that is on its way fails must not depend on the moment.
            try lockStep.drain()
            lockStep.fail((try value(first) & ~63)...(try value(last) | 63), operations)
        case .heal:
            try lockStep.drain()
            lockStep.clearFailures()
        case .run(let process): try load(process.name)
        case .resume(let address):
            skips = 0
            let pc = try value(address)
            lockStep.setCore { $0.pc = pc }
        case .instruction, .csr, .access, .check, .repeat: break
        }
    }

    // MARK: Expectations

    private func check(_ step: Scenario.Step, _ seen: Observation) throws {
        let wanted = step.expectation
        func miss(_ place: ScenarioError.Place, _ message: String) {
            failures.append(ScenarioError(place, "\(step.text): \(message)"))
        }
        func flag(_ name: String, _ wanted: Bool?, _ seen: Bool) {
            guard let wanted else { return }
            expectations += 1
            if wanted != seen { miss(step.place, "\(name) should be \(wanted), but is \(seen)") }
        }
        func number(_ name: String, _ wanted: Expression?, _ seen: UInt64?) throws {
            guard let wanted else { return }
            expectations += 1
            let value = try value(wanted)
            guard seen != value else { return }
            miss(
                wanted.place, "\(name) should be \(hexadecimal(value)), but is \(seen.map(hexadecimal) ?? "not there")")
        }
        if let cause = wanted.cause {
            expectations += 1
            if seen.exception?.cause != cause {
                miss(step.place, "should raise \(cause), but \(seen.exception.map { "raises \($0)" } ?? "does not")")
            }
        } else if let exception = seen.exception {
            miss(step.place, "raises \(exception), which was not expected")
        }
        if seen.isInterrupted, wanted.isInterrupted == nil { miss(step.place, "was interrupted") }
        try number("tval", wanted.tval, seen.exception?.tval)
        flag("interrupted", wanted.isInterrupted, seen.isInterrupted)
        flag("cached", wanted.isCached, seen.completion?.hitCache ?? false)
        flag("buffered", wanted.isBuffered, seen.completion?.servedFromBuffer ?? false)
        flag("page-table", wanted.goesToPageTable, seen.goesToPageTable)
        try number("value", wanted.value, seen.value)
        try number("pa", wanted.pa, seen.pa)
        if let limit = wanted.cycles {
            expectations += 1
            if (seen.cycles ?? .max) > limit {
                miss(step.place, "should take at most \(limit) cycles, but takes \(seen.cycles ?? 0)")
            }
        }
        for register in wanted.registers {
            try number(register.name, register.value, self.register(register.name, in: lockStep.hart.registers))
        }
        for word in wanted.memory {
            let address = try value(word.address)
            try number("memory at \(hexadecimal(address))", word.value, lockStep[address])
        }
    }
}
