import ArgumentParser
import Foundation
import Netlist
import Verilog
import XPCEngine

/// `xpc generate`.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the Verilog of the engine: a file per module, a file list, a manifest.",
        discussion: """
            EXAMPLES
              xpc generate                              the paper's configuration, into build/RTL/paper
              xpc generate --config all --output RTL    every named configuration
              xpc generate --config minimal --pa-bits 40 --source-comments
              xpc generate --check --config all --output RTL    only says whether the files there are up to date
            """)

    @OptionGroup var engine: EngineOptions

    @Option(name: .shortAndLong, help: "The folder that gets one folder for each configuration.")
    var output = "build/RTL"

    @Flag(help: "Ends lines with the place in the Swift sources that they come from.")
    var sourceComments = false

    @Flag(help: "Writes nothing; fails when a file in the folder is missing or differs.")
    var check = false

    @Flag(help: "Prints the manifests as a JSON array.")
    var json = false

    func run() throws {
        var manifests: [String] = []
        var stale: [String] = []
        for configuration in try engine.configurations() {
            let design = try configuration.design()
            let package = RTLPackage(design, configuration, VerilogOptions(sourceComments: sourceComments))
            let folder = URL(fileURLWithPath: output).appendingPathComponent(configuration.name)
            if check {
                stale += package.differences(in: folder)
                continue
            }
            try package.write(to: folder)
            manifests.append(package.manifest.json)
            if !json { print("\(folder.relativePath): \(package.summary)") }
        }
        if json { print("[\(manifests.joined(separator: ",\n"))]") }
        guard stale.isEmpty else {
            throw RuntimeError("not up to date: \(stale.joined(separator: ", "))\nrun `xpc generate` again")
        }
    }
}

/// What `generate` writes for one configuration.
struct RTLPackage {
    let files: [VerilogFile]
    let manifest: Manifest

    init(_ design: Design, _ configuration: XPCConfiguration, _ options: VerilogOptions = VerilogOptions()) {
        files = verilog(of: design, options: options)
        manifest = Manifest(
            files,
            configuration: Dictionary(
                uniqueKeysWithValues: configuration.knobs.map { knob in
                    (knob.name, Int(knob.value).map { .integer($0) } ?? .text(knob.value))
                }))
    }

    /// All files by name.
    var contents: [(name: String, text: String)] {
        files.map { ($0.name, $0.text) } + [("files.f", fileList(files)), ("manifest.json", manifest.json)]
    }

    /// For the terminal.
    var summary: String {
        let lines = files.reduce(0) { $0 + $1.text.utf8.count { $0 == 10 } }
        return "\(files.count) modules, \(lines) lines of Verilog, top \(manifest.top)"
    }

    /// Writes each file whole or not at all, and removes Verilog files that are no longer part of it.
    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let names = Set(contents.map(\.name))
        for old in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where old.hasSuffix(".v") && !names.contains(old) {
            try FileManager.default.removeItem(at: folder.appendingPathComponent(old))
        }
        for (name, text) in contents {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
        }
    }

    /// The files in `folder` that are missing, too many, or differ.
    func differences(in folder: URL) -> [String] {
        let there = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let names = Set(contents.map(\.name))
        let wrong = contents.filter { name, text in
            (try? Data(contentsOf: folder.appendingPathComponent(name))) != Data(text.utf8)
        }
        return (wrong.map(\.name) + there.filter { !names.contains($0) }.sorted()).map {
            "\(folder.lastPathComponent)/\($0)"
        }
    }
}

/// Something went wrong while a command ran; the message says what to do.
struct RuntimeError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
