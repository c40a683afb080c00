extension CellElaborator {
    /// All output bits of a cell whose bits depend on whole words.
    mutating func word(
        _ operation: CellOperation, _ number: Int, _ cell: PreparedCell, _ words: [[Literal]]
    ) -> [Literal] {
        let width = cell.outputs.count
        let a = words.first ?? []
        let b = words.count > 1 ? words[1] : []
        switch operation {
        case .reduceAnd: return Self.padded(flat.graph.andAll(a), width)
        case .reduceOr, .reduceBool: return Self.padded(flat.graph.orAll(a), width)
        case .reduceXor: return Self.padded(flat.graph.xorAll(a), width)
        case .reduceXnor: return Self.padded(!flat.graph.xorAll(a), width)
        case .logicNot: return Self.padded(!flat.graph.orAll(a), width)
        case .logicAnd: return Self.padded(flat.graph.and(flat.graph.orAll(a), flat.graph.orAll(b)), width)
        case .logicOr: return Self.padded(flat.graph.or(flat.graph.orAll(a), flat.graph.orAll(b)), width)
        case .equal, .equalExactly, .notEqual, .notEqualExactly:
            return Self.padded(
                isEqual(cell, a, b).inverted(if: operation == .notEqual || operation == .notEqualExactly), width)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            return Self.padded(compare(operation, number, cell, a, b), width)
        case .add, .subtract, .neg, .multiply, .divide, .remainder, .divideFloor, .remainderFloor, .power, .macc:
            return arithmetic(operation, cell, a, b)
        case .alu, .fullAdder, .lookahead: return carries(operation, cell, words)
        case .shl, .shr, .sshl, .sshr, .shift, .shiftx: return shift(operation, cell, a, b)
        case .bmux:
            return indexed(a, words[1], width)
        case .demux:
            let word = a.count
            return (0..<width).map { place in
                let hit = words[1].enumerated().map { $1.inverted(if: (place / max(1, word)) >> $0 & 1 == 0) }
                return flat.graph.and(flat.graph.andAll(hit), a[place % max(1, word)])
            }
        case .mux4, .mux8, .mux16:
            let count = operation == .mux4 ? 4 : operation == .mux8 ? 8 : 16
            return indexed(words.prefix(count).flatMap { $0 }, words[count...].flatMap { $0 }, 1)
        case .andOr3: return [!flat.graph.or(flat.graph.and(a[0], b[0]), words[2][0])]
        case .orAnd3: return [!flat.graph.and(flat.graph.or(a[0], b[0]), words[2][0])]
        case .andOr4:
            return [!flat.graph.or(flat.graph.and(a[0], b[0]), flat.graph.and(words[2][0], words[3][0]))]
        case .orAnd4:
            return [!flat.graph.and(flat.graph.or(a[0], b[0]), flat.graph.or(words[2][0], words[3][0]))]
        case .lut: return [indexed(cell.table.map { Literal($0) }, a, 1).first ?? .zero]
        case .sop, .cover: return [cover(cell, a)]
        default: return Array(repeating: .zero, count: width)
        }
    }

    /// Static: an argument that adds to the graph would copy it, if this took `self`.
    private static func padded(_ bit: Literal, _ width: Int) -> [Literal] {
        width == 0 ? [] : [bit] + Array(repeating: .zero, count: width - 1)
    }

    /// Sign or zeros added, or bits taken away.
    func resized(_ bits: [Literal], _ width: Int, signed: Bool) -> [Literal] {
        if bits.count >= width { return Array(bits.prefix(width)) }
        let fill = signed ? bits.last ?? .zero : .zero
        return bits + Array(repeating: fill, count: width - bits.count)
    }

    private mutating func isEqual(_ cell: PreparedCell, _ a: [Literal], _ b: [Literal]) -> Literal {
        let size = max(a.count, b.count)
        let isSigned = cell.isSigned.a && cell.isSigned.b
        let same = zip(resized(a, size, signed: isSigned), resized(b, size, signed: isSigned))
            .map { !flat.graph.xor($0, $1) }
        return flat.graph.andAll(same)
    }

    private mutating func compare(
        _ operation: CellOperation, _ number: Int, _ cell: PreparedCell, _ a: [Literal], _ b: [Literal]
    ) -> Literal {
        let isSigned = cell.isSigned.a && cell.isSigned.b
        let scope = scope(of: number)
        let size = max(a.count, b.count, 1)
        var sides = [a, b].enumerated().map { index, word in
            let isFixed = cell.inputs[index].map { root(scope, $0) < 0 }
            let fill = isSigned ? isFixed.last ?? true : true
            return FlatDesign.Comparand(
                bits: resized(word, size, signed: isSigned),
                isFixed: isFixed.prefix(size) + Array(repeating: fill, count: max(0, size - isFixed.count)))
        }
        if operation == .greater || operation == .greaterOrEqual { sides.swapAt(0, 1) }
        return flat.compare(
            sides[0], sides[1], isSigned: isSigned,
            orEqual: operation == .lessOrEqual || operation == .greaterOrEqual)
    }

    private mutating func arithmetic(
        _ operation: CellOperation, _ cell: PreparedCell, _ a: [Literal], _ b: [Literal]
    ) -> [Literal] {
        let width = cell.outputs.count
        guard width > 0 else { return [] }
        let isSigned = cell.isSigned.a && cell.isSigned.b
        let (left, right) = (
            resized(a, width, signed: isSigned || operation == .neg && cell.isSigned.a),
            resized(b, width, signed: isSigned)
        )
        switch operation {
        case .add: return flat.add(left, right, carry: false)
        case .subtract: return flat.add(left, right.map { !$0 }, carry: true)
        case .neg:
            return flat.add(Array(repeating: .zero, count: width), left.map { !$0 }, carry: true)
        case .multiply: return flat.multiply(left, right)
        case .macc: return multiplyAccumulate(cell, a, b)
        case .power: return power(left, b, width)
        default:
            let size = max(a.count, b.count, width)
            let isQuotient = operation == .divide || operation == .divideFloor
            if !isSigned || operation == .divideFloor || operation == .remainderFloor,
                let place = Self.powerOfTwo(resized(b, size, signed: isSigned), isSigned: isSigned)
            {
                let word = resized(a, size + place, signed: isSigned)
                return isQuotient
                    ? Array(word[place...].prefix(width)) : resized(Array(word.prefix(place)), width, signed: false)
            }
            let result = flat.divide(
                resized(a, size, signed: isSigned), resized(b, size, signed: isSigned), isSigned: isSigned,
                isFloor: operation == .divideFloor || operation == .remainderFloor)
            return Array((isQuotient ? result.quotient : result.remainder).prefix(width))
        }
    }

    /// The place of the only one in a constant; nil where it is not such, or negative.
    private static func powerOfTwo(_ word: [Literal], isSigned: Bool) -> Int? {
        guard word.allSatisfy(\.isConstant), word.count(where: { $0 == .one }) == 1,
            let place = word.firstIndex(of: .one), !isSigned || place < word.count - 1
        else { return nil }
        return place
    }

    /// A power of two is a shift; other bases are multiplied, for each bit of the exponent.
    private mutating func power(_ base: [Literal], _ exponent: [Literal], _ width: Int) -> [Literal] {
        let one = [Literal.one] + Array(repeating: Literal.zero, count: width - 1)
        if base.enumerated().allSatisfy({ $1 == Literal($0 == 1) }) {
            return flat.shift(one, by: exponent, isLeft: true, fill: .zero)
        }
        var (result, square) = (one, base)
        for (index, bit) in exponent.prefix(16).enumerated() {
            if index > 0 { square = flat.multiply(square, square) }
            guard bit != .zero else { continue }
            let product = flat.multiply(result, square)
            result = zip(product, result).map { flat.graph.mux(bit, $0, $1) }
        }
        return result
    }

    /// Sums of products, as `alumacc` writes them into a configuration.
    private mutating func multiplyAccumulate(_ cell: PreparedCell, _ a: [Literal], _ b: [Literal]) -> [Literal] {
        let width = cell.outputs.count
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { sum, bit in
                place + bit < cell.table.count && cell.table[place + bit] ? sum | 1 << bit : sum
            }
        }
        let sizeBits = number(0, 4)
        var (place, used) = (4, 0)
        var sum = [Literal](repeating: .zero, count: width)
        while used < a.count, place + 2 + 2 * sizeBits <= cell.table.count {
            let (isSigned, isSubtracted) = (cell.table[place], cell.table[place + 1])
            let sizes = (number(place + 2, sizeBits), number(place + 2 + sizeBits, sizeBits))
            place += 2 + 2 * sizeBits
            guard sizes.0 + sizes.1 > 0, used + sizes.0 + sizes.1 <= a.count else { break }
            var term = resized(Array(a[used..<used + sizes.0]), width, signed: isSigned)
            used += sizes.0
            if sizes.1 > 0 {
                term = flat.multiply(term, resized(Array(a[used..<used + sizes.1]), width, signed: isSigned))
                used += sizes.1
            }
            sum = flat.add(sum, isSubtracted ? term.map { !$0 } : term, carry: isSubtracted)
        }
        for bit in b { sum = flat.add(sum, resized([bit], width, signed: false), carry: false) }
        return sum
    }

    private mutating func carries(_ operation: CellOperation, _ cell: PreparedCell, _ words: [[Literal]]) -> [Literal] {
        switch operation {
        case .fullAdder:
            var majority: [Literal] = []
            var sums: [Literal] = []
            for (index, a) in words[0].enumerated() {
                let (b, c) = (words[1][index], words[2][index])
                let half = flat.graph.xor(a, b)
                majority.append(flat.graph.mux(half, c, a))
                sums.append(flat.graph.xor(half, c))
            }
            return majority + sums
        case .lookahead:
            return flat.carries(propagate: words[0], generate: words[1], carry: words[2].first ?? .zero)
        default:
            // Ports in their order: A, B, CI, BI; then X, Y, CO.
            let width = cell.outputs.count / 3
            let invert = words[3].first ?? .zero
            let isSigned = cell.isSigned
            let left = resized(words[0], width, signed: isSigned.a && isSigned.b)
            let right = resized(words[1], width, signed: isSigned.a && isSigned.b).map { flat.graph.xor($0, invert) }
            let half = zip(left, right).map { flat.graph.xor($0, $1) }
            let chain = flat.chain(
                propagate: half, generate: left, addend: right, carry: words[2].first ?? .zero)
            return half + chain.sums + chain.carries
        }
    }

    private mutating func shift(
        _ operation: CellOperation, _ cell: PreparedCell, _ a: [Literal], _ b: [Literal]
    ) -> [Literal] {
        let width = cell.outputs.count
        let size = max(a.count, width)
        let isSigned = cell.isSigned.a
        let value = resized(a, size, signed: isSigned && operation != .shiftx)
        switch operation {
        case .shl, .sshl:
            let kind: FlatDesign.Shift.Kind = operation == .shl ? .left : .arithmeticLeft
            return flat.addShift(kind, resized(value, width, signed: false), by: b, fill: .zero)
        case .shr: return Array(flat.addShift(.right, value, by: b, fill: .zero).prefix(width))
        case .sshr:
            let fill = isSigned ? value.last ?? .zero : .zero
            return Array(flat.addShift(.arithmeticRight, value, by: b, fill: fill).prefix(width))
        case .shiftx:
            let address = cell.isSigned.b ? Array(b.dropLast()) : b
            let result = picked(a, address, width)
            if width == 1 { flat.lookups.append(FlatDesign.Lookup(bits: a, address: address, value: result[0])) }
            return result
        default:
            guard cell.isSigned.b, let sign = b.last, sign != .zero else {
                return Array(flat.shift(value, by: b, isLeft: false, fill: .zero).prefix(width))
            }
            let right = flat.shift(value, by: Array(b.dropLast()), isLeft: false, fill: .zero)
            let negative = flat.add(
                Array(repeating: .zero, count: b.count), b.map { !$0 }, carry: true)
            let left = flat.shift(resized(value, width, signed: false), by: negative, isLeft: true, fill: .zero)
            return (0..<width).map { flat.graph.mux(sign, left[$0], right[$0]) }
        }
    }

    /// A part of a word; what lies outside does not matter.
    private mutating func picked(_ value: [Literal], _ amount: [Literal], _ width: Int) -> [Literal] {
        flat.graph.makesLateNodes = true
        defer { flat.graph.makesLateNodes = false }
        var buffer = value
        for stage in stride(from: amount.count - 1, through: 0, by: -1) {
            // What lower stages can still reach.
            var reach = width
            for lower in 0..<stage where amount[lower] != .zero {
                reach = min(value.count, reach + 1 << min(lower, 40))
            }
            let distance = stage < 40 ? 1 << stage : Int.max / 2
            let before = buffer
            buffer = (0..<max(reach, 1)).map { bit in
                let low = bit < before.count ? before[bit] : Self.undefined
                let high = bit < before.count - min(distance, before.count) ? before[bit + distance] : Self.undefined
                return choose(amount[stage], high, low)
            }
        }
        return (0..<width).map { $0 < buffer.count ? defined(buffer[$0]) : .zero }
    }

    /// Word `index` of `words`, by a tree of multiplexers, lowest bit first.
    private mutating func indexed(_ words: [Literal], _ index: [Literal], _ width: Int) -> [Literal] {
        var words = words
        for bit in index {
            let half = words.count / max(1, width) / 2
            words = (0..<half * width).map { place in
                let pair = place / width * 2 * width + place % width
                return flat.graph.mux(bit, words[pair + width], words[pair])
            }
        }
        return words
    }

    private mutating func cover(_ cell: PreparedCell, _ inputs: [Literal]) -> Literal {
        var terms: [Literal] = []
        for cube in cell.cubes {
            var factors: [Literal] = []
            for (digit, input) in zip(cube, inputs) where digit != UInt8(ascii: "-") {
                factors.append(input.inverted(if: digit == UInt8(ascii: "0")))
            }
            terms.append(flat.graph.andAll(factors))
        }
        return flat.graph.orAll(terms).inverted(if: !cell.isOnSet)
    }
}
