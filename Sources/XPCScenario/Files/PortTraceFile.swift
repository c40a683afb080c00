import Netlist
import XPCEngine

/// The key `ports` of a scenario file: what a circuit around engines gets at its ports.
extension ScenarioParser {
    static func ports(
        _ value: YAMLValue, in all: [String: YAMLValue], of top: YAMLValue
    ) throws(ScenarioError) -> Scenario {
        var scenario = try headed("ports", in: all, of: top)
        let fields = try value.record(["circuit", "module", "check", "registers", "cycles"])
        guard let circuit = fields["circuit"], let check = fields["check"], let cycles = fields["cycles"] else {
            throw value.error("ports needs circuit, check and cycles")
        }
        var registers: [StateValue] = []
        for field in try fields["registers"]?.fields() ?? [] { registers.append(try state(field)) }
        var inputs: [[String: BitVector]] = []
        for cycle in try cycles.sequence() {
            var changes: [String: BitVector] = [:]
            for field in try cycle.fields() { changes[field.name] = try bits(field.value) }
            inputs.append(changes)
        }
        scenario.ports = PortTrace(
            harness: try circuit.choice(ProofHarness.allCases.map { ($0.rawValue, $0) }),
            module: try fields["module"].map { value throws(ScenarioError) in try value.string() },
            check: try check.string(), registers: registers, cycles: inputs)
        return scenario
    }

    /// A register, or a word of a memory: `queue.items[3]`.
    private static func state(_ field: YAMLValue.Field) throws(ScenarioError) -> StateValue {
        let parts = field.name.split(separator: "[", omittingEmptySubsequences: false)
        var element = 0
        if parts.count > 1 {
            guard parts.count == 2, parts[1].hasSuffix("]"), let number = Int(parts[1].dropLast()) else {
                throw field.key.error(
                    "“\(field.name)” is no word of a memory", hint: "write the number: queue.items[3]")
            }
            element = number
        }
        return StateValue(signal: String(parts[0]), element: element, value: try bits(field.value))
    }

    /// A number of any width in hexadecimal digits, or a short one.
    private static func bits(_ value: YAMLValue) throws(ScenarioError) -> BitVector {
        guard let text = value.text, text.hasPrefix("0x"), text.utf8.count > 18 else {
            return BitVector(try value.number(), width: 64)
        }
        var words: [UInt64] = []
        var digits = text.dropFirst(2)
        while !digits.isEmpty {
            guard let word = UInt64(digits.suffix(16), radix: 16) else {
                throw value.error("“\(text)” is not a number", hint: "write 0x and hexadecimal digits")
            }
            words.append(word)
            digits = digits.dropLast(16)
        }
        return BitVector(words: words, width: 64 * words.count)
    }
}

extension PortTrace {
    /// The scenario file.
    ///
    /// - Parameter about: what it shows, for a reader.
    public func file(about: String, configuration: String) -> String {
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        func number(_ value: BitVector) -> String { "0x\(value.hex)" }
        var lines = [
            "name: \(quoted(check))", "about: \(quoted(about))", "configurations: \(configuration)", "ports:",
            "  circuit: \(harness.rawValue)",
        ]
        if let module { lines.append("  module: \(module)") }
        lines.append("  check: \(quoted(check))")
        if !registers.isEmpty { lines.append("  registers:") }
        lines += registers.map { state in
            let word = state.element == 0 ? "" : "[\(state.element)]"
            return "    \(quoted(state.signal + word)): \(number(state.value))"
        }
        lines.append("  cycles:")
        for inputs in cycles {
            let changes = inputs.sorted { $0.key < $1.key }.map { "\($0.key): \(number($0.value))" }
            lines.append("    - {\(changes.joined(separator: ", "))}")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
