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
            guard var memory = memoryCell(number) else { continue }
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
                if memory.reads[port].clock == nil { mergeAddress(number, &memory, port) }
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
        if memory.keepWrites({ !roots(scope, $0.enable).allSatisfy { $0 == NetBit.zero.raw } }) { changed = true }
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
        memory.reads[port].passes = memory.writes.map { _ in false }
        words.memories[number] = memory
        for (place, register) in taken { words.readBits[register] = MemoryBit(cell: number, place: place) }
    }

    /// A read at the address that a register holds is a clocked read at the address that the register takes.
    private mutating func mergeAddress(_ number: Int, _ memory: inout MemoryCell, _ port: Int) {
        let scope = scope(of: number)
        var clock: WordFacts.Condition?
        var registers: [RegisterBit?] = []
        var hasFreeStart = false
        for net in roots(scope, memory.reads[port].address) {
            guard net >= 0 else {
                registers.append(nil)
                continue
            }
            guard let (register, bit) = driver(ofRoot: net), case .flipFlop(let cell) = cellAt(register).kind,
                let edge = cell.clock, cell.asynchronousReset == nil, cell.set.isEmpty, cell.clear.isEmpty,
                cell.load == nil, !words.machines.contains(where: { $0.register == register })
            else { return }
            let own = self.scope(of: register)
            let here = WordFacts.Condition(net: root(own, edge.bit), value: !edge.isActiveLow)
            guard clock ?? here == here else { return }
            clock = here
            if netlist.modules[scopes[own].module].initial[cell.q[bit].raw] == nil { hasFreeStart = true }
            registers.append(RegisterBit(cell: register, bit: bit))
        }
        guard let clock, hasFreeStart,
            memory.writes.allSatisfy({
                root(scope, $0.clock.bit) == clock.net && $0.clock.isActiveLow == !clock.value
            })
        else { return }
        memory.reads[port].clock = FlipFlopCell.Control(bit: Self.bit(ofRoot: clock.net), isActiveLow: !clock.value)
        memory.reads[port].hasClockOfTop = true
        memory.reads[port].addressRegisters = registers
        memory.reads[port].passes = memory.writes.map { _ in true }
        memory.reads[port].enable = .one
        words.memories[number] = memory
    }

    /// The address of a port.
    mutating func address(_ number: Int, _ port: MemoryCell.ReadPort) -> [Literal] {
        let scope = scope(of: number)
        if port.addressRegisters.isEmpty { return resolve(scope, port.address) }
        var result: [Literal] = []
        for (register, bit) in zip(port.addressRegisters, port.address) {
            if let register { result.append(next(of: register)) } else { result.append(defined(resolve(scope, bit))) }
        }
        return result
    }

    /// What a register holds after the next clock edge.
    private mutating func next(of register: RegisterBit) -> Literal {
        guard case .flipFlop(let cell) = cellAt(register.cell).kind else { return .zero }
        let scope = scope(of: register.cell)
        let controls = words.controls[register.cell]?[register.bit]
        let output = defined(resolve(scope, cell.q[register.bit]))
        let data = controls.map { resolve(0, Self.bit(ofRoot: $0.data)) } ?? resolve(scope, cell.d[register.bit])
        var enable = cell.enable.map { resolve(scope, $0) } ?? .one
        var reset = cell.synchronousReset.map { resolve(scope, $0.signal) } ?? .zero
        let given = cell.synchronousReset.flatMap { register.bit < $0.value.count ? $0.value[register.bit] : nil }
        if let controls {
            enable = flat.graph.and(enable, self.enable(controls))
            reset = flat.graph.or(reset, self.reset(controls))
        }
        if cell.resetNeedsEnable { reset = flat.graph.and(reset, enable) }
        let hasFound = controls.map { !$0.resets.isEmpty } ?? false
        let value = Literal(hasFound ? controls?.resetValue ?? false : given ?? false)
        return flat.graph.mux(reset, value, choose(enable, data, output))
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
    func clockScope(_ number: Int, _ port: MemoryCell.ReadPort) -> Int {
        port.register == nil && !port.hasClockOfTop ? scope(of: number) : 0
    }
}
