import Foundation

/// Runs Verilator, Icarus Verilog and Yosys over Verilog files, without a waiver. The files are written to a directory of their own,
/// which is removed when the last copy of the value goes.
public final class Lint {
    private let directory: URL
    private let names: [String]

    /// - Parameter files: names and texts of all modules.
    public init(_ files: [(name: String, text: String)]) throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("lint-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        names = files.map(\.name)
        for (name, text) in files {
            try text.write(to: directory.appendingPathComponent(name), atomically: false, encoding: .utf8)
        }
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// Everything that the three tools say about the design below `top`; empty when it is clean.
    ///
    /// Verilator and Yosys also read it with `FORMAL` defined, if any file mentions that.
    public func messages(top: String) throws -> [String] {
        var result = try verilator(top: top) + icarus(top: top) + yosys(top: top)
        let hasFormal = try names.contains {
            try String(contentsOf: directory.appendingPathComponent($0), encoding: .utf8).contains("`ifdef FORMAL")
        }
        if hasFormal { result += try verilator(top: top, formal: true) + yosys(top: top, formal: true) }
        return result
    }

    /// `verilator --lint-only -Wall`.
    public func verilator(top: String, formal: Bool = false) throws -> [String] {
        let options = formal ? ["-DFORMAL", "--assert"] : []
        return try run(
            formal ? "verilator FORMAL" : "verilator",
            ["verilator", "--lint-only", "-Wall", "--top-module", top] + options + names)
    }

    /// `iverilog -g2001 -Wall`.
    public func icarus(top: String) throws -> [String] {
        try run("iverilog", ["iverilog", "-g2001", "-Wall", "-t", "null", "-s", top] + names)
    }

    /// `hierarchy -check; proc; check -assert`.
    public func yosys(top: String, formal: Bool = false) throws -> [String] {
        let read = formal ? "read_verilog -formal -DFORMAL" : "read_verilog"
        let script = "\(read) \(names.joined(separator: " ")); hierarchy -check -top \(top); proc; check -assert"
        return try run(formal ? "yosys FORMAL" : "yosys", ["yosys", "-q", "-p", script])
    }

    /// What Yosys prints for `stat` after `script` has run over the files.
    func yosysStatistics(_ script: String) throws -> String {
        let command = "read_verilog \(names.joined(separator: " ")); \(script); tee -a /dev/stdout stat"
        return try output(["yosys", "-q", "-p", command]).text
    }

    /// What Yosys' `synth` makes of the files.
    public func synthesised(top: String) throws -> Lint {
        let script =
            "read_verilog \(names.joined(separator: " ")); synth -top \(top); write_verilog -noattr synthesised.v"
        let made = try output(["yosys", "-q", "-p", script])
        let file = directory.appendingPathComponent("synthesised.v")
        return try Lint([("synthesised.v", made.status == 0 ? String(contentsOf: file, encoding: .utf8) : made.text)])
    }

    /// Compiles the files and a test bench with Icarus Verilog and runs it: its output.
    public func simulate(bench: String, top: String) throws -> String {
        try bench.write(to: directory.appendingPathComponent("\(top).v"), atomically: false, encoding: .utf8)
        let compiled = try run(
            "iverilog", ["iverilog", "-g2001", "-o", "\(top).vvp", "-s", top] + names + ["\(top).v"])
        guard compiled.isEmpty else { return compiled.joined(separator: "\n") }
        return try output(["vvp", "-n", "\(top).vvp"]).text
    }

    private func run(_ tool: String, _ command: [String]) throws -> [String] {
        let (text, status) = try output(command)
        var lines = text.split(separator: "\n").map { "\(tool): \($0)" }
        if lines.isEmpty, status != 0 { lines = ["\(tool): exit status \(status)"] }
        return lines
    }

    private func output(_ command: [String]) throws -> (text: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.currentDirectoryURL = directory
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }
}
