import Testing

@testable import Formal

struct EqualityStepTests {
    /// An event that happens where two registers differ: the file has the gates that its question names, and the values of inputs tell which registers do.
    @Test func questionsHaveAllTheirGates() throws {
        // Two registers, one of the input and one of its complement; the event is the one without the other.
        var source = Aiger(
            inputs: 1, latches: [Aiger.Latch(next: 2, initial: 0), Aiger.Latch(next: 3, initial: 0)],
            gates: [Aiger.Gate(left: 7, right: 4)])
        var step = EqualityStep(source, twins: [1: 0], events: [8], constraints: [])
        let lines = step.question([8]).split(separator: 10, maxSplits: 3).prefix(3)
            .map { String(decoding: $0, as: UTF8.self) }
        let variables = try #require(lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) })
        let question = try #require(Int(lines[2]))
        #expect(question > 1 && question / 2 <= variables)
        let found = step.differences()
        let differences = try #require(found)
        #expect(differences.latches == [1])
        #expect(differences.latches(ones: []) == [1])
        source.latches[1].next = 2
        var same = EqualityStep(source, twins: [1: 0], events: [8], constraints: [])
        let none = same.differences()?.latches
        #expect(none == nil)
    }
}
