import Foundation
import HDL
import LintSupport
import Netlist
import Testing
import Verilog

/// Messages of `log` and `check`, and values of past cycles.
@Suite struct LogTests {
    enum State: HardwareEnum { case idle, busy }

    final class Talker: Module {
        let go = input(bit)
        let level = input(signed(4))
        let out = output(unsigned(4))
        let isChecked: Bool
        init(isChecked: Bool) { self.isChecked = isChecked }

        override func circuit() {
            let count = register(unsigned(4))
            let state = register(State.idle)
            count <== count + 1
            out <== count
            when(go) {
                state <== .busy
                log("100% \"{{{}}}\" {hex} {bin} at {dec}", count, count.extended(to: 12), count, level)
            }
            state.switch {
                on(.idle) {}
                on(.busy) { log("busy") }
            }
            log("{} {} {} {}", past(count, cycles: 2), rose(go), fell(go), changed(state))
            if isChecked { check("small", count < 9, "count is {}", count) }
        }
    }

    @Test func cleanInAllTools() throws {
        let files = verilog(of: try elaborate { Talker(isChecked: true) })
        let messages = try Lint(files.map { ($0.name, $0.text) }).messages(top: "Talker_isChecked")
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))\n\(files[0].text)")
        #expect(
            files[0].text.contains(
                """
                      if (!(count < 4'd9)) begin
                `ifndef YOSYS
                        $display("check 'small': count is %0d", count);
                `endif
                      end
                      // small
                      assert (count < 4'd9);
                """), "\(files[0].text)")
        // Nothing but the counter is built.
        let real = files[0].text.components(separatedBy: "`ifdef FORMAL")[0]
        #expect(!real.contains("past") && !real.contains("$display"))
    }

    @Test func linesInSimulation() throws {
        let files = verilog(of: try elaborate { Talker(isChecked: false) })
        let bench = """
            module Bench;
              reg clock = 0, reset = 0, go = 0;
              wire [3:0] out;
              Talker dut (.clock(clock), .reset(reset), .go(go), .level(4'b1101), .out(out));
              task edge_; begin #1 clock = 1; #1 clock = 0; end endtask
              initial begin
                edge_; edge_;
                go = 1; edge_;
                go = 0; edge_; edge_;
                reset = 1; edge_;
                $finish;
              end
            endmodule
            """
        let define = (name: "Define.v", text: "`define FORMAL\n")
        let output = try Lint([define] + files.map { ($0.name, $0.text) }).simulate(bench: bench, top: "Bench")
        #expect(
            output.split(separator: "\n").filter { !$0.contains("finish") } == [
                "0 0 0 0", "0 0 0 0", "100% \"{2}\" 002 0010 at -3", "0 1 0 0", "busy", "1 0 1 1", "busy", "2 0 0 0",
            ])
    }
}
