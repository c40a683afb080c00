/// Why nothing could be proven.
///
/// A value: the code is stable, and `docs/errors.md` has a paragraph for each.
public struct ProofError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, as a class of mistakes.
    public enum Code: String, Sendable, CaseIterable {
        /// A program that is needed is not installed.
        case toolMissing = "PRV001"
        /// Yosys or a prover refused the circuit.
        case toolFailed = "PRV002"
        /// A module that is written in Verilog, and whose text is not known.
        case unknownModule = "PRV003"
        /// No property, no module or no instance has that name.
        case nothingChosen = "PRV004"
        /// The design has nothing to prove.
        case noProperties = "PRV005"
    }

    public var code: Code
    /// What is wrong, with the names involved.
    public var message: String
    /// More to read: a tool's own words.
    public var details: [String]
    /// What would be right.
    public var hint: String?

    public init(_ code: Code, _ message: String, details: [String] = [], hint: String? = nil) {
        self.code = code
        self.message = message
        self.details = details
        self.hint = hint
    }

    /// Several lines, without a line break at the end; the same form as the messages about circuits.
    public var description: String {
        var lines = ["error[\(code.rawValue)]: \(message)"]
        lines += details.map { "  | \($0)" }
        if let hint { lines.append("  help: \(hint)") }
        return lines.joined(separator: "\n")
    }
}
