/// Registers in a row that LUTs do as a shift register: each is read by the next one only, or by the next one and by what reads the whole row at an address.
struct ShiftRegister: Sendable {
    /// What is read at an address.
    struct Reading: Sendable {
        var data: Literal
        var enable: Literal
        var address: [Literal]
        var value: Literal
    }

    /// What the reference flow builds it from.
    struct Cells: Hashable, Sendable {
        var luts = 0
        var registers = 0
        /// MUXF7 and MUXF8.
        var joins = 0
        /// LUTs of logic, by inputs.
        var choosers: [Int] = []
    }

    var length: Int
    var origin: UInt32
    var reading: Reading?

    /// What the cells read from logic, where they are no registers.
    var inputs: [Literal] { reading.map { [$0.data, $0.enable] + $0.address } ?? [] }

    /// A LUT holds up to 32 bits, multiplexers join four of them; a single bit more is a register.
    var cells: Cells {
        var (result, rest) = (Cells(luts: length / 128 * 4), length % 128)
        guard reading == nil else {
            result.joins = length / 128 * 3
            if rest == 1 { result.registers = 1 } else { result.luts += (rest + 31) / 32 }
            result.joins += rest > 64 ? 3 : rest > 32 ? 1 : 0
            // Four words fit a LUT of six inputs with the address that chooses between them.
            var words = (length + 127) / 128
            while words > 1 {
                let taken = min(words, 4)
                result.choosers.append(taken + (taken > 2 ? 2 : 1))
                words -= taken - 1
            }
            return result
        }
        while rest > 33 {
            result.luts += 1
            rest -= 32
        }
        if rest == 0 { return result }
        if rest == 1 || rest == 17 || rest == 33 { result.registers = 1 }
        if rest > 1 { result.luts += 1 }
        return result
    }
}

extension FlatDesign {
    /// Takes chains of three registers and more out of the design, which have one clock, at most an enable, and no reset.
    func packingShiftRegisters() -> FlatDesign {
        guard let least = device.registers.leastShift else { return self }
        let live = Liveness(self)
        var uses = useCounts(live)
        for (index, cell) in flipFlops.enumerated() where live.flipFlops[index] { uses[cell.clock.signal.node] += 1 }
        var result = self
        for lookup in lookups { result.packShiftRegister(lookup, least, live, uses) }
        // By register: the one before it, when nothing else reads that.
        var before = [Int?](repeating: nil, count: flipFlops.count)
        var hasNext = [Bool](repeating: false, count: flipFlops.count)
        for index in flipFlops.indices where live.flipFlops[index] && result.canShift(index) {
            let next = flipFlops[index].next
            guard !next.isInverted, uses[next.node] == 1, case .source = graph.nodes[next.node].kind,
                case .flipFlop(let other) = owners[Int(graph.nodes[next.node].a)], other != index,
                result.canShift(other),
                flipFlops[other].output == next, flipFlops[other].clock == flipFlops[index].clock,
                flipFlops[other].enable == flipFlops[index].enable
            else { continue }
            before[index] = other
            hasNext[other] = true
        }
        for last in flipFlops.indices where before[last] != nil && !hasNext[last] {
            var chain = [last]
            while let other = before[chain[chain.count - 1]] { chain.append(other) }
            guard chain.count >= least else { continue }
            for index in chain { result.flipFlops[index].isInside = true }
            result.shiftRegisters.append(ShiftRegister(length: chain.count, origin: flipFlops[last].origin))
        }
        return result
    }

    /// Takes the registers of a row out of the design that only an address chooses from.
    private mutating func packShiftRegister(_ lookup: Lookup, _ least: Int, _ live: Liveness, _ uses: [Int32]) {
        guard live.nodes[lookup.value.node], let count = lookup.bitsRead(in: graph, uses), count >= least else {
            return
        }
        var chain: [Int] = []
        for (place, bit) in lookup.bits.prefix(count).enumerated() {
            guard !bit.isInverted, case .source = graph.nodes[bit.node].kind,
                case .flipFlop(let index) = owners[Int(graph.nodes[bit.node].a)], canShift(index),
                flipFlops[index].output == bit, uses[bit.node] == (place + 1 < count ? 2 : 1)
            else { return }
            if let last = chain.last {
                guard flipFlops[index].next == flipFlops[last].output, flipFlops[index].clock == flipFlops[last].clock,
                    flipFlops[index].enable == flipFlops[last].enable
                else { return }
            }
            chain.append(index)
        }
        let first = flipFlops[chain[0]]
        for index in chain { flipFlops[index].isInside = true }
        graph.makeSource(lookup.value.node, owners.count)
        owners.append(.shiftRegister(shiftRegisters.count))
        shiftRegisters.append(
            ShiftRegister(
                length: count, origin: first.origin,
                reading: ShiftRegister.Reading(
                    data: first.next, enable: first.enable, address: lookup.address, value: lookup.value)))
    }

    private func canShift(_ index: Int) -> Bool {
        let cell = flipFlops[index]
        return !cell.isInside && !cell.isAsynchronous && !cell.isLatch && cell.asynchronousData == nil
            && cell.reset == .zero && !cell.output.isInverted
    }
}

extension FlatDesign.Lookup {
    /// How many of the bits, from the first on, the tree of multiplexers chooses from; nil where the tree is not this one's alone.
    fileprivate func bitsRead(in graph: BitGraph, _ uses: [Int32]) -> Int? {
        var places: [Int: Int] = [:]
        for (place, bit) in bits.enumerated() where !bit.isConstant { places[bit.node] = place }
        var found: Set<Int> = []
        var work = [value.node]
        while let next = work.popLast() {
            let node = graph.nodes[next]
            guard node.kind == .mux else { return nil }
            for operand in [Int(node.b >> 1), Int(node.c >> 1)] {
                if let place = places[operand] {
                    guard found.insert(place).inserted else { return nil }
                } else {
                    guard uses[operand] == 1 else { return nil }
                    work.append(operand)
                }
            }
        }
        return found.max() == found.count - 1 ? found.count : nil
    }
}
