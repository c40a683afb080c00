import HDL
import LintSupport
import Netlist
import Testing
import Verilog

/// Ports that read and write, in all tools and against the table in the guide.
@Suite struct MemoryPortTests {
    final class Ports: Module {
        let enable = input(bit)
        let write = input(bit)
        let otherWrite = input(bit)
        let address = input(unsigned(2))
        let otherAddress = input(unsigned(2))
        let data = input(unsigned(8))
        let old = output(unsigned(8)), fresh = output(unsigned(8)), unchanged = output(unsigned(8))
        let across = output(unsigned(8))
        let masked = output(unsigned(8))

        override func circuit() {
            for (mode, out) in [(ReadUnderWrite.old, old), (.new, fresh), (.unchanged, unchanged)] {
                let storage = memory(of: unsigned(8), depth: 4, initial: [1, 2, 3, 4], collisions: .excluded)
                out <== storage.port(address, enable: enable, write: write, data, underWrite: mode)
                let second = storage.port(otherAddress, write: otherWrite, ~data, underWrite: mode)
                if mode == .new { across <== second } else { unused(second) }
            }
            let bytes = memory(of: unsigned(8), depth: 4)
            masked <== bytes.port(address, enable: enable, write: write, data, mask: data[1...0], underWrite: .new)
        }
    }

    @Test func cleanInAllTools() throws {
        let files = verilog(of: try elaborate { Ports() })
        let messages = try Lint(files.map { ($0.name, $0.text) }).messages(top: "Ports")
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))\n\(files[0].text)")
        #expect(files[0].text.contains("// ports 0 and 1 of 'storage' do not write one element at once"))
    }

    @Test func readUnderWrite() throws {
        let files = verilog(of: try elaborate { Ports() })
        let bench = """
            module Bench;
              reg clock = 0, enable = 1, write = 0, other = 0;
              reg [1:0] a = 0, b = 0;
              reg [7:0] data = 8'h56;
              wire [7:0] old, fresh, unchanged, across, masked;
              Ports dut (.clock(clock), .enable(enable), .write(write), .otherWrite(other), .address(a), .otherAddress(b),
                .data(data), .old(old), .fresh(fresh), .unchanged(unchanged), .across(across), .masked(masked));
              task edge_; begin #1 clock = 1; #1 clock = 0;
                $display("%h %h %h %h %h", old, fresh, unchanged, across, masked); end endtask
              initial begin
                edge_;
                write = 1; edge_;
                write = 0; b = 1; edge_;
                enable = 0; write = 1; edge_;
                enable = 1; write = 0; other = 1; a = 1; edge_;
                other = 0; edge_;
                $finish;
              end
            endmodule
            """
        let output = try Lint(files.map { ($0.name, $0.text) }).simulate(bench: bench, top: "Bench")
        #expect(
            output.split(separator: "\n").filter { !$0.contains("finish") } == [
                "01 01 01 01 00",
                // The port's own write: the old word, the new one, the word that was read before; the other port sees the old one.
                "01 56 01 01 50", "56 56 56 02 50", "56 56 56 02 50",
                // The other port writes: seen by itself, and by this one an edge later.
                "02 02 02 a9 00", "a9 a9 a9 a9 00",
            ])
    }
}
