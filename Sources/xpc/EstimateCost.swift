import ArgumentParser
import Estimate
import Foundation
import Report
import Verilog
import XPCEngine

/// `xpc estimate`.
struct EstimateCost: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate",
        abstract: "Estimates what the engine costs in an FPGA (Xilinx Series 7), for each instance.",
        discussion: """
            The estimate is our own mapper's; no other tool is needed. `--check-with-yosys` runs Yosys'
            synth_xilinx on the same Verilog and prints its figures and the difference.

            EXAMPLES
              xpc estimate --config minimal
              xpc estimate --config all --check-with-yosys
              xpc estimate --json | jq .total.lut
            """)

    @OptionGroup var engine: EngineOptions

    @Flag(help: "Also runs Yosys, and prints the differences.")
    var checkWithYosys = false

    @Flag(help: "Prints JSON with stable keys: total, modules, and yosys where it was asked for.")
    var json = false

    func run() throws {
        let results = try engine.configurations().map { configuration in
            let design = try configuration.design()
            var result = CostResult(configuration: configuration.name, estimate: estimate(design))
            if checkWithYosys { result.yosys = try yosys(verilog(of: design)) }
            return result
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            let data = try results.count == 1 ? encoder.encode(results[0]) : encoder.encode(results)
            print(String(decoding: data, as: UTF8.self))
            return
        }
        for result in results { print(result.text) }
        print(PaperFigures.text)
    }

    private func yosys(_ files: [VerilogFile]) throws -> YosysCheck {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("xpc-yosys-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let paths = try files.map { file in
            let path = folder.appendingPathComponent(file.name)
            try Data(file.text.utf8).write(to: path)
            return path
        }
        return try YosysCheck.run(files: paths, top: files.last?.module ?? "", perModule: true)
    }
}
