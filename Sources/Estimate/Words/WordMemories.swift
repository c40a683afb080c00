/// Registers that alone take what a memory's port reads become part of the port, as the reference flow's `memory_dff` does.
extension CellElaborator {
    /// What the bits of one port have to have in common.
    private struct Controls: Hashable {
        var clock: WordFacts.Condition
        var enable: WordFacts.Condition?
        var reset: WordFacts.Condition?
        var found: RegisterControls
    }

    mutating func mergeReads() {
        // By root: the register that takes it.
        var takers: [Int32: RegisterBit] = [:]
        var candidates: Set<Int32> = []
        for number in 0..<cellCount where words.isLive[number] {
            guard case .memory(var memory) = cellAt(number).kind else { continue }
            let scope = scope(of: number)
            if dropUnusedPorts(&memory, scope) { words.memories[number] = memory }
            for (port, read) in memory.reads.enumerated() where read.clock == nil {
                let data = memory.readData[port * memory.width..<(port + 1) * memory.width]
                for bit in data { candidates.insert(root(scope, bit)) }
            }
        }
        if candidates.isEmpty { return }
        for number in 0..<cellCount where words.isLive[number] {
            guard case .flipFlop(let cell) = cellAt(number).kind, cell.clock != nil, cell.asynchronousReset == nil,
                cell.set.isEmpty, cell.clear.isEmpty, cell.load == nil, !cell.resetNeedsEnable
            else { continue }
            let scope = scope(of: number)
            for bit in cell.d.indices {
                let net = words.controls[number]?[bit].data ?? root(scope, cell.d[bit])
                if candidates.contains(net) { takers[net] = RegisterBit(cell: number, bit: bit) }
            }
        }
        for number in 0..<cellCount where words.isLive[number] {
            guard var memory = memoryCell(number) else { continue }
            for port in memory.reads.indices where memory.reads[port].clock == nil && !memory.reads[port].isUnused {
                mergeRead(number, &memory, port, takers)
            }
        }
    }

    /// Marks reads that nothing needs, and leaves out writes that never happen; true when there were some.
    private func dropUnusedPorts(_ memory: inout MemoryCell, _ scope: Int) -> Bool {
        var changed = false
        for port in memory.reads.indices {
            let data = roots(scope, Array(memory.readData[port * memory.width..<(port + 1) * memory.width]))
            guard data.allSatisfy({ $0 < 0 || words.users[Int($0)] == 0 }) else { continue }
            memory.reads[port].isUnused = true
            changed = true
        }
        let writes = memory.writes.filter { !roots(scope, $0.enable).allSatisfy { $0 == NetBit.zero.raw } }
        if writes.count < memory.writes.count {
            memory.writes = writes
            changed = true
        }
        return changed
    }

    private mutating func mergeRead(
        _ number: Int, _ memory: inout MemoryCell, _ port: Int, _ takers: [Int32: RegisterBit]
    ) {
        let scope = scope(of: number)
        var common: Controls?
        var first: RegisterBit?
        var taken: [(place: Int, register: RegisterBit)] = []
        var values = [Bool?](repeating: nil, count: memory.width)
        for bit in 0..<memory.width {
            let place = port * memory.width + bit
            let net = root(scope, memory.readData[place])
            guard net >= 0, words.users[Int(net)] > 0 else { continue }
            guard words.users[Int(net)] == 1, let register = takers[net],
                let (controls, value) = controls(of: register), common ?? controls == controls
            else { return }
            common = controls
            first = first ?? register
            values[bit] = value
            taken.append((place, register))
        }
        guard let common, let first else { return }
        memory.reads[port].clock = FlipFlopCell.Control(
            bit: Self.bit(ofRoot: common.clock.net), isActiveLow: !common.clock.value)
        memory.reads[port].register = first
        memory.reads[port].resetValue = values
        memory.reads[port].isTransparent = false
        words.memories[number] = memory
        for (place, register) in taken { words.readBits[register] = MemoryBit(cell: number, place: place) }
    }

    /// The controls of a register without its data, and its reset value.
    private func controls(of register: RegisterBit) -> (Controls, Bool?)? {
        guard case .flipFlop(let cell) = cellAt(register.cell).kind, let clock = cell.clock else { return nil }
        let scope = scope(of: register.cell)
        func condition(_ control: FlipFlopCell.Control) -> WordFacts.Condition {
            WordFacts.Condition(net: root(scope, control.bit), value: !control.isActiveLow)
        }
        var found = words.controls[register.cell]?[register.bit] ?? RegisterControls(data: 0)
        var value: Bool? = found.resets.isEmpty ? nil : found.resetValue
        if let reset = cell.synchronousReset, register.bit < reset.value.count { value = reset.value[register.bit] }
        found.data = 0
        found.resetValue = false
        return (
            Controls(
                clock: condition(clock), enable: cell.enable.map(condition),
                reset: cell.synchronousReset.map { condition($0.signal) }, found: found), value
        )
    }

    /// The memory of a cell, with the registers that its ports took in.
    func memoryCell(_ number: Int) -> MemoryCell? {
        if let known = words.memories[number] { return known }
        guard case .memory(let memory) = cellAt(number).kind else { return nil }
        return memory
    }

    /// Enable and reset of a clocked port.
    mutating func controls(_ number: Int, _ port: MemoryCell.ReadPort) -> (enable: Literal, reset: Literal) {
        guard let register = port.register, case .flipFlop(let cell) = cellAt(register.cell).kind else {
            let scope = scope(of: number)
            let enable = defined(resolve(scope, port.enable))
            let reset = defined(resolve(scope, port.synchronousReset))
            return (enable, port.resetNeedsEnable ? flat.graph.and(reset, enable) : reset)
        }
        let scope = scope(of: register.cell)
        var enable = cell.enable.map { resolve(scope, $0) } ?? .one
        var reset = cell.synchronousReset.map { resolve(scope, $0.signal) } ?? .zero
        if let controls = words.controls[register.cell]?[register.bit] {
            enable = flat.graph.and(enable, self.enable(controls))
            reset = flat.graph.or(reset, self.reset(controls))
        }
        return (enable, reset)
    }

    /// The scope that the clock of a port is a bit of.
    func clockScope(_ number: Int, _ port: MemoryCell.ReadPort) -> Int { port.register == nil ? scope(of: number) : 0 }
}
