import HDL
import LintSupport
import Netlist
import Testing
import Verilog

/// Clocks and resets of every kind, in all tools.
@Suite struct ClockVerilogTests {
    final class Part: Module {
        let step = input(unsigned(4))
        let count = output(unsigned(4))
        override func circuit() {
            let value = register(unsigned(4), reset: 5)
            value <== value + step
            count <== value
            check("never seventeen", value.extended(to: 5) !== 17)
        }
    }
    /// One counter for each kind of reset, on either edge, side by side.
    final class Kinds: Module {
        let other = inputClock()
        let asynchronous = inputReset(.asynchronous)
        let asynchronousLow = inputReset(.asynchronous, .activeLow)
        let synchronousLow = inputReset(.synchronous, .activeLow)
        let step = input(unsigned(4))
        let counts = output(vector(6, of: unsigned(4)))

        override func circuit() {
            var number = 0
            func part() {
                let part = instance(Part())
                part.step <== step
                counts[number] <== part.count
                number += 1
            }
            part()
            clocked(by: other, reset: asynchronous) { part() }
            clocked(by: other.falling, reset: asynchronousLow) { part() }
            clocked(by: other, reset: synchronousLow) { part() }
            clocked(by: other, reset: nil) { part() }
            clocked(by: currentClock().falling) { part() }
        }
    }

    @Test func cleanInAllTools() throws {
        let files = verilog(of: try elaborate { Kinds() })
        let lint = try Lint(files.map { ($0.name, $0.text) })
        let messages = try lint.messages(top: "Kinds")
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))")
    }

    @Test func countsAsStated() throws {
        let files = verilog(of: try elaborate { Kinds() })
        let bench = """
            `timescale 1ns/1ns
            module Bench;
              reg clock = 0, reset = 0, other = 0, a = 0, a_n = 1, s_n = 1;
              wire [3:0] c0, c1, c2, c3, c4, c5;
              Kinds dut (.clock(clock), .reset(reset), .other(other), .asynchronous(a), .asynchronousLow(a_n),
                .synchronousLow(s_n), .step(4'd1), .counts_0(c0), .counts_1(c1), .counts_2(c2), .counts_3(c3),
                .counts_4(c4), .counts_5(c5));
              task show; begin #1 $display("%0d %0d %0d %0d %0d %0d", c0, c1, c2, c3, c4, c5); end endtask
              initial begin
                show;
                clock = 1; show;
                clock = 0; show;
                other = 1; show;
                other = 0; show;
                a = 1; a_n = 0; s_n = 0; reset = 1; show;
                other = 1; show;
                clock = 1; show;
                clock = 0; show;
                $finish;
              end
            endmodule
            """
        let lint = try Lint(files.map { ($0.name, $0.text) })
        let output = try lint.simulate(bench: bench, top: "Bench")
        // Icarus sees a falling edge where the clocks begin, so the counters on that edge are one ahead.
        #expect(
            output.split(separator: "\n").filter { !$0.contains("finish") } == [
                "5 5 6 5 5 6", "6 5 6 5 5 6", "6 5 6 5 5 7", "6 6 6 6 6 7", "6 6 7 6 6 7", "6 5 5 6 6 7",
                "6 5 5 5 7 7", "5 5 5 5 7 7", "5 5 5 5 7 5",
            ])
    }
}
