import Testing
import XPCScenario

/// What the parser says of files that make no sense.
@Suite struct ScenarioParserTests {
    /// The message for a file with these steps.
    private func message(steps: String) -> String {
        message(
            """
            name: test
            processes:
              client: {calls: [echo]}
              server: {}
            x-entries:
              echo: {process: server}
            steps:
            \(steps)
            """)
    }

    private func message(_ text: String) -> String {
        do throws(ScenarioError) {
            _ = try ScenarioParser.parse(text, file: "a.yaml")
            return "no error"
        } catch {
            return error.description
        }
    }

    @Test func goodStepsAreRead() {
        #expect(message(steps: "  - xcall: echo\n  - xret\n  - swapseg: 3") == "no error")
    }

    @Test(arguments: [
        ("  - xcal: echo", "a.yaml:8:5: error: there is no step “xcal”\n  help: did you mean “xcall” or “heal”?"),
        ("  - xcall: ecko", "a.yaml:8:12: error: there is no x-entry “ecko”\n  help: did you mean “echo”?"),
        (
            "  - xcall: echo\n    expect: {pcc: 1}",
            "a.yaml:9:14: error: steps[0].expect has no “pcc”\n  help: did you mean “pc” or “pa”?"
        ),
        (
            "  - csr-write: {xmaskof: 1}",
            "a.yaml:8:17: error: there is no CSR “xmaskof”\n  help: did you mean “xmaskoff”?"
        ),
        (
            "  - swapseg: 1x",
            "a.yaml:8:14: error: “1x” is neither a number nor a sum of numbers and names\n"
                + "  help: such as 0x40, client.satp, or old.xlink + 64"
        ),
        (
            "  - xret: 1",
            "a.yaml:8:11: error: xret has no operand"
        ),
        (
            "  - xret\n    expect: {pc: 1}",
            "a.yaml:9:11: error: this is not YAML: mapping values are not allowed in this context\n"
                + "  help: a step that goes on in the next line needs a colon: “- xret:”"
        ),
        (
            "  - {xret: , xcall: echo}",
            "a.yaml:8:14: error: a step does one thing: “xret” or “xcall”"
        ),
        (
            "  - grant: {process: clint, entry: echo}",
            "a.yaml:8:22: error: there is no process “clint”\n  help: did you mean “client”?"
        ),
        (
            "  - fence:\n    interrupt: 3",
            "a.yaml:9:16: error: an interrupt belongs to xcall, xret, swapseg or xprefetch"
        ),
        (
            "  - xret:\n    expect: {cause: invalid-linkag}",
            "a.yaml:9:21: error: steps[0].expect.cause should not be “invalid-linkag”\n"
                + "  help: did you mean “invalid-linkage”?"
        ),
    ])
    func mistakesInStepsAreNamed(steps: String, expected: String) {
        #expect(message(steps: steps) == expected)
    }

    @Test func mistakesAtTheTopAreNamed() {
        #expect(
            message("name: x\nprocess: {}\n")
                == "a.yaml:2:1: error: the scenario has no “process”\n  help: did you mean “processes”?")
        #expect(
            message("") == "a.yaml:1:1: error: the file is empty\n  help: docs/scenarios.md shows what belongs there")
        #expect(
            message("name: x\nprocesses: {a: {}}\nsteps: 3\n")
                == "a.yaml:3:8: error: steps should be a list, not “3”\n"
                + "  help: write [a, b], or one “- a” per line")
        #expect(
            message("name: x\nconfigurations: papper\nprocesses: {a: {}}\nsteps: []\n")
                == "a.yaml:2:17: error: configurations should not be “papper”\n"
                + "  help: did you mean “paper”?")
    }

    @Test(arguments: [
        ("{va: 8, pa: 8, length: 8}", "a.yaml:3:14: error: two engines have two registers, not 1"),
        (
            "{va: 8, length: 8}",
            "a.yaml:3:15: error: a segment of two-engines needs va, pa, length and a permission"
        ),
    ])
    func twoEnginesNeedTwoSegments(register: String, expected: String) {
        let text = """
            name: test
            two-engines:
              registers: [\(register)]
              entry: {va: 16, pa: 16, length: 8}
            """
        #expect(message(text) == expected)
        #expect(
            message(text + "\nsteps: []")
                == "a.yaml:5:8: error: “steps” does not go together with two-engines\n"
                + "  help: it has name, about, configurations, two-engines")
    }
}
