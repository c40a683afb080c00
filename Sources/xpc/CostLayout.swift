import ArgumentParser
import Estimate
import Foundation
import Report

/// How `xpc estimate` shows what it found, other than as JSON.
struct CostLayout: ParsableArguments {
    @Option(help: "Instances deeper than this are left out of the table; the top is at 0.")
    var depth = Int.max

    @Flag(help: "Beside LUT, LC and FF stands how much of its parent's an instance has, in percent.")
    var percent = false

    @Flag(help: "Prints comma-separated values: each instance twice, inclusive and local.")
    var csv = false

    @Option(help: "Writes pictures into this folder: a treemap of each configuration, and a bar chart of all.")
    var svg: String?

    func validate() throws {
        if depth < 0 { throw ValidationError("--depth counts from 0, the top; it cannot be \(depth)") }
    }

    /// Prints the results.
    func show(_ results: [CostResult], isEngine: Bool) {
        if csv {
            for (index, result) in results.enumerated() {
                print(result.estimate.csv(design: result.configuration, withHeading: index == 0), terminator: "")
            }
            return
        }
        for result in results { print(result.text(depth: depth, withShares: percent)) }
        // The paper's device is a Series 7.
        if isEngine, results.first?.estimate.device == .series7 { print(PaperFigures.text) }
    }

    /// Writes the pictures, if they were asked for.
    func writePictures(of results: [CostResult]) throws {
        guard let svg else { return }
        let folder = URL(fileURLWithPath: svg)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for result in results {
            let file = folder.appendingPathComponent("treemap-\(result.configuration).svg")
            try Data(result.treemap.svg.utf8).write(to: file, options: .atomic)
        }
        try Data(BarChart(results).svg.utf8)
            .write(to: folder.appendingPathComponent("configurations.svg"), options: .atomic)
    }
}
