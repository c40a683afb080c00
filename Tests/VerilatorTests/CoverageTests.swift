import Foundation
import HDL
import Netlist
import Simulation
import Testing
import Verilator
import Verilog

/// Has a branch that a limit of 200 never takes in 20 cycles.
private final class Limited: Module {
    let step = input(bit)
    let isFull = output(bit)
    let count = output(unsigned(8))

    override func circuit() {
        let value = register(unsigned(8))
        let hasOverflown = register(bit)
        when(step) {
            value <== value + 1
            when(value === 200) {
                value <== 0
                hasOverflown <== true
            }
        }
        isFull <== hasOverflown
        count <== value
        cover("three", value === 3)
        cover("two hundred", value === 200)
    }
}

@Suite struct CoverageTests {
    /// What 20 cycles reach.
    private func report() throws -> CoverageReport {
        let folder = try TemporaryFolder()
        let design = try elaborate { Limited() }
        let model = try VerilatedModel(design, options: ModelOptions(coverage: true))
        try model.poke("reset", 1)
        try model.step(1)
        try model.poke("reset", 0)
        try model.poke("step", 1)
        try model.step(20)
        try model.writeCoverage(folder.path + "/coverage.dat")
        let points = try CoveragePoint.parse(String(contentsOfFile: folder.path + "/coverage.dat", encoding: .utf8))
        let positions = SourceMap(verilog(of: design), sources: design.sources).positions()
        return CoverageReport([CoverageReport.Run(points: points, positions: positions)])
    }

    @Test func theBranchThatIsNeverTaken() throws {
        let report = try report()
        #expect(
            report.text == """
                Coverage of the Swift sources: lines 4/5, branches 3/4, bits toggled 13/21, cover points 1/2

                VerilatorTests/CoverageTests.swift: lines 4/5, branches 3/4, bits toggled 13/21, cover points 1/2
                  line 12: never changed: isFull
                  line 13: 3 of 8 bits never changed: count[5], count[6], count[7]
                  line 16: 3 of 8 bits never changed: value[5], value[6], value[7]
                  line 17: never changed: hasOverflown
                  line 18: branch always taken
                  line 21: never ran
                  line 28: cover point never reached
                """)
        let page = report.html(title: "A < B") { name in
            name == "VerilatorTests/CoverageTests.swift" ? try? String(contentsOfFile: #filePath, encoding: .utf8) : nil
        }
        #expect(page.contains("<h1>A &lt; B</h1>"))
        #expect(
            page.contains("<div class=\"hit\"><b>19</b><s>20</s><code>            value &lt;== value + 1</code></div>"))
        #expect(
            page.contains(
                "<div class=\"miss\"><b>21</b><s>0</s><code>                value &lt;== 0</code>  <i>never ran</i></div>"
            ))
        #expect(report.html(title: "", source: { _ in nil }).contains("<b>21</b><s>0</s><code></code>"))
    }

    private static let file = "VerilatorTests/CoverageTests.swift"

    /// All that `Limited` does not reach in 20 cycles.
    private static let explanations: [CoverageExplanation] = [
        CoverageExplanation(.notTaken, "when(step) {", in: file, reason: "step is held"),
        CoverageExplanation(.run, "when(value === *) { > value <== 0", in: file, reason: "20 is less than 200"),
        CoverageExplanation(.changed, "*[7:5]", in: file, reason: "20 is less than 32"),
        CoverageExplanation(.changed, "isFull", in: file, reason: "20 is less than 200"),
        CoverageExplanation(.changed, "has*flown", in: "VerilatorTests/*", reason: "20 is less than 200"),
        CoverageExplanation(.covered, "cover(\"two hundred\", *", in: file, reason: "20 is less than 200"),
    ]

    private func check(_ report: CoverageReport, _ explanations: [CoverageExplanation]) -> CoverageCheck {
        CoverageCheck(report, explanations: explanations) { name in
            name == Self.file ? try? String(contentsOfFile: #filePath, encoding: .utf8) : nil
        }
    }

    @Test func allThatIsNeverReachedIsExplained() throws {
        let check = check(try report(), Self.explanations)
        #expect(check.isExact)
        #expect(check.text == "32 points, 11 never reached, 0 of them not explained")
    }

    @Test(arguments: explanations.indices) func whatIsNotExplainedIsFound(index: Int) throws {
        var explanations = Self.explanations
        let missing = explanations.remove(at: index)
        let check = check(try report(), explanations)
        #expect(!check.isExact)
        #expect(!check.unexplained.isEmpty && check.unexplained.allSatisfy { $0.kind == missing.kind })
        #expect(check.stale.isEmpty && check.contradicted.isEmpty)
    }

    @Test func whatAnExplanationNamesMustBeThereAndUnreached() throws {
        let wrong = [
            CoverageExplanation(.changed, "cuont", in: Self.file, reason: "no such signal", place: "a:1:1"),
            CoverageExplanation(.run, "value <== value + 1", in: Self.file, reason: "it runs", place: "a:2:1"),
            CoverageExplanation(.changed, "count[5:3]", in: Self.file, reason: "up to 20", place: "a:3:1"),
            CoverageExplanation(
                .changed, "isFull", in: "VerilatorTests/Other.swift", reason: "elsewhere", place: "a:4:1"),
        ]
        let check = check(try report(), Self.explanations + wrong)
        #expect(!check.isExact)
        #expect(
            check.text == """
                32 points, 11 never reached, 0 of them not explained
                  a:2:1: “value <== value + 1” is never-run, but not value <== value + 1
                  a:3:1: “count[5:3]” is never-changed, but not count[4:3]
                  a:1:1: “cuont” is nothing that VerilatorTests/CoverageTests.swift has
                  a:4:1: “isFull” is nothing that VerilatorTests/Other.swift has
                """)
    }

    @Test func whatHasNoLineOfSwiftCannotBeExplained() throws {
        let text =
            "# SystemC::Coverage-3\nC '\u{1}f\u{2}T.v\u{1}l\u{2}1\u{1}n\u{2}3\u{1}page\u{2}v_toggle/T\u{1}o\u{2}a[3]\u{1}h\u{2}TOP.T' 0\n"
        func run(_ text: String) throws -> CoverageReport.Run {
            CoverageReport.Run(points: try CoveragePoint.parse(text), positions: ["T.v": [nil]])
        }
        let check = check(CoverageReport([try run(text)]), [])
        #expect(!check.isExact)
        #expect(
            check.text
                == "0 points, 0 never reached, 0 of them not explained\n  T.v:1: no line of Swift is known: a[3]")
        // One of two runs reaches it.
        #expect(CoverageReport([try run(text), try run(text.replacing("' 0", with: "' 2"))]).lost.isEmpty)
    }

    @Test func runsAreAdded() throws {
        let text =
            "# SystemC::Coverage-3\nC '\u{1}f\u{2}T.v\u{1}l\u{2}1\u{1}n\u{2}3\u{1}page\u{2}v_line/T\u{1}o\u{2}block\u{1}S\u{2}1,3-4\u{1}h\u{2}TOP.T' 0\n"
        let first = try CoveragePoint.parse(text)
        #expect(first[0].block == [1, 3, 4])
        let second = try CoveragePoint.parse(text.replacing("' 0", with: "' 5"))
        let positions = ["T.v": [SourcePosition(file: "A/T.swift", line: 7), nil, nil, nil] as [SourcePosition?]]
        let runs = [first, second].map { CoverageReport.Run(points: $0, positions: positions) }
        #expect(CoverageReport([runs[0]]).files[0].lines[0].runs == 0)
        #expect(CoverageReport(runs).files[0].lines.map(\.runs) == [5])
        #expect(CoverageReport(runs).text == "Coverage of the Swift sources: lines 1/1\n\nA/T.swift: lines 1/1")
    }

    @Test func whatIsNoCoverage() {
        let error = #expect(throws: SimulationError.self) { try CoveragePoint.parse("nothing") }
        #expect(
            error?.description == """
                error[SIM012]: the text is no coverage of Verilator's: it does not begin with “# SystemC::Coverage-”
                  help: was it written by writeCoverage, and wholly?
                """)
        let second = #expect(throws: SimulationError.self) { try CoveragePoint.parse("# SystemC::Coverage-3\nC 'x") }
        #expect(
            second?.description == """
                error[SIM012]: line 2 of the coverage makes no sense: C 'x
                  help: was it written by writeCoverage, and wholly?
                """)
    }
}
