import Foundation
import Netlist
import Verilator
import Verilog
import XPCEngine

/// What runs of engines cover, on its way to a report. Its folder goes when it goes.
final class CoveredRuns {
    /// Where the runs write: a file for each configuration and kind of run.
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("xpc-coverage-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Writes the report: HTML with the text of sources that are found below `Sources`, or text when the name ends in `.txt`.
    func write(to path: String, _ configurations: [XPCConfiguration]) throws {
        var runs: [CoverageReport.Run] = []
        for configuration in configurations {
            let files = ["scenarios", "random"].map { "\(configuration.name)-\($0).dat" }
                .map { folder.appendingPathComponent($0) }.filter { FileManager.default.fileExists(atPath: $0.path) }
            guard !files.isEmpty else { continue }
            let design = try configuration.design()
            let positions = SourceMap(verilog(of: design), sources: design.sources).positions()
            for file in files {
                let points = try CoveragePoint.parse(String(contentsOf: file, encoding: .utf8))
                runs.append(CoverageReport.Run(points: points, positions: positions))
            }
        }
        let report = CoverageReport(runs)
        let title = "Coverage of the XPC engine: \(configurations.map(\.name).joined(separator: ", "))"
        let text = path.hasSuffix(".txt") ? report.text + "\n" : report.html(title: title, source: Self.source())
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw RuntimeError("\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    /// Finds `Module/File.swift` anywhere below `Sources/Module`.
    private static func source() -> (String) -> String? {
        var paths: [String: String] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: "Sources") ?? .init() {
            let parts = path.split(separator: "/")
            if let module = parts.first, let file = parts.last, file.hasSuffix(".swift") {
                paths["\(module)/\(file)"] = "Sources/\(path)"
            }
        }
        return { name in paths[name].flatMap { try? String(contentsOfFile: $0, encoding: .utf8) } }
    }
}
