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
        abstract: "Estimates what the engine, or a netlist, costs in an FPGA, for each instance.",
        discussion: """
            The estimate is our own mapper's; no other tool is needed. `--check-with-yosys` runs Yosys
            on the same Verilog and prints its figures and the difference. `--baseline` shows
            what one configuration costs more than another, three ways.

            EXAMPLES
              xpc estimate --config minimal
              xpc estimate --config all --check-with-yosys
              xpc estimate --netlist core.json --top core
              xpc estimate --config minimal --device ice40 --timing
              xpc estimate --config full --baseline minimal
              xpc estimate --config all --depth 1 --percent --svg build/cost
              xpc estimate --json | jq .total.lut
            """)

    @OptionGroup var engine: EngineOptions

    @OptionGroup(title: "Another design") var file: NetlistOptions

    @Option(help: "The family of FPGAs: \(Device.all.map(\.name).joined(separator: ", ")).")
    var device = Device.series7

    @Option(help: "How much time mapping may take: fast, normal or high.")
    var effort = Effort.normal

    @Flag(help: "Also estimates the clock frequency, and shows the critical path.")
    var timing = false

    @Flag(help: "Also runs Yosys, and prints the differences.")
    var checkWithYosys = false

    @Option(help: "The configuration that the others are compared with: minimal, paper, full or wide.")
    var baseline: String?

    @Option(help: "With --baseline: how often the designs are mapped, to show how much the figures vary.")
    var runs = 8

    @Flag(
        help: "Prints JSON with stable keys: device, total, modules; timing, yosys, increment if asked for.")
    var json = false

    @OptionGroup(title: "Layout") var layout: CostLayout

    func run() throws {
        guard runs > 0 else { throw ValidationError("--runs must be at least 1, not \(runs)") }
        var options = EstimateOptions()
        options.effort = effort
        options.device = device
        options.timing = timing
        if let result = try file.result(options) {
            guard baseline == nil, !checkWithYosys else {
                throw ValidationError("--baseline and --check-with-yosys are about the engine; leave out --netlist")
            }
            try show([result], isEngine: false)
            return
        }
        let baseline = try self.baseline.map { name in
            let all = try XPCConfiguration.chosen(name)
            guard all.count == 1 else { throw ValidationError("--baseline takes one configuration, not 'all'") }
            return (name: name, design: try all[0].design())
        }
        let results = try engine.configurations().map { configuration in
            let design = try configuration.design()
            var result = CostResult(configuration: configuration.name, estimate: estimate(design, options: options))
            if checkWithYosys { result.yosys = try yosys(verilog(of: design)) }
            if let baseline, baseline.name != configuration.name {
                result.increment = (
                    baseline.name,
                    Increment(
                        of: design, over: baseline.design, runs: runs, options: options
                    )
                )
            }
            return result
        }
        try show(results, isEngine: true)
    }

    private func show(_ results: [CostResult], isEngine: Bool) throws {
        try layout.writePictures(of: results)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            let data = try results.count == 1 ? encoder.encode(results[0]) : encoder.encode(results)
            print(String(decoding: data, as: UTF8.self))
            return
        }
        layout.show(results, isEngine: isEngine)
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
        return try YosysCheck.run(files: paths, top: files.last?.module ?? "", device: device, perModule: true)
    }
}
