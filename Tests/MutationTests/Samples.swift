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

/// Two that are driven alike, and watched.
final class Twins: Module {
    let enable = input(bit)
    let limit = input(unsigned(4))
    let first = output(unsigned(4))
    let second = output(unsigned(4))

    override func circuit() {
        let (one, other) = (instance(Limiter()), instance(Limiter()))
        for limiter in [one, other] {
            limiter.enable <== enable
            limiter.limit <== limit
            unused(limiter.isFull)
        }
        first <== one.count
        second <== other.count
        check("both count alike", one.count === other.count)
    }
}

/// What ``Stepper`` and ``Machine`` do one after the other.
enum Step: HardwareEnum { case wait, load, run }

/// From one step to the next.
private func advance(_ step: Enumerated<Step>, go: Bit, isFull: Bit) {
    step.switch {
        on(.wait) { when(go) { step <== .load } }
        on(.load) { step <== .run }
        on(.run) { when(isFull) { step <== .wait } }
    }
}

/// A circuit with state of its own and a part with state.
final class Stepper: Module {
    let go = input(bit)
    let limit = input(unsigned(4))
    let count = output(unsigned(4))
    let isBusy = output(bit)

    override func circuit() {
        let step = register(Step.wait)
        let limiter = instance(Limiter())
        limiter.enable <== (step === .run)
        limiter.limit <== limit
        advance(step, go: go, isFull: limiter.isFull)
        count <== mux(step === .wait, 0, limiter.count)
        // Never both, so that an exclusive or does as well.
        isBusy <== (step === .load) | (step === .run)
        check("there are three steps", step.asBits !== 3)
    }
}

/// Every kind of thing that can be mutated.
final class Machine: Module {
    let go = input(bit)
    let limit = input(unsigned(4))
    let address = input(unsigned(2))
    let value = output(unsigned(8))
    let isFull = output(bit)
    let isBusy = output(bit)

    override func circuit() {
        let step = register(Step.wait)
        let limiter = instance(Limiter())
        let store = memory(of: unsigned(8), depth: 4)
        let sum = register(unsigned(8), reset: 5)
        limiter.enable <== (step === .run)
        limiter.limit <== limit
        advance(step, go: go, isFull: limiter.isFull)
        when(step === .load) { store[address] <== sum ^ 3 }
        when(step === .run) { sum <== sum + concatenate(limit, limiter.count) }
        value <== mux(step === .wait, store[address], sum >> 1)
        isFull <== limiter.isFull
        isBusy <== (step !== .wait)
    }
}
