/// Why a simulation could not be built, or could not go on.
///
/// A value: the code is stable, and `docs/errors.md` has a paragraph for each.
public struct SimulationError: Error, Hashable, Sendable {
    /// What went wrong, as a class of mistakes.
    public enum Code: String, Sendable, CaseIterable {
        /// There is no port of that name.
        case noSuchPort = "SIM001"
        /// The port is an output or a clock, and cannot be poked.
        case notAnInput = "SIM002"
        /// The value is wider than the port.
        case valueTooWide = "SIM003"
        /// The port is wider than what was asked of it.
        case portTooWide = "SIM004"
        /// There is no signal of that name inside the circuit.
        case noSuchSignal = "SIM005"
        /// The model was built without its internal signals.
        case signalsNotVisible = "SIM006"
        /// A program that is needed is not installed.
        case toolMissing = "SIM007"
        /// Verilator or the C++ compiler refused the circuit.
        case toolFailed = "SIM008"
        /// A handle of another simulator, or an element outside a memory.
        case foreignHandle = "SIM009"
        /// A check of the circuit failed.
        case checkFailed = "SIM010"
        /// The circuit ended the simulation (`$finish`).
        case finished = "SIM011"
        /// A file could not be written or read.
        case fileFailed = "SIM012"
        /// The step limit was reached.
        case stepLimit = "SIM013"
        /// A memory port's signals do not fit the memory model, or its settings are senseless.
        case badMemoryPort = "SIM014"
        /// The model was built without coverage.
        case notCovered = "SIM015"
        /// The compiled model could not be loaded.
        case loadFailed = "SIM016"
        /// The simulator does not write waveforms of that format.
        case wrongWaveFormat = "SIM017"
        /// The port is no clock.
        case notAClock = "SIM018"
        /// The circuit did not settle.
        case unsettled = "SIM020"
        /// A module that is written in Verilog has no behaviour in Swift.
        case externalModule = "SIM021"
        /// The behaviour of a module that is written in Verilog names a port that is not there.
        case noSuchExternalPort = "SIM022"
        /// The model was built without waveforms.
        case noWaves = "SIM023"
    }

    public var code: Code
    /// What is wrong, with the names involved.
    public var message: String
    /// The line of the Verilog text, `counter.v:14`, where one is involved.
    public var verilog: String?
    /// The line of the designer's Swift behind it, `Engine.swift:120`, where it is known.
    public var swift: String?
    /// More to read: a tool's own words, the values of signals.
    public var details: [String]
    /// What would be right.
    public var hint: String?

    public init(
        _ code: Code, _ message: String, verilog: String? = nil, swift: String? = nil, details: [String] = [],
        hint: String? = nil
    ) {
        self.code = code
        self.message = message
        self.verilog = verilog
        self.swift = swift
        self.details = details
        self.hint = hint
    }
}

extension SimulationError: CustomStringConvertible {
    /// Several lines, without a line break at the end; the same form as the messages about circuits.
    public var description: String {
        var lines = ["error[\(code.rawValue)]: \(message)"]
        if let swift { lines.append("  at \(swift)") }
        if let verilog { lines.append("  \(swift == nil ? "at" : "in the Verilog at") \(verilog)") }
        lines += details.map { "  | \($0)" }
        if let hint { lines.append("  help: \(hint)") }
        return lines.joined(separator: "\n")
    }
}
