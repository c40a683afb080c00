import HDL

/// What became of a design.
public enum Outcome: Sendable {
    /// All tools saw the same outputs in all cycles.
    case agrees
    /// Two tools saw different outputs.
    case differs(first: Tool, second: Tool, cycle: Int, values: [String])
    /// A tool did not take the Verilog, or did not finish.
    case refused(Tool, message: String)
    /// All but one tool saw the same outputs, and that one's mistake is known: what it is.
    case toolError(String)
    /// The language refused the design, which was meant to be right.
    case rejected(messages: [String])

    /// Whether it is the same kind of failure: what a smaller design has to show, too.
    func isLike(_ other: Outcome) -> Bool {
        switch (self, other) {
        case (.agrees, .agrees): true
        case (.differs(_, let tool, _, let values), .differs(_, let other, _, let others)):
            tool == other && Self.areDefined(values) == Self.areDefined(others)
        case (.refused(let tool, _), .refused(let other, _)): tool == other
        case (.rejected(let messages), .rejected(let others)):
            messages.first?.prefix(13) == others.first?.prefix(13)
        default: false
        }
    }

    private static func areDefined(_ values: [String]) -> Bool {
        !values.contains { $0.contains { "xXzZ".contains($0) } }
    }

    var isFailure: Bool {
        switch self {
        case .agrees, .toolError: false
        default: true
        }
    }

    /// In a few lines.
    public var description: String {
        switch self {
        case .agrees: "all tools agree"
        case .toolError(let what): what
        case .differs(let first, let second, let cycle, let values):
            "cycle \(cycle): \(first) has \(values[0]), \(second) has \(values[1])"
        case .refused(let tool, let message): "\(tool) refuses it: \(message)"
        case .rejected(let messages): "the language refuses it: \(messages.prefix(3).joined(separator: "; "))"
        }
    }
}

/// Runs recipes in all tools and compares.
struct Comparison: Sendable {
    var tools: [Tool]
    /// A mistake that is planted in one of the tools.
    var fault: Fault?

    /// What becomes of each recipe. They are run side by side; a batch that a tool does not take is cut in halves.
    func outcomes(_ recipes: [Recipe]) -> [Outcome] {
        var result = [Outcome](repeating: .agrees, count: recipes.count)
        var subjects: [(index: Int, subject: Subject)] = []
        for (index, recipe) in recipes.enumerated() {
            do {
                let subject = try Subject(recipe, number: index)
                // Without an output there is nothing to compare.
                if !subject.outputs.isEmpty { subjects.append((index, subject)) }
            } catch {
                let messages = (error as? ElaborationError)?.messages ?? ["\(error)"]
                result[index] = .rejected(messages: messages.filter { $0.hasPrefix("error") })
            }
        }
        for (index, outcome) in compare(subjects) { result[index] = outcome }
        return result
    }

    private func compare(_ subjects: [(index: Int, subject: Subject)]) -> [(Int, Outcome)] {
        guard !subjects.isEmpty else { return [] }
        let batch = Batch(subjects: subjects.map(\.subject), fault: fault)
        var traces: [(tool: Tool, traces: Traces)] = []
        for tool in tools {
            do {
                traces.append((tool, try tool.run(batch)))
            } catch {
                guard subjects.count > 1 else {
                    let refusal = error as? ToolRefusal
                    return [
                        (subjects[0].index, .refused(refusal?.tool ?? tool, message: refusal?.message ?? "\(error)"))
                    ]
                }
                let half = subjects.count / 2
                return compare(Array(subjects[..<half])) + compare(Array(subjects[half...]))
            }
        }
        guard let first = traces.first else { return subjects.map { ($0.index, .agrees) } }
        return subjects.enumerated().map { number, subject in
            for other in traces.dropFirst() where other.traces[number] != first.traces[number] {
                if let error = other.tool.knownError, first.tool == .evaluator,
                    let cautious = try? other.tool.run(Batch(subjects: [subject.subject]), isCautious: true),
                    cautious.first == first.traces[number]
                {
                    return (subject.index, .toolError(error))
                }
                let cycle = zip(first.traces[number], other.traces[number]).enumerated().first {
                    $0.element.0 != $0.element.1
                }
                return (
                    subject.index,
                    .differs(
                        first: first.tool, second: other.tool, cycle: cycle?.offset ?? 0,
                        values: [cycle?.element.0 ?? "", cycle?.element.1 ?? ""])
                )
            }
            return (subject.index, .agrees)
        }
    }
}
