/// Cycles from the command to the answer, engine alone on an ideal memory, beside those of the paper's whole core.
public struct CycleTable: Codable, Sendable {
    /// One kind of operation.
    public struct Row: Codable, Sendable {
        /// As in the JSON of `xpc simulate`.
        public var kind: String
        /// In words.
        public var title: String
        /// The paper's prototype, a whole core on an FPGA: not the same thing. Nil where the paper has no figure.
        public var paper: Int?
        /// What this project promises of the configuration; nil where it promises nothing.
        public var limit: Int?
        /// The maximum over isolated operations; nil for a kind that the configuration does not have.
        public var measured: Int?

        /// Whether the promise is kept.
        public var isWithinLimit: Bool { limit.map { (measured ?? .max) <= $0 } ?? true }
    }

    /// The configuration's name.
    public var configuration: String
    public var rows: [Row]
    /// How many isolated operations of each kind were measured.
    public var samples: Int

    /// The promised maximum by configuration and kind.
    static let limits: [String: [String: Int]] = [
        "minimal": ["xcall": 30, "xret": 20, "swapseg": 11],
        "paper": ["xcall": 12, "xcall_cached": 3, "xret": 13, "xret_buffered": 3, "swapseg": 10],
        "wide": ["xcall": 7, "xcall_cached": 3, "xret": 7, "xret_buffered": 3, "swapseg": 7],
    ]

    /// The measured maximum by configuration and kind, as the README has it.
    static let figures: [String: [String: Int]] = [
        "minimal": ["xcall": 20, "xret": 13, "swapseg": 10],
        "paper": ["xcall": 11, "xcall_cached": 2, "xret": 13, "xret_buffered": 2, "swapseg": 10],
        "full": ["xcall": 14, "xcall_cached": 2, "xret": 13, "xret_buffered": 2, "swapseg": 10],
        "wide": ["xcall": 7, "xcall_cached": 2, "xret": 6, "xret_buffered": 2, "swapseg": 7],
    ]

    /// Rows of a named configuration that are not what the README says, each as a sentence: a cycle more or less is a change.
    public var changes: [String] {
        guard let figures = Self.figures[configuration] else { return [] }
        return rows.filter { $0.measured != figures[$0.kind] }.map {
            "\($0.title): \($0.measured.map(String.init) ?? "no") cycles, documented are \(figures[$0.kind] ?? 0)"
        }
    }

    /// The kinds with their titles and the paper's cycles; xcall with its blocking push takes 34 there.
    static let kinds: [(kind: String, title: String, paper: Int?)] = [
        ("xcall", "xcall, entry not cached", 18), ("xcall_cached", "xcall, entry prefetched", 6),
        ("xret", "xret, record in memory", 23), ("xret_buffered", "xret, record still buffered", nil),
        ("swapseg", "swapseg", 11),
    ]

    /// A table for a person.
    public var text: String {
        var lines = [
            "\(configuration): cycles of the engine alone on an ideal memory, maximum of \(samples) isolated operations",
            "(the paper's column is of a whole core: not the same thing)",
            "\(padded("", 30)) paper   limit  measured",
        ]
        for row in rows {
            func cell(_ value: Int?) -> String { value.map(String.init) ?? "-" }
            lines.append(
                "\(padded(row.title, 30)) \(padded(cell(row.paper), 7)) \(padded(cell(row.limit), 6)) \(cell(row.measured))"
            )
        }
        return lines.joined(separator: "\n")
    }
}
