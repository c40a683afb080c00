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
        let same = output(unsigned(4))

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
            // Both branches are zero, so the subject is.
            mux(c, constant(0, width: 2), 0).switch {
                on(0) { same <== 6 }
                otherwise { same <== 1 }
            }
            alike[0] <== 1
            alike[3] <== 0
            // Past the end nothing is written.
            let lanes = wire(vector(3, of: bit))
            lanes <== vector([1, 0, 1].map { constant($0 == 1) }, of: bit)
            when(c) { lanes[constant(3, width: 2)] <== c }
            // Zeros of two kinds: those that a shift brings in, and those in front.
            let zeros = wire(unsigned(4))
            zeros <== (s.extended(to: 6) / 4)[5...2]
            s.switch {
                on(1) { zeros <== 0 }
                otherwise {}
            }
            // Both arms, and both sides, are zero up there.
            let upper = wire(unsigned(4))
            upper <== ((mux(c, constant(3, width: 8), s.extended(to: 8)) ^ s.extended(to: 8)) / 16)[3...0]
            when(c) { upper[0] <== 0 }
            nowhere <== lanes.asBits.extended(to: 4) | zeros | upper
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
              wire [7:0] element, part; wire [3:0] arm, alike, nowhere, sum, same;
              Constants dut (.c(c), .s(s), .element(element), .part(part), .arm(arm), .alike(alike), .nowhere(nowhere),
                .sum(sum), .same(same));
              initial begin
                #1 $display("%h %h %h %h %h %h %h", element, part, arm, alike, nowhere, sum, same);
                #1 c = 1; s = 3;
                #1 $display("%h %h %h %h %h %h %h", element, part, arm, alike, nowhere, sum, same);
              end
            endmodule
            """
        let output = try lint.simulate(bench: bench, top: "Bench")
        #expect(output == "20 93 8 5 5 9 6\n20 93 8 5 5 1 6\n")
        #expect(files.map { $0.text.components(separatedBy: "always @*").count - 1 } == [1])
    }

    /// Yosys 0.23 writes the only word of a memory at any address, and takes a wrong arm of a `casez` over a constant.
    final class Awkward: Module {
        let address = input(unsigned(1))
        let data = input(unsigned(4))
        let word = output(unsigned(4))
        let taken = output(unsigned(2))

        override func circuit() {
            let only = memory(of: unsigned(4), depth: 1)
            only[address] <== data
            word <== only[constant(0, width: 1)]
            let state = register(unsigned(2))
            (maybeConstant(constant(0, width: 4) === 1).repeated(4)).switch {
                on("??11") { state <== 1 }
                on("0001", "???0") { state <== 2 }
                otherwise { state <== 3 }
            }
            taken <== state
        }
    }

    @Test func isTheSameBehindYosys() throws {
        let files = verilog(of: try elaborate { Awkward() })
        let lint = try Lint(files.map { ($0.name, $0.text) })
        let messages = try lint.messages(top: "Awkward")
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))")
        let bench = """
            module Bench;
              reg clock = 0, reset = 0, address = 0; reg [3:0] data = 5;
              wire [3:0] word; wire [1:0] taken;
              Awkward dut (.clock(clock), .reset(reset), .address(address), .data(data), .word(word), .taken(taken));
              initial begin
                #1 clock = 1; #1 clock = 0;
                address = 1; data = 9;
                #1 clock = 1; #1 clock = 0;
                $display("%h %h", word, taken);
              end
            endmodule
            """
        #expect(try lint.simulate(bench: bench, top: "Bench") == "5 2\n")
        #expect(try lint.synthesised(top: "Awkward").simulate(bench: bench, top: "Bench") == "5 2\n")
    }
}
