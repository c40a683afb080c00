import CircuitSupport
import LintSupport
import Netlist
import Testing

@testable import Verilog

/// Random circuits: the Verilog is clean in every tool and computes what the netlist says, cycle by cycle.
@Test(arguments: 0..<2)
func randomCircuitsAreCleanAndRight(group: Int) throws {
    let seeds = (0..<6).map { UInt64(group * 6 + $0) }
    let circuits = seeds.map { RandomCircuit.make(seed: $0) }
    var files: [VerilogFile] = []
    for circuit in circuits { files += verilog(of: design(circuit)) }
    let lint = try Lint(files.map { ($0.name, $0.text) })
    for (circuit, file) in zip(circuits, files) {
        let messages = try lint.messages(top: circuit.name)
        #expect(messages.isEmpty, "\(messages.joined(separator: "\n"))\n\(file.text)")
    }
    for (circuit, seed) in zip(circuits, seeds) {
        let bench = TestBench(circuit, seed: seed, cycles: 40)
        let output = try lint.simulate(bench: bench.text, top: "Bench")
        let (found, wanted) = (output.split(separator: "\n").map(String.init), bench.expected)
        #expect(found == wanted, "\(circuit.name): \(firstDifference(found, wanted))")
    }
}

private func firstDifference(_ found: [String], _ wanted: [String]) -> String {
    for (cycle, pair) in zip(found, wanted).enumerated() where pair.0 != pair.1 {
        return "cycle \(cycle): \(pair.0), should be \(pair.1)"
    }
    return "\(found.count) lines, should be \(wanted.count)"
}

/// Random stimuli, and what the outputs must be.
struct TestBench {
    private(set) var text = ""
    private(set) var expected: [String] = []

    init(_ circuit: Circuit, seed: UInt64, cycles: Int) {
        var random = SeededGenerator(seed: seed &+ 1000)
        var evaluation = Evaluation(circuit)
        let names = circuit.ports.map { (name: circuit.names[$0.node] ?? "", port: $0) }
        let inputs = names.filter { $0.port.direction == .input && $0.name != "clock" }
        let outputs = names.filter { $0.port.direction == .output }
        text = "module Bench;\n  reg clock = 0;\n"
        for (name, port) in inputs { text += "  reg [\(circuit.width(port.node) - 1):0] \(name) = 0;\n" }
        for (name, port) in outputs { text += "  wire [\(circuit.width(port.node) - 1):0] \(name);\n" }
        text += "  \(circuit.name) dut (\(names.map { ".\($0.name)(\($0.name))" }.joined(separator: ", ")));\n"
        text += "  initial begin\n"
        let registers = circuit.registers.map(\.node)
        let format = (outputs.map(\.port.node) + registers).map { _ in "%0h" }.joined(separator: " ")
        let shown = outputs.map(\.name) + registers.map { "dut.\(circuit.names[$0] ?? "")" }
        let arguments = shown.joined(separator: ", ")
        for _ in 0..<cycles {
            for (name, port) in inputs {
                let width = circuit.width(port.node)
                var value = random.next() & ones(width)
                if name == "reset" { value = random.next() % 16 == 0 ? 1 : 0 }
                text += "    \(name) = \(width)'d\(value);\n"
                evaluation.set(name, value)
            }
            text += "    #1 $display(\"\(format)\", \(arguments));\n    clock = 1; #1 clock = 0;\n"
            let values = outputs.map(\.port.node) + registers
            expected.append(values.map { String(evaluation.value($0), radix: 16) }.joined(separator: " "))
            evaluation.step()
        }
        text += "  end\nendmodule\n"
    }
}
