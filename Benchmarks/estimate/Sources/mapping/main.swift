import Estimate
import Foundation

/// What mapping a graph to 6-input LUTs came to, and what it took.
struct MappingResult: Encodable {
    var ands: Int
    var luts: Int
    var levels: Int
    /// Processor time of the mapping, without reading the file.
    var seconds: Double
    /// How far the peak of the program's memory rose above what it held when the file was read, for each AND node.
    var bytesPerNode: Double

    init(_ graph: AndGraph, _ effort: Effort) {
        // What the first look at the figures takes is no part of them.
        _ = Self.memory("VmHWM:")
        let before = Self.memory("VmRSS:")
        let start = Self.processorSeconds()
        let mapping = Mapping.make(graph, costs: .plainSix, effort: effort)
        seconds = Self.processorSeconds() - start
        ands = graph.andCount
        luts = mapping.cover.count
        levels = mapping.cover.depth
        bytesPerNode = Double(max(0, Self.memory("VmHWM:") - before)) / Double(max(1, ands))
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Bytes, as Linux counts them; 0 elsewhere.
    private static func memory(_ name: String) -> Int {
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) })
        else { return 0 }
        return (line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0)
            * 1024
    }
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let effort = Effort(rawValue: arguments[2]) else {
    print("usage: mapping FILE.aig fast|normal|high")
    exit(64)
}
let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: arguments[1])))
let result = MappingResult(try AndGraph(aiger: bytes), effort)
print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
