/// A memory of one instance, as the elaborator of cells makes it.
struct CellMemory {
    var plan: MemoryPlan
    /// For RAM cells: numbers of the blocks of words, lowest first.
    var blocks: [Int] = []
    /// For a memory made of registers: word and bit to register.
    var words: [SIMD2<Int32>: Int] = [:]
    /// For clocked reads that registers do.
    var reads: [ReadRegister: Int] = [:]
    /// Where the cells do not read what was there before the same edge wrote.
    var delay: DelayedWrite?
}

/// A register of one bit beside a clocked read port.
struct ReadRegister: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        /// A bit of what is read.
        case data(Int)
        case address(Int)
        /// What is written to a bit at the same edge.
        case passed(Int)
        /// Whether it is written.
        case passes(Int)
    }
    var port: Int
    var content: Content
}

extension CellElaborator {
    /// A bit that a memory's read port gives.
    mutating func memoryRead(_ number: Int, _ place: Int) -> Literal? {
        guard let cell = memoryCell(number) else { return .zero }
        let (port, bit) = (place / cell.width, place % cell.width)
        let memory = memory(number, cell)
        if case .block = memory.plan {
            let data = flat.memories[memory.blocks[0]].data[port][bit]
            if let delay = memory.delay { return flat.read(delay, port: port, bit: bit, cells: data) }
            guard passesWrites(number, cell, port) else { return data }
            // The cells read what was there before: what is written goes past them.
            let hit = readRegister(number, port, .passes(bit))
            return flat.graph.mux(hit, readRegister(number, port, .passed(bit)), data)
        }
        let scope = scope(of: number)
        guard cell.reads[port].clock != nil else {
            let address = need(scope, cell.reads[port].address)
            guard isReady else { return nil }
            return readTree(number, cell, port, bit, address)
        }
        if cell.reads[port].keepsAddress {
            let address = cell.reads[port].address.indices.map { readRegister(number, port, .address($0)) }
            return readTree(number, cell, port, bit, address)
        }
        return readRegister(number, port, .data(bit))
    }

    /// True for a port of a block RAM that gives what is written at the same clock edge by another port.
    private func passesWrites(_ number: Int, _ cell: MemoryCell, _ port: Int) -> Bool {
        guard cell.reads[port].isTransparent, cell.writes.count == 1 else { return false }
        return flat.device.blocksReadFirst == .never || !readsAtWrite(number, cell, port)
    }

    /// True for a port that reads at the address of the write port.
    private func readsAtWrite(_ number: Int, _ cell: MemoryCell, _ port: Int) -> Bool {
        let scope = scope(of: number)
        return address(of: cell.reads[port], scope) == cell.writes[0].address.map { meant(root(scope, $0)) }
    }

    /// Reads at the address of a write port.
    private func sharedReads(_ number: Int, _ cell: MemoryCell) -> Int {
        let scope = scope(of: number)
        let addresses = Set(cell.writes.map { $0.address.map { meant(root(scope, $0)) } })
        return cell.reads.count { !$0.isUnused && addresses.contains(address(of: $0, scope)) }
    }

    /// True for a block RAM whose cells do not read what was there before the same edge wrote, where that is asked for.
    private func delaysWrite(_ number: Int, _ cell: MemoryCell) -> Bool {
        guard flat.device.blocksReadFirst != .always, cell.writes.count == 1,
            !cell.reads.contains(where: { !$0.isUnused && $0.isTransparent })
        else { return false }
        let scope = scope(of: number)
        let write = roots(scope, cell.writes[0].address)
        return cell.reads.indices.contains { port in
            let read = cell.reads[port]
            if read.isUnused || read.ignoresWrites { return false }
            if flat.device.blocksReadFirst == .atSameAddress, readsAtWrite(number, cell, port) { return false }
            return !neverMeet(roots(scope, read.address), write)
        }
    }

    private func address(of port: MemoryCell.ReadPort, _ scope: Int) -> [Int32] {
        port.address.enumerated().map { index, bit in
            guard index < port.addressRegisters.count, let register = port.addressRegisters[index],
                case .flipFlop(let cell) = cellAt(register.cell).kind
            else { return meant(root(scope, bit)) }
            let controls = words.controls[register.cell]?[register.bit]
            if let controls, !controls.isEmpty { return root(scope, bit) }
            return meant(controls?.data ?? root(self.scope(of: register.cell), cell.d[register.bit]))
        }
    }

    /// What a multiplexer gives where its other input does not matter.
    private func meant(_ net: Int32) -> Int32 {
        guard let (number, place) = driver(ofRoot: net) else { return net }
        let cell = cellAt(number)
        guard case .logic(.mux) = cell.kind else { return net }
        let inputs = (0...1).map { root(scope(of: number), cell.inputs[$0][place]) }
        if inputs[0] == NetBit.undefined.raw { return inputs[1] }
        return inputs[1] == NetBit.undefined.raw ? inputs[0] : net
    }

    /// A register beside a clocked port.
    private mutating func readRegister(_ number: Int, _ port: Int, _ content: ReadRegister.Content) -> Literal {
        let key = ReadRegister(port: port, content: content)
        if let known = memories[number]?.reads[key] { return flat.flipFlops[known].output }
        let register = flat.addFlipFlop(origin: scope(of: number))
        flat.flipFlops[register].hasInitial = false
        memories[number]?.reads[key] = register
        pending.append(.readRegister(cell: number, key, number: register))
        return flat.flipFlops[register].output
    }

    /// The memory; its cells are made at the first call.
    private mutating func memory(_ number: Int, _ cell: MemoryCell) -> CellMemory {
        if let known = memories[number] { return known }
        let plan = MemoryPlan.choose(
            flat.device,
            MemoryShape(
                width: cell.width, depth: cell.depth, reads: cell.reads.count { !$0.isUnused },
                clockedReads: cell.reads.count { !$0.isUnused && $0.clock != nil }, writes: cell.writes.count,
                granule: granule(number, cell), sharedReads: sharedReads(number, cell),
                transparentReads: cell.reads.count { !$0.isUnused && $0.clock != nil && $0.isTransparent },
                style: cell.style))
        var made = CellMemory(plan: plan)
        var blockCount = 0
        var delay = 0
        if case .distributed(_, let blocks, _) = plan { (blockCount, delay) = (blocks, 1) }
        if case .block = plan {
            blockCount = 1
            if delaysWrite(number, cell) { made.delay = flat.delayedWrite(ports: cell.reads.count, width: cell.width) }
        }
        let origin = UInt32(scope(of: number))
        for _ in 0..<blockCount {
            let block = flat.memories.count
            made.blocks.append(block)
            let data = cell.reads.map { _ in (0..<cell.width).map { _ in flat.addSource(.memory(block)) } }
            flat.memories.append(
                FlatDesign.MemoryBlock(plan: plan, inputs: [], data: data, delay: delay, origin: origin))
        }
        if blockCount > 0 { pending.append(.memory(cell: number)) }
        memories[number] = made
        return made
    }

    /// The least number of neighbouring bits that one write enable covers.
    private func granule(_ number: Int, _ cell: MemoryCell) -> Int {
        let scope = scope(of: number)
        // Comparing ends somewhere: what is not found to be the same by then is taken for different.
        var budget = 50_000
        var least = cell.width
        for port in cell.writes {
            let enables = roots(scope, port.enable)
            var length = 0
            for bit in 0..<cell.width {
                length += 1
                let isLast = bit + 1 == cell.width
                if isLast || !isSame(enables[bit], enables[bit + 1], &budget, depth: 0) {
                    least = min(least, length)
                    length = 0
                }
            }
        }
        return least
    }

    /// True when two roots can be seen to be the same: multiplexers that choose the same, as Yosys writes an enable for each bit of a word. What drives
    /// them may stand in another instance, where cells that compute the same became one.
    private func isSame(_ first: Int32, _ second: Int32, _ budget: inout Int, depth: Int) -> Bool {
        if first == second { return true }
        budget -= 1
        guard depth < 16, budget > 0, let one = driver(ofRoot: first), let other = driver(ofRoot: second) else {
            return false
        }
        let (cell, twin) = (cellAt(one.cell), cellAt(other.cell))
        let (scope, twinScope) = (scope(of: one.cell), scope(of: other.cell))
        guard case .logic(let operation) = cell.kind, case .logic(operation) = twin.kind else { return false }
        func operand(_ index: Int) -> Bool {
            let (bits, others) = (cell.inputs[index], twin.inputs[index])
            let (low, high) = (min(one.place, bits.count - 1), min(other.place, others.count - 1))
            return low >= 0 && high >= 0
                && isSame(root(scope, bits[low]), root(twinScope, others[high]), &budget, depth: depth + 1)
        }
        switch operation {
        case .and, .or: return operand(0) && operand(1)
        case .mux:
            return roots(scope, cell.inputs[2]) == roots(twinScope, twin.inputs[2]) && operand(0) && operand(1)
        case .pmux where one.cell == other.cell:
            let width = cell.inputs[0].count
            return operand(0)
                && cell.inputs[2].indices.allSatisfy {
                    isSame(
                        root(scope, cell.inputs[1][$0 * width + one.place]),
                        root(scope, cell.inputs[1][$0 * width + other.place]), &budget, depth: depth + 1)
                }
        default: return false
        }
    }

    /// Multiplexers over what the address selects: blocks of words, or single words.
    private mutating func readTree(
        _ number: Int, _ cell: MemoryCell, _ port: Int, _ bit: Int, _ address: [Literal]
    ) -> Literal {
        var leaves: [Literal]
        var select = address
        let memory = memory(number, cell)
        if case .distributed = memory.plan {
            leaves = memory.blocks.map { flat.memories[$0].data[port][bit] }
            select = Array(address.dropFirst(memory.plan.addressBits))
        } else if cell.writes.isEmpty {
            leaves = (0..<cell.depth).map { Literal(cell.initialBit($0, bit)) }
        } else {
            leaves = (0..<cell.depth).map { flat.flipFlops[memoryWord(number, $0, bit)].output }
        }
        for signal in select where leaves.count > 1 {
            leaves = stride(from: 0, to: leaves.count, by: 2).map { index in
                index + 1 < leaves.count ? flat.graph.mux(signal, leaves[index + 1], leaves[index]) : leaves[index]
            }
        }
        return leaves.first ?? .zero
    }

    private mutating func memoryWord(_ number: Int, _ word: Int, _ bit: Int) -> Int {
        let key = SIMD2(Int32(word), Int32(bit))
        if let known = memories[number]?.words[key] { return known }
        let register = flat.addFlipFlop(origin: scope(of: number))
        memories[number]?.words[key] = register
        pending.append(.word(cell: number, word: word, bit: bit, number: register))
        return register
    }

    // Later.

    mutating func finishRead(_ number: Int, _ part: ReadRegister, _ register: Int) {
        guard let cell = memoryCell(number), let clock = cell.reads[part.port].clock else { return }
        let scope = scope(of: number)
        let read = cell.reads[part.port]
        let address = address(number, read)
        let (enable, reset) = controls(number, read)
        flat.graph.origin = UInt32(scope)
        switch part.content {
        case .data(let bit):
            var next = readTree(number, cell, part.port, bit, address)
            for write in read.isTransparent ? cell.writes : [] {
                let data = defined(resolve(scope, write.data[bit]))
                let hit = hit(write, bit, address, scope)
                next = flat.graph.mux(hit, data, next)
            }
            flat.flipFlops[register].next = next
            flat.flipFlops[register].reset = reset
            flat.flipFlops[register].resetValue = bit < read.resetValue.count ? read.resetValue[bit] ?? false : false
        case .address(let bit):
            flat.flipFlops[register].next = address[bit]
            flat.flipFlops[register].reset = reset
        case .passed(let bit):
            let writes = defined(resolve(scope, cell.writes[0].enable[bit]))
            let data = defined(resolve(scope, cell.writes[0].data[bit]))
            flat.flipFlops[register].next = flat.graph.assuming(writes, data)
        case .passes(let bit):
            flat.flipFlops[register].next = hit(cell.writes[0], bit, address, scope)
        }
        flat.flipFlops[register].enable = enable
        flat.flipFlops[register].clock = clockKey(clockScope(number, read), clock)
    }

    /// Whether a port writes a bit of the word at an address.
    private mutating func hit(
        _ write: MemoryCell.WritePort, _ bit: Int, _ address: [Literal], _ scope: Int
    ) -> Literal {
        let place = resolve(scope, write.address)
        let writes = defined(resolve(scope, write.enable[bit]))
        flat.graph.origin = UInt32(scope)
        let same = zip(address, place).map { !flat.graph.xor($0, $1) }
        return flat.graph.and(writes, flat.graph.andAll(same))
    }

    mutating func finishWord(_ number: Int, _ word: Int, _ bit: Int, _ register: Int) {
        guard let cell = memoryCell(number) else { return }
        let scope = scope(of: number)
        var (next, any): (Literal?, Literal) = (nil, .zero)
        for port in cell.writes {
            let enable = defined(resolve(scope, port.enable[bit]))
            let address = resolve(scope, port.address)
            let data = defined(resolve(scope, port.data[bit]))
            flat.graph.origin = UInt32(scope)
            let hit = flat.graph.andAll(address.enumerated().map { $1.inverted(if: word >> $0 & 1 == 0) })
            let writes = flat.graph.and(enable, hit)
            next = next.map { flat.graph.mux(writes, data, $0) } ?? data
            any = flat.graph.or(any, writes)
            flat.flipFlops[register].clock = clockKey(scope, port.clock)
        }
        flat.flipFlops[register].next = next ?? flat.flipFlops[register].output
        flat.flipFlops[register].enable = any
        flat.flipFlops[register].initial = cell.initialBit(word, bit)
    }

    /// Fills in what the RAM cells read.
    mutating func finishMemory(_ number: Int) {
        guard let cell = memoryCell(number), let memory = memories[number] else { return }
        let scope = scope(of: number)
        let low = memory.plan.addressBits
        var isBlock = true
        if case .distributed = memory.plan { isBlock = false }
        var common: [Literal] = []
        var reads: [Int: FlatDesign.BlockRead] = [:]
        for (index, port) in cell.reads.enumerated() where !port.isUnused {
            if port.clock != nil, port.keepsAddress, !isBlock {
                for bit in port.address.indices.prefix(low) {
                    common.append(readRegister(number, index, .address(bit)))
                }
            } else {
                common += address(number, port).prefix(low)
            }
            if isBlock {
                let (enable, reset) = controls(number, port)
                if memory.delay != nil, let clock = port.clock {
                    reads[index] = FlatDesign.BlockRead(
                        address: address(number, port), enable: enable,
                        clock: clockKey(clockScope(number, port), clock))
                }
                // The cells are reset only while they are enabled.
                common += [port.resetNeedsEnable ? enable : flat.graph.or(enable, reset), reset]
            }
        }
        var inputs = memory.blocks.map { _ in common }
        for port in cell.writes {
            let address = resolve(scope, port.address)
            // What is not written does not matter.
            var data: [Literal] = []
            for (bit, enable) in zip(port.data, port.enable) {
                let (value, writes) = (defined(resolve(scope, bit)), defined(resolve(scope, enable)))
                data.append(flat.graph.assuming(writes, value))
            }
            var enables: [Literal] = []
            if let delay = memory.delay {
                let write = FlatDesign.BlockWrite(
                    address: address, data: data, enables: resolve(scope, port.enable),
                    clock: clockKey(scope, port.clock))
                flat.graph.origin = UInt32(scope)
                let late = flat.delayed(delay, write, reads: reads)
                for block in inputs.indices { inputs[block] += late.data + late.address + late.enables }
                continue
            }
            for enable in Set(port.enable).sorted(by: { $0.raw < $1.raw }) {
                enables.append(defined(resolve(scope, enable)))
            }
            flat.graph.origin = UInt32(scope)
            for block in inputs.indices {
                inputs[block] += data + address.prefix(low)
                let high = address.dropFirst(low).enumerated().map { $1.inverted(if: block >> $0 & 1 == 0) }
                let here = flat.graph.andAll(high)
                for enable in enables { inputs[block].append(flat.graph.and(here, enable)) }
            }
        }
        for (block, literals) in zip(memory.blocks, inputs) { flat.memories[block].inputs = literals }
    }
}
