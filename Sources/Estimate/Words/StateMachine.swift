/// A register that only takes constants, and is only compared with constants: its codes are free to choose.
struct StateMachine: Sendable {
    struct Transition: Hashable, Sendable {
        var from: Int
        var to: Int
        /// By input; nil: does not matter.
        var inputs: [Bool?]
    }

    /// The cell of the register.
    var register: Int
    var states: [UInt64]
    /// The one that an asynchronous reset sets, or that looks like it.
    var first: Int?
    /// Roots.
    var inputs: [Int32]
    var transitions: [Transition] = []

    /// Leaves out states that nothing leads to, and inputs that do not matter, as the reference flow's `fsm_opt` does.
    mutating func simplify() {
        removeUnreachable()
        mergePatterns()
        let used = inputs.indices.filter { input in transitions.contains { $0.inputs[input] != nil } }
        inputs = used.map { inputs[$0] }
        for index in transitions.indices {
            let old = transitions[index].inputs
            transitions[index].inputs = used.map { old[$0] }
        }
    }

    private mutating func removeUnreachable() {
        while true {
            let reached = Set(transitions.map(\.to) + (first.map { [$0] } ?? []))
            guard reached.count < states.count else { return }
            var numbers: [Int: Int] = [:]
            for old in states.indices where reached.contains(old) { numbers[old] = numbers.count }
            states = states.indices.filter { reached.contains($0) }.map { states[$0] }
            transitions = transitions.compactMap { transition in
                guard let from = numbers[transition.from], let to = numbers[transition.to] else { return nil }
                return Transition(from: from, to: to, inputs: transition.inputs)
            }
            first = first.flatMap { numbers[$0] }
        }
    }

    /// Transitions between the same states that differ in one input become one.
    private mutating func mergePatterns() {
        for input in inputs.indices {
            var known = Set(transitions)
            var result: [Transition] = []
            for transition in transitions where known.contains(transition) {
                guard let value = transition.inputs[input] else {
                    result.append(transition)
                    continue
                }
                var twin = transition
                twin.inputs[input] = !value
                if known.contains(twin) {
                    known.remove(transition)
                    known.remove(twin)
                    twin.inputs[input] = nil
                } else {
                    twin = transition
                }
                result.append(twin)
            }
            transitions = result
        }
    }

    /// From which states the machine goes to one whatever the inputs are, and under which patterns from others.
    func causes(of state: Int) -> (always: Set<Int>, patterns: [(inputs: [Bool?], states: [Int])]) {
        let others = Set(transitions.lazy.filter { $0.to != state }.map(\.from))
        let always = Set(states.indices).subtracting(others)
        var order: [[Bool?]] = []
        var from: [[Bool?]: [Int]] = [:]
        for transition in transitions where transition.to == state && !always.contains(transition.from) {
            if from[transition.inputs] == nil { order.append(transition.inputs) }
            from[transition.inputs, default: []].append(transition.from)
        }
        return (always, order.map { ($0, from[$0] ?? []) })
    }
}

extension CellElaborator {
    /// The register of a state: it holds one while the machine is in it.
    private mutating func stateBit(_ machine: Int, _ state: Int) -> Literal {
        let key = RegisterBit(cell: machine, bit: state)
        if let known = words.stateBits[key] { return flat.flipFlops[known].output }
        let number = flat.addFlipFlop(origin: scope(of: words.machines[machine].register))
        flat.flipFlops[number].hasInitial = false
        words.stateBits[key] = number
        pending.append(.state(machine: machine, state: state, number: number))
        return flat.flipFlops[number].output
    }

    /// What a comparison of a machine's register gives: in some of the states it holds.
    mutating func machineOutput(_ number: Int) -> Literal {
        let (machine, states) = words.machineOutputs[number]
        let bits = states.map { stateBit(machine, $0) }
        return flat.graph.orAll(bits)
    }

    mutating func finishState(_ machine: Int, _ state: Int, _ target: Int) {
        let description = words.machines[machine]
        guard case .flipFlop(let cell) = cellAt(description.register).kind, let clock = cell.clock else { return }
        let scope = scope(of: description.register)
        let inputs = resolve(0, description.inputs.map { Self.bit(ofRoot: $0) })
        let (always, patterns) = description.causes(of: state)
        var terms = always.sorted().map { stateBit(machine, $0) }
        for pattern in patterns {
            let states = pattern.states.sorted().map { stateBit(machine, $0) }
            flat.graph.origin = UInt32(scope)
            let factors = zip(inputs, pattern.inputs).compactMap { input, value in
                value.map { input.inverted(if: !$0) }
            }
            let condition = flat.graph.andAll(factors)
            let isEverywhere = patterns.lazy.filter { $0.inputs == pattern.inputs }.count == description.states.count
            terms.append(isEverywhere ? condition : flat.graph.and(condition, flat.graph.orAll(states)))
        }
        flat.graph.origin = UInt32(scope)
        flat.flipFlops[target].next = flat.graph.orAll(terms)
        flat.flipFlops[target].clock = clockKey(scope, clock)
        if let reset = cell.asynchronousReset {
            flat.flipFlops[target].reset = resolve(scope, reset.signal)
            flat.flipFlops[target].resetValue = description.first == state
            flat.flipFlops[target].isAsynchronous = true
        }
    }
}
