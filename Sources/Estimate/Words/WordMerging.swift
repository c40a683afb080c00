/// Cells that compute the same are one; what is constant goes through, as the reference flow's `opt_expr` and `opt_merge` do.
extension CellElaborator {
    /// Cells of logic, operands before their users as far as there are no loops.
    func logicOrder() -> [Int] {
        var order: [Int] = []
        // 0: not seen, 1: its operands are looked at, 2: done.
        var state = [UInt8](repeating: 0, count: cellCount)
        var work: [Int] = []
        for first in 0..<cellCount where state[first] == 0 {
            work.append(first)
            while let cell = work.last {
                guard case .logic = cellAt(cell).kind, state[cell] == 0 else {
                    work.removeLast()
                    if state[cell] == 1 {
                        state[cell] = 2
                        order.append(cell)
                    }
                    continue
                }
                state[cell] = 1
                let scope = scope(of: cell)
                for bit in reads(cell) {
                    guard let (operand, _) = driver(ofRoot: root(scope, bit)), state[operand] == 0 else { continue }
                    if case .logic = cellAt(operand).kind { work.append(operand) }
                }
            }
        }
        return order
    }

    /// Merges until nothing changes.
    mutating func mergeWords(_ order: [Int]) {
        for _ in 0..<8 {
            var known: [[Int32]: Int] = [:]
            var changed = false
            for cell in order where merge(cell, &known) { changed = true }
            for cell in 0..<cellCount {
                guard case .flipFlop(let flipFlop) = cellAt(cell).kind else { continue }
                if foldRegister(cell, flipFlop) || replace(cell, key(cell, flipFlop), &known) { changed = true }
            }
            if !changed { return }
        }
    }

    private mutating func merge(_ number: Int, _ known: inout [[Int32]: Int]) -> Bool {
        let cell = cellAt(number)
        guard case .logic(let operation) = cell.kind, cell.table.isEmpty, cell.cubes.isEmpty else { return false }
        let scope = scope(of: number)
        let inputs = cell.inputs.map { roots(scope, $0) }
        if fold(number, cell, operation, inputs) { return true }
        guard operation != .tristate, operation != .constantChoice, operation != .cover else { return false }
        var operands = inputs
        if Self.commutes(operation), cell.isSigned.a == cell.isSigned.b,
            operands[1].lexicographicallyPrecedes(operands[0])
        {
            operands.swapAt(0, 1)
        }
        var key: [Int32] = [
            Int32(truncatingIfNeeded: operation.number), cell.isSigned.a ? 1 : 0, cell.isSigned.b ? 1 : 0,
            Int32(truncatingIfNeeded: cell.offset), Int32(truncatingIfNeeded: cell.outputs.count),
        ]
        for operand in operands {
            key.append(Int32(truncatingIfNeeded: operand.count))
            key += operand
        }
        return replace(number, key, &known)
    }

    private static func commutes(_ operation: CellOperation) -> Bool {
        switch operation {
        case .and, .or, .xor, .xnor, .nand, .nor, .add, .multiply, .equal, .notEqual, .equalExactly, .notEqualExactly,
            .logicAnd, .logicOr:
            return true
        default: return false
        }
    }

    /// Makes the outputs of a cell those of an earlier one with the same key.
    private mutating func replace(_ number: Int, _ key: [Int32], _ known: inout [[Int32]: Int]) -> Bool {
        guard let twin = known[key] else {
            known[key] = number
            return false
        }
        let (outputs, others) = (cellAt(number).outputs, cellAt(twin).outputs)
        let (scope, other) = (scope(of: number), scope(of: twin))
        var changed = false
        for (bit, twinBit) in zip(outputs, others) where !bit.isConstant && !twinBit.isConstant {
            if alias(root(scope, bit), to: root(other, twinBit)) { changed = true }
        }
        return changed
    }

    /// Makes one root another, or a constant.
    @discardableResult
    mutating func alias(_ net: Int32, to other: Int32) -> Bool {
        guard net >= 0, net != other else { return false }
        drivers[Int(net)] = Driver(cell: Driver.alias, place: other)
        return true
    }

    /// What a register does: two of which this is the same are one.
    private func key(_ number: Int, _ cell: FlipFlopCell) -> [Int32] {
        let scope = scope(of: number)
        func control(_ control: FlipFlopCell.Control?) -> [Int32] {
            control.map { [root(scope, $0.bit), $0.isActiveLow ? 1 : 0] } ?? [.min, 0]
        }
        func digits(_ bits: [Bool?]) -> [Int32] { bits.map { $0.map { $0 ? 1 : 0 } ?? 2 } }
        var key: [Int32] = [-1_000, Int32(truncatingIfNeeded: cell.q.count), cell.resetNeedsEnable ? 1 : 0]
        key += roots(scope, cell.d) + control(cell.clock) + control(cell.enable)
        key += control(cell.asynchronousReset?.signal) + digits(cell.asynchronousReset?.value ?? [])
        key += control(cell.synchronousReset?.signal) + digits(cell.synchronousReset?.value ?? [])
        key += control(cell.load?.signal) + roots(scope, cell.load?.data ?? [])
        for signal in cell.set + cell.clear { key += control(signal) }
        let initial = netlist.modules[scopes[scope].module].initial
        key += cell.q.map { initial[$0.raw].map { $0 ? 1 : 0 } ?? 2 }
        return key
    }
}

extension CellOperation {
    /// Its place among all.
    var number: Int { Self.numbers[self] ?? 0 }

    private static let numbers = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}
