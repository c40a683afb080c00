import Simulation

/// One thing that Verilator counts, with its count: what ``VerilatedModel/writeCoverage(_:)`` writes.
public struct CoveragePoint: Hashable, Sendable {
    public enum Kind: String, Sendable, Hashable {
        /// A block of statements that ran.
        case line
        /// One way out of an `if`.
        case branch
        /// A bit that changed.
        case toggle
        /// A `cover` of the circuit that was reached.
        case user
    }

    public var kind: Kind
    /// The Verilog file's name, without folders.
    public var file: String
    /// The line of the Verilog, from 1.
    public var line: Int
    public var column: Int
    /// What of the line: `if`, `else`, `case`, the signal's bit, the cover's name.
    public var comment: String
    /// The instance: `TOP.Queue.storage`.
    public var instance: String
    /// The lines of the block that the point stands for, `line` among them or not.
    public var block: [Int]
    /// How often.
    public var count: Int

    /// The points of a file in Verilator's format (`# SystemC::Coverage-3`).
    ///
    /// - Throws: `SIM012` for a text that is not in that format.
    public static func parse(_ text: String) throws(SimulationError) -> [CoveragePoint] {
        var lines = text.split(separator: "\n")
        guard let header = lines.first, header.hasPrefix("# SystemC::Coverage-") else {
            throw SimulationError(
                .fileFailed, "the text is no coverage of Verilator's: it does not begin with “# SystemC::Coverage-”",
                hint: "was it written by writeCoverage, and wholly?")
        }
        lines.removeFirst()
        var points: [CoveragePoint] = []
        for (number, line) in lines.enumerated() {
            guard line.hasPrefix("C '") else { continue }
            guard let point = CoveragePoint(line) else {
                throw SimulationError(
                    .fileFailed, "line \(number + 2) of the coverage makes no sense: \(line.prefix(60))",
                    hint: "was it written by writeCoverage, and wholly?")
            }
            points.append(point)
        }
        return points
    }

    /// `C '<key>\u{2}<value>...' <count>`, each key behind a `\u{1}`.
    private init?(_ line: Substring) {
        guard let end = line.lastIndex(of: "'"), let count = Int(line[line.index(after: end)...].dropFirst()) else {
            return nil
        }
        var fields: [Substring: Substring] = [:]
        for field in line[line.startIndex..<end].dropFirst(3).split(separator: "\u{1}") {
            let parts = field.split(separator: "\u{2}", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { fields[parts[0]] = parts[1] }
        }
        // The page is `v_line/Module`.
        let page = fields["page"]?.split(separator: "/").first?.dropFirst(2)
        guard let file = fields["f"]?.split(separator: "/").last, let number = fields["l"].flatMap({ Int($0) }),
            let kind = page.flatMap({ Kind(rawValue: String($0)) })
        else { return nil }
        self.kind = kind
        self.file = String(file)
        self.line = number
        self.column = fields["n"].flatMap { Int($0) } ?? 0
        self.comment = fields["o"].map(String.init) ?? ""
        self.instance = fields["h"].map(String.init) ?? ""
        self.block = (fields["S"] ?? "").split(separator: ",").flatMap(Self.range)
        self.count = count
    }

    /// `12` or `12-15`.
    private static func range(_ text: Substring) -> [Int] {
        let ends = text.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return [] }
        return Array(first...last)
    }
}
