/// Registers in a row, each read by the next one only, that LUTs do as a shift register.
struct ShiftRegister: Sendable {
    var length: Int
    var origin: UInt32

    /// What the reference flow builds it from: a LUT holds up to 32 bits; a single bit more is a register.
    var cells: (luts: Int, registers: Int) {
        var (luts, rest) = (length / 128 * 4, length % 128)
        while rest > 33 {
            luts += 1
            rest -= 32
        }
        if rest == 0 { return (luts, 0) }
        if rest == 1 { return (luts, 1) }
        let isOneMore = rest == 17 || rest == 33
        return (luts + 1, isOneMore ? 1 : 0)
    }
}

extension FlatDesign {
    /// Takes chains of three registers and more out of the design, which have one clock, at most an enable, and no reset.
    func packingShiftRegisters() -> FlatDesign {
        guard let least = device.registers.leastShift else { return self }
        let live = Liveness(self)
        var uses = useCounts(live)
        for (index, cell) in flipFlops.enumerated() where live.flipFlops[index] { uses[cell.clock.signal.node] += 1 }
        // By register: the one before it, when nothing else reads that.
        var before = [Int?](repeating: nil, count: flipFlops.count)
        var hasNext = [Bool](repeating: false, count: flipFlops.count)
        for index in flipFlops.indices where live.flipFlops[index] && canShift(index) {
            let next = flipFlops[index].next
            guard !next.isInverted, uses[next.node] == 1, case .source = graph.nodes[next.node].kind,
                case .flipFlop(let other) = owners[Int(graph.nodes[next.node].a)], other != index, canShift(other),
                flipFlops[other].output == next, flipFlops[other].clock == flipFlops[index].clock,
                flipFlops[other].enable == flipFlops[index].enable
            else { continue }
            before[index] = other
            hasNext[other] = true
        }
        var result = self
        for last in flipFlops.indices where before[last] != nil && !hasNext[last] {
            var chain = [last]
            while let other = before[chain[chain.count - 1]] { chain.append(other) }
            guard chain.count >= least else { continue }
            for index in chain { result.flipFlops[index].isInside = true }
            result.shiftRegisters.append(ShiftRegister(length: chain.count, origin: flipFlops[last].origin))
        }
        return result
    }

    private func canShift(_ index: Int) -> Bool {
        let cell = flipFlops[index]
        return !cell.isInside && !cell.isAsynchronous && !cell.isLatch && cell.asynchronousData == nil
            && cell.reset == .zero && !cell.output.isInverted
    }
}
