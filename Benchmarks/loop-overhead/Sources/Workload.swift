import Simulation
import Verilator

/// A circuit of about an engine's size, with two inputs that change and two outputs that are looked at in every cycle: a state
/// machine that works on sixteen 64-bit registers and a small table.
enum Workload {
    static let sources = VerilogSources(
        files: [.init("workload.v", text)], top: "workload",
        ports: [
            PortShape("clock", width: 1, .clock), PortShape("reset", width: 1, .input),
            PortShape("data", width: 64, .input), PortShape("operation", width: 4, .input),
            PortShape("result", width: 64, .output), PortShape("busy", width: 1, .output),
        ])

    /// The same loop in C++, as somebody would write it by hand.
    static let nativeLoop = """
        #pragma GCC visibility push(default)
        extern "C" uint64_t native_loop(Harness* h, uint64_t n) {
            Model* const top = h->top;
            uint64_t sum = 0;
            for (uint64_t i = 0; i < n; ++i) {
                top->data = i * 0x9e3779b97f4a7c15ull;
                top->operation = i & 15;
                top->clock = 0;
                top->eval();
                top->clock = 1;
                top->eval();
                sum += top->result + top->busy;
            }
            return sum;
        }
        #pragma GCC visibility pop
        """

    private static var text: String {
        var lines = [
            "module workload (", "  input wire clock, input wire reset,",
            "  input wire [63:0] data, input wire [3:0] operation,",
            "  output wire [63:0] result, output wire busy", ");",
            "  reg [2:0] state = 3'd0;", "  reg [63:0] table_0 [0:31];", "  integer i;",
            "  initial for (i = 0; i < 32; i = i + 1) table_0[i] = 64'd0;",
        ]
        for index in 0..<16 { lines.append("  reg [63:0] r\(index) = 64'd\(index + 1);") }
        for index in 0..<16 {
            let (left, right) = ((index + 1) % 16, (index + 5) % 16)
            lines.append(
                "  wire [63:0] sum\(index) = r\(left) + (r\(right) ^ {data[\(index + 31):0], data[63:\(index + 32)]});")
            lines.append("  wire hit\(index) = r\(index)[15:0] == data[15:0] || r\(left)[7:0] < data[23:16];")
        }
        lines += [
            "  wire [63:0] read = table_0[data[4:0] ^ r0[4:0]];",
            "  wire any = \((0..<16).map { "hit\($0)" }.joined(separator: " | "));",
            "  always @(posedge clock)", "    if (reset) state <= 3'd0;", "    else case (state)",
            "      3'd0: if (any) state <= 3'd1;", "      3'd1: state <= operation[0] ? 3'd2 : 3'd3;",
            "      3'd2: state <= 3'd4;", "      3'd3: if (read[0]) state <= 3'd4; else state <= 3'd5;",
            "      default: state <= 3'd0;", "    endcase",
            "  always @(posedge clock) if (state == 3'd4) table_0[r1[4:0]] <= r2 + read;",
        ]
        for index in 0..<16 {
            lines.append("  always @(posedge clock) if (reset) r\(index) <= 64'd\(index + 1);")
            lines.append("    else if (operation == 4'd\(index) || hit\((index + 3) % 16) && state[0])")
            lines.append(
                "      r\(index) <= state == 3'd2 ? sum\(index) - read : sum\(index) ^ {r\(index)[62:0], 1'b1};")
        }
        lines += [
            "  assign result = \((0..<16).map { "r\($0)" }.joined(separator: " ^ ")) ^ read;",
            "  assign busy = state != 3'd0;", "`ifdef FORMAL",
            "  always @(posedge clock) assert (state < 3'd6); // state_is_known", "`endif", "endmodule", "",
        ]
        return lines.joined(separator: "\n")
    }
}
