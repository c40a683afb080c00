import Foundation
import Netlist
import Verilator
import Verilog
import XPCEngine
import XPCScenario

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
        let report = CoverageReport(try configurations.flatMap { try runs(of: $0) })
        let title = "Coverage of the XPC engine: \(configurations.map(\.name).joined(separator: ", "))"
        let text = path.hasSuffix(".txt") ? report.text + "\n" : report.html(title: title, source: Self.source())
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw RuntimeError("\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    /// Holds what was never reached in each configuration against the list.
    ///
    /// - Returns: whether both say the same, and what to print.
    func check(_ list: UnreachedList, _ configurations: [XPCConfiguration]) throws -> (isExact: Bool, text: String) {
        let source = Self.source()
        let checks = try configurations.map { configuration in
            CoverageCheck(
                CoverageReport(try runs(of: configuration)), explanations: list.explanations(for: configuration.name),
                source: source)
        }
        let lines = zip(configurations, checks).map { "\($0.name): \($1.text)" }
        return (checks.allSatisfy(\.isExact), lines.joined(separator: "\n"))
    }

    /// What was counted in a configuration.
    private func runs(of configuration: XPCConfiguration) throws -> [CoverageReport.Run] {
        let files = ["scenarios", "random"].map { "\(configuration.name)-\($0).dat" }
            .map { folder.appendingPathComponent($0) }.filter { FileManager.default.fileExists(atPath: $0.path) }
        guard !files.isEmpty else { return [] }
        let design = try configuration.design()
        let positions = SourceMap(verilog(of: design), sources: design.sources).positions()
        return try files.map { file in
            let points = try CoveragePoint.parse(String(contentsOf: file, encoding: .utf8))
            return CoverageReport.Run(points: points, positions: positions)
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
