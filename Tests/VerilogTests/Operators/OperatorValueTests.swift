import CircuitSupport
import HDL
import LintSupport
import Netlist
import Testing

@testable import Verilog

/// Every operator, computed by Icarus from the Verilog, against the same in Swift: all values where they are few, random ones otherwise.
@Suite struct OperatorValueTests {
    static let groups = [
        ("arithmetic", OperatorRow.arithmetic), ("shifts", OperatorRow.shifts), ("bits", OperatorRow.bits),
    ]

    @Test(arguments: [0, 1, 2], [(3, 2), (4, 3), (5, 3), (8, 2), (13, 4), (32, 3)])
    func agreesWithSwift(group: Int, widths: (Int, Int)) throws {
        let (name, all) = Self.groups[group]
        let (w, v) = widths
        // What Swift can check has at most 64 bits; and literals have to fit.
        let rows = all.filter { $0.width(w, v) <= 64 && !(w == 3 && ["s / 4", "s % 4"].contains($0.name)) }
        let design = try elaborate { OperatorSheet(width: w, amount: v, rows: rows) }
        let files = verilog(of: design)
        let lint = try Lint(files.map { ($0.name, $0.text) })
        #expect(try lint.messages(top: design.topCircuit.name) == [], "\(name) \(w)")
        let stimuli = Self.stimuli(w, v)
        let output = try lint.simulate(bench: bench(design.topCircuit.name, w, v, rows, stimuli), top: "Bench")
        let lines = output.split(separator: "\n")
        #expect(lines.count == stimuli.count)
        for (line, operands) in zip(lines, stimuli) {
            for (row, found) in zip(rows, line.split(separator: " ")) {
                let wanted = row.software(operands) & Operands.mask(row.width(w, v))
                guard UInt64(found, radix: 16) != wanted else { continue }
                Issue.record("\(row.name) of \(operands): \(found), should be \(String(wanted, radix: 16))")
                return
            }
        }
    }

    private static func stimuli(_ w: Int, _ v: Int) -> [Operands] {
        var random = SeededGenerator(seed: UInt64(w * 100 + v))
        if 2 * w + v <= 13 {
            return (0..<(UInt64(1) << UInt64(2 * w + v))).map { index in
                let (x, rest) = (index & Operands.mask(w), index >> UInt64(w))
                return Operands(x: x, y: rest & Operands.mask(w), n: rest >> UInt64(w), w: w)
            }
        }
        let special: [UInt64] = [0, 1, .max, Operands.mask(w) >> 1, 1 << UInt64(w - 1)]
        return (0..<600).map { index in
            let sparse = random.next() & random.next() & random.next()
            let x = index < 5 ? special[index] : index % 2 == 0 ? random.next() : sparse
            return Operands(
                x: x & Operands.mask(w), y: random.next() & Operands.mask(w), n: random.next() & Operands.mask(v), w: w)
        }
    }

    private func bench(_ top: String, _ w: Int, _ v: Int, _ rows: [OperatorRow], _ stimuli: [Operands]) -> String {
        var text = "module Bench;\n  reg [\(w - 1):0] x, y; reg [\(v - 1):0] n;\n"
        for (index, row) in rows.enumerated() { text += "  wire [\(row.width(w, v) - 1):0] r\(index);\n" }
        let ports = rows.indices.map { ".results_\($0)(r\($0))" }.joined(separator: ", ")
        text += "  \(top) dut (.x(x), .y(y), .n(n), \(ports));\n  initial begin\n"
        let format = rows.map { _ in "%0h" }.joined(separator: " ")
        let shown = rows.indices.map { "r\($0)" }.joined(separator: ", ")
        for operands in stimuli {
            text += "    x = \(w)'d\(operands.x); y = \(w)'d\(operands.y); n = \(v)'d\(operands.n);"
            text += " #1 $display(\"\(format)\", \(shown));\n"
        }
        return text + "  end\nendmodule\n"
    }
}
