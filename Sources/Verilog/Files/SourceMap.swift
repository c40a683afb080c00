import Netlist

/// Leads from lines of generated Verilog back to the designer's Swift, so that a tool's message can name both.
public struct SourceMap: Sendable {
    private let places: [String: [Place]]
    private let sources: SourceTable

    /// - Parameter sources: the design's table.
    public init(_ files: [VerilogFile], sources: SourceTable) {
        var places: [String: [Place]] = [:]
        for file in files { places[file.name] = file.lineMap }
        self.places = places
        self.sources = sources
    }

    /// The Swift behind a line.
    ///
    /// - Parameters:
    ///   - file: the file's name; folders before it do not matter.
    ///   - line: from 1.
    /// - Returns: nil for a line that nobody wrote, such as `endmodule`'s neighbours, or a file that is not of the design.
    public func lookup(file: String, line: Int) -> SourcePosition? {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        guard let lines = places[name], line >= 1, line <= lines.count, lines[line - 1] != .none else { return nil }
        return sources.resolve(lines[line - 1])
    }

    /// The Swift behind every line, by file, line 1 first; all looked up in one go, which is much faster than line by line.
    public func positions() -> [String: [SourcePosition?]] {
        let files = places.sorted { $0.key < $1.key }
        var all = sources.resolve(files.flatMap(\.value))[...]
        return Dictionary(
            uniqueKeysWithValues: files.map { name, lines in
                let part = Array(all.prefix(lines.count))
                all = all.dropFirst(lines.count)
                return (name, part)
            })
    }
}
