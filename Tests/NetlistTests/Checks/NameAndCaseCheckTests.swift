import Netlist
import Testing

/// HDL035 and HDL036: names given twice, cases that never match.
@Suite struct NameAndCaseCheckTests {
    @Test func namesGivenTwice() {
        var child = CircuitBuilder("Child")
        let value = child.input("value")
        child.output("result", value: value)
        var top = CircuitBuilder("Child")
        top.at(2)
        let count = top.input("count")
        top.at(3)
        let wire = top.wire("count")
        top.add(top.assign(wire, count))
        top.at(4)
        let outputs = top.instance("result", of: child.circuit, at: 0, inputs: [wire])
        top.at(5)
        top.output("result", value: outputs[0])
        top.circuit.place = Place(file: 0, line: 20, column: 1)
        #expect(
            texts(design(child.circuit, top.circuit)) == [
                """
                error[HDL035]: the name 'count' is given twice: to an input and to a wire
                  at Example.swift:3
                  note: the first 'count' is here at Example.swift:2
                  help: rename one of them
                """,
                """
                error[HDL035]: the name 'result' is given twice: to an output and to an instance
                  at Example.swift:4
                  note: the first 'result' is here at Example.swift:5
                  help: rename one of them
                """,
                """
                error[HDL035]: the name 'Child' is given twice: to a module and to a module
                  at Example.swift:20
                  note: the first 'Child' is here at Example.swift:1
                  help: rename one of them
                """,
            ])
    }

    @Test func caseTwice() {
        var top = CircuitBuilder("Top")
        let clock = top.input("clock")
        let state = top.register("state", 2, clock: clock)
        top.circuit.enumerations[state] = EnumerationID(0)
        top.output("result", value: state)
        let hold = top.assign(state, state)
        top.at(10)
        top.add(top.select(state, [([0], [hold]), ([1, 0], [hold]), ([2], [hold])], isExhaustive: true))
        #expect(
            texts(design(top.circuit, enumerations: [DriverCheckTests.states])) == [
                """
                error[HDL036]: unreachable case: .idle can never match, earlier cases take it
                  at Example.swift:12
                  note: .idle is taken by the case at Example.swift:11
                  help: remove it, or move it before the cases that take its values
                """
            ])
    }

    /// `1?` and `01` leave nothing for `?1`; `??` still has `00`.
    @Test func patternsThatTogetherTakeEverything() {
        var top = CircuitBuilder("Top")
        let clock = top.input("clock")
        let code = top.input("code", 2)
        let state = top.register("state", 2, clock: clock)
        top.output("result", value: state)
        let body: Block = [top.assign(state, code)]
        func arm(_ value: UInt64, _ care: UInt64, line: Int) -> Select.Arm {
            let pattern = Pattern(value: BitVector(value, width: 2), care: BitVector(care, width: 2))
            return Select.Arm(patterns: [pattern], body: body, place: Place(file: 0, line: line, column: 1))
        }
        let arms = [arm(2, 2, line: 11), arm(1, 3, line: 12), arm(1, 1, line: 13), arm(0, 0, line: 14)]
        top.add(.select(Select(subject: code, arms: arms, otherwise: nil, isExhaustive: true, place: top.here)))
        #expect(
            texts(design(top.circuit)) == [
                """
                error[HDL036]: unreachable case: "?1" can never match, earlier cases take it
                  at Example.swift:13
                  note: "?1" is taken by the case at Example.swift:11
                  note: "?1" is taken by the case at Example.swift:12
                  help: remove it, or move it before the cases that take its values
                """
            ])
    }
}
