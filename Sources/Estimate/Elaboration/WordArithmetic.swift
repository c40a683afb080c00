/// Arithmetic over words of bits, as the reference flow infers it.
extension FlatDesign {
    /// `left + right + carry`, as wide as the operands.
    ///
    /// Where the low bits of one operand are neutral nothing is added; above the highest bits that can be reached the result is
    /// the sign, or zero. What remains is a carry chain.
    mutating func add(_ left: [Literal], _ right: [Literal], carry: Bool) -> [Literal] {
        add(left, right, carryIn: Literal(carry))
    }

    /// The same with any signal as the carry.
    ///
    /// - Parameter leavesOutNeutral: whether low bits to which nothing is added stay out of the chain.
    mutating func add(
        _ left: [Literal], _ right: [Literal], carryIn: Literal, leavesOutNeutral: Bool = true
    ) -> [Literal] {
        let width = left.count
        var sum: [Literal] = []
        while leavesOutNeutral, sum.count < width, carryIn.isConstant {
            let bit = sum.count
            if right[bit] == carryIn {
                sum.append(left[bit])
            } else if left[bit] == carryIn {
                sum.append(right[bit])
            } else {
                break
            }
        }
        let first = sum.count
        guard first < width else { return sum }
        if carryIn.isConstant, left.allSatisfy(\.isConstant), right.allSatisfy(\.isConstant) {
            return constantSum(left, right, carry: carryIn == .one)
        }
        // How many bits carry information; the rest repeats the top.
        let unsigned = max(magnitude(left), magnitude(right))
        let signed = max(signedSize(left), signedSize(right))
        let isUnsigned = carryIn != .one && unsigned < signed
        let reach = max(first + 1, min(width, (isUnsigned ? unsigned : signed) + 1))
        let top = addChain(Array(left[first..<reach]), Array(right[first..<reach]), carry: carryIn)
        sum += top
        while sum.count < width { sum.append(isUnsigned ? .zero : sum[reach - 1]) }
        return sum
    }

    private func constantSum(_ left: [Literal], _ right: [Literal], carry: Bool) -> [Literal] {
        var carry = carry
        return zip(left, right).map { a, b in
            let count = (a == .one ? 1 : 0) + (b == .one ? 1 : 0) + (carry ? 1 : 0)
            carry = count > 1
            return Literal(count & 1 == 1)
        }
    }

    /// Bits below the zeros at the top.
    private func magnitude(_ bits: [Literal]) -> Int { (bits.lastIndex { $0 != .zero } ?? -1) + 1 }

    /// Bits of the shortest two's complement number that extends to this one.
    func signedSize(_ bits: [Literal]) -> Int {
        guard let top = bits.last else { return 0 }
        return min(bits.count, (bits.lastIndex { $0 != top } ?? -1) + 2)
    }

    mutating func addChain(_ left: [Literal], _ right: [Literal], carry: Literal) -> [Literal] {
        if let folded = addingBehindFirst(left, right, carry) { return folded }
        let number = chains.count
        var propagate: [Literal] = []
        for (a, b) in zip(left, right) { propagate.append(graph.xor(a, b)) }
        let sums = left.indices.map { addSource(.chain(number, position: $0)) }
        chains.append(
            CarryChain(
                propagate: propagate, generate: left, addend: right, carryIn: carry, sums: sums.map { $0 },
                carries: Array(repeating: nil, count: left.count), origin: graph.origin))
        return sums
    }

    /// A comparison: groups of bits that fit a LUT, joined by a carry chain when there are three and more.
    ///
    /// - Returns: `left < right`, or `left <= right` with `orEqual`.
    mutating func compare(_ left: [Literal], _ right: [Literal], isSigned: Bool, orEqual: Bool) -> Literal {
        compare(Comparand(bits: left), Comparand(bits: right), isSigned: isSigned, orEqual: orEqual)
    }

    /// One side of a comparison.
    struct Comparand {
        var bits: [Literal]
        /// By bit: whether it is a constant before the words become bits. That decides how the bits are grouped.
        var isFixed: [Bool]

        init(bits: [Literal], isFixed: [Bool]) { (self.bits, self.isFixed) = (bits, isFixed) }

        init(bits: [Literal]) { self.init(bits: bits, isFixed: bits.map(\.isConstant)) }

        /// Bits below the zeros at the top that are there from the start.
        var magnitude: Int { (bits.indices.last { !isFixed[$0] || bits[$0] != .zero } ?? -1) + 1 }

        func prefix(_ count: Int) -> Comparand {
            Comparand(bits: Array(bits.prefix(count)), isFixed: Array(isFixed.prefix(count)))
        }
    }

    mutating func compare(_ left: Comparand, _ right: Comparand, isSigned: Bool, orEqual: Bool) -> Literal {
        // Other carry cells than those behind LUTs are left out where an operand is constant in the end.
        let areBitsLate = device.carry.operands != .propagate
        let (left, right) = areBitsLate ? (Comparand(bits: left.bits), Comparand(bits: right.bits)) : (left, right)
        let size = max(
            1,
            isSigned ? max(signedSize(left.bits), signedSize(right.bits)) : max(left.magnitude, right.magnitude))
        // left < right is right > left.
        let (greater, smaller) = (right.prefix(size), left.prefix(size))
        var (a, b) = (greater.bits, smaller.bits)
        // Comparing with the sign flipped is comparing without sign.
        if isSigned { (a[size - 1], b[size - 1]) = (b[size - 1], a[size - 1]) }
        if device.carry.operands != .propagate { return isGreater(a, b, orEqual: orEqual) }
        var groups: [(propagate: Literal, generate: Literal)] = []
        var budget = 6
        var current: (propagate: Literal, generate: Literal) = (.one, .zero)
        var (constantsA, constantsB) = (greater.isFixed.count { $0 }, smaller.isFixed.count { $0 })
        for bit in a.indices.reversed() {
            let cost = (constantsA > 0 ? 1 : 2) - (constantsB > 0 ? 1 : 0)
            if budget < cost {
                groups.append(current)
                current = (.one, .zero)
                budget = 6
            }
            let equal = !graph.xor(a[bit], b[bit])
            let isGreater = graph.and(current.propagate, graph.and(a[bit], !b[bit]))
            current = (graph.and(current.propagate, equal), graph.or(current.generate, isGreater))
            budget -= cost
            if greater.isFixed[bit] { constantsA -= 1 }
            if smaller.isFixed[bit] { constantsB -= 1 }
        }
        groups.append(current)
        groups.reverse()
        if groups.count <= 2 {
            return groups.reduce(Literal(orEqual)) { carry, group in
                graph.or(group.generate, graph.and(group.propagate, carry))
            }
        }
        let number = chains.count
        let result = addSource(.chain(number, position: groups.count - 1))
        var carries = [Literal?](repeating: nil, count: groups.count)
        carries[groups.count - 1] = result
        chains.append(
            CarryChain(
                propagate: groups.map { graph.and($0.propagate, !$0.generate) }, generate: groups.map(\.generate),
                addend: [], carryIn: Literal(orEqual), sums: Array(repeating: nil, count: groups.count),
                carries: carries,
                origin: graph.origin))
        return result
    }

    /// The low bits of a product, as wide as the operands.
    mutating func multiply(_ left: [Literal], _ right: [Literal]) -> [Literal] {
        let width = left.count
        var (a, b) = (left, right)
        if right.allSatisfy(\.isConstant) { (a, b) = (right, left) }
        let sizes = (signedSize(left), signedSize(right))
        if let form = device.multiplier, !a.allSatisfy(\.isConstant), min(sizes.0, sizes.1) >= form.minimumOperand,
            width >= form.minimumProduct
        {
            if form.addsPartsOutside { return productOfParts(left, right, form) }
            let (a, b) = (Array(left.prefix(sizes.0)), Array(right.prefix(sizes.1)))
            return a.count < b.count ? multiplied(b, a, width, form) : multiplied(a, b, width, form)
        }
        if device.multiplier == nil || device.multiplier?.addsPartsOutside == true { return carrySaveProduct(a, b) }
        var sum = [Literal](repeating: .zero, count: width)
        for (shift, digit) in a.enumerated() where digit != .zero {
            var row = [Literal](repeating: .zero, count: width)
            for bit in shift..<width { row[bit] = graph.and(digit, b[bit - shift]) }
            sum = add(sum, row, carry: false)
        }
        return sum
    }

    /// The low bits of a product of signed numbers by cells of the device. Operands that are too long are cut into parts without sign, of which the
    /// last has the sign; the products of the parts are added up one after the other.
    private mutating func multiplied(
        _ a: [Literal], _ b: [Literal], _ width: Int, _ form: MultiplierForm
    ) -> [Literal] {
        guard let part = form.part, a.count > form.longer || b.count > form.shorter else {
            let number = multipliers.count
            let size = form.part == nil ? width : min(width, a.count + b.count)
            let product = (0..<size).map { _ in addSource(.multiplier(number)) }
            multipliers.append(Multiplier(a: a, b: b, product: product, origin: graph.origin))
            return product + Array(repeating: product[size - 1], count: width - size)
        }
        let isFirst = a.count > form.longer
        let (word, limit) = isFirst ? (a, form.longer) : (b, form.shorter)
        let step = part - 1
        let cuts = (word.count - limit + step - 1) / step
        var sum: [Literal] = []
        for index in 0...cuts where index * step < width {
            let low = index * step
            let slice = index == cuts ? Array(word[low...]) : word[low..<low + step] + [.zero]
            let size = width - low
            let term = isFirst ? multiplied(slice, b, size, form) : multiplied(a, slice, size, form)
            if index == 0 {
                sum = term
            } else {
                sum = add(Array(repeating: .zero, count: low) + term, sum, carry: false)
            }
        }
        return sum
    }

    /// A carry chain of which the sums are used, and the carries too.
    mutating func chain(
        propagate: [Literal], generate: [Literal], addend: [Literal], carry: Literal
    ) -> (sums: [Literal], carries: [Literal]) {
        // The last carry is the sum of one more position, which propagates nothing.
        let number = chains.count
        let sums = (0...propagate.count).map { addSource(.chain(number, position: $0)) }
        chains.append(
            CarryChain(
                propagate: propagate + [.zero], generate: generate + [.zero],
                addend: device.carry.operands == .propagate ? [] : addend + [.zero], carryIn: carry,
                sums: sums.map { $0 }, carries: Array(repeating: nil, count: sums.count), origin: graph.origin))
        var carries = propagate.indices.map { place in
            graph.mux(propagate[place], graph.xor(sums[place], propagate[place]), generate[place])
        }
        if !carries.isEmpty { carries[carries.count - 1] = sums[propagate.count] }
        return (Array(sums.dropLast()), carries)
    }

    /// The carries of a chain.
    mutating func carries(propagate: [Literal], generate: [Literal], carry: Literal) -> [Literal] {
        guard device.carry.operands == .propagate else {
            // The cells add operands, so that these are not for them.
            var carry = carry
            return zip(propagate, generate).map {
                carry = graph.or($1, graph.and($0, carry))
                return carry
            }
        }
        let number = chains.count
        let carries = propagate.indices.map { addSource(.chain(number, position: $0)) }
        chains.append(
            CarryChain(
                propagate: propagate, generate: generate, addend: [], carryIn: carry,
                sums: Array(repeating: nil, count: carries.count), carries: carries.map { $0 }, origin: graph.origin))
        return carries
    }

    /// Quotient and remainder, by subtraction bit by bit; both as wide as the operands.
    mutating func divide(
        _ left: [Literal], _ right: [Literal], isSigned: Bool, isFloor: Bool
    ) -> (quotient: [Literal], remainder: [Literal]) {
        let width = left.count
        guard width > 0 else { return ([], []) }
        func negated(_ word: [Literal], if sign: Literal) -> [Literal] {
            let zero = [Literal](repeating: .zero, count: width)
            let negative = add(zero, word.map { !$0 }, carry: true)
            return zip(negative, word).map { graph.mux(sign, $0, $1) }
        }
        let signs = isSigned ? (left[width - 1], right[width - 1]) : (.zero, .zero)
        var rest = isSigned ? negated(left, if: signs.0) : left
        let divisor = isSigned ? negated(right, if: signs.1) : right
        var quotient = [Literal](repeating: .zero, count: width)
        for place in stride(from: width - 1, through: 0, by: -1) {
            // The divisor, moved up, and the rest, in as many bits as both need.
            let moved = Array(repeating: Literal.zero, count: place) + divisor
            let wide = rest + Array(repeating: Literal.zero, count: place)
            let fits = compare(moved, wide, isSigned: false, orEqual: true)
            let less = add(wide, moved.map { !$0 }, carry: true)
            quotient[place] = fits
            rest = (0..<width).map { graph.mux(fits, less[$0], rest[$0]) }
        }
        guard isSigned else { return (quotient, rest) }
        let differ = graph.xor(signs.0, signs.1)
        var result = (quotient: negated(quotient, if: differ), remainder: negated(rest, if: signs.0))
        if isFloor {
            let adjusts = graph.and(differ, graph.orAll(rest))
            let ones = Array(repeating: adjusts, count: width)
            result.quotient = add(result.quotient, ones, carry: false)
            result.remainder = add(result.remainder, right.map { graph.and($0, adjusts) }, carry: false)
        }
        return result
    }
}
