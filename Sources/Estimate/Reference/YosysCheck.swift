import Foundation

/// Why the reference flow gave no figures.
public enum YosysError: Error, CustomStringConvertible {
    /// There is no `yosys` on the search path.
    case missing
    /// It ended with an error: what it said last.
    case failed(String)
    /// Its output has no statistics of that module.
    case noStatistics(String)

    public var description: String {
        switch self {
        case .missing:
            "yosys was not found; install it (Debian, Ubuntu: `apt install yosys`) or leave out the comparison with it"
        case .failed(let text): "yosys failed: \(text)"
        case .noStatistics(let module): "yosys printed no statistics of \(module)"
        }
    }
}

/// The figures of the reference flow, for Series 7 Yosys' `synth_xilinx -family xc7 -flatten -noiopad -noclkbuf; stat -tech xilinx`, in
/// the columns of an estimate (without levels).
public struct YosysCheck: Sendable {
    /// The whole design, flattened.
    public var total: ResourceCounts
    /// The formula that Yosys printed for `total` ("Estimated number of LCs"), as a check on ours.
    public var printedLogicCells: Int?
    /// Each module by itself, synthesised with its hierarchy kept: without its instances. Empty unless asked for.
    public var modules: [String: ResourceCounts]

    /// One figure beside the other.
    public struct Difference: Sendable, Hashable {
        public var column: String
        public var estimate: Int
        public var yosys: Int

        /// In percent of Yosys' figure; nil when that is zero and ours is not.
        public var percent: Double? {
            if estimate == yosys { return 0 }
            return yosys == 0 ? nil : Double(estimate - yosys) * 100 / Double(yosys)
        }
    }

    /// Runs Yosys on Verilog files.
    ///
    /// - Parameters:
    ///   - device: what it synthesises for.
    ///   - perModule: a second run with the hierarchy kept, which fills `modules`.
    ///   - searchPath: directories in which `yosys` is looked for, separated by colons; nil: the environment's.
    /// - Throws: `YosysError`.
    public static func run(
        files: [URL], top: String, device: Device = .series7, perModule: Bool = false, searchPath: String? = nil
    ) throws -> YosysCheck {
        let path = searchPath ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
        let flat = try synthesize(files, top, device, flatten: true, path)
        guard let (total, cells) = flat[top] else { throw YosysError.noStatistics(top) }
        var modules: [String: ResourceCounts] = [:]
        if perModule {
            for (name, figures) in try synthesize(files, top, device, flatten: false, path) {
                modules[name] = figures.counts
            }
        }
        return YosysCheck(total: total, printedLogicCells: cells, modules: modules)
    }

    /// Our total beside Yosys', column by column, without levels.
    public func differences(from report: EstimateReport) -> [Difference] {
        zip(report.total.columns, total.columns).filter { $0.0.name != "levels" }.map { ours, theirs in
            Difference(column: ours.name, estimate: ours.value, yosys: theirs.value)
        }
    }

    /// The differences as a table.
    public func table(of report: EstimateReport) -> String {
        var rows = [["", "estimate", "yosys", "difference"]]
        for difference in differences(from: report) where difference.estimate != 0 || difference.yosys != 0 {
            let percent = difference.percent.map { String(format: "%+.1f %%", $0) } ?? "-"
            rows.append([difference.column, String(difference.estimate), String(difference.yosys), percent])
        }
        return EstimateReport.aligned(rows, leftColumns: 1)
    }

    // Running it.

    private typealias Figures = (counts: ResourceCounts, logicCells: Int?)

    private static func synthesize(
        _ files: [URL], _ top: String, _ device: Device, flatten: Bool, _ path: String
    ) throws -> [String: Figures] {
        let sources = files.map { "\"\($0.path)\"" }.joined(separator: " ")
        let synthesis = (flatten ? device.synthesis.flat : device.synthesis.hierarchical)
            .replacingOccurrences(of: "{top}", with: top)
        return parse(try output(of: "read_verilog \(sources); \(synthesis)", path), device)
    }

    private static func output(of script: String, _ searchPath: String) throws -> String {
        let directories = searchPath.split(separator: ":")
        guard
            let path = directories.map({ "\($0)/yosys" }).first(where: FileManager.default.isExecutableFile(atPath:))
        else { throw YosysError.missing }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-p", script]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = (try pipe.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            let error = text.split(separator: "\n").last { $0.contains("ERROR") } ?? text.split(separator: "\n").last
            throw YosysError.failed(String(error ?? "no message"))
        }
        return text
    }

    /// Reads the last statistics in a log, by module.
    private static func parse(_ log: String, _ device: Device) -> [String: Figures] {
        var result: [String: Figures] = [:]
        guard let start = log.range(of: "Printing statistics.", options: .backwards) else { return result }
        var module: String?
        for line in log[start.upperBound...].split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 3, words[0] == "===", words[2] == "===" {
                module = String(words[1])
                result[String(words[1])] = (ResourceCounts(device), nil)
            } else if words.first == "===" {
                module = nil
            } else if let module, words.count == 2, let count = Int(words[1]) {
                result[module]?.counts.add(cell: words[0], count: count)
            } else if let module, line.contains("Estimated number of LCs:"), let cells = words.last.flatMap({ Int($0) })
            {
                result[module]?.logicCells = cells
            }
        }
        return result
    }
}

extension ResourceCounts {
    /// Adds cells of the library that `synth_xilinx` maps to; others (inverters, buffers, instances) are left out.
    mutating func add(cell: Substring, count: Int) {
        if cell.hasPrefix("LUT"), let size = cell.last?.wholeNumberValue, cell.count == 4, (1...6).contains(size) {
            lutsBySize[size - 1] += count
        } else if cell.hasPrefix("FD") {
            ff += count
        } else if cell == "CARRY4" {
            carry += count
        } else if cell == "MUXF7" || cell == "MUXF8" {
            mux += count
        } else if cell.hasPrefix("RAMB18") {
            bram18 += count
        } else if cell.hasPrefix("RAMB36") {
            bram36 += count
        } else if cell.hasPrefix("DSP48") {
            dsp += count
        } else if cell.hasPrefix("SRL") {
            srl += count
        } else if let luts = Self.lutsOfMemory[String(cell)] {
            lutram += luts * count
        }
    }

    /// LUTs that a cell of LUT RAM takes.
    private static let lutsOfMemory = [
        "RAM32M": 4, "RAM64M": 4, "RAM32X1S": 1, "RAM32X1D": 2, "RAM64X1S": 1, "RAM64X1D": 2, "RAM128X1S": 2,
        "RAM128X1D": 4, "RAM256X1S": 4,
    ]
}
