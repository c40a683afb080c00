import Testing
import Verilator
import XPCScenario

/// The list of what the tests never reach.
@Suite struct UnreachedListTests {
    @Test func anEntryIsForItsConfigurations() throws {
        let list = try UnreachedList(
            text: """
                - why: It is small.
                  configurations: [minimal, paper]
                  files:
                    A/B.swift: {never-changed: ["count[7:4]"], never-run: ["when(a) {"]}
                    A/C.swift: {never-taken: ["when(b) {"]}
                - why: Always.
                  files:
                    A/*: {never-covered: [a*b]}
                """, file: "a.yaml")
        let always = CoverageExplanation(.covered, "a*b", in: "A/*", reason: "Always.", place: "a.yaml:8:27")
        #expect(list.explanations(for: "wide") == [always])
        #expect(
            list.explanations(for: "paper") == [
                CoverageExplanation(
                    .run, "when(a) {", in: "A/B.swift", reason: "It is small.", place: "a.yaml:4:60"),
                CoverageExplanation(
                    .changed, "count[7:4]", in: "A/B.swift", reason: "It is small.", place: "a.yaml:4:33"),
                CoverageExplanation(
                    .taken, "when(b) {", in: "A/C.swift", reason: "It is small.", place: "a.yaml:5:31"),
                always,
            ])
    }

    @Test(arguments: [
        (
            "a: 1",
            "a.yaml:1:1: error: the list should be a list, not a mapping\n  help: write [a, b], or one “- a” per line"
        ),
        ("- files: {A/B.swift: {}}", "a.yaml:1:3: error: the list[0] needs why and files"),
        (
            "- {why: so, files: {A/B.swift: {never-rum: [a]}}}",
            "a.yaml:1:33: error: the list[0].files.A/B.swift has no “never-rum”\n  help: did you mean “never-run”?"
        ),
        ("", "a.yaml:1:1: error: the file is empty\n  help: docs/scenarios.md shows what belongs there"),
    ])
    func mistakes(text: String, message: String) {
        let error = #expect(throws: ScenarioError.self) { try UnreachedList(text: text, file: "a.yaml") }
        #expect(error?.description == message)
    }
}
