/// Circuit and model do not agree.
public struct Mismatch: Error, CustomStringConvertible, Sendable {
    /// What was being done, as the trace writes it.
    public var operation: String
    /// Where they differ, one line each: what, the circuit's value, the model's.
    public var differences: [String]
    /// Both states as a whole, one line per register.
    public var states: [String]
    /// Number of the step, from 1.
    public var step: Int
    /// The seed of the memory's pattern or of the random operations.
    public var seed: UInt64
    /// Name of the configuration.
    public var configuration: String
    /// The command that shows it again.
    public var command: String?

    /// Everything, several lines.
    public var description: String {
        var lines = ["mismatch in step \(step): \(operation) (configuration \(configuration), seed \(seed))"]
        lines += differences.map { "  \($0)" }
        lines.append("  register     circuit             model")
        lines += states.map { "  \($0)" }
        if let command { lines.append("  again: \(command)") }
        return lines.joined(separator: "\n")
    }
}

/// A number as software writes it.
func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

/// A text filled with blanks to a width.
func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}
