import Foundation
import Netlist
import Verilog

@testable import Interchange

/// Yosys' equivalence check.
enum Equivalence {

    /// Proves that the exported netlist of a design does what its Verilog does; empty when it does, else what Yosys says.
    ///
    /// - Parameter change: applied to the netlist before it is read.
    static func prove(_ design: Design, change: (String) -> String = { $0 }) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("equiv-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = verilog(of: design)
        for file in files {
            try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name))
        }
        try Data(change(try yosysJSON(of: design)).utf8).write(to: folder.appendingPathComponent("netlist.json"))
        let top = files[files.count - 1].module
        let script = """
            read_json netlist.json; hierarchy -top \(top); flatten; proc; memory; opt_clean; rename \(top) gold
            design -stash gold
            read_verilog \(files.map(\.name).joined(separator: " ")); hierarchy -top \(top); proc; flatten; memory
            opt_clean; rename \(top) gate
            design -stash gate
            design -copy-from gold -as gold gold; design -copy-from gate -as gate gate
            equiv_make gold gate equiv; prep -top equiv; equiv_simple -undef; equiv_induct -undef
            equiv_status -assert
            """
        let result = try run(["-q", "-p", script], in: folder)
        return result.status == 0 ? "" : result.text
    }

    private static func run(_ arguments: [String], in folder: URL? = nil) throws -> (text: String, status: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["yosys"] + arguments
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }
}
