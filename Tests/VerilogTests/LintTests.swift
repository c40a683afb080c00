import LintSupport
import Netlist
import Testing

@testable import Verilog

/// Every sample, each of its modules as its own top, is clean in all three tools.
@Test(arguments: 0..<9)
func samplesAreClean(index: Int) throws {
    let files = verilog(of: Samples.allDesigns[index])
    let lint = try Lint(files.map { ($0.name, $0.text) })
    for file in files {
        let messages = try lint.messages(top: file.module)
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))\n\(file.text)")
    }
}

/// The runner finds what is wrong, in each tool.
@Test func lintFindsFaults() throws {
    let text = """
        module Bad (input wire [7:0] a, output wire [3:0] b, output wire c);
          assign b = a;
          wire floating;
          assign c = floating & a[0];
        endmodule

        """
    let lint = try Lint([("Bad.v", text)])
    #expect(try lint.verilator(top: "Bad").contains { $0.contains("WIDTH") })
    #expect(try lint.yosys(top: "Bad").contains { $0.contains("floating") })
    let missing = try Lint([("Top.v", "module Top (input wire a, output reg b);\n  always @* b = x;\nendmodule\n")])
    #expect(try !missing.icarus(top: "Top").isEmpty)
}

@Test func theSameDesignGivesTheSameBytes() {
    for (first, second) in zip(Samples.allDesigns, Samples.allDesigns) {
        #expect(verilog(of: first) == verilog(of: second))
    }
}
