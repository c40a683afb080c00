import CircuitSupport
import HDL
import LintSupport
import Netlist
import Testing

@testable import Verilog

private enum Unit: HardwareEnum { case none, adder, shifter }

private struct Control: Bundle {
    let writes = bit
    let unit = Enumerated<Unit>()
    let amount = unsigned(4)
}

/// A decoder, a table, and two stages behind them.
private final class SmallPipeline: Module {
    let code = input(unsigned(6))
    let valid = input(bit)
    let stall = input(bit)
    let flush = input(bit)
    let decoded = output(Valid(of: Control()))
    let late = output(Valid(of: unsigned(8)))
    let last = output(unsigned(6))
    let held = output(unsigned(6))

    static let table = [3, 1, 4, 1, 5, 9, 2, 6, 5, 35, 200]

    override func circuit() {
        let control = decodeTable(code, outputs: Control(), default: [false, Unit.none, nil]) { table in
            table.row("0000??", true, Unit.adder, 3)
            table.row("0?01??", true, Unit.shifter, nil)
            table.row("1????1", nil, Unit.adder, 15)
            table.row(0b110110, true, nil, 8)
        }
        let execute = pipelineRegister(control, valid: valid, stall: stall, flush: flush)
        decoded <== execute
        late <== pipelineRegister(lookup(Self.table, width: 8, at: execute.payload.amount), valid: execute.valid)
        last <== registerNext(code)
        held <== registerEnabled(code, when: stall)
    }

    /// What the decoder gives: the fields, the first one lowest.
    static func decode(_ code: Int) -> Int {
        func control(_ writes: Int, _ unit: Int, _ amount: Int) -> Int { writes | unit << 1 | amount << 3 }
        if code >> 2 == 0 { return control(1, 1, 3) }
        if code >> 2 == 0b0001 || code >> 2 == 0b0101 { return control(1, 2, 0) }
        if code >> 5 == 1, code & 1 == 1 { return control(0, 1, 15) }
        return code == 0b110110 ? control(1, 0, 8) : 0
    }
}

@Suite struct PipelineVerilogTests {
    @Test func isCleanAndAgreesWithSwift() throws {
        let files = try verilog(of: elaborate { SmallPipeline() })
        let lint = try Lint(files.map { ($0.name, $0.text) })
        #expect(try lint.messages(top: "SmallPipeline") == [])
        #expect(files[0].text.contains("casez (code)\n      6'b00_00??:"), "\(files[0].text)")
        var random = SeededGenerator(seed: 9)
        var text = """
            module Bench;
              reg clock = 0, reset = 0, valid, stall, flush; reg [5:0] code;
              wire [5:0] last, held; wire dv, dw, lv; wire [1:0] du; wire [3:0] da; wire [7:0] lp;
              SmallPipeline dut (.clock(clock), .reset(reset), .code(code), .valid(valid), .stall(stall), .flush(flush),
                .last(last), .held(held), .decoded_valid(dv), .decoded_payload_writes(dw), .decoded_payload_unit(du),
                .decoded_payload_amount(da), .late_valid(lv), .late_payload(lp));
              initial begin

            """
        var (execute, late, last, held) = ((0, 0), (0, 0), 0, 0)
        var expected: [String] = []
        for _ in 0..<400 {
            let code = Int(random.next() % 64)
            let (valid, stall, flush) = (Int(random.next() % 2), Int(random.next() % 3 / 2), Int(random.next() % 5 / 4))
            text += "    code = \(code); valid = \(valid); stall = \(stall); flush = \(flush);"
            text += " #1 $display(\"%0d %0d %0d %0d %0d %0d\", dv, {da, du, dw}, lv, lp, last, held);"
            text += " clock = 1; #1 clock = 0;\n"
            expected.append("\(execute.0) \(execute.1) \(late.0) \(late.1) \(last) \(held)")
            let amount = execute.1 >> 3
            late = (execute.0, amount < SmallPipeline.table.count ? SmallPipeline.table[amount] : 0)
            if stall == 0 { execute = (valid, SmallPipeline.decode(code)) }
            if flush == 1 { execute.0 = 0 }
            last = code
            if stall == 1 { held = code }
        }
        let output = try lint.simulate(bench: text + "  end\nendmodule\n", top: "Bench")
        #expect(output.split(separator: "\n").map(String.init) == expected)
    }
}
