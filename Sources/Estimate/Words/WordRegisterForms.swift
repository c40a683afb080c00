/// Registers that are not what they seem to be before `findControls` looks for their enables and resets.
extension CellElaborator {
    /// Makes the bits of a register that only ever take one value that value, as the reference flow's `opt_dff` does; true when there were some.
    mutating func foldRegister(_ number: Int, _ cell: FlipFlopCell) -> Bool {
        guard cell.clock != nil, cell.set.isEmpty, cell.clear.isEmpty, cell.load == nil else { return false }
        let scope = scope(of: number)
        let initial = netlist.modules[scopes[scope].module].initial
        let resets = [cell.asynchronousReset?.value, cell.synchronousReset?.value].compactMap { $0 }
        var changed = false
        for (bit, net) in roots(scope, cell.d).enumerated() {
            let output = root(scope, cell.q[bit])
            guard let constant = onlyConstant(net, output) else { continue }
            let others = resets.map { bit < $0.count ? $0[bit] : nil } + [initial[cell.q[bit].raw]]
            let value = constant == NetBit.one.raw
            guard others.allSatisfy({ $0 ?? value == value }) else { continue }
            if alias(output, to: constant) { changed = true }
        }
        return changed
    }

    /// The constant that a bit is wherever it is not the register's own output, through multiplexers that nothing else reads; nil where there are more
    /// values.
    private func onlyConstant(_ net: Int32, _ output: Int32) -> Int32? {
        var (work, seen, result) = ([net], Set<Int32>(), Int32?.none)
        while let next = work.popLast() {
            if next == NetBit.zero.raw || next == NetBit.one.raw {
                guard result ?? next == next else { return nil }
                result = next
            } else if next != output, seen.insert(next).inserted {
                guard seen.count <= 64, let (number, place) = driver(ofRoot: next), words.users[Int(next)] == 1 else {
                    return nil
                }
                let cell = cellAt(number)
                guard case .logic(let operation) = cell.kind, operation == .mux || operation == .pmux else {
                    return nil
                }
                let (scope, width) = (scope(of: number), cell.inputs[0].count)
                work.append(root(scope, cell.inputs[0][place]))
                for index in cell.inputs[2].indices { work.append(root(scope, cell.inputs[1][index * width + place])) }
            }
        }
        return result
    }

    /// Reads at the address that a register takes, transparent, become reads at the address that it holds.
    ///
    /// `memory -nomap` straight after `proc` merges such registers before anything found their enables; the reference flow does so later.
    /// `mergeReads` does it again.
    mutating func separateAddressRegisters() {
        var takers: [Int32: RegisterBit] = [:]
        for number in 0..<cellCount {
            guard case .flipFlop(let cell) = cellAt(number).kind, cell.clock != nil, cell.enable == nil,
                cell.asynchronousReset == nil, cell.synchronousReset == nil, cell.set.isEmpty, cell.clear.isEmpty,
                cell.load == nil
            else { continue }
            for (bit, net) in roots(scope(of: number), cell.d).enumerated() where net >= 0 {
                takers[net] = RegisterBit(cell: number, bit: bit)
            }
        }
        for number in 0..<cellCount {
            guard var memory = memoryCell(number) else { continue }
            let scope = scope(of: number)
            var isChanged = false
            for port in memory.reads.indices where memory.reads[port].clock != nil && memory.reads[port].keepsAddress {
                guard let address = heldAddress(memory.reads[port], scope, takers) else { continue }
                memory.reads[port].address = address
                memory.reads[port].clock = nil
                isChanged = true
            }
            if isChanged { words.memories[number] = memory }
        }
    }

    /// The outputs of the registers that take the address of a port at its clock.
    private func heldAddress(
        _ port: MemoryCell.ReadPort, _ scope: Int, _ takers: [Int32: RegisterBit]
    ) -> [NetBit]? {
        var result: [NetBit] = []
        for (bit, net) in zip(port.address, roots(scope, port.address)) {
            if net < 0 {
                result.append(bit)
                continue
            }
            guard let taker = takers[net], self.scope(of: taker.cell) == scope,
                case .flipFlop(let cell) = cellAt(taker.cell).kind, let clock = cell.clock, let own = port.clock,
                root(scope, clock.bit) == root(scope, own.bit), clock.isActiveLow == own.isActiveLow
            else { return nil }
            result.append(cell.q[taker.bit])
        }
        return result
    }
}
