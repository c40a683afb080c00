import Evaluator
import Netlist
import Simulation

/// A trace as people read it: in each cycle the inputs and registers that change.
struct TraceText {
    private(set) var lines: [String] = []
    private var inputs: [String: BitVector] = [:]
    private var registers: [String: BitVector] = [:]

    /// - Parameter heading: what fails, and where.
    init(_ heading: [String], _ trace: ProofTrace) {
        lines = heading
        if !trace.initial.isEmpty {
            lines += ["", "at first, where it is not as declared:"]
            lines += trace.initial.map { value in
                "  \(value.signal)\(value.element > 0 ? "[\(value.element)]" : "") = \(Self.text(value.value))"
            }
        }
    }

    /// One cycle; `registers` is nil where nothing runs the trace.
    mutating func add(_ cycle: Int, _ values: [String: BitVector], _ simulator: Evaluator?) {
        lines += ["", "cycle \(cycle)"]
        let changed = values.filter { inputs[$0.key] != $0.value }
        inputs = values
        append("inputs", changed)
        guard let simulator else { return }
        var state: [String: BitVector] = [:]
        for (name, value) in simulator.registers where registers[name] != value { state[name] = value }
        let isFirst = registers.isEmpty
        for (name, value) in state { registers[name] = value }
        append("registers", isFirst ? state.filter { !$0.value.isZero } : state)
    }

    private mutating func append(_ title: String, _ values: [String: BitVector]) {
        guard !values.isEmpty else { return }
        lines.append("  \(title)")
        lines += values.sorted { $0.key < $1.key }.map { "    \($0.key) = \(Self.text($0.value))" }
    }

    private static func text(_ value: BitVector) -> String { value.width == 1 ? value.hex : "0x\(value.hex)" }
}
