import Foundation
import Simulation
import XPCModel
import Yams

/// Reads scenario files.
public struct ScenarioParser {
    static let configurationNames = ["minimal", "paper", "full", "wide"]
    static let topKeys = [
        "name", "about", "configurations", "seed", "memory", "link-stack", "x-entry-table", "processes", "x-entries",
        "start", "steps", "two-engines", "ports",
    ]

    /// Reads a file.
    ///
    /// - Throws: ``ScenarioError`` with the place of the first mistake.
    public static func read(_ path: String) throws(ScenarioError) -> Scenario {
        try parse(text(of: path), file: path)
    }

    /// Reads the text of a file.
    ///
    /// - Throws: ``ScenarioError`` with the place of the first mistake.
    public static func parse(_ text: String, file: String) throws(ScenarioError) -> Scenario {
        try scenario(compose(text, file: file, path: YAMLValue.top))
    }

    /// The text of a file.
    static func text(of path: String) throws(ScenarioError) -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ScenarioError(
                ScenarioError.Place(file: path, line: 1, column: 1), "the file cannot be read",
                hint: "does it exist?")
        }
    }

    /// What a text in YAML says.
    ///
    /// - Parameter path: what it is, for messages.
    static func compose(_ text: String, file: String, path: String) throws(ScenarioError) -> YAMLValue {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw yamlError(error, file: file)
        }
        guard let node else {
            throw ScenarioError(
                ScenarioError.Place(file: file, line: 1, column: 1), "the file is empty",
                hint: "docs/scenarios.md shows what belongs there")
        }
        return YAMLValue(node: node, file: file, path: path)
    }

    private static func yamlError(_ error: any Error, file: String) -> ScenarioError {
        func make(_ mark: Mark, _ message: String) -> ScenarioError {
            ScenarioError(
                ScenarioError.Place(file: file, line: mark.line, column: mark.column), "this is not YAML: \(message)",
                hint: message.contains("mapping values are not allowed")
                    ? "a step that goes on in the next line needs a colon: “- xret:”" : nil)
        }
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _): return make(mark, problem)
        case .parser(_, let problem, let mark, _): return make(mark, problem)
        case .composer(_, let problem, let mark, _): return make(mark, problem)
        default: return ScenarioError(ScenarioError.Place(file: file, line: 1, column: 1), "this is not YAML: \(error)")
        }
    }

    private static func scenario(_ top: YAMLValue) throws(ScenarioError) -> Scenario {
        let fields = try top.record(topKeys)
        if let pair = fields["two-engines"] { return try twoEngines(pair, in: fields, of: top) }
        if let trace = fields["ports"] { return try ports(trace, in: fields, of: top) }
        guard let name = fields["name"], let processes = fields["processes"], let steps = fields["steps"] else {
            throw top.error("a scenario needs name, processes and steps", hint: "docs/scenarios.md shows a whole one")
        }
        var scenario = Scenario(
            name: try name.string(), file: top.file, configurations: configurationNames, start: "")
        if let about = fields["about"] { _ = try about.string() }
        if let value = fields["configurations"] { scenario.configurations = try configurations(value) }
        if let value = fields["seed"] { scenario.seed = try value.number() }
        if let value = fields["memory"] { scenario.memory = try memory(value) }
        if let value = fields["link-stack"] {
            let fields = try value.record(["records", "address"])
            if let records = fields["records"] { scenario.linkStack.records = try records.integer(0...4096) }
            scenario.linkStack.address = try fields["address"].map { value throws(ScenarioError) in try value.number() }
        }
        if let value = fields["x-entry-table"] {
            let fields = try value.record(["size", "address"])
            if let size = fields["size"] { scenario.entryTable.size = try size.number() }
            scenario.entryTable.address = try fields["address"].map { value throws(ScenarioError) in try value.number()
            }
        }
        for field in try processes.fields() { scenario.processes.append(try process(field)) }
        if let entries = fields["x-entries"] {
            for field in try entries.fields() { scenario.entries.append(try entry(field)) }
        }
        guard let first = scenario.processes.first else { throw processes.error("there is no process") }
        scenario.start = try fields["start"].map { value throws(ScenarioError) in try value.string() } ?? first.name
        try checkNames(scenario, start: fields["start"])
        let parser = StepParser(scenario: scenario)
        scenario.steps = try parser.steps(steps)
        return scenario
    }

    static func configurations(_ value: YAMLValue) throws(ScenarioError) -> [String] {
        let choices = configurationNames.map { ($0, $0) }
        if value.text == "all" { return configurationNames }
        if value.text != nil { return [try value.choice(choices)] }
        var names: [String] = []
        for element in try value.sequence() { names.append(try element.choice(choices)) }
        return names
    }

    private static func memory(_ value: YAMLValue) throws(ScenarioError) -> MemoryLink.Settings {
        let fields = try value.record(["latency", "back-pressure", "delay", "outstanding"])
        var settings = MemoryLink.Settings()
        if let latency = fields["latency"] { settings.latency = try latency.integer(1...1000) }
        if let pressure = fields["back-pressure"] { settings.backPressure = try pressure.integer(0...99) }
        if let delay = fields["delay"] { settings.responseDelay = try delay.integer(0...99) }
        if let outstanding = fields["outstanding"] { settings.outstanding = try outstanding.integer(1...1000) }
        return settings
    }

    private static func process(_ field: YAMLValue.Field) throws(ScenarioError) -> Scenario.Process {
        var process = Scenario.Process(name: field.name, place: field.key.place)
        let fields = try field.value.record([
            "code", "satp", "capabilities", "calls", "segment", "mask", "list", "list-address",
        ])
        process.code = try fields["code"].map { value throws(ScenarioError) in try value.number() }
        process.satp = try fields["satp"].map { value throws(ScenarioError) in try value.number() }
        process.capabilities = try fields["capabilities"].map { value throws(ScenarioError) in try value.number() }
        process.listAddress = try fields["list-address"].map { value throws(ScenarioError) in try value.number() }
        if let calls = fields["calls"] {
            for call in try calls.sequence() { process.calls.append((try call.string(), call.place)) }
        }
        if let value = fields["segment"] { process.segment = try segment(value) }
        if let mask = fields["mask"] {
            let fields = try mask.record(["offset", "length"])
            guard let offset = fields["offset"], let length = fields["length"] else {
                throw mask.error("a mask needs offset and length")
            }
            process.mask = (try offset.number(), try length.number())
        }
        if let list = fields["list"] {
            for entry in try list.sequence() { process.list.append(try listEntry(entry)) }
        }
        return process
    }

    static func segment(_ value: YAMLValue) throws(ScenarioError) -> Scenario.Segment {
        let fields = try value.record(["va", "pa", "length", "permission"])
        guard let length = fields["length"] else { throw value.error("a segment needs a length") }
        var permission: UInt64 = 3
        if let text = fields["permission"] {
            permission = try text.choice([("rw", 3), ("r", 1), ("w", 2), ("none", 0)])
        }
        return Scenario.Segment(
            va: try fields["va"].map { value throws(ScenarioError) in try value.number() },
            pa: try fields["pa"].map { value throws(ScenarioError) in try value.number() },
            length: try length.number(), permission: permission)
    }

    static func listEntry(_ value: YAMLValue) throws(ScenarioError) -> Scenario.ListEntry {
        switch value.node {
        case .scalar: return try value.choice([("empty", .empty), ("busy", .busy)])
        case .sequence:
            var words: [Expression] = []
            for word in try value.sequence() { words.append(try word.expression()) }
            guard words.count == 3 else {
                throw value.error("a list entry has three words: VA, PA with permission, length")
            }
            return .words(words)
        default: return .segment(try segment(value))
        }
    }

    private static func entry(_ field: YAMLValue.Field) throws(ScenarioError) -> Scenario.Entry {
        let fields = try field.value.record(["id", "process", "pc", "valid", "words"])
        guard let process = fields["process"] else { throw field.key.error("an x-entry needs a process") }
        var entry = Scenario.Entry(
            name: field.name, place: field.key.place, process: (try process.string(), process.place))
        entry.id = try fields["id"].map { value throws(ScenarioError) in try value.number() }
        entry.pc = try fields["pc"].map { value throws(ScenarioError) in try value.number() }
        if let valid = fields["valid"] { entry.isValid = try valid.boolean() }
        if let value = fields["words"] { entry.words = try words(value, count: 8) }
        return entry
    }

    /// A mapping of word numbers to values.
    static func words(_ value: YAMLValue, count: Int) throws(ScenarioError) -> [(index: Int, value: Expression)] {
        var result: [(Int, Expression)] = []
        for field in try value.fields() {
            guard let index = Int(field.name), (0..<count).contains(index) else {
                throw field.key.error("“\(field.name)” is no word number", hint: "words count from 0 to \(count - 1)")
            }
            result.append((index, try field.value.expression()))
        }
        return result
    }

    /// Names that refer to processes and x-entries must be there.
    private static func checkNames(_ scenario: Scenario, start: YAMLValue?) throws(ScenarioError) {
        let processes = scenario.processes.map(\.name)
        let entries = scenario.entries.map(\.name)
        for entry in scenario.entries {
            try require(entry.process.name, among: processes, "process", entry.process.place)
        }
        for process in scenario.processes {
            for call in process.calls { try require(call.name, among: entries, "x-entry", call.place) }
        }
        if let start { try require(scenario.start, among: processes, "process", start.place) }
    }

    static func require(
        _ name: String, among names: [String], _ kind: String, _ place: ScenarioError.Place
    ) throws(ScenarioError) {
        guard !names.contains(name) else { return }
        throw ScenarioError(
            place, "there is no \(kind) “\(name)”",
            hint: near(name, names) ?? (names.isEmpty ? nil : "there are: \(names.joined(separator: ", "))"))
    }
}

/// “did you mean ...” when a name is near one of those known.
func near(_ name: String, _ names: [String]) -> String? {
    nearest(to: name, among: names).map { "did you mean \($0)?" }
}
