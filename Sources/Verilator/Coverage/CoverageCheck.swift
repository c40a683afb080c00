/// Holds a list of what is never reached, with a reason for each, against what was: both must say the same.
///
/// A point that was never reached needs an explanation; what an explanation names was never reached; and each names something. So a test that is
/// taken away shows, and so does an explanation that was never true, or is no longer.
public struct CoverageCheck: Sendable {
    /// Something that is counted.
    public struct Point: Hashable, Sendable {
        /// What would have to happen for it to be reached; the kind says that it does not.
        public var kind: CoverageExplanation.Kind
        /// As reports name it: `Module/File.swift`.
        public var file: String
        /// Of the file, from 1.
        public var line: Int
        /// The text of the line without the blanks around it, or the name of the signal.
        public var name: String
        /// Which bit of the signal; nil where it has but one.
        public var bit: Int?
        /// In any of the runs.
        public var isReached: Bool
        /// Of a line: the texts of the lines around it, by their indentation, the next first.
        public var around: [String] = []

        /// All that it may be called.
        var names: [String] {
            around.reduce(into: [name]) { names, outer in names.append("\(outer) > \(names[names.count - 1])") }
        }
    }

    /// What was never reached and is not explained, in the order of files and lines.
    public private(set) var unexplained: [Point] = []
    /// What was reached although an explanation says that it cannot be.
    public private(set) var contradicted: [(explanation: CoverageExplanation, points: [Point])] = []
    /// Explanations that name nothing.
    public private(set) var stale: [CoverageExplanation] = []
    /// What was never reached and has no line of Swift, so that nothing can explain it; see ``CoverageReport/lost``.
    public let lost: [CoveragePoint]
    /// How many points with a line of Swift there are, and how many of them were reached.
    public private(set) var points = CoverageReport.Ratio()

    /// - Parameters:
    ///   - explanations: those for the design, or the designs, of the report.
    ///   - source: gives the text of a file (`Module/File.swift`), in which the lines are looked up.
    public init(
        _ report: CoverageReport, explanations: [CoverageExplanation], source: (String) -> String?
    ) {
        lost = report.lost
        let patterns = explanations.map { CoveragePattern($0) }
        var explains = [Bool](repeating: false, count: explanations.count)
        var contradictions: [Int: [Point]] = [:]
        for file in report.files {
            let candidates = explanations.indices.filter { patterns[$0].isFor(file.name) }
            for point in file.points(text: source(file.name)) {
                points.add(point.isReached)
                var isExplained = false
                for index in candidates where patterns[index].matches(point) {
                    explains[index] = true
                    isExplained = true
                    if point.isReached { contradictions[index, default: []].append(point) }
                }
                if !point.isReached, !isExplained { unexplained.append(point) }
            }
        }
        contradicted = contradictions.sorted { $0.key < $1.key }.map { (explanations[$0.key], $0.value) }
        stale = explanations.indices.filter { !explains[$0] }.map { explanations[$0] }
    }

    /// Whether list and report say the same.
    public var isExact: Bool { unexplained.isEmpty && contradicted.isEmpty && stale.isEmpty && lost.isEmpty }

    /// For a terminal: a summary, and a line for each finding. Neighbouring bits are one.
    public var text: String {
        let open = points.all - points.reached
        var result = ["\(points.all) points, \(open) never reached, \(unexplained.count) of them not explained"]
        for (point, bits) in Self.joined(unexplained) {
            result.append("  \(point.file):\(point.line): \(point.kind.rawValue): \(point.name)\(bits)")
        }
        for point in lost {
            result.append("  \(point.file):\(point.line): no line of Swift is known: \(point.comment)")
        }
        for (explanation, points) in contradicted {
            let reached = Self.joined(points).map { "\($0.name)\($1)" }.joined(separator: ", ")
            result.append(
                "  \(explanation.place): “\(explanation.pattern)” is \(explanation.kind.rawValue), but not \(reached)")
        }
        for explanation in stale {
            result.append("  \(explanation.place): “\(explanation.pattern)” is nothing that \(explanation.file) has")
        }
        return result.joined(separator: "\n")
    }

    /// Bits of one signal that follow each other as one point, with their range.
    private static func joined(_ points: [Point]) -> [(Point, bits: String)] {
        var runs: [(point: Point, bits: ClosedRange<Int>?)] = []
        for point in points {
            if let last = runs.last, let bits = last.bits, let bit = point.bit, bit == bits.upperBound + 1,
                (last.point.file, last.point.line, last.point.name) == (point.file, point.line, point.name)
            {
                runs[runs.count - 1].bits = bits.lowerBound...bit
            } else {
                runs.append((point, point.bit.map { $0...$0 }))
            }
        }
        return runs.map { point, bits in
            guard let bits else { return (point, "") }
            return (point, bits.count == 1 ? "[\(bits.lowerBound)]" : "[\(bits.upperBound):\(bits.lowerBound)]")
        }
    }
}

extension CoverageReport.File {
    /// All that is counted, by line; bits by signal, ascending.
    func points(text: String?) -> [CoverageCheck.Point] {
        let text = SourceText(text ?? "")
        return lines.flatMap { line in
            func point(_ kind: CoverageExplanation.Kind, _ name: String, _ count: Int, bit: Int? = nil)
                -> CoverageCheck.Point
            {
                CoverageCheck.Point(
                    kind: kind, file: self.name, line: line.number, name: name, bit: bit, isReached: count > 0)
            }
            func statement(_ kind: CoverageExplanation.Kind, _ count: Int) -> CoverageCheck.Point {
                var result = point(kind, text[line.number], count)
                result.around = text.around(line.number)
                return result
            }
            let runs = line.runs.map { [statement(.run, $0)] } ?? []
            let branches = line.branches.sorted { $0.key < $1.key }.map { way, count in
                statement(way == "taken" ? .taken : way == "not taken" ? .notTaken : .chosen, count)
            }
            let covers = line.covers.values.map { statement(.covered, $0) }
            let bits = line.toggles.map { bit, count in
                guard let (name, range) = CoveragePattern.indexed(bit[...]) else { return point(.changed, bit, count) }
                return point(.changed, String(name), count, bit: range.lowerBound)
            }
            return runs + branches + covers + bits.sorted { ($0.name, $0.bit ?? 0) < ($1.name, $1.bit ?? 0) }
        }
    }
}

/// Lines of a source, from 1, and how they are nested.
private struct SourceText {
    private let lines: [(indentation: Int, text: String)]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let start = line.prefix { $0 == " " }.count
            return (start, String(line.dropFirst(start)))
        }
    }

    subscript(number: Int) -> String { (1...lines.count).contains(number) ? lines[number - 1].text : "" }

    /// The lines that the line is in: those before it with less indentation, the next first.
    func around(_ number: Int) -> [String] {
        guard (1...lines.count).contains(number) else { return [] }
        var result: [String] = []
        var indentation = lines[number - 1].indentation
        for line in lines[..<(number - 1)].reversed() where line.indentation < indentation && !line.text.isEmpty {
            indentation = line.indentation
            result.append(line.text)
        }
        return result
    }
}
