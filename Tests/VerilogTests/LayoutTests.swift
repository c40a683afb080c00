import HDL
import LintSupport
import Netlist
import Testing
import Verilog

/// Where lines begin and end: what belongs together stands together, and no line is spent on what a reader need not see.
@Suite struct LayoutTests {
    struct Request: Bundle {
        let address = unsigned(8), data = unsigned(8), mask = unsigned(8)
    }
    enum Phase: HardwareEnum { case idle, work, rest }

    final class Child: Module {
        let enable = input(bit)
        let request = input(Request())
        let offset = input(unsigned(8))
        let sum = output(unsigned(8))
        let isFirst = output(bit)
        let isOdd = output(bit)

        override func circuit() {
            let phase = register(Phase.idle)
            let total = register(unsigned(8))
            let steps = register(unsigned(4))
            let words = memory(of: unsigned(8), depth: 16)
            let last = register(unsigned(8), reset: nil)
            phase.switch {
                on(.idle) {
                    when(enable) {
                        total <== request.address
                        phase <== .work
                    }
                }
                on(.work) {
                    total <== total + request.data
                    steps <== steps + 1
                    phase <== .rest
                }
                on(.rest) { phase <== .idle }
            }
            when(enable) { words[steps] <== request.mask }
            when(enable) { last <== words[steps] ^ offset }
            sum <== last
            isFirst <== phase === .idle
            isOdd <== total[0] ^ (total[7...1] === 9)
        }
    }

    final class Parent: Module {
        let enable = input(bit)
        let value = input(unsigned(8))
        let result = output(unsigned(8))

        override func circuit() {
            let shifted = wire(value + 3)
            let child = instance(Child())
            child.enable <== enable
            child.request.address <== value
            child.request.data <== shifted
            child.request.mask <== value
            child.offset <== value ^ 5
            unused(child.isFirst, child.isOdd)
            result <== child.sum
        }
    }

    let files: [VerilogFile]

    init() throws { files = verilog(of: try elaborate { Parent() }) }

    private func expect(_ file: Int, _ text: String, _ location: SourceLocation = #_sourceLocation) {
        #expect(files[file].text.contains(text), "\(files[file].text)", sourceLocation: location)
    }

    @Test func cleanInAllTools() throws {
        let messages = try Lint(files.map { ($0.name, $0.text) }).messages(top: "Parent")
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))\n\(files.map(\.text).joined())")
    }

    /// A line per bundle, direction and width; single ports side by side.
    @Test func ports() {
        expect(
            0,
            """
            module Child (
              input  wire       clock, reset, enable,
              input  wire [7:0] request_address, request_data, request_mask,
              input  wire [7:0] offset,
              output wire [7:0] sum,
              output wire       isFirst, isOdd
            );
              localparam [1:0] Phase_idle = 2'd0, Phase_work = 2'd1, Phase_rest = 2'd2;
              reg [1:0] phase = Phase_idle;
              reg [7:0] total = 8'd0, last = 8'd0;
              reg [3:0] steps = 4'd0;
              reg [7:0] words [0:15];
              integer i; initial for (i = 0; i < 16; i = i + 1) words[i] = 8'd0;

            """)
    }

    /// The registers that one `switch` drives are one block, as they are in Swift.
    @Test func registersOfOneSwitch() {
        expect(
            0,
            """
              always @(posedge clock)
                if (reset) begin phase <= Phase_idle; total <= 8'd0; steps <= 4'd0; end
                else case (phase)
                  Phase_idle: if (enable) begin total <= request_address; phase <= Phase_work; end
                  Phase_work: begin total <= total + request_data; steps <= steps + 4'd1; phase <= Phase_rest; end
                  default: phase <= Phase_idle;  // rest
                endcase

            """)
    }

    @Test func oneStatementInOneLine() {
        expect(0, "\n  always @(posedge clock) if (enable) words[steps] <= request_mask;\n")
        expect(0, "\n  always @(posedge clock) if (enable) last <= words_read ^ offset;\n")
    }

    /// Wires with a name of the designer's stay; what only feeds an instance is written where it is connected.
    @Test func instances() {
        expect(
            1,
            """
              wire [7:0] child_sum;
              wire unused_child_isFirst, unused_child_isOdd;

              wire [7:0] shifted = value + 8'd3;

              assign result = child_sum;

              Child child (.clock(clock), .reset(reset), .enable(enable), .request_address(value), .request_data(shifted),
                .request_mask(value), .offset(value ^ 8'd5), .sum(child_sum), .isFirst(unused_child_isFirst),
                .isOdd(unused_child_isOdd));
            endmodule
            """)
    }

    /// No more registers than 16 share a block: Yosys reads all of it for each.
    final class Many: Module {
        let enable = input(bit)
        let value = input(unsigned(20))
        let results = (0..<20).map { _ in output(bit) }

        override func circuit() {
            let bits = (0..<20).map { _ in register(bit) }
            when(enable) {
                for index in 0..<20 { when(value[19 - index]) { bits[index] <== value[index] } }
            }
            for index in 0..<20 { results[index] <== bits[index] }
        }
    }

    @Test func blocksStaySmall() throws {
        let text = verilog(of: try elaborate { Many() })[0].text
        #expect(text.components(separatedBy: "always @").count == 3, "\(text)")
    }
}
