import ArgumentParser
import Foundation
import Interchange
import Verilog
import XPCEngine

/// `xpc export`.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the engine for other tools: Yosys JSON, a FuseSoC core, a file list.",
        discussion: """
            EXAMPLES
              xpc export --config paper                          paper.json, for `yosys -p "read_json paper.json"`
              xpc export --config all --format fusesoc --output build/cores
              xpc export --format file-list --output -           to the terminal
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case yosysJSON = "yosys-json"
        case fuseSoC = "fusesoc"
        case fileList = "file-list"
    }

    @OptionGroup var engine: EngineOptions

    @Option(help: "yosys-json, fusesoc (the Verilog and its core file), or file-list (the Verilog and files.f).")
    var format = Format.yosysJSON

    @Option(name: .shortAndLong, help: "The folder to write to; - prints the one file that is not Verilog.")
    var output = "build/export"

    func run() throws {
        for configuration in try engine.configurations() {
            let design = try configuration.design()
            let files = verilog(of: design)
            let (name, text) =
                switch format {
                case .yosysJSON: ("\(configuration.name).json", try yosysJSON(of: design))
                case .fuseSoC:
                    (
                        "xpc-\(configuration.name).core",
                        fuseSoCCore(
                            name: "::xpc-\(configuration.name):\(XPC.configuration.version)",
                            description: "The XPC engine, configuration \(configuration.name)", files: files)
                    )
                case .fileList: ("files.f", fileList(files))
                }
            guard output != "-" else {
                print(text, terminator: "")
                continue
            }
            var folder = URL(fileURLWithPath: output)
            var written = [(name, text)]
            if format != .yosysJSON {
                folder.appendPathComponent(configuration.name)
                written += files.map { ($0.name, $0.text) }
            }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, text) in written {
                try Data(text.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
            }
            print(folder.appendingPathComponent(name).relativePath)
        }
    }
}
