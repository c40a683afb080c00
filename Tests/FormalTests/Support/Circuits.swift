import HDL

/// Counts to nine and begins again.
final class Decade: Module {
    let enable = input(bit)
    let count = output(unsigned(4))

    override func circuit() {
        let value = register(unsigned(4))
        when(enable) { value <== mux(value === 9, 0, value + 1) }
        count <== value
        // True, and not inductive: from eleven, which is never reached, the next is twelve.
        check("never twelve", value !== 12)
        check("below five", value < 5)
        check("thirteen only while enabled", (value === 13).implies(enable))
        check("nine is odd", (value === 9).implies(value[0]))
        cover("nine", value === 9)
        cover("eleven", value === 11)
    }
}

/// Two counters that assume never to be full, and what keeps one of them so.
final class Pair: Module {
    let step = input(bit)
    let full = output(bit)

    override func circuit() {
        let first = instance(Limited())
        let second = instance(Limited())
        first.step <== step & (first.count < 6)
        second.step <== step
        full <== (first.count === 7) | (second.count === 7)
        check("the first is never full", first.count !== 7)
    }
}

final class Limited: Module {
    let step = input(bit)
    let count = output(unsigned(3))

    override func circuit() {
        let value = register(unsigned(3))
        when(step) { value <== value + 1 }
        count <== value
        assume("no step when it is full", !(step & (value === 7)))
        let runs = register(bit)
        runs <== 1
        check("never from seven to zero", (runs & (past(value) === 7)).implies(value !== 0))
    }
}

/// A register that an asynchronous reset clears, at either level.
final class Cleared: Module {
    let clear = inputReset(.asynchronous, .activeLow)
    let data = input(unsigned(4))
    let kept = output(unsigned(4))

    override func circuit() {
        resetting(by: clear) {
            let value = register(unsigned(4))
            when(data < 10) { value <== data }
            kept <== value
            check("below ten", value < 10)
            check("below nine", value < 9)
        }
    }
}

/// A memory and a copy of one of its words.
final class Store: Module {
    let writes = input(bit)
    let address = input(unsigned(2))
    let data = input(unsigned(3))
    let word = output(unsigned(3))

    override func circuit() {
        let storage = memory(of: unsigned(3), depth: 4)
        when(writes) { storage.write(address, data) }
        let copy = register(unsigned(3))
        when(writes & (address === 2)) { copy <== data }
        word <== storage[address]
        let hasWritten = register(bit)
        when(writes & (address === 2)) { hasWritten <== 1 }
        check("the copy is the word", (hasWritten & (address === 2)).implies(word === copy))
        check("one word is another", (hasWritten & (address === 1)).implies(word === copy))
    }
}

/// Two clocks: a value that only one of them changes, and one that follows at the other's edge.
final class TwoClocks: Module {
    let other = inputClock()
    let step = input(bit)
    let seen = output(bit)

    override func circuit() {
        let toggle = register(bit)
        when(step) { toggle <== !toggle }
        let reset = currentReset()
        clocked(by: other, reset: nil) {
            seen <== synchronized(toggle, stages: 2)
        }
        unused(reset)
        let before = register(bit)
        before <== toggle
        check("toggles by step only", (before !== toggle).implies(past(step)))
        check("never toggles", !toggle)
    }
}

/// Checks that need each other, and one that follows from itself but not from the reset.
final class Together: Module {
    let step = input(bit)
    let total = output(unsigned(8))

    override func circuit() {
        let (one, other) = (register(unsigned(8)), register(unsigned(8)))
        let sum = register(unsigned(8))
        when(step) {
            one <== one + 1
            other <== other + 1
            sum <== sum + mux(one === other, constant(2, width: 8), constant(1, width: 8))
        }
        total <== sum
        check("the sum is even", !sum[0])
        check("both are equal", one === other)
        let stuck = register(bit, reset: true)
        stuck <== stuck
        check("off stays off", !stuck)
    }
}

/// What holds of a part only by what the part itself says.
final class Nested: Module {
    let enable = input(bit)
    let count = output(unsigned(4))

    override func circuit() {
        let inner = instance(BelowTen())
        inner.enable <== enable
        count <== inner.count
        check("never twelve", inner.count !== 12)
    }
}

final class BelowTen: Module {
    let enable = input(bit)
    let count = output(unsigned(4))

    override func circuit() {
        let value = register(unsigned(4))
        when(enable) { value <== mux(value === 9, 0, value + 1) }
        count <== value
        check("below ten", value < 10)
    }
}
