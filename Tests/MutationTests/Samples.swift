import HDL
import Netlist

/// Counts to a limit, while it may.
final class Limiter: Module {
    let enable = input(bit)
    let limit = input(unsigned(4))
    let count = output(unsigned(4))
    let isFull = output(bit)

    override func circuit() {
        let value = register(unsigned(4), reset: 3)
        when(enable & (value < limit)) { value <== value + 1 }
        count <== value
        isFull <== (value >= limit)
        let seen = register(unsigned(4))
        when(value > seen) { seen <== value }
        check("never over the top", seen <= 15)
    }
}

/// What ``Machine`` does one after the other.
enum Step: HardwareEnum { case wait, load, run }

/// From one step to the next.
private func advance(_ step: Enumerated<Step>, go: Bit, isFull: Bit) {
    step.switch {
        on(.wait) { when(go) { step <== .load } }
        on(.load) { step <== .run }
        on(.run) { when(isFull) { step <== .wait } }
    }
}

/// Every kind of thing that can be mutated; without the store, all that it holds is reset.
final class Machine: Module {
    let go = input(bit)
    let limit = input(unsigned(4))
    let address = input(unsigned(2))
    let value = output(unsigned(8))
    let isFull = output(bit)
    let isBusy = output(bit)
    let state = output(unsigned(14))

    private let isAllReset: Bool

    init(isAllReset: Bool = false) { self.isAllReset = isAllReset }

    override func circuit() {
        let step = register(Step.wait)
        // Ahead of what mutants change.
        check("a machine does not load and run at once", !((step === .load) & (step === .run)))
        let limiter = instance(Limiter())
        let sum = register(unsigned(8), reset: 5)
        limiter.enable <== (step === .run)
        limiter.limit <== limit
        advance(step, go: go, isFull: limiter.isFull)
        let kept = wire(unsigned(8))
        if !isAllReset {
            let store = memory(of: unsigned(8), depth: 4)
            when(step === .load) { store[address] <== sum ^ 3 }
            kept <== store[address]
        } else {
            kept <== concatenate(address, limit, address)
        }
        when(step === .run) { sum <== sum + concatenate(limit, limiter.count) }
        value <== mux(step === .wait, kept, sum >> 1)
        isFull <== limiter.isFull
        // Never both, so that an exclusive or does as well.
        isBusy <== (step === .load) | (step === .run)
        state <== concatenate(step.asBits, limiter.count, sum)
    }
}

/// Two that are driven alike, and watched; the second can be exchanged for mutants, one of which is chosen.
final class Twins: Module {
    let choice = input(unsigned(8))
    let go = input(bit)
    let limit = input(unsigned(4))
    let address = input(unsigned(2))
    let isSame = output(unsigned(4))

    private let isAllReset: Bool

    init(isAllReset: Bool = false) { self.isAllReset = isAllReset }

    override func circuit() {
        let (one, other) = (instance(Machine(isAllReset: isAllReset)), instance(Machine(isAllReset: isAllReset)))
        for machine in [one, other] {
            machine.go <== go
            machine.limit <== limit
            machine.address <== address
        }
        unused(choice)
        isSame
            <== concatenate(
                one.value === other.value, one.isFull === other.isFull, one.isBusy === other.isBusy,
                one.state === other.state)
        check("both show the same", isSame.allOnes)
    }
}
