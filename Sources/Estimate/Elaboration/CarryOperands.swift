/// Arithmetic for devices whose carry cells read both operands.
extension FlatDesign {
    /// `a > b`, or `a >= b`, both without a sign and of the same width: the last carry of `b - a`, as the reference flow makes it.
    mutating func isGreater(_ a: [Literal], _ b: [Literal], orEqual: Bool) -> Literal {
        let constant = a.allSatisfy(\.isConstant) || b.allSatisfy(\.isConstant)
        if constant, a.count <= device.lutInputs {
            return zip(a, b).reduce(Literal(orEqual)) { carry, pair in
                graph.mux(graph.xor(pair.0, pair.1), pair.0, carry)
            }
        }
        let less = !subtractionCarry(b, a)
        guard orEqual else { return less }
        let equal = zip(a, b).map { !graph.xor($0, $1) }
        return graph.or(less, graph.andAll(equal))
    }

    /// The carry out of `left - right`: one when nothing was borrowed.
    private mutating func subtractionCarry(_ left: [Literal], _ right: [Literal]) -> Literal {
        let number = chains.count
        let complement = right.map { !$0 }
        var propagate: [Literal] = []
        for (a, b) in zip(left, complement) { propagate.append(graph.xor(a, b)) }
        // A cell gives the carry behind its last position only.
        let last = left.count / device.carry.bits * device.carry.bits - 1
        var carries = [Literal?](repeating: nil, count: left.count)
        var carry = Literal.one
        if last >= 0 {
            carry = addSource(.chain(number, position: last))
            carries[last] = carry
        }
        chains.append(
            CarryChain(
                propagate: propagate, generate: left, addend: complement, carryIn: .one,
                sums: Array(repeating: nil, count: left.count), carries: carries, origin: graph.origin))
        for position in (last + 1)..<max(last + 1, left.count) {
            carry = graph.mux(propagate[position], carry, left[position])
        }
        return carry
    }

    /// A sum of which the first position is an inverter, because an operand and the carry are constant: the chain begins behind it.
    /// Nil where that is not so, or the device's cells do it all.
    mutating func addingBehindFirst(_ left: [Literal], _ right: [Literal], _ carry: Literal) -> [Literal]? {
        guard device.carry.operands == .besideLUT, left.count > 1, carry.isConstant else { return nil }
        for (a, b) in [(left, right), (right, left)] where b[0] == !carry {
            return [!a[0]] + addChain(Array(left.dropFirst()), Array(right.dropFirst()), carry: a[0])
        }
        return nil
    }

    /// A product by multipliers of parts of the operands, whose products carry chains add.
    mutating func productOfParts(_ left: [Literal], _ right: [Literal], _ form: MultiplierForm) -> [Literal] {
        let width = left.count
        let isUnsigned = left.last == .zero && right.last == .zero
        func size(_ bits: [Literal]) -> Int {
            guard let top = bits.last else { return 0 }
            let low = (bits.lastIndex { $0 != top } ?? -1) + 1
            return max(1, min(bits.count, isUnsigned ? low : low + 1))
        }
        let (a, b) = (Array(left.prefix(size(left))), Array(right.prefix(size(right))))
        // Where the product is as wide as both operands, their signs do not matter.
        let isSigned = !isUnsigned && (a.count < width || b.count < width)
        return product(a, b, width, isSigned, form)
    }

    private mutating func product(
        _ a: [Literal], _ b: [Literal], _ width: Int, _ isSigned: Bool, _ form: MultiplierForm
    ) -> [Literal] {
        if a.count < b.count { return product(b, a, width, isSigned, form) }
        let fill: (Literal?) -> Literal = { isSigned ? $0 ?? .zero : .zero }
        if a.count > form.longer {
            // The low part has no sign: a zero stands for it.
            let split = isSigned ? form.longer - 1 : form.longer
            let first = product(Array(a.prefix(split)) + (isSigned ? [.zero] : []), b, width, isSigned, form)
            guard width > split else { return first }
            let second = product(Array(a.dropFirst(split)), b, width - split, isSigned, form)
            return Array(first.prefix(split)) + add(Array(first.dropFirst(split)), second, carry: false)
        }
        let number = multipliers.count
        let count = min(width, a.count + b.count)
        let low = (0..<count).map { _ in addSource(.multiplier(number)) }
        multipliers.append(Multiplier(a: a, b: b, product: low, origin: graph.origin))
        return low + Array(repeating: fill(low.last), count: width - count)
    }

    /// A product as logic: rows are added three at a time without carrying, the last two by a chain. There is a row for each digit of the shorter operand;
    /// that of a sign is subtracted.
    mutating func carrySaveProduct(_ a: [Literal], _ b: [Literal]) -> [Literal] {
        let width = a.count
        let sizes = (signedSize(a), signedSize(b))
        let isFirstShorter = a.allSatisfy(\.isConstant) || sizes.0 <= sizes.1
        let (digits, word) = isFirstShorter ? (a.prefix(sizes.0), b) : (b.prefix(sizes.1), a)
        var rows: [[Literal]] = []
        var carries: [Literal] = []
        for (shift, digit) in digits.enumerated() where digit != .zero {
            let row = (0..<width).map { $0 < shift ? .zero : graph.and(digit, word[$0 - shift]) }
            // A digit of the highest weight counts the same with either sign.
            let isSign = shift == digits.count - 1 && digits.count < width
            rows.append(isSign ? row.map { !$0 } : row)
            if isSign { carries.append(.one) }
        }
        return sum(rows, carries: carries, width: width)
    }

    /// A sum of words of one width: three at a time become two without carrying, until a chain adds the last two. Free lowest bits take the carries.
    mutating func sum(_ words: [[Literal]], carries: [Literal], width: Int) -> [Literal] {
        var (rows, carries) = (words, carries)
        // Every step has a free lowest bit, and the chain one more; what is left over are rows.
        while carries.count > max(rows.count - 1, 0), let carry = carries.popLast() {
            rows.append([carry] + Array(repeating: .zero, count: width - 1))
        }
        while rows.count > 2 {
            var next: [[Literal]] = []
            for first in stride(from: 0, to: rows.count, by: 3) {
                guard first + 2 < rows.count else {
                    next += rows[first...]
                    break
                }
                var sums: [Literal] = []
                var shifted: [Literal] = [carries.popLast() ?? .zero]
                for bit in 0..<width {
                    let (x, y, z) = (rows[first][bit], rows[first + 1][bit], rows[first + 2][bit])
                    let half = graph.xor(x, y)
                    sums.append(graph.xor(half, z))
                    shifted.append(graph.or(graph.and(x, y), graph.and(half, z)))
                }
                next += [sums, Array(shifted.prefix(width))]
            }
            rows = next
        }
        guard rows.count > 1 else { return rows.first ?? Array(repeating: .zero, count: width) }
        // The reference flow adds what is left of more than two as it is, where its carry cells come behind LUTs.
        return add(
            rows[0], rows[1], carryIn: carries.popLast() ?? .zero,
            leavesOutNeutral: words.count <= 2 || device.carry.operands != .propagate)
    }
}
