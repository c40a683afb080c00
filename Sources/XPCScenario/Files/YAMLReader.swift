import Simulation
import Yams

/// A value of a YAML file with its place, read by what it should be. Every mistake is a ``ScenarioError`` at its place.
struct YAMLValue {
    /// The path of the whole file.
    static let top = "the scenario"

    let node: Node
    let file: String
    /// What it is, for messages: `steps[3].expect`.
    let path: String

    var place: ScenarioError.Place {
        ScenarioError.Place(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    func error(_ message: String, hint: String? = nil) -> ScenarioError { ScenarioError(place, message, hint: hint) }

    /// The text of a scalar; nil for anything else.
    var text: String? { node.scalar?.string }

    /// What it is in words.
    private var kind: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "“\(scalar.string)”"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// A value of the mapping that this is.
    struct Field {
        var key: YAMLValue
        var name: String
        var value: YAMLValue
    }

    /// The fields of a mapping, in the order of the file.
    func fields() throws(ScenarioError) -> [Field] {
        guard case .mapping(let mapping) = node else {
            throw error("\(path) should be a mapping (name: value), not \(kind)")
        }
        var seen: Set<String> = []
        var fields: [Field] = []
        for (key, value) in mapping {
            let keyValue = YAMLValue(node: key, file: file, path: path)
            guard let name = keyValue.text else { throw keyValue.error("a key of \(path) should be a name") }
            guard seen.insert(name).inserted else { throw keyValue.error("“\(name)” stands twice in \(path)") }
            fields.append(
                Field(
                    key: keyValue, name: name,
                    value: YAMLValue(node: value, file: file, path: path == Self.top ? name : "\(path).\(name)")))
        }
        return fields
    }

    /// The fields of a mapping whose keys are known.
    ///
    /// - Throws: an error with the nearest names for a key that is not.
    func record(_ known: [String]) throws(ScenarioError) -> [String: YAMLValue] {
        var result: [String: YAMLValue] = [:]
        for field in try fields() {
            guard known.contains(field.name) else { throw unknown(field.key, field.name, known) }
            result[field.name] = field.value
        }
        return result
    }

    /// The error for a name that is not among those known.
    func unknown(_ value: YAMLValue, _ name: String, _ known: [String]) -> ScenarioError {
        value.error(
            "\(path) has no “\(name)”",
            hint: nearest(to: name, among: known).map { "did you mean \($0)?" }
                ?? "it may have: \(known.joined(separator: ", "))")
    }

    func sequence() throws(ScenarioError) -> [YAMLValue] {
        guard case .sequence(let sequence) = node else {
            throw error("\(path) should be a list, not \(kind)", hint: "write [a, b], or one “- a” per line")
        }
        return sequence.enumerated().map { YAMLValue(node: $1, file: file, path: "\(path)[\($0)]") }
    }

    func string() throws(ScenarioError) -> String {
        guard let text, !text.isEmpty else { throw error("\(path) should be a text, not \(kind)") }
        return text
    }

    func boolean() throws(ScenarioError) -> Bool {
        switch text {
        case "true", "yes": return true
        case "false", "no": return false
        default: throw error("\(path) should be true or false, not \(kind)")
        }
    }

    /// A number without symbols.
    func number() throws(ScenarioError) -> UInt64 {
        guard let text, let number = Expression.number(text) else {
            throw error(
                "\(path) should be a number, not \(kind)", hint: "write 64, 0x40 or 0b1000000; _ may separate digits")
        }
        return number
    }

    func integer(_ range: ClosedRange<Int>) throws(ScenarioError) -> Int {
        let number = try number()
        guard number <= UInt64(range.upperBound), Int(number) >= range.lowerBound else {
            throw error("\(path) should be \(range.lowerBound) to \(range.upperBound), not \(number)")
        }
        return Int(number)
    }

    /// A number, or a sum of numbers and symbols.
    func expression() throws(ScenarioError) -> Expression {
        guard let text, !text.isEmpty else {
            throw error("\(path) should be a number or a sum such as “old.xlink + 64”, not \(kind)")
        }
        guard let expression = Expression(text, place: place) else {
            throw error(
                "“\(text)” is neither a number nor a sum of numbers and names",
                hint: "such as 0x40, client.satp, or old.xlink + 64")
        }
        return expression
    }

    /// One of several words.
    func choice<Value>(_ choices: [(String, Value)]) throws(ScenarioError) -> Value {
        let text = try string()
        if let found = choices.first(where: { $0.0 == text }) { return found.1 }
        throw error(
            "\(path) should not be “\(text)”",
            hint: nearest(to: text, among: choices.map(\.0)).map { "did you mean \($0)?" }
                ?? "it may be: \(choices.map(\.0).joined(separator: ", "))")
    }
}
