import Foundation
import Verilator
import Yams

/// What of an engine the tests never reach, and why: `Sim/coverage/unreached.yaml`, described in docs/scenarios.md.
public struct UnreachedList: Sendable {
    private var entries: [(configurations: [String], explanation: CoverageExplanation)] = []

    /// Those for a configuration.
    public func explanations(for configuration: String) -> [CoverageExplanation] {
        entries.filter { $0.configurations.contains(configuration) }.map(\.explanation)
    }

    /// Reads a file.
    ///
    /// - Throws: ``ScenarioError`` with the place of the first mistake.
    public init(_ path: String) throws(ScenarioError) { try self.init(text: ScenarioParser.text(of: path), file: path) }

    /// Reads the text of a file.
    ///
    /// - Throws: ``ScenarioError`` with the place of the first mistake.
    public init(text: String, file: String) throws(ScenarioError) {
        let top = try ScenarioParser.compose(text, file: file, path: "the list")
        for entry in try top.sequence() { try add(entry) }
    }

    private mutating func add(_ entry: YAMLValue) throws(ScenarioError) {
        let fields = try entry.record(["why", "configurations", "files"])
        guard let why = fields["why"], let files = fields["files"] else {
            throw entry.error("\(entry.path) needs why and files")
        }
        let reason = try why.string()
        let names = try fields["configurations"].map { value throws(ScenarioError) in
            try ScenarioParser.configurations(value)
        }
        for file in try files.fields() {
            let kinds = try file.value.record(CoverageExplanation.Kind.allCases.map(\.rawValue))
            for kind in CoverageExplanation.Kind.allCases {
                for pattern in try kinds[kind.rawValue]?.sequence() ?? [] {
                    let explanation = CoverageExplanation(
                        kind, try pattern.string(), in: file.name, reason: reason, place: "\(pattern.place)")
                    entries.append((names ?? ScenarioParser.configurationNames, explanation))
                }
            }
        }
    }
}
