/// Values of nets while a state machine is followed.
struct StateValues {
    /// Those that are given, by root.
    var fixed: [Int32: Bool] = [:]
    /// Those that were computed.
    var known: [Int32: Bool?] = [:]
}

extension CellElaborator {
    /// What a net is, where that follows from what is given; a stop is not looked behind.
    func value(_ net: Int32, _ values: inout StateValues, _ stops: Set<Int32>) -> Bool? {
        if net < 0 { return net == NetBit.one.raw ? true : net == NetBit.zero.raw ? false : nil }
        if let fixed = values.fixed[net] { return fixed }
        if stops.contains(net) { return nil }
        if let known = values.known[net] { return known }
        values.known[net] = .some(nil)
        let result = compute(net, &values, stops)
        values.known[net] = .some(result)
        return result
    }

    private func compute(_ net: Int32, _ values: inout StateValues, _ stops: Set<Int32>) -> Bool? {
        guard let (number, place) = driver(ofRoot: net) else { return nil }
        let cell = cellAt(number)
        guard case .logic(let operation) = cell.kind else { return nil }
        let scope = scope(of: number)
        func word(_ index: Int, _ values: inout StateValues) -> [Bool]? {
            var result: [Bool] = []
            for bit in cell.inputs[index] {
                guard let value = value(root(scope, bit), &values, stops) else { return nil }
                result.append(value)
            }
            return result
        }
        func operand(_ index: Int, _ values: inout StateValues, at place: Int = place) -> Bool? {
            let bits = cell.inputs[index]
            if place < bits.count { return value(root(scope, bits[place]), &values, stops) }
            let isSigned = index == 0 ? cell.isSigned.a : cell.isSigned.b
            guard isSigned, let top = bits.last else { return false }
            return value(root(scope, top), &values, stops)
        }
        switch operation {
        case .mux:
            guard let select = value(root(scope, cell.inputs[2][0]), &values, stops) else { return nil }
            return value(root(scope, cell.inputs[select ? 1 : 0][place]), &values, stops)
        case .not: return operand(0, &values).map { !$0 }
        case .pos: return operand(0, &values)
        case .and, .or, .xor, .xnor:
            guard let a = operand(0, &values), let b = operand(1, &values) else { return nil }
            return operation == .and ? a && b : operation == .or ? a || b : (a != b) == (operation == .xor)
        case .add, .subtract:
            let isSubtracted = operation == .subtract
            var (sum, carry) = (false, isSubtracted)
            for bit in 0...place {
                guard let a = operand(0, &values, at: bit), let b = operand(1, &values, at: bit) else { return nil }
                let addend = b != isSubtracted
                sum = (a != addend) != carry
                carry = a && addend || carry && (a || addend)
            }
            return sum
        default: break
        }
        guard cell.inputs.count <= 2, let a = word(0, &values) else { return nil }
        switch operation {
        case .logicNot: return place == 0 && !a.contains(true)
        case .reduceOr, .reduceBool: return place == 0 && a.contains(true)
        case .reduceAnd: return place == 0 && !a.contains(false)
        case .logicAnd, .logicOr, .equal, .notEqual, .equalExactly, .notEqualExactly, .less, .lessOrEqual, .greater,
            .greaterOrEqual:
            guard let b = word(1, &values) else { return nil }
            return place == 0 && Self.truth(operation, a, b, isSigned: cell.isSigned.a && cell.isSigned.b)
        default: return nil
        }
    }

    private static func truth(_ operation: CellOperation, _ a: [Bool], _ b: [Bool], isSigned: Bool) -> Bool {
        let size = max(a.count, b.count, 1)
        func extended(_ word: [Bool]) -> [Bool] {
            word + Array(repeating: isSigned && word.last ?? false, count: size - word.count)
        }
        var (left, right) = (extended(a), extended(b))
        if isSigned { (left[size - 1], right[size - 1]) = (right[size - 1], left[size - 1]) }
        /// Highest bit first.
        let differs = zip(left, right).reversed().first { $0 != $1 }
        let isLess = differs.map { !$0.0 } ?? false
        switch operation {
        case .logicAnd: return a.contains(true) && b.contains(true)
        case .logicOr: return a.contains(true) || b.contains(true)
        case .equal, .equalExactly: return differs == nil
        case .notEqual, .notEqualExactly: return differs != nil
        case .less: return isLess
        case .lessOrEqual: return isLess || differs == nil
        case .greater: return !isLess && differs != nil
        default: return !isLess
        }
    }
}
