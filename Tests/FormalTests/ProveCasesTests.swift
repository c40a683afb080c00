import Formal
import HDL
import Testing

/// A register that takes what comes in the first cycle, and keeps it.
private final class FirstOnly: Module {
    let value = input(bit)
    let kept = output(bit)

    override func circuit() {
        let phase = register(unsigned(2), reset: nil)
        let held = register(bit, reset: nil)
        when(phase !== 3) { phase <== phase + 1 }
        when(phase === 0) { held <== value }
        kept <== held
    }
}

/// Two of them, of which one takes the choice.
private final class FirstOnlyTwins: Module {
    let choice = input(bit)

    override func circuit() {
        let one = instance(FirstOnly())
        let other = instance(FirstOnly())
        one.value <== false
        other.value <== choice
        check("both are alike", one.kept === other.kept)
    }
}

struct ProveCasesTests {
    /// No edge with others before it makes the registers differ; the first one does.
    @Test func whatDiffersFromTheFirstEdgeOnIsNotTheSame() throws {
        let design = try elaborate { FirstOnlyTwins() }
        var options = ProofOptions()
        options.timeout = 10
        options.start = .powerOn
        var holds: [Int: Bool] = [:]
        try proveCases(design, options, input: "choice", values: [0, 1], instances: ("one", "other")) {
            holds[$0] = $1
        }
        #expect(holds == [0: true, 1: false])
    }
}
