import Netlist
import Verilog

/// The module around the design that is proven: all inputs are free, and the resets are active in the first cycles.
struct ProofTop {
    static let name = "proof$top"
    /// The instance that is the design.
    static let instance = "design"
    /// The label of the assumption about the resets.
    static let resetLabel = "property$reset"

    let text: String
    /// True when there is a reset, and an assumption about it.
    let hasReset: Bool
    /// What the assumption says, in words.
    let assumption: String?

    init(_ design: Design, _ file: VerilogFile, _ control: ControlInputs, resetCycles: Int) {
        let inputs = file.ports.filter { $0.direction == .input }
        let ports = inputs.map { port in
            "  input wire " + (port.width > 1 ? "[\(port.width - 1):0] " : "") + port.name
        }
        var lines = ["`default_nettype none", "module \(Self.name)("]
        lines.append(ports.joined(separator: ",\n"))
        lines.append(");")
        let resets = control.resets.sorted { ($0.port, $0.isInverted ? 1 : 0) < ($1.port, $1.isInverted ? 1 : 0) }
        hasReset = !resets.isEmpty
        if hasReset {
            let active = resets.map { ($0.isInverted ? "!" : "") + file.ports[$0.port].name }
            let names = resets.map { file.ports[$0.port].name }.joined(separator: ", ")
            let (registers, ended) = Self.history(control, file, resetCycles)
            lines += registers
            lines.append("  always @*")
            lines.append("    \(Self.resetLabel): assume (\(ended) || (\(active.joined(separator: " && "))));")
            let cycles = resetCycles == 1 ? "first cycle" : "first \(resetCycles) cycles"
            assumption =
                control.hasOneEvent
                ? "\(names) is active in the \(cycles)"
                : "\(names) is active until every clock had \(resetCycles == 1 ? "an edge" : "\(resetCycles) edges")"
        } else {
            assumption = nil
        }
        lines.append("  \(file.module) \(Self.instance)(")
        lines.append(inputs.map { "    .\($0.name)(\($0.name))" }.joined(separator: ",\n"))
        lines += ["  );", "endmodule", "`default_nettype wire", ""]
        text = lines.joined(separator: "\n")
    }

    /// Registers that say for how long it runs, and what is one when the resets may end.
    private static func history(
        _ control: ControlInputs, _ file: VerilogFile, _ cycles: Int
    ) -> (lines: [String], ended: String) {
        var (lines, ended) = ([String](), [String]())
        let clocks = control.clocks.sorted { ($0.port, $0.isInverted ? 1 : 0) < ($1.port, $1.isInverted ? 1 : 0) }
        for (number, clock) in clocks.enumerated() {
            let name = "proof$started\(number)"
            let edge = clock.isInverted ? "negedge" : "posedge"
            lines.append("  reg [\(cycles):0] \(name) = \(cycles + 1)'d0;")
            lines.append(
                "  always @(\(edge) \(file.ports[clock.port].name)) \(name) <= {\(name)[\(cycles - 1):0], 1'b1};")
            ended.append("\(name)[\(cycles - 1)]")
        }
        return (lines, ended.isEmpty ? "1'b0" : "(\(ended.joined(separator: " && ")))")
    }
}
