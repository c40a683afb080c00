import HDL
import LintSupport
import Netlist
import Testing
import Verilog

/// Modules that are written in Verilog, as parts.
@Suite struct ExternalTests {
    final class Scale: ExternalModule {
        let value = input(unsigned(8))
        let result = output(unsigned(8))
        let factor: Int
        init(factor: Int) { self.factor = factor }
        override var verilogName: String { "scale" }
        override var portNames: [String: String] { ["value": "x", "result": "y"] }
        override var verilogParameters: [ExternalCircuit.Parameter] {
            [
                .init("FACTOR", .integer(factor)), .init("MODE", .text("WRAP")),
                .init("OFFSET", .bits(BitVector(1, width: 8))),
            ]
        }
        override var verilogSource: VerilogSource? {
            .text(
                """
                module scale #(parameter FACTOR = 1, parameter MODE = "NONE", parameter [7:0] OFFSET = 8'd0)
                  (input wire [7:0] x, output wire [7:0] y);
                  wire [7:0] factor = FACTOR[7:0];
                  assign y = MODE == "WRAP" ? x * factor + OFFSET : 8'd0;
                endmodule

                """)
        }
    }
    final class Top: Module {
        let a = input(unsigned(8))
        let sum = output(unsigned(8))
        override func circuit() {
            let twice = instance(Scale(factor: 2))
            let thrice = instance(Scale(factor: 3))
            twice.value <== a
            thrice.value <== a
            sum <== twice.result + thrice.result
        }
    }

    @Test func partsInAllTools() throws {
        let design = try elaborate { Top() }
        #expect(design.warnings.isEmpty)
        let files = verilog(of: design)
        #expect(files.map(\.name) == ["scale.v", "Top.v"])
        #expect(
            files[1].text.contains(
                """
                  scale #(.FACTOR(2), .MODE("WRAP"), .OFFSET(8'd1)) twice (.x(a), .y(twice_result));
                """), "\(files[1].text)")
        let lint = try Lint(files.map { ($0.name, $0.text) })
        let messages = try lint.messages(top: "Top")
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))")
        let bench = """
            module Bench;
              reg [7:0] a = 10;
              wire [7:0] sum;
              Top dut (.a(a), .sum(sum));
              initial begin #1 $display("%0d", sum); $finish; end
            endmodule
            """
        #expect(try lint.simulate(bench: bench, top: "Bench").hasPrefix("52\n"))
    }

    final class Wrong: ExternalModule {
        let out = output(bit)
        override var verilogName: String { "phase-locked-loop" }
        override var verilogSource: VerilogSource? { .file("no/such.v") }
    }

    @Test func wrongNamesAndFiles() {
        let error = #expect(throws: ElaborationError.self) { try elaborate { Wrong() } }
        #expect(error?.messages.count == 2)
        #expect(
            error?.messages.first == """
                error[HDL054]: 'phase-locked-loop' is no name in Verilog
                  at VerilogTests/ExternalTests.swift:71
                  help: names have letters, digits, `_` and `$`, and begin with a letter or `_`
                """)
        #expect(
            error?.messages.last?.hasPrefix(
                "error[HDL054]: the file 'no/such.v' cannot be read\n  at VerilogTests/ExternalTests.swift:71\n")
                == true)
    }
}
