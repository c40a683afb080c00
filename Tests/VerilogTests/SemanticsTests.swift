import CircuitSupport
import LintSupport
import Netlist
import Testing

@testable import Verilog

/// What the Verilog computes in Icarus, against numbers worked out by hand.
struct SemanticsTests {
    private func run(_ design: Design, declarations: String, stimuli: String) throws -> [String] {
        let files = verilog(of: design)
        let bench = "module Bench;\n\(declarations)\n  initial begin\n\(stimuli)\n  end\nendmodule\n"
        let output = try Lint(files.map { ($0.name, $0.text) }).simulate(bench: bench, top: "Bench")
        return output.split(separator: "\n").map(String.init)
    }

    @Test func signsAndChoices() throws {
        let declarations = """
              reg [7:0] x, y; reg [1:0] index; reg [23:0] lanes;
              wire less, negative, tiny; wire [7:0] shifted, mixed, chosen, parts, chain; wire [15:0] wide;
              wire [23:0] replaced; wire [3:0] decoded, first;
              Operators dut (.x(x), .y(y), .index(index), .lanes(lanes), .less(less), .negative(negative), .tiny(tiny),
                .shifted(shifted), .mixed(mixed), .wide(wide), .chosen(chosen), .replaced(replaced), .parts(parts),
                .chain(chain), .decoded(decoded), .first(first));
            """
        let show = """
            #1 $display("%b%b%b %h %h %h %h %h %h %h %h %h", less, negative, tiny, shifted, mixed, wide, chosen,
              replaced, parts, chain, decoded, first);
            """
        let found = try run(
            design(Samples.operators()), declarations: declarations,
            stimuli: """
                x = 8'hf0; y = 8'h02; index = 1; lanes = 24'h332211; \(show)
                x = 8'h70; y = 8'h84; index = 3; \(show)
                x = 8'h03; y = 8'h0f; index = 2; \(show)
                x = 8'hfb; y = 8'hfc; index = 0; \(show)
                """)
        #expect(
            found == [
                // -16 < 2; negative; at most -5; -16 >> 2 = -4; plus 1; -14; element 1; byte 1; bits 5..3 are 2; 0; 1; 8
                "111 fc fd fff2 22 33f011 d0 00 1 8",
                // 112 is not below -124; 112 >> 4 = 7; 112 - 124 = -12; index 3 is past the end: zero, nothing written.
                "000 07 08 fff4 00 332211 60 10 2 0",
                // 3 < 15; 3 >> 15 = 0; bit 0: chain is y
                "100 00 01 0012 33 032211 3b 0f 3 9",
                // -5 < -4; -5 >> 12 = -1; -9; bits 5..3 are 4; y with 1 in its upper half
                "111 ff 00 fff7 11 3322fb e3 1c 1 8",
            ])
    }

    @Test func memories() throws {
        let declarations = """
              reg clock, write; reg [3:0] address, other, mask; reg [31:0] data; wire [31:0] value, later, newer;
              Storage dut (.clock(clock), .address(address), .other(other), .write(write), .mask(mask), .data(data),
                .value(value), .later(later), .newer(newer));
            """
        let edge = "#1 clock = 1; #1 clock = 0; $display(\"%h %h %h\", value, later, newer);"
        let found = try run(
            design(Samples.storage()), declarations: declarations,
            stimuli: """
                clock = 0; write = 0; address = 2; other = 2; mask = 4'b0101; data = 32'h11223344; \(edge)
                write = 1; \(edge)
                write = 0; \(edge)
                write = 1; mask = 4'b1000; \(edge)
                """)
        #expect(
            found == [
                // Contents; the late read is not enabled.
                "ffff0000 00000000 ffff0000",
                // Bytes 0 and 2 are written: the late read sees the old word, the other the new one.
                "ff220044 ffff0000 ff220044",
                "ff220044 ffff0000 ff220044",
                "11220044 ff220044 11220044",
            ])
    }

    @Test func clocksAndResets() throws {
        let declarations = """
              reg clock, reset, reset_n, clear_n, enable; reg [7:0] data; wire [31:0] all;
              Clocking dut (.clock(clock), .reset(reset), .reset_n(reset_n), .clear_n(clear_n), .enable(enable), .data(data), .all(all));
            """
        let found = try run(
            design(Samples.clocking()), declarations: declarations,
            stimuli: """
                clock = 0; reset = 0; reset_n = 1; clear_n = 1; enable = 0; data = 8'h0f; #1 $display("%h", all);
                clock = 1; #1 $display("%h", all);
                clock = 0; #1 $display("%h", all);
                enable = 1; clock = 1; #1 $display("%h", all);
                reset_n = 0; #1 $display("%h", all);
                reset = 1; clear_n = 0; clock = 0; #1 clock = 1; #1 $display("%h", all);
                """)
        #expect(
            found == [
                "0300ff01",  // At power-on.
                "0c00ff01",  // a ^= data; c is not enabled.
                "0c00ff01",  // d at the falling edge: bits 5..2 become f.
                "030ffff8",  // a ^= data, c = data, e -= 9.
                "030ffff8",  // a is reset at once; it was 3 already.
                "0300ff01",  // c and e with the clock.
            ])
    }
}
