import Netlist
import Testing

/// HDL033: combinational loops, bit by bit, through instances.
@Suite struct LoopCheckTests {
    @Test func eachHopIsNamed() {
        var top = CircuitBuilder("Top")
        let request = top.input("request")
        top.at(3)
        let grant = top.output("grant")
        top.at(4)
        let busy = top.wire("busy")
        top.at(7)
        let both = top.node(.and, 1, busy, request)
        top.add(top.assign(grant, both))
        top.at(8)
        top.add(top.assign(busy, grant))
        #expect(
            texts(design(top.circuit)) == [
                """
                error[HDL033]: combinational loop: 'grant' <- 'busy' <- 'grant'
                  at Example.swift:3
                  note: 'grant' depends on 'busy' at Example.swift:7
                  note: 'busy' depends on 'grant' at Example.swift:8
                  help: put a register into the loop, or take one of the dependences away
                """
            ])
    }

    /// A ripple: bit `i` from bit `i - 1`.
    @Test func bitsThatDependOnLowerBitsAreNoLoop() {
        var top = CircuitBuilder("Top")
        let input = top.input("value", 4)
        let carry = top.output("carry", 4)
        top.add(top.assign(carry, low: 0, top.slice(input, 0, 1)))
        for bit in 1..<4 {
            let below = top.slice(carry, bit - 1, 1)
            let here = top.slice(input, bit, 1)
            top.add(top.assign(carry, low: bit, top.node(.and, 1, below, here)))
        }
        #expect(texts(design(top.circuit)) == [])
    }

    @Test func sumsDependOnLowerBitsOnly() {
        var top = CircuitBuilder("Top")
        let input = top.input("value", 4)
        let total = top.output("total", 5)
        // The lowest bit is new, the sum is above it: no loop.
        let low = top.slice(total, 0, 4)
        top.add(top.assign(total, low: 0, top.slice(input, 0, 1)))
        top.add(top.assign(total, low: 1, top.node(.add, 4, low, input)))
        #expect(texts(design(top.circuit)) == [])
        // Shifted down it is one.
        top.at(3)
        let other = top.output("other", 4)
        top.at(5)
        let sum = top.node(.add, 5, top.node(.zeroExtend, 5, other), top.node(.zeroExtend, 5, input))
        top.add(top.assign(other, top.slice(sum, 1, 4)))
        #expect(
            texts(design(top.circuit)) == [
                """
                error[HDL033]: combinational loop: 'other'[0] <- 'other'[0]
                  at Example.swift:3
                  note: 'other'[0] depends on 'other'[0] at Example.swift:5
                  help: put a register into the loop, or take one of the dependences away
                """
            ])
    }

    @Test func comparisonsDependOnAllBits() {
        var top = CircuitBuilder("Top")
        let input = top.input("value", 3)
        top.at(2)
        let flags = top.output("flags", 4)
        top.at(3)
        let isLess = top.node(.lessUnsigned, 1, top.slice(flags, 1, 3), input)
        top.add(top.assign(flags, low: 0, input))
        top.at(4)
        top.add(top.assign(flags, low: 3, isLess))
        #expect(
            texts(design(top.circuit)) == [
                """
                error[HDL033]: combinational loop: 'flags'[3] <- 'flags'[3]
                  at Example.swift:2
                  note: 'flags'[3] depends on 'flags'[3] at Example.swift:3
                  help: put a register into the loop, or take one of the dependences away
                """
            ])
    }

    /// A condition is a dependence too.
    @Test func throughConditions() {
        var top = CircuitBuilder("Top")
        let value = top.input("value")
        top.at(2)
        let valid = top.output("valid")
        top.at(5)
        top.add(top.assign(valid, value))
        top.at(6)
        top.add(top.when(valid, [top.assign(valid, top.node(.not, 1, value))]))
        #expect(
            texts(design(top.circuit)) == [
                """
                error[HDL033]: combinational loop: 'valid' <- 'valid'
                  at Example.swift:2
                  note: 'valid' depends on 'valid' at Example.swift:5
                  help: put a register into the loop, or take one of the dependences away
                """
            ])
    }

    @Test func aRegisterBreaksTheLoop() {
        var top = CircuitBuilder("Top")
        let clock = top.input("clock")
        let count = top.register("count", 4, clock: clock)
        top.add(top.assign(count, top.node(.add, 4, count, top.constant(1, 4))))
        top.output("result", value: count)
        #expect(texts(design(top.circuit)) == [])
    }

    /// Bit 0 of the child's output depends on bit 0 of its input, bit 1 on bit 1.
    private var straight: Circuit {
        var child = CircuitBuilder("Straight")
        let value = child.input("value", 2)
        let unrelated = child.input("unrelated", 2)
        child.output("result", value: child.node(.not, 2, value))
        child.output("other", value: unrelated)
        return child.circuit
    }

    @Test func throughInstancesBitByBit() {
        var top = CircuitBuilder("Top")
        let value = top.input("value")
        top.at(4)
        let feedback = top.wire("feedback", 2)
        let outputs = top.instance("stage", of: straight, at: 0, inputs: [feedback, feedback])
        // feedback[0] from outside, feedback[1] from result[0]: no loop.
        top.add(top.assign(feedback, low: 0, value))
        top.at(9)
        let part = top.slice(outputs[0], 0, 1)
        top.add(top.assign(feedback, low: 1, part))
        top.output("result", value: outputs[0])
        top.output("other", value: outputs[1])
        #expect(texts(design(straight, top.circuit)) == [])

        var wrong = CircuitBuilder("Wrong")
        wrong.at(4)
        let loop = wrong.wire("loop", 2)
        wrong.at(6)
        let results = wrong.instance("stage", of: straight, at: 0, inputs: [loop, loop])
        wrong.at(9)
        wrong.add(wrong.assign(loop, results[0]))
        wrong.output("result", value: results[0])
        wrong.output("other", value: results[1])
        #expect(
            texts(design(straight, wrong.circuit)) == [
                """
                error[HDL033]: combinational loop: 'loop'[0] <- 'stage.result'[0] <- 'stage.value'[0] <- 'loop'[0]
                  at Example.swift:4
                  note: 'loop'[0] depends on 'stage.result'[0] at Example.swift:9
                  note: 'stage.result'[0] depends on 'stage.value'[0] inside the instance at Example.swift:6
                  note: 'stage.value'[0] depends on 'loop'[0] at Example.swift:6
                  help: put a register into the loop, or take one of the dependences away
                """
            ])
    }
}
