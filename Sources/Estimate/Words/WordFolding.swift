extension CellElaborator {
    /// Makes the outputs of a cell what they always are, constants or inputs, where that is so for all of them.
    mutating func fold(
        _ number: Int, _ cell: PreparedCell, _ operation: CellOperation, _ inputs: [[Int32]]
    ) -> Bool {
        if Self.isMask(operation, inputs) { return false }
        let scope = scope(of: number)
        var values: [(net: Int32, value: Int32)] = []
        for (place, bit) in cell.outputs.enumerated() where !bit.isConstant {
            let net = root(scope, bit)
            guard let (driving, _) = driver(ofRoot: net), driving == number else { continue }
            guard let value = value(operation, cell, inputs, place) else { return false }
            values.append((net, value))
        }
        var changed = false
        for (net, value) in values where alias(net, to: value) { changed = true }
        return changed
    }

    /// A bitwise operation with a constant of zeros and ones: the reference flow sees through it only later, bit by bit.
    private static func isMask(_ operation: CellOperation, _ inputs: [[Int32]]) -> Bool {
        guard operation == .and || operation == .or || operation == .xor else { return false }
        return inputs.contains { $0.contains(NetBit.zero.raw) && $0.contains(NetBit.one.raw) }
    }

    private func value(
        _ operation: CellOperation, _ cell: PreparedCell, _ inputs: [[Int32]], _ place: Int
    ) -> Int32? {
        let (zero, one) = (NetBit.zero.raw, NetBit.one.raw)
        func constant(_ value: Bool) -> Int32 { value ? one : zero }
        func isKnown(_ net: Int32) -> Bool { net == zero || net == one }
        func operand(_ index: Int) -> Int32 {
            if place < inputs[index].count { return inputs[index][place] }
            let isSigned = index == 0 ? cell.isSigned.a : cell.isSigned.b
            return isSigned ? inputs[index].last ?? zero : zero
        }
        /// The only value of a result of one bit; zeros above it.
        func single(_ value: Bool?) -> Int32? { place > 0 ? zero : value.map(constant) }
        func any(_ word: [Int32]) -> Bool? {
            word.contains(one) ? true : word.allSatisfy { $0 == zero } ? false : nil
        }
        switch operation {
        case .pos: return operand(0)
        case .slice: return inputs[0][cell.offset + place]
        case .concat:
            return place < inputs[0].count ? inputs[0][place] : inputs[1][place - inputs[0].count]
        case .mux:
            let (low, high, select) = (inputs[0][place], inputs[1][place], inputs[2][0])
            return select == zero || low == high ? low : select == one ? high : nil
        case .pmux:
            let width = inputs[0].count
            let isSame = inputs[2].indices.allSatisfy {
                inputs[2][$0] == zero || inputs[1][$0 * width + place] == inputs[0][place]
            }
            return isSame ? inputs[0][place] : nil
        case .not: return isKnown(operand(0)) ? constant(operand(0) == zero) : nil
        case .and:
            let (a, b) = (operand(0), operand(1))
            return a == zero || b == zero ? zero : a == one || a == b ? b : b == one ? a : nil
        case .or:
            let (a, b) = (operand(0), operand(1))
            return a == one || b == one ? one : a == zero || a == b ? b : b == zero ? a : nil
        case .xor:
            let (a, b) = (operand(0), operand(1))
            return a == zero ? b : b == zero ? a : isKnown(a) && isKnown(b) ? constant(a != b) : nil
        case .reduceAnd:
            return single(inputs[0].contains(zero) ? false : inputs[0].allSatisfy { $0 == one } ? true : nil)
        case .reduceOr, .reduceBool: return single(any(inputs[0]))
        case .logicNot: return single(any(inputs[0]).map { !$0 })
        case .logicAnd:
            let (a, b) = (any(inputs[0]), any(inputs[1]))
            return single(a == false || b == false ? false : a == true && b == true ? true : nil)
        case .logicOr:
            let (a, b) = (any(inputs[0]), any(inputs[1]))
            return single(a == true || b == true ? true : a == false && b == false ? false : nil)
        case .equal, .notEqual:
            let isSigned = cell.isSigned.a && cell.isSigned.b
            let pairs = (0..<max(inputs[0].count, inputs[1].count)).map { bit -> (Int32, Int32) in
                func get(_ word: [Int32]) -> Int32 {
                    bit < word.count ? word[bit] : isSigned ? word.last ?? zero : zero
                }
                return (get(inputs[0]), get(inputs[1]))
            }
            let differs = pairs.contains { isKnown($0.0) && isKnown($0.1) && $0.0 != $0.1 }
            let isSame = pairs.allSatisfy { $0.0 == $0.1 && $0.0 != NetBit.undefined.raw }
            return single(differs ? operation == .notEqual : isSame ? operation == .equal : nil)
        default: return nil
        }
    }
}
