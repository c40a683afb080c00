import CircuitSupport
import HDL
import LintSupport
import Netlist
import Testing

@testable import Verilog

private enum Phase: HardwareEnum { case idle, first, second, third, last }

/// One machine in each encoding, side by side.
private final class Phases: Module {
    let go = input(bit)
    let stop = input(bit)
    let values = [output(Enumerated<Phase>()), output(Enumerated<Phase>()), output(Enumerated<Phase>())]
    let entries = [output(unsigned(4)), output(unsigned(4)), output(unsigned(4))]

    override func circuit() {
        for (encoding, (value, count)) in zip([StateEncoding.binary, .oneHot, .gray], zip(values, entries)) {
            let state = stateMachine(Phase.idle, encoding: encoding)
            let entered = register(unsigned(4))
            state.switch {
                on(.idle) { when(go) { state.go(to: .first) } }
                on(.first) { state.go(to: .second) }
                on(.second, .third) {
                    when(state === .second) { state.go(to: .third) }.elsewhen(go) { state.go(to: .last) }
                }
                on(.last) { state.go(to: .idle) }
            }
            let back = register(Phase.idle)
            when(go) { back <== state.value }
            when(stop) { state.go(to: back) }
            state.onEntry(.third) { entered <== entered + 1 }
            state.onExit(.last) { entered <== entered + 4 }
            value <== state.value
            count <== entered
        }
    }
}

@Suite struct StateMachineVerilogTests {
    @Test func isCleanAndPrintedAsCase() throws {
        let files = try verilog(of: elaborate { Phases() })
        let lint = try Lint(files.map { ($0.name, $0.text) })
        #expect(try lint.messages(top: "Phases") == [])
        let text = files[0].text
        #expect(text.contains("    case (state_1)\n      PhaseOneHot_idle: if (go) state_1_next = PhaseOneHot_first;"))
        for line in ["PhaseOneHot_third  = 5'd8;\n", "PhaseGray_third  = 3'd2;\n", ", Phase_third = 3'd3, "] {
            #expect(text.contains(line), "\(text)")
        }
    }

    @Test func encodingsAgreeWithSwift() throws {
        let files = try verilog(of: elaborate { Phases() })
        let lint = try Lint(files.map { ($0.name, $0.text) })
        var random = SeededGenerator(seed: 3)
        var text = """
            module Bench;
              reg clock = 0, reset = 0, go = 0, stop = 0; wire [2:0] a, b, c; wire [3:0] d, e, f;
              Phases dut (.clock(clock), .reset(reset), .go(go), .stop(stop), .values_0(a), .values_1(b), .values_2(c),
                .entries_0(d), .entries_1(e), .entries_2(f));
              initial begin

            """
        var (state, back, count) = (0, 0, 0)
        var expected: [String] = []
        for _ in 0..<300 {
            let (go, stop) = (Int(random.next() % 2), Int(random.next() % 8 == 0 ? 1 : 0))
            text += "    go = \(go); stop = \(stop);"
            text += " #1 $display(\"%0d %0d %0d %0d %0d %0d\", a, b, c, d, e, f); clock = 1; #1 clock = 0;\n"
            expected.append("\(state) \(state) \(state) \(count) \(count) \(count)")
            var next = [go == 1 ? 1 : 0, 2, 3, go == 1 ? 4 : 3, 0][state]
            if stop == 1 { next = back }
            if go == 1 { back = state }
            // Of two assignments to the count the later one wins.
            if state == 4, next != 4 {
                count = (count + 4) % 16
            } else if next == 3, state != 3 {
                count = (count + 1) % 16
            }
            state = next
        }
        let output = try lint.simulate(bench: text + "  end\nendmodule\n", top: "Bench")
        #expect(output.split(separator: "\n").map(String.init) == expected)
    }
}
