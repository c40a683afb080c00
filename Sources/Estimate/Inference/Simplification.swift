extension FlatDesign {
    /// Removes registers that never change and those that always equal another, and turns carry chains of one or two bits into
    /// logic, until nothing is found.
    func simplified() -> FlatDesign {
        var current = self
        // The last position of the longest chain that becomes logic.
        let shortest = device.carry.minimum - 2
        for _ in 0..<8 {
            let constant = current.constantFlipFlops()
            let merged = current.equalFlipFlops(except: constant)
            let live = Liveness(current)
            let soft = current.chains.indices.map { index in
                let last = live.chains[index]
                return last >= 0 && current.chains[index].length(last, device.carry) <= shortest + 1
            }
            let hasSoft = soft.contains(true) && current.chains.indices.contains { soft[$0] && !current.isSpent($0) }
            if constant.allSatisfy({ $0 == nil }), merged.allSatisfy({ $0 == nil }), !hasSoft { return current }
            let before = current
            current = before.rebuilt { owner, graph, translate in
                switch owner {
                case .flipFlop(let index):
                    if let value = constant[index] { return Literal(value) }
                    if let twin = merged[index] { return translate(before.flipFlops[twin].output) }
                    return nil
                case .chain(let index, let position):
                    guard soft[index] else { return nil }
                    return before.chains[index].logic(position, &graph, translate)
                default: return nil
                }
            }
            for index in current.chains.indices where soft[index] { current.chains[index].spend() }
        }
        return current
    }

    private func isSpent(_ chain: Int) -> Bool { chains[chain].propagate.isEmpty }

    /// By register bit: the value that it has for ever.
    private func constantFlipFlops() -> [Bool?] {
        flipFlops.map { cell in
            if cell.asynchronousData != nil || cell.isLatch { return nil }
            guard cell.hasInitial else { return onlyValue(cell) }
            let never = cell.enable == .zero || isStuck(cell.next, at: cell.initial, cell, depth: 0)
            let resets = cell.reset != .zero && cell.resetValue != cell.initial
            return never && !resets ? cell.initial : nil
        }
    }

    /// The one value that a register is ever given, if it may start with any.
    private func onlyValue(_ cell: FlipFlop) -> Bool? {
        let candidates = cell.reset == .zero ? [false, true] : [cell.resetValue]
        return candidates.first { value in
            // The reference flow does not look behind a multiplexer that is neither a reset nor an enable.
            let next = cell.enable == .zero ? cell.output : cell.next
            if next == Literal(value) { return true }
            // It does not see that a word holds where only the bits say so, for most devices.
            let isSeen = cell.reset == .zero || cell.holdsAsWord || !device.registers.keepsHeldBits
            return next == cell.output && isSeen
        }
    }

    /// True when the literal can be seen to have this value as long as the register has its initial one.
    private func isStuck(_ literal: Literal, at value: Bool, _ cell: FlipFlop, depth: Int) -> Bool {
        if literal.isConstant { return literal == Literal(value) }
        if literal.node == cell.output.node { return (literal == cell.output) == (value == cell.initial) }
        guard depth < 12 else { return false }
        let node = graph.nodes[literal.node]
        let inner = value != literal.isInverted
        func operandIsStuck(_ raw: UInt32) -> Bool { isStuck(Literal(raw: raw), at: inner, cell, depth: depth + 1) }
        switch node.kind {
        case .mux: return operandIsStuck(node.b) && operandIsStuck(node.c)
        case .and:
            return inner
                ? operandIsStuck(node.a) && operandIsStuck(node.b) : operandIsStuck(node.a) || operandIsStuck(node.b)
        default: return false
        }
    }

    private struct Signature: Hashable {
        var next: Literal
        var enable: Literal
        var reset: Literal
        var flags: UInt8
        var clock: ClockKey
    }

    /// By register bit: an earlier one (in the graph) that behaves the same.
    private func equalFlipFlops(except constant: [Bool?]) -> [Int?] {
        var result = [Int?](repeating: nil, count: flipFlops.count)
        var first: [Signature: Int] = [:]
        let order = flipFlops.indices.sorted { flipFlops[$0].output.node < flipFlops[$1].output.node }
        for index in order where constant[index] == nil && flipFlops[index].output.node != 0 {
            let cell = flipFlops[index]
            if cell.asynchronousData != nil || cell.isLatch { continue }
            guard case .source = graph.nodes[cell.output.node].kind,
                owners[Int(graph.nodes[cell.output.node].a)] == .flipFlop(index)
            else { continue }
            let flags: UInt8 =
                (cell.initial ? 1 : 0) | (cell.resetValue && cell.reset != .zero ? 2 : 0)
                | (cell.isAsynchronous ? 4 : 0) | (cell.hasInitial ? 8 : 0) | (cell.resetNeedsEnable ? 16 : 0)
            let signature = Signature(
                next: cell.next, enable: cell.enable, reset: cell.reset, flags: flags, clock: cell.clock)
            if let twin = first[signature] { result[index] = twin } else { first[signature] = index }
        }
        return result
    }
}

extension FlatDesign.CarryChain {
    /// How many positions decide whether cells are worth it: all of a comparison by cells that add, else up to the last that is read.
    fileprivate func length(_ last: Int, _ form: CarryForm) -> Int {
        let isComparison = form.operands != .propagate && sums.allSatisfy { $0 == nil }
        return isComparison ? propagate.count : last + 1
    }

    /// A sum or carry as plain logic.
    func logic(_ position: Int, _ graph: inout BitGraph, _ translate: (Literal) -> Literal) -> Literal {
        var carry = translate(carryIn)
        for index in 0..<position {
            carry = Self.carry(translate(propagate[index]), translate(generate[index]), carry, &graph)
        }
        let through = translate(propagate[position])
        if sums[position] != nil { return graph.xor(through, carry) }
        return Self.carry(through, translate(generate[position]), carry, &graph)
    }

    private static func carry(
        _ propagate: Literal, _ generate: Literal, _ carry: Literal, _ graph: inout BitGraph
    ) -> Literal { graph.mux(propagate, carry, generate) }

    /// Marks the chain as replaced.
    mutating func spend() {
        propagate = []
        generate = []
        addend = []
        sums = []
        carries = []
    }
}
