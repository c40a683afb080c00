import Testing

@testable import Formal

struct EqualityStepTests {
    /// Two registers, one of the input and one of its complement; the gate is the first without the second.
    private static let source = Aiger(
        inputs: 1, latches: [Aiger.Latch(next: 2, initial: 0), Aiger.Latch(next: 3, initial: 0)],
        gates: [Aiger.Gate(left: 7, right: 4)])

    /// The file has the gates that its question names, and the values of inputs tell which registers differ.
    @Test func questionsHaveAllTheirGates() throws {
        var step = EqualityStep(Self.source, twins: [1: 0], events: [8], constraints: [])
        let found = step.differences()
        let differences = try #require(found)
        let lines = differences.file.split(separator: 10, maxSplits: 3).prefix(3)
            .map { String(decoding: $0, as: UTF8.self) }
        let variables = try #require(lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) })
        let question = try #require(Int(lines[2]))
        #expect(question > 1 && question / 2 <= variables)
        #expect(differences.latches == [1])
        #expect(differences.latches(ones: []) == [1])
    }

    @Test func whatIsTheSameDoesNotDiffer() throws {
        var source = Self.source
        source.latches[1].next = 2
        var same = EqualityStep(source, twins: [1: 0], events: [8], constraints: [])
        let none = same.differences()?.latches
        #expect(none == nil)
    }

    /// A register in the place of another: nothing is the one without the other then.
    @Test func equalRegistersAreOne() {
        #expect(Self.source.replacing().literal(8) != 0)
        #expect(Self.source.replacing(latches: [1: 0]).literal(8) == 0)
        #expect(Self.source.replacing(inputs: [0: true]).graph.latches.map(\.next) == [1, 0])
    }

    @Test func sixtyFourPatternsAtOnce() {
        let values = Self.source.values(inputs: [0b1010])
        #expect(Aiger.value(2, in: values) == 0b1010 && Aiger.value(3, in: values) == ~0b1010)
        #expect(Aiger.value(8, in: values) == 0)
    }
}
