/// A scenario file that cannot be used: where, what is wrong, and what would be right.
public struct ScenarioError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A place in a file; line and column count from 1.
    public struct Place: Hashable, Sendable, CustomStringConvertible {
        public var file: String
        public var line: Int
        public var column: Int

        /// `file:line:column`.
        public var description: String { "\(file):\(line):\(column)" }
    }

    public var place: Place
    public var message: String
    /// What would be right.
    public var hint: String?

    public init(_ place: Place, _ message: String, hint: String? = nil) {
        self.place = place
        self.message = message
        self.hint = hint
    }

    /// One or two lines.
    public var description: String { "\(place): error: \(message)" + (hint.map { "\n  help: \($0)" } ?? "") }
}
