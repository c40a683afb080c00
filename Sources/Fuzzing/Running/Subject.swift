import Netlist
import Simulation
import Verilog

/// A design that is ready to run: its Verilog, and what it is fed with.
struct Subject {
    let recipe: Recipe
    let design: Design
    let files: [VerilogFile]
    let inputs: [VerilogPort]
    let outputs: [VerilogPort]
    /// The names of the clock inputs: `clock`, `clock2`.
    let clocks: Set<String>
    /// One vector of all inputs for each cycle, the first input lowest.
    let stimulus: [BitVector]

    static let cycles = 40

    /// - Throws: what the language has against the recipe.
    init(_ recipe: Recipe, number: Int) throws {
        self.recipe = recipe
        design = try recipe.design(number: number)
        files = verilog(of: design)
        let ports = files[files.count - 1].ports
        let names: Set = ["clock", "clock2"]
        clocks = Set(ports.map(\.name)).intersection(names)
        inputs = ports.filter { $0.direction == .input && !names.contains($0.name) }
        outputs = ports.filter { $0.direction == .output }
        stimulus = Self.stimulus(for: inputs, seed: recipe.seed)
    }

    var top: String { files[files.count - 1].module }
    var inputWidth: Int { inputs.reduce(0) { $0 + $1.width } }
    var outputWidth: Int { outputs.reduce(0) { $0 + $1.width } }

    /// Which clocks tick in a cycle: bit 0 is `clock`, bit 1 `clock2`. The same for all designs, since they share their clocks.
    static let ticks: [Int] = {
        var random = Random(seed: 2)
        return (0..<cycles).map { _ in [1, 1, 2, 3, 3, 3, 0].randomElement(using: &random) ?? 3 }
    }()

    private static func stimulus(for inputs: [VerilogPort], seed: UInt64) -> [BitVector] {
        var random = Random(seed: seed &+ 77)
        var last = inputs.map { BitVector.zero(width: $0.width) }
        return (0..<cycles).map { _ in
            for (index, input) in inputs.enumerated() {
                if input.name.hasPrefix("reset") {
                    let isActive = random.once(in: 8)
                    last[index] = BitVector(isActive != input.name.hasSuffix("_n") ? 1 : 0, width: 1)
                } else if !random.once(in: 4) {
                    last[index] = BitVector(words: random.words(width: input.width), width: input.width)
                }
            }
            return last.reduce(BitVector.zero(width: 0)) { $0.concatenated(below: $1) }
        }
    }
}

/// Designs side by side in one module, so that a tool is started once for all of them.
struct Batch {
    let subjects: [Subject]
    /// A mistake that is planted in one of the tools.
    var fault: Fault?

    /// The modules of all designs and the one around them.
    var files: [(name: String, text: String)] {
        subjects.flatMap { $0.files.map { ($0.name, $0.text) } } + [("Batch.v", top)]
    }

    /// The ports of the module around them.
    var ports: [PortShape] {
        [PortShape("clock", width: 1, .clock), PortShape("clock2", width: 1, .clock)]
            + subjects.enumerated().flatMap { index, subject in
                [
                    PortShape("in\(index)", width: max(1, subject.inputWidth), .input),
                    PortShape("out\(index)", width: subject.outputWidth, .output),
                ]
            }
    }

    /// The module around them.
    var top: String {
        let names = ports.map(\.name).joined(separator: ",\n  ")
        var text = "module Batch (\n  \(names)\n);\n"
        for port in ports {
            let range = port.direction == .clock ? "" : "[\(port.width - 1):0] "
            text += "  \(port.direction == .output ? "output" : "input") \(range)\(port.name);\n"
        }
        for (index, subject) in subjects.enumerated() {
            var connections = subject.clocks.sorted().map { ".\($0)(\($0))" }
            for (ports, vector) in [(subject.inputs, "in\(index)"), (subject.outputs, "out\(index)")] {
                var low = 0
                for port in ports {
                    connections.append(".\(port.name)(\(vector)[\(low + port.width - 1):\(low)])")
                    low += port.width
                }
            }
            text += "  \(subject.top) d\(index) (\(connections.joined(separator: ", ")));\n"
        }
        return text + "endmodule\n"
    }

    /// A test bench that prints all outputs in hexadecimal, one line for each cycle.
    ///
    /// The clocks are comparisons with `===`, which are zero from the start. A variable, even one with a value in its declaration, is
    /// undefined before it becomes zero, and that is a falling edge at time zero.
    var bench: String {
        var text = "`timescale 1ns/1ns\nmodule Bench;\n  reg tick, tick2;\n  integer cycle;\n"
        text += "  wire clock = tick === 1'b1;\n  wire clock2 = tick2 === 1'b1;\n"
        text += "  reg [1:0] ticks [0:\(Subject.cycles - 1)];\n"
        var (load, apply) = ("    $readmemh(\"ticks.hex\", ticks);\n", "")
        for (index, subject) in subjects.enumerated() {
            let width = max(1, subject.inputWidth)
            text += "  reg [\(width - 1):0] in\(index) = 0;\n  wire [\(subject.outputWidth - 1):0] out\(index);\n"
            text += "  reg [\(width - 1):0] stimulus\(index) [0:\(Subject.cycles - 1)];\n"
            load += "    $readmemh(\"stimulus\(index).hex\", stimulus\(index));\n"
            apply += "      in\(index) = stimulus\(index)[cycle];\n"
        }
        let connections = ports.map { ".\($0.name)(\($0.name))" }.joined(separator: ", ")
        text += "  Batch batch (\(connections));\n  initial begin\n\(load)"
        text += "    for (cycle = 0; cycle < \(Subject.cycles); cycle = cycle + 1) begin\n\(apply)      #1;\n"
        for index in subjects.indices { text += "      $display(\"%h\", out\(index));\n" }
        text += "      {tick2, tick} = ticks[cycle];\n      #1 {tick2, tick} = 2'd0;\n      #1;\n    end\n"
        return text + "    $finish;\n  end\nendmodule\n"
    }

    /// The files that the bench reads.
    var data: [(name: String, text: String)] {
        let ticks = Subject.ticks.map { String($0) }.joined(separator: "\n") + "\n"
        return [("ticks.hex", ticks)]
            + subjects.enumerated().map { index, subject in
                ("stimulus\(index).hex", subject.stimulus.map(\.hex).joined(separator: "\n") + "\n")
            }
    }
}
