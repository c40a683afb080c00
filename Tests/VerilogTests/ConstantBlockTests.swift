import Foundation
import HDL
import LintSupport
import Netlist
import Testing
import Verilog

/// Wires that statements drive with nothing but constants. As `always @* w = 4'd3;` they would stay undefined: nothing ever starts that block.
@Suite struct ConstantBlockTests {
    final class Constants: Module {
        let c = input(bit)
        let s = input(unsigned(2))
        let element = output(unsigned(8))
        let part = output(unsigned(8))
        let arm = output(unsigned(4))
        let alike = output(unsigned(4))
        let nowhere = output(unsigned(4))
        let sum = output(unsigned(4))

        override func circuit() {
            element <== 0
            element[constant(5, width: 3)] <== 1
            part <== 3
            when(maybeConstant(constant(true))) { part[7...4] <== 9 }
            let two = wire(constant(2, width: 2))
            two.switch {
                on(1) { arm <== 7 }
                otherwise { arm <== 8 }
            }
            s.switch {
                on(0, 1) { alike[2...1] <== 2 }
                otherwise { when(c) { alike[2...1] <== 2 }.otherwise { alike[2...1] <== 2 } }
            }
            alike[0] <== 1
            alike[3] <== 0
            // Past the end nothing is written.
            let lanes = wire(vector(3, of: bit))
            lanes <== vector([1, 0, 1].map { constant($0 == 1) }, of: bit)
            when(c) { lanes[constant(3, width: 2)] <== 1 }
            nowhere <== lanes.asBits.extended(to: 4)
            // What depends on something stays a block.
            let total = wire(unsigned(4))
            total <== 1
            s.switch {
                on(2) { total <== 4 }
                otherwise { when(c) { total[3] <== 1 } }
            }
            sum <== total + arm
        }
    }

    @Test func haveTheirValues() throws {
        let files = verilog(of: try elaborate { Constants() })
        let lint = try Lint(files.map { ($0.name, $0.text) })
        let messages = try lint.messages(top: "Constants")
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))")
        let bench = """
            module Bench;
              reg c = 0; reg [1:0] s = 0;
              wire [7:0] element, part; wire [3:0] arm, alike, nowhere, sum;
              Constants dut (.c(c), .s(s), .element(element), .part(part), .arm(arm), .alike(alike), .nowhere(nowhere),
                .sum(sum));
              initial begin
                #1 $display("%h %h %h %h %h %h", element, part, arm, alike, nowhere, sum);
                #1 c = 1; s = 3;
                #1 $display("%h %h %h %h %h %h", element, part, arm, alike, nowhere, sum);
              end
            endmodule
            """
        let output = try lint.simulate(bench: bench, top: "Bench")
        #expect(output == "20 93 8 5 5 9\n20 93 8 5 5 1\n")
        #expect(files.map { $0.text.components(separatedBy: "always @*").count - 1 } == [1])
    }
}
