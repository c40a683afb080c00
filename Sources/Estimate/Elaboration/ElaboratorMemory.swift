import Netlist

/// A memory of one instance, as the elaborator makes it.
struct ElaboratedMemory {
    var plan: MemoryPlan
    /// For RAM cells: numbers of the blocks of words, lowest first.
    var blocks: [Int]
    /// For a memory made of registers: word and bit to register.
    var words: [SIMD2<Int32>: Int] = [:]
    /// For clocked reads that registers do: port and bit to register.
    var reads: [SIMD2<Int32>: Int] = [:]
    /// Where the cells do not read what was there before the same edge wrote.
    var delay: DelayedWrite?
}

extension Elaborator {
    /// A bit that a memory's read port gives.
    mutating func memoryRead(_ scope: Int, _ id: MemoryID, port: Int, _ bit: Int) -> Literal? {
        let number = memory(scope, id)
        let clocked = circuit(scope).memories[id.index].readPorts[port].clocking != nil
        if case .block = memories[number].plan {
            let data = flat.memories[memories[number].blocks[0]].data[port][bit]
            guard let delay = memories[number].delay else { return data }
            return flat.read(delay, port: port, bit: bit, cells: data)
        }
        guard clocked else { return asynchronousRead(scope, id, number, port, bit) }
        let key = SIMD2(Int32(port), Int32(bit))
        if let known = memories[number].reads[key] { return flat.flipFlops[known].output }
        let flipFlop = flat.addFlipFlop(origin: scope)
        memories[number].reads[key] = flipFlop
        pending.append(.memoryRead(scope: scope, id, port: port, bit: bit, flipFlop: flipFlop))
        return flat.flipFlops[flipFlop].output
    }

    /// The memory's number in `memories`; its cells are made at the first call.
    private mutating func memory(_ scope: Int, _ id: MemoryID) -> Int {
        let key = SIMD2(Int32(scope), Int32(id.index))
        if let known = memoryNumbers[key] { return known }
        let number = memories.count
        memoryNumbers[key] = number
        let memory = circuit(scope).memories[id.index]
        let enables = lowered(scope)?.writeEnables[id.index] ?? []
        let granules = memory.writePorts.map { $0.mask == nil ? memory.width : $0.granule }
        let plan = MemoryPlan.choose(
            flat.device,
            MemoryShape(
                width: memory.width, depth: memory.depth, reads: memory.readPorts.count,
                clockedReads: memory.readPorts.count { $0.clocking != nil }, writes: enables.count { $0 != nil },
                granule: granules.min() ?? memory.width))
        var made = ElaboratedMemory(plan: plan, blocks: [])
        var blockCount = 0
        var delay = 0
        if case .distributed(_, let blocks, _) = plan { (blockCount, delay) = (blocks, 1) }
        if case .block = plan {
            blockCount = 1
            if delaysWrite(memory, enables.count { $0 != nil }) {
                made.delay = flat.delayedWrite(ports: memory.readPorts.count, width: memory.width)
            }
        }
        for _ in 0..<blockCount {
            let block = flat.memories.count
            made.blocks.append(block)
            let data = memory.readPorts.map { _ in
                (0..<memory.width).map { _ in flat.addSource(.memory(block)) }
            }
            flat.memories.append(
                FlatDesign.MemoryBlock(plan: plan, inputs: [], data: data, delay: delay, origin: UInt32(scope)))
        }
        if blockCount > 0 { pending.append(.memory(scope: scope, id, number: number)) }
        memories.append(made)
        return number
    }

    /// True for a block RAM whose cells do not read what was there before the same edge wrote, where that is asked for.
    private func delaysWrite(_ memory: Memory, _ writes: Int) -> Bool {
        guard flat.device.blocksReadFirst != .always, writes == 1 else { return false }
        let address = memory.writePorts[0].address
        return memory.readPorts.allSatisfy { $0.underWrite == .old }
            && memory.readPorts.contains { flat.device.blocksReadFirst == .never || $0.address != address }
    }

    private mutating func asynchronousRead(
        _ scope: Int, _ id: MemoryID, _ number: Int, _ port: Int, _ bit: Int
    ) -> Literal? {
        let memory = circuit(scope).memories[id.index]
        let address = need(scope, memory.readPorts[port].address)
        guard isReady else { return nil }
        return readTree(scope, id, number, port, bit, address)
    }

    /// Multiplexers over what the address selects: blocks of words, or single words.
    private mutating func readTree(
        _ scope: Int, _ id: MemoryID, _ number: Int, _ port: Int, _ bit: Int, _ address: [Literal]
    ) -> Literal {
        let memory = circuit(scope).memories[id.index]
        var leaves: [Literal]
        var select = address
        if case .distributed = memories[number].plan {
            leaves = memories[number].blocks.map { flat.memories[$0].data[port][bit] }
            select = Array(address.dropFirst(memories[number].plan.addressBits))
        } else {
            let isWritten = lowered(scope)?.writeEnables[id.index].contains { $0 != nil } ?? false
            leaves = (0..<memory.depth).map { word in
                guard isWritten else { return Literal(word < memory.initial.count && memory.initial[word][bit]) }
                return flat.flipFlops[memoryWord(scope, id, number, word, bit)].output
            }
        }
        for signal in select where leaves.count > 1 {
            leaves = stride(from: 0, to: leaves.count, by: 2).map { index in
                index + 1 < leaves.count ? flat.graph.mux(signal, leaves[index + 1], leaves[index]) : leaves[index]
            }
        }
        return leaves.first ?? .zero
    }

    private mutating func memoryWord(_ scope: Int, _ id: MemoryID, _ number: Int, _ word: Int, _ bit: Int) -> Int {
        let key = SIMD2(Int32(word), Int32(bit))
        if let known = memories[number].words[key] { return known }
        let flipFlop = flat.addFlipFlop(origin: scope)
        memories[number].words[key] = flipFlop
        pending.append(.memoryWord(scope: scope, id, word: word, bit: bit, flipFlop: flipFlop))
        return flipFlop
    }

    // Later.

    mutating func finishMemoryRead(_ scope: Int, _ id: MemoryID, _ port: Int, _ bit: Int, _ flipFlop: Int) {
        let read = circuit(scope).memories[id.index].readPorts[port]
        let address = resolve(scope, read.address)
        let number = memory(scope, id)
        flat.graph.origin = UInt32(scope)
        flat.flipFlops[flipFlop].next = readTree(scope, id, number, port, bit, address)
        flat.flipFlops[flipFlop].enable = read.enable.map { resolve(scope, $0, 0) } ?? .one
        if let clocking = read.clocking { flat.flipFlops[flipFlop].clock = clock(scope, clocking) }
    }

    mutating func finishMemoryWord(_ scope: Int, _ id: MemoryID, _ word: Int, _ bit: Int, _ flipFlop: Int) {
        guard let lowered = lowered(scope) else { return }
        let memory = lowered.circuit.memories[id.index]
        var (next, any): (Literal?, Literal) = (nil, .zero)
        for (index, port) in memory.writePorts.enumerated() {
            guard let enable = lowered.writeEnables[id.index][index] else { continue }
            var hit = [resolve(scope, enable, 0)]
            if let mask = port.mask { hit.append(resolve(scope, mask, bit / port.granule)) }
            let address = resolve(scope, port.address)
            let data = resolve(scope, port.data, bit)
            flat.graph.origin = UInt32(scope)
            hit.append(flat.graph.andAll(address.enumerated().map { $1.inverted(if: word >> $0 & 1 == 0) }))
            let writes = flat.graph.andAll(hit)
            next = next.map { flat.graph.mux(writes, data, $0) } ?? data
            any = flat.graph.or(any, writes)
            flat.flipFlops[flipFlop].clock = clock(scope, port.clocking)
        }
        flat.flipFlops[flipFlop].next = next ?? flat.flipFlops[flipFlop].output
        flat.flipFlops[flipFlop].enable = any
        flat.flipFlops[flipFlop].initial = word < memory.initial.count && memory.initial[word][bit]
    }

    /// Fills in what the RAM cells read.
    mutating func finishMemory(_ scope: Int, _ id: MemoryID, _ number: Int) {
        guard let lowered = lowered(scope) else { return }
        let memory = lowered.circuit.memories[id.index]
        let low = memories[number].plan.addressBits
        var common: [Literal] = []
        var reads: [Int: FlatDesign.BlockRead] = [:]
        for (index, port) in memory.readPorts.enumerated() {
            let address = resolve(scope, port.address)
            common += address.prefix(low)
            if case .block = memories[number].plan, let clocking = port.clocking {
                let enable = port.enable.map { resolve(scope, $0, 0) } ?? .one
                common.append(enable)
                reads[index] = FlatDesign.BlockRead(address: address, enable: enable, clock: clock(scope, clocking))
            }
        }
        var inputs = memories[number].blocks.map { _ in common }
        for (index, port) in memory.writePorts.enumerated() {
            guard let enable = lowered.writeEnables[id.index][index] else { continue }
            let writes = resolve(scope, enable, 0)
            let address = resolve(scope, port.address)
            let data = resolve(scope, port.data)
            let mask = port.mask.map { resolve(scope, $0) } ?? [.one]
            flat.graph.origin = UInt32(scope)
            if let delay = memories[number].delay {
                let enables = (0..<memory.width).map { bit in
                    flat.graph.and(writes, mask[port.mask == nil ? 0 : bit / port.granule])
                }
                let late = flat.delayed(
                    delay,
                    FlatDesign.BlockWrite(
                        address: address, data: data, enables: enables, clock: clock(scope, port.clocking)),
                    reads: reads)
                for block in inputs.indices { inputs[block] += late.data + late.address + late.enables }
                continue
            }
            for block in inputs.indices {
                inputs[block] += data + address.prefix(low)
                let high = address.dropFirst(low).enumerated().map { $1.inverted(if: block >> $0 & 1 == 0) }
                let here = flat.graph.and(writes, flat.graph.andAll(high))
                for bit in mask { inputs[block].append(flat.graph.and(here, bit)) }
            }
        }
        for (block, literals) in zip(memories[number].blocks, inputs) { flat.memories[block].inputs = literals }
    }
}
