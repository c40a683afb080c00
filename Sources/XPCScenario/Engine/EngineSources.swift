import Netlist
import XPCEngine

/// The simulators in which an engine can run.
public enum SimulatorKind: String, CaseIterable, Sendable {
    /// The circuit as C++, compiled once: seconds to build, then the fastest.
    case verilator
    /// The netlist, run by this process: starts in milliseconds and needs no other program.
    case evaluator

    /// The option of `xpc simulate` that asks for it, after a blank; nothing for the usual one.
    var option: String { self == .verilator ? "" : " --simulator \(rawValue)" }
}

/// An engine to run: the circuit, the simulator, and what of its inside the driver looks at.
public struct EngineSources: Sendable {
    /// The elaborated engine, with the ports that the driver names.
    public var design: Design
    public var simulator: SimulatorKind
    /// The values of the CSRs that hold something, in the order of their addresses. Looking at all of them at once takes no
    /// simulated time, as reading them through the port would.
    var registers: [HeldValue]
    /// The sequencer's state.
    var state: HeldValue
    /// The names of the sequencer's states, by value.
    public var stateNames: [String]
    /// Counts what is reached; see `ModelOptions.coverage`. In Verilator only.
    public var coverage = false
    /// The configuration whose properties are watched while the engine runs (``PropertyViolation``); nil for none.
    public var monitored: XPCConfiguration?
}

/// A number that is spread over registers inside the circuit: an OR of fields of registers.
struct HeldValue: Sendable {
    /// `count` bits of the register `signal` from `low` on, at `shift` in the number.
    struct Field: Sendable {
        /// Hierarchical, from inside the top module: `registers.link`.
        var signal: String
        var low = 0
        var count = 64
        var shift = 0
    }

    var fields: [Field]

    /// A register, shifted.
    init(_ signal: String, shift: Int = 0) { fields = [Field(signal: signal, shift: shift)] }

    init(_ fields: [Field]) { self.fields = fields }
}
