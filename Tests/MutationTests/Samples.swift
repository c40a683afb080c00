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

/// A circuit with state of its own and a part with state.
final class Stepper: Module {
    enum Step: HardwareEnum { case wait, load, run }

    let go = input(bit)
    let limit = input(unsigned(4))
    let count = output(unsigned(4))
    let isBusy = output(bit)

    override func circuit() {
        let step = register(Step.wait)
        let limiter = instance(Limiter())
        limiter.enable <== (step === .run)
        limiter.limit <== limit
        step.switch {
            on(.wait) { when(go) { step <== .load } }
            on(.load) { step <== .run }
            on(.run) { when(limiter.isFull) { step <== .wait } }
        }
        count <== mux(step === .wait, 0, limiter.count)
        isBusy <== (step !== .wait)
    }
}

/// Every kind of thing that can be mutated.
final class Machine: Module {
    enum Step: HardwareEnum { case wait, load, run }

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
        step.switch {
            on(.wait) { when(go) { step <== .load } }
            on(.load) { step <== .run }
            on(.run) { when(limiter.isFull) { step <== .wait } }
        }
        when(step === .load) { store[address] <== sum ^ 3 }
        when(step === .run) { sum <== sum + concatenate(limit, limiter.count) }
        value <== mux(step === .wait, store[address], sum >> 1)
        isFull <== limiter.isFull
        isBusy <== (step !== .wait)
    }
}
