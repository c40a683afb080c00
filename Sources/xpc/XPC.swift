import ArgumentParser
import Foundation

/// The command `xpc`.
@main
struct XPC: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "xpc",
        abstract: "The XPC engine: its Verilog, its simulation, its cost.",
        discussion: """
            EXAMPLES
              xpc generate --config paper --output build/RTL     Verilog, a file list and a manifest
              xpc simulate Sim/scenarios/*.yaml                  scenarios in Verilator, against the golden model
              xpc simulate --random 100000 --config all          random operations
              xpc attack --operations 100000                     hostile code, and faults around an engine
              xpc prove --config minimal                         its properties, for every input and any time
              xpc estimate --config minimal                      what it costs in an FPGA
              xpc diagram --module XPCEngine --output engine.svg its parts and what connects them, as a picture
              xpc report --output report.html                    all of it on one page
            """,
        version: "0.1.0",
        subcommands: [
            Generate.self, Simulate.self, AttackEngine.self, Prove.self, Mutate.self, Fuzz.self, EstimateCost.self,
            DrawDiagram.self, WriteReport.self, Export.self,
        ])

    /// Parses and runs. Exit codes: 0, 1 when what was run found something wrong, 2 for bad input, options included.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
            Foundation.exit(2)
        }
    }
}
