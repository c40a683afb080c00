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
    var failures: [ScenarioError] = []
    var expectations = 0
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
            result.mismatch = repeatable(lockStep.mismatch(error))
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
            "xpc simulate \(scenario.file) --config \(lockStep.configuration.name)"
            + (lockStep.engine.watch?.monitors == nil ? "" : " --monitors") + lockStep.engine.simulator.option
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

    func register(_ name: String, in registers: XPCRegisters) -> UInt64? {
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
}
