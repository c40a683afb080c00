import Netlist
import Testing

/// HDL030 and HDL031: what is not driven, or not on every path.
@Suite struct DriverCheckTests {
    @Test func undriven() {
        var child = CircuitBuilder("Child")
        let value = child.input("value")
        child.output("result", value: value)
        var top = CircuitBuilder("Top")
        top.at(3)
        let ready = top.output("ready")
        _ = ready
        top.at(4)
        let bus = top.output("bus", 8)
        top.at(5)
        let nibble = top.constant(3, 3)
        top.add(top.assign(bus, low: 2, nibble))
        top.at(9)
        let outputs = top.instance("child", of: child.circuit, at: 0, inputs: [])
        top.output("result", value: outputs[0])
        #expect(
            texts(design(child.circuit, top.circuit)) == [
                """
                error[HDL030]: output 'ready' is never driven
                  at Example.swift:3
                  help: assign it, `ready <== ...`, or remove it
                """,
                """
                error[HDL030]: output 'bus' is never driven in bits [7...5] and [1...0]
                  at Example.swift:4
                  help: assign these bits too, or all of 'bus' first and then the others
                """,
                """
                error[HDL030]: instance input 'child.value' is never driven
                  at Example.swift:9
                  help: assign it, `child.value <== ...`, or remove it
                """,
            ])
    }

    @Test func namesThePath() {
        var top = CircuitBuilder("Top")
        let clock = top.input("clock")
        let start = top.input("start")
        let state = top.register("state", 2, clock: clock)
        top.circuit.enumerations[state] = EnumerationID(0)
        top.at(5)
        let ready = top.output("ready")
        let one = top.constant(1, 1)
        top.at(10)
        let assign = top.assign(ready, one)
        top.at(12)
        let when = top.when(start, [assign])
        top.at(20)
        top.add(top.select(state, [([0], [when]), ([1, 2], [assign])], isExhaustive: true))
        top.add(top.assign(state, state))
        top.output("current", value: state)
        #expect(
            texts(design(top.circuit, enumerations: [Self.states])) == [
                """
                error[HDL031]: 'ready' is not assigned when 'state' is .idle and 'start' is 0
                  at Example.swift:5
                  note: here 'state' is .idle at Example.swift:21
                  note: here 'start' is 0 at Example.swift:12
                  help: assign 'ready' on that path too, or give it a default before
                """
            ])
    }

    static let states = Enumeration(
        name: "State", width: 2,
        cases: ["idle", "busy", "done"].enumerated().map {
            Enumeration.Case(name: $1, value: BitVector(UInt64($0), width: 2))
        })

    @Test func namesSmallExpressionsAndLaterArms() {
        var top = CircuitBuilder("Top")
        let count = top.input("count", 4)
        let enable = top.input("enable")
        top.at(5)
        let result = top.output("result", 4)
        let four = top.constant(4, 4)
        let isSmall = top.node(.lessUnsigned, 1, count, four)
        let isThree = top.equal(count, 3)
        let both = top.node(.and, 1, enable, isThree)
        top.at(8)
        let assign = top.assign(result, count)
        top.at(9)
        let second = top.when(both, [assign])
        top.at(7)
        top.add(top.when(isSmall, [], otherwise: [second]))
        top.at(15)
        top.add(top.when(isSmall, [top.assign(result, low: 0, top.slice(count, 0, 2))]))
        #expect(
            texts(design(top.circuit)) == [
                """
                error[HDL031]: 'result'[1...0] is not assigned on every path, as far as can be seen: each condition is looked at by itself
                  at Example.swift:5
                  note: here count < 4 at Example.swift:7
                  note: here count >= 4 at Example.swift:15
                  help: write conditions that exclude each other as `when ... elsewhen ... otherwise`, or assign 'result' a default first
                """,
                """
                error[HDL031]: 'result'[3...2] is not assigned when count < 4
                  at Example.swift:5
                  note: here count < 4 at Example.swift:7
                  help: assign 'result' on that path too, or give it a default before
                """,
            ])
    }

    @Test func numbersWithoutDefault() {
        var top = CircuitBuilder("Top")
        let count = top.input("count", 2)
        let wide = top.input("wide", 8)
        top.at(5)
        let first = top.output("first", 8)
        top.at(6)
        let second = top.output("second", 8)
        top.at(7)
        let third = top.output("third", 8)
        top.at(10)
        let one = top.assign(first, wide)
        top.add(top.select(count, [([0, 1], [one]), ([2], [one])]))
        top.at(20)
        let two = top.assign(second, wide)
        top.add(top.select(wide, [([0, 1], [two]), ([16], [two])]))
        top.at(30)
        let element = top.slice(wide, 0, 2)
        top.add(top.assign(third, index: count, element))
        #expect(
            texts(design(top.circuit)).map { $0.split(separator: "\n").first } == [
                "error[HDL031]: 'first' is not assigned when 'count' is 3",
                "error[HDL031]: 'second' is not assigned when 'wide' is none of 0, 1 or 16",
                "error[HDL031]: 'third'[1...0] is not assigned when 'count' is not 0",
                "error[HDL031]: 'third'[3...2] is not assigned when 'count' is not 1",
                "error[HDL031]: 'third'[5...4] is not assigned when 'count' is not 2",
                "error[HDL031]: 'third'[7...6] is not assigned when 'count' is not 3",
            ])
    }

    @Test func conditionsThatOnlyTogetherCoverEverything() {
        var top = CircuitBuilder("Top")
        let start = top.input("start")
        top.at(5)
        let ready = top.output("ready")
        let not = top.node(.not, 1, start)
        top.at(7)
        top.add(top.when(start, [top.assign(ready, start)]))
        top.at(8)
        top.add(top.when(not, [top.assign(ready, not)]))
        #expect(
            texts(design(top.circuit)) == [
                """
                error[HDL031]: 'ready' is not assigned on every path, as far as can be seen: each condition is looked at by itself
                  at Example.swift:5
                  note: here 'start' is 0 at Example.swift:7
                  note: here 'start' is 1 at Example.swift:8
                  help: write conditions that exclude each other as `when ... elsewhen ... otherwise`, or assign 'ready' a default first
                """
            ])
    }

    @Test func defaultsAndFullCoverageAreFine() {
        var top = CircuitBuilder("Top")
        let start = top.input("start")
        let count = top.input("count", 2)
        let first = top.output("first", 2)
        let second = top.output("second", 2)
        let third = top.output("third", 2)
        let fourth = top.output("fourth", 2)
        let one = top.assign(first, count)
        top.add(one, top.when(start, [one]))
        let two = top.assign(second, count)
        top.add(top.when(start, [two], otherwise: [top.when(start, [two], otherwise: [two])]))
        let three = top.assign(third, count)
        top.add(top.select(count, [([0, 1], [three]), ([2, 3], [three])], isExhaustive: true))
        let bit = top.slice(count, 0, 1)
        let (low, high) = (top.assign(fourth, low: 0, bit), top.assign(fourth, low: 1, bit))
        top.add(top.when(start, [low, high], otherwise: [high, low]))
        #expect(texts(design(top.circuit)) == [])
    }
}
