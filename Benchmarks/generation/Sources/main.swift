import Foundation
import HDL
import Netlist
import Verilog

// One JSON line about how long one circuit took from Swift to Verilog text.

let usage = "usage: generation {chain|alu|table} N [file.v]\n"
let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2, let size = Int(arguments[1]), size > 0,
    let cellsPerUnit = ["chain": 2, "alu": 11, "table": 40][arguments[0]]
else {
    FileHandle.standardError.write(Data(usage.utf8))
    exit(2)
}
try run(arguments[0], output: arguments.count > 2 ? arguments[2] : nil)

func run(_ circuit: String, output: String?) throws {
    let memoryBefore = peakMemory()
    var stages: [Stage] = []
    let design: Design = try measure(into: &stages, "elaborate and check") {
        switch circuit {
        case "chain": try elaborate { Chain(stages: size) }
        case "alu": try elaborate { ALU(lanes: size) }
        default: try elaborate { Table(copies: size) }
        }
    }
    let files = measure(into: &stages, "print") { verilog(of: design) }
    let peak = peakMemory()

    if let output {
        try files.map(\.text).joined().write(toFile: output, atomically: false, encoding: .utf8)
    }
    for warning in design.warnings { FileHandle.standardError.write(Data("\(warning.message)\n".utf8)) }

    // The checks once more, by themselves: they are a part of the first stage.
    _ = measure(into: &stages, "check alone") { design.check() }

    let cells = size * cellsPerUnit
    let wall = stages[0].wall + stages[1].wall
    let processor = stages[0].processor + stages[1].processor
    let lines = files.reduce(0) { $0 + $1.text.utf8.reduce(0) { $0 + ($1 == 10 ? 1 : 0) } }
    let times = stages.map { String(format: "\"%@\": %.3f", $0.name, $0.processor) }.joined(separator: ", ")
    print(
        "{\"tool\": \"swift\", \"circuit\": \"\(circuit)\", \"n\": \(size), \"cells\": \(cells), \"phases\": {\(times)}, "
            + String(format: "\"wall_s\": %.4f, \"processor_s\": %.4f, ", wall, processor)
            + "\"cells_per_s\": \(Int(Double(cells) / processor)), \"base_mib\": \(memoryBefore >> 20), "
            + "\"peak_mib\": \(peak >> 20), \"bytes_per_cell\": \((peak - memoryBefore) / cells), \"lines\": \(lines)}")
}
