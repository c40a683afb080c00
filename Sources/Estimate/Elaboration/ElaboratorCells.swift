import Netlist

extension Elaborator {
    /// A bit of a register: a source now, its inputs later.
    mutating func register(_ scope: Int, _ id: NodeID, _ bit: Int) -> Literal {
        let register = RegisterID(Int(node(scope, id).a))
        let number = flat.addFlipFlop(origin: scope)
        pending.append(.register(scope: scope, register, bit: bit, flipFlop: number))
        return flat.flipFlops[number].output
    }

    mutating func finishRegister(_ scope: Int, _ id: RegisterID, _ bit: Int, _ number: Int) {
        guard let lowered = lowered(scope) else { return }
        let register = lowered.circuit.registers[id.index]
        var flipFlop = flat.flipFlops[number]
        flipFlop.initial = register.initial[bit]
        flipFlop.clock = clock(scope, register.clocking)
        if let part = lowered.registers[id.index].last(where: { $0.low <= bit }), bit < part.low + part.width {
            flipFlop.next = resolve(scope, part.value, bit - part.low)
            if let enable = part.enable { flipFlop.enable = resolve(scope, enable, 0) }
        } else {
            flipFlop.next = flipFlop.output
        }
        if let reset = register.reset {
            let signal = resolve(scope, reset.signal, 0)
            flipFlop.reset = signal.inverted(if: reset.polarity == .activeLow)
            flipFlop.resetValue = reset.value[bit]
            flipFlop.isAsynchronous = reset.kind == .asynchronous
        }
        flat.flipFlops[number] = flipFlop
    }

    mutating func clock(_ scope: Int, _ clocking: Clocking) -> FlatDesign.ClockKey {
        FlatDesign.ClockKey(signal: resolve(scope, clocking.clock, 0), falling: clocking.edge == .falling)
    }
}
