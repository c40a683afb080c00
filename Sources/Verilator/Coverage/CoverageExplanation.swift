/// Why something of a circuit is never reached in simulation: an entry of a list that a ``CoverageCheck`` holds against a report.
///
/// The list names things so that an edit of other lines leaves it true: a line by its text, a bit by its signal. In a text or a name, `*`
/// stands for any characters.
public struct CoverageExplanation: Hashable, Sendable {
    /// What does not happen.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Statements of a line never run.
        case run = "never-run"
        /// The condition of a line is never true.
        case taken = "never-taken"
        /// It is never false.
        case notTaken = "always-taken"
        /// An arm of a `switch` is never the one.
        case chosen = "never-chosen"
        /// The cover point of a line is never reached.
        case covered = "never-covered"
        /// A bit never changes.
        case changed = "never-changed"
    }

    /// What does not happen to it.
    public var kind: Kind
    /// The file of Swift, as reports name it: `Module/File.swift`.
    public var file: String
    /// What of it. A line is named by its text without the blanks around it; where that is not the only one, behind the lines around it, by
    /// their indentation: `on(.root) { > when(isLast) {`. A signal is named as the Verilog has it: all of it, one bit
    /// (`count[7]`) or several (`count[7:4]`).
    public var pattern: String
    /// The reason, for readers.
    public var reason: String
    /// Where it is written, for messages: `list.yaml:12:7`.
    public var place: String

    /// An explanation; `place` is for messages only.
    public init(_ kind: Kind, _ pattern: String, in file: String, reason: String, place: String = "") {
        self.kind = kind
        self.file = file
        self.pattern = pattern
        self.reason = reason
        self.place = place
    }
}

/// An explanation, ready to be compared with what was counted.
struct CoveragePattern {
    private let kind: CoverageExplanation.Kind
    private let file: Wildcards
    private let name: Wildcards
    /// The bits that are meant; nil: all.
    private let bits: ClosedRange<Int>?

    init(_ explanation: CoverageExplanation) {
        let indexed = explanation.kind == .changed ? Self.indexed(explanation.pattern[...]) : nil
        kind = explanation.kind
        file = Wildcards(explanation.file[...])
        name = Wildcards(indexed?.signal ?? explanation.pattern[...])
        bits = indexed?.bits
    }

    /// Splits `count[7:4]` or `count[7]`; nil for another text.
    static func indexed(_ text: Substring) -> (signal: Substring, bits: ClosedRange<Int>)? {
        guard text.last == "]", let open = text.lastIndex(of: "[") else { return nil }
        let ends = text[text.index(after: open)...].dropLast().split(separator: ":").map { Int($0) }
        guard let high = ends.first ?? nil, let low = ends.last ?? nil, low <= high, ends.count <= 2 else { return nil }
        return (text[..<open], low...high)
    }

    func isFor(_ file: String) -> Bool { self.file.match(file) }

    /// Whether it is about `point`, of a file that it is for.
    func matches(_ point: CoverageCheck.Point) -> Bool {
        guard point.kind == kind else { return false }
        if let bits { guard let bit = point.bit, bits.contains(bit) else { return false } }
        return point.names.contains { name.match($0) }
    }
}

/// A text in which `*` stands for any characters.
private struct Wildcards {
    /// What stands between the `*`.
    private let pieces: [String]

    init(_ text: Substring) { pieces = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init) }

    func match(_ text: String) -> Bool {
        guard let last = pieces.last, pieces.count > 1 else { return text == pieces[0] }
        var rest = text[...]
        guard rest.hasPrefix(pieces[0]) else { return false }
        rest = rest.dropFirst(pieces[0].count)
        for piece in pieces[1..<(pieces.count - 1)] where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
