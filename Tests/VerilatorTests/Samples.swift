import Simulation
import Verilator

/// Handwritten circuits that the tests run.
enum Samples {
    /// Counts while enabled; a check fails at 200.
    static let counter = VerilogSources(
        files: [
            .init(
                "counter.v",
                """
                `default_nettype none
                module doubler (input wire clock, input wire [7:0] a, output wire [7:0] q);
                  reg [7:0] held = 8'd0;
                  reg [7:0] history [0:3];
                  integer i;
                  initial for (i = 0; i < 4; i = i + 1) history[i] = 8'd0;
                  always @(posedge clock) begin
                    held <= a;
                    history[a[1:0]] <= a;
                  end
                  assign q = {held[6:0], 1'b0};
                endmodule
                module counter (
                  input  wire       clock,
                  input  wire       reset,
                  input  wire       enable,
                  output wire [7:0] count,
                  output wire [7:0] twice,
                  output wire [7:0] next,
                  output wire       full
                );
                  reg [7:0] value = 8'd0;
                  wire [7:0] value_next = value + 8'd1;
                  always @(posedge clock)
                    if (reset) value <= 8'd0;
                    else if (enable) value <= value_next;
                  assign count = value;
                  assign next = enable ? value_next : value;
                  assign full = value == 8'd20;
                  doubler the_doubler (.clock(clock), .a(value), .q(twice));
                `ifdef FORMAL
                  always @(posedge clock) begin
                    assert (value != 8'd200); // value_is_small
                    cover (value == 8'd3);
                  end
                `endif
                endmodule
                `default_nettype wire

                """)
        ],
        top: "counter",
        ports: [
            PortShape("clock", width: 1, .clock), PortShape("reset", width: 1, .input),
            PortShape("enable", width: 1, .input), PortShape("count", width: 8, .output),
            PortShape("twice", width: 8, .output), PortShape("next", width: 8, .output),
            PortShape("full", width: 1, .output),
        ],
        swiftLine: { file, line in file == "counter.v" ? "Counter.swift:\(line + 100)" : nil })

    /// Ports of many widths, registered once.
    static func wide(_ widths: [Int]) -> VerilogSources {
        var text = "module wide (\n  input wire clock"
        var ports = [PortShape("clock", width: 1, .clock)]
        for width in widths {
            text += ",\n  input wire [\(width - 1):0] in_\(width), output reg [\(width - 1):0] out_\(width)"
            ports.append(PortShape("in_\(width)", width: width, .input))
            ports.append(PortShape("out_\(width)", width: width, .output))
        }
        text += "\n);\n  always @(posedge clock) begin\n"
        for width in widths { text += "    out_\(width) <= ~in_\(width);\n" }
        text += "  end\nendmodule\n"
        return VerilogSources(files: [.init("wide.v", text)], top: "wide", ports: ports)
    }

    /// A register for each edge of two clocks, which hand their values on to each other, and one with an asynchronous reset.
    static let clocks = VerilogSources(
        files: [
            .init(
                "clocks.v",
                """
                module clocks (
                  input  wire       fast, slow, clear_n,
                  input  wire [7:0] data,
                  output reg  [7:0] a, b, c, d
                );
                  initial begin a = 8'd0; b = 8'd0; c = 8'd0; d = 8'd0; end
                  always @(posedge fast) a <= data;
                  always @(posedge slow) b <= a;
                  always @(negedge fast) c <= a;
                  always @(posedge slow or negedge clear_n)
                    if (!clear_n) d <= 8'hff;
                    else d <= c;
                endmodule

                """)
        ],
        top: "clocks",
        ports: [
            PortShape("fast", width: 1, .clock), PortShape("slow", width: 1, .clock),
            PortShape("clear_n", width: 1, .input), PortShape("data", width: 8, .input),
        ] + ["a", "b", "c", "d"].map { PortShape($0, width: 8, .output) })
}
