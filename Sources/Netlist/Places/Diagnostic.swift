/// Something wrong (or doubtful) in a designer's circuit. A value: collected, never thrown one by one.
public struct Diagnostic: Sendable, Hashable {
    public enum Severity: String, Sendable, Hashable { case error, warning }

    /// A further place that is involved.
    public struct Note: Sendable, Hashable {
        public var text: String
        public var place: Place
        public init(_ text: String, at place: Place) {
            self.text = text
            self.place = place
        }
    }

    /// Stable: `HDL012`. `docs/errors.md` has a paragraph for each.
    public var code: String
    public var severity: Severity
    /// What is wrong, with the names involved.
    public var message: String
    public var place: Place
    public var notes: [Note]
    /// What would be right.
    public var hint: String

    public init(
        _ code: String, _ severity: Severity, _ message: String, at place: Place, notes: [Note] = [], hint: String
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.place = place
        self.notes = notes
        self.hint = hint
    }

    /// An error.
    public init(_ code: String, _ message: String, at place: Place, notes: [Note] = [], hint: String) {
        self.init(code, .error, message, at: place, notes: notes, hint: hint)
    }

    /// The text for a person, several lines, without a line break at the end.
    public func text(_ sources: SourceTable) -> String {
        let positions = sources.resolve([place] + notes.map(\.place))
        var lines = ["\(severity.rawValue)[\(code)]: \(message)"]
        if let position = positions[0] { lines.append("  at \(position)") }
        for (note, position) in zip(notes, positions.dropFirst()) {
            lines.append("  note: \(note.text)" + (position.map { " at \($0)" } ?? ""))
        }
        lines.append("  help: \(hint)")
        return lines.joined(separator: "\n")
    }
}
