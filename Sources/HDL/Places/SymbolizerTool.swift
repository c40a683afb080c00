import Foundation

/// The program that turns addresses into lines: `llvm-symbolizer`, or `addr2line` where there is no other.
struct SymbolizerTool {
    let path: String
    private var isAddr2line: Bool { path.hasSuffix("addr2line") }

    init(path: String) { self.path = path }

    /// Looks for it, in this order: the variable `LLVM_SYMBOLIZER_PATH`; beside the `swift` that `PATH` finds (its own
    /// reads the debug information of the compiler beside it best); in `PATH`; a versioned one of the system.
    static func find(in environment: [String: String] = ProcessInfo.processInfo.environment) -> SymbolizerTool? {
        let files = FileManager.default
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/bin"]
        var candidates: [String] = []
        if let given = environment["LLVM_SYMBOLIZER_PATH"] { candidates.append(given) }
        for folder in folders where files.isExecutableFile(atPath: folder + "/swift") {
            let swift = URL(fileURLWithPath: folder + "/swift").resolvingSymlinksInPath()
            candidates.append(swift.deletingLastPathComponent().appending(path: "llvm-symbolizer").path())
        }
        candidates += folders.map { $0 + "/llvm-symbolizer" }
        let versioned = ((try? files.contentsOfDirectory(atPath: "/usr/bin")) ?? [])
            .filter { $0.hasPrefix("llvm-symbolizer-") }
            .sorted { $0.compare($1, options: .numeric) == .orderedDescending }
        candidates += versioned.map { "/usr/bin/" + $0 }
        candidates += folders.map { $0 + "/addr2line" }
        return candidates.first(where: files.isExecutableFile(atPath:)).map(SymbolizerTool.init(path:))
    }

    /// The source lines of addresses of one file, in their order; for each the frames that were inlined there, innermost
    /// first. Empty frames where nothing is known; nil when the program does not run.
    func frames(in file: String, addresses: [UInt]) -> [[Frame]]? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments =
            (isAddr2line ? ["-e", file] : ["--obj=" + file, "--functions=none", "--inlines", "--output-style=LLVM"])
            + addresses.map { "0x" + String($0, radix: 16) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        let frames = isAddr2line ? Self.parseLines(text) : Self.parseBlocks(text)
        return frames.count == addresses.count ? frames : nil
    }

    /// A line of a file, as the debug information has it.
    struct Frame: Equatable {
        var path: String
        var line: Int
    }

    /// One block of lines per address, each ended by an empty line.
    static func parseBlocks(_ text: String) -> [[Frame]] {
        var blocks: [[Frame]] = []
        var block: [Frame] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                blocks.append(block)
                block = []
            } else if let frame = frame(line, numbers: 2) {
                block.append(frame)
            }
        }
        // The text ends with an empty line, and splitting adds one more.
        return Array(blocks.dropLast(text.hasSuffix("\n") ? 1 : 0))
    }

    /// One line per address.
    static func parseLines(_ text: String) -> [[Frame]] {
        text.split(separator: "\n").map { line in
            let place = line.split(separator: " (discriminator", maxSplits: 1).first ?? line
            return frame(place, numbers: 1).map { [$0] } ?? []
        }
    }

    /// `path:line` or `path:line:column`; nil when the line is not known.
    private static func frame(_ text: Substring, numbers: Int) -> Frame? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > numbers, let line = Int(parts[parts.count - numbers]), line > 0 else { return nil }
        let path = parts[..<(parts.count - numbers)].joined(separator: ":")
        return path.hasPrefix("?") || path.hasSuffix("<compiler-generated>") ? nil : Frame(path: path, line: line)
    }
}
