import XPCModel

/// The key `two-engines` of a scenario file: what two engines on one memory begin with.
extension ScenarioParser {
    static func twoEngines(
        _ value: YAMLValue, in all: [String: YAMLValue], of top: YAMLValue
    ) throws(ScenarioError) -> Scenario {
        var scenario = try headed("two-engines", in: all, of: top)
        let fields = try value.record(["accesses", "registers", "entry"])
        guard let registers = fields["registers"], let entry = fields["entry"] else {
            throw value.error("two-engines needs registers and entry")
        }
        var segments: [Scenario.Segment] = []
        for register in try registers.sequence() { segments.append(try whole(register)) }
        guard segments.count == 2 else {
            throw registers.error("two engines have two registers, not \(segments.count)")
        }
        var pair = Scenario.TwoEngines(registers: segments, entry: try whole(entry))
        if let accesses = fields["accesses"] { pair.accesses = try accesses.integer(1...8) }
        scenario.twoEngines = pair
        return scenario
    }

    /// A scenario of another kind: what all have, and a key in place of processes and steps.
    static func headed(
        _ kind: String, in all: [String: YAMLValue], of top: YAMLValue
    ) throws(ScenarioError) -> Scenario {
        guard let name = all["name"] else { throw top.error("a scenario needs a name") }
        let known = ["name", "about", "configurations", kind]
        for (key, other) in all.sorted(by: { $0.key < $1.key }) where !known.contains(key) {
            throw other.error(
                "“\(key)” does not go together with \(kind)", hint: "it has \(known.joined(separator: ", "))")
        }
        var scenario = Scenario(
            name: try name.string(), file: top.file, configurations: configurationNames, start: "")
        if let about = all["about"] { _ = try about.string() }
        if let names = all["configurations"] { scenario.configurations = try configurations(names) }
        return scenario
    }

    /// A segment of which everything is said, so that it can be told from the others.
    private static func whole(_ value: YAMLValue) throws(ScenarioError) -> Scenario.Segment {
        let result = try segment(value)
        guard result.va != nil, result.pa != nil, result.length > 0, result.permission > 0 else {
            throw value.error("a segment of two-engines needs va, pa, length and a permission")
        }
        return result
    }
}
