/// Operations on values of any width: runs of words, least significant first, bits above the width zero. `d` is another place than
/// the operands.
enum Wide {
    typealias Words = UnsafeMutablePointer<UInt64>

    @inline(__always) static func words(_ width: Int) -> Int { (width + 63) / 64 }

    /// Clears the bits above the width.
    @inline(__always) static func trim(_ d: Words, _ width: Int) {
        let used = width % 64
        if used != 0 { d[width / 64] &= ones(used) }
    }

    static func copy(_ d: Words, _ a: Words, _ width: Int) { d.update(from: a, count: words(width)) }

    static func clear(_ d: Words, _ width: Int) { d.update(repeating: 0, count: words(width)) }

    static func not(_ d: Words, _ a: Words, _ width: Int) {
        for index in 0..<words(width) { d[index] = ~a[index] }
        trim(d, width)
    }

    static func and(_ d: Words, _ a: Words, _ b: Words, _ width: Int) {
        for index in 0..<words(width) { d[index] = a[index] & b[index] }
    }

    static func or(_ d: Words, _ a: Words, _ b: Words, _ width: Int) {
        for index in 0..<words(width) { d[index] = a[index] | b[index] }
    }

    static func xor(_ d: Words, _ a: Words, _ b: Words, _ width: Int) {
        for index in 0..<words(width) { d[index] = a[index] ^ b[index] }
    }

    static func add(_ d: Words, _ a: Words, _ b: Words, _ width: Int) {
        var carry = false
        for index in 0..<words(width) {
            let (sum, first) = a[index].addingReportingOverflow(b[index])
            let (all, second) = sum.addingReportingOverflow(carry ? 1 : 0)
            d[index] = all
            carry = first || second
        }
        trim(d, width)
    }

    static func subtract(_ d: Words, _ a: Words, _ b: Words, _ width: Int) {
        var borrow = false
        for index in 0..<words(width) {
            let (difference, first) = a[index].subtractingReportingOverflow(b[index])
            let (all, second) = difference.subtractingReportingOverflow(borrow ? 1 : 0)
            d[index] = all
            borrow = first || second
        }
        trim(d, width)
    }

    static func multiply(_ d: Words, _ a: Words, _ b: Words, _ width: Int) {
        let count = words(width)
        clear(d, width)
        for row in 0..<count where a[row] != 0 {
            var carry: UInt64 = 0
            for column in 0..<(count - row) {
                let (high, low) = a[row].multipliedFullWidth(by: b[column])
                let (first, overflow) = d[row + column].addingReportingOverflow(low)
                let (second, more) = first.addingReportingOverflow(carry)
                d[row + column] = second
                // Cannot overflow: the product's high word is at most 2^64 - 2.
                carry = high &+ (overflow ? 1 : 0) &+ (more ? 1 : 0)
            }
        }
        trim(d, width)
    }

    static func isZero(_ a: Words, _ width: Int) -> Bool {
        for index in 0..<words(width) where a[index] != 0 { return false }
        return true
    }

    static func areAllOnes(_ a: Words, _ width: Int) -> Bool {
        for index in 0..<(width / 64) where a[index] != .max { return false }
        return width % 64 == 0 || a[width / 64] == ones(width % 64)
    }

    static func parity(_ a: Words, _ width: Int) -> UInt64 {
        var all: UInt64 = 0
        for index in 0..<words(width) { all ^= a[index] }
        return UInt64(all.nonzeroBitCount & 1)
    }

    static func areEqual(_ a: Words, _ b: Words, _ width: Int) -> Bool {
        for index in 0..<words(width) where a[index] != b[index] { return false }
        return true
    }

    static func isLess(_ a: Words, _ b: Words, _ width: Int) -> Bool {
        var index = words(width)
        while index > 0 {
            index -= 1
            if a[index] != b[index] { return a[index] < b[index] }
        }
        return false
    }

    static func bit(_ a: Words, _ position: Int) -> Bool { a[position / 64] >> UInt64(position % 64) & 1 == 1 }

    static func isLessSigned(_ a: Words, _ b: Words, _ width: Int) -> Bool {
        let (left, right) = (bit(a, width - 1), bit(b, width - 1))
        return left == right ? isLess(a, b, width) : left
    }

    /// The number in `a`, at most `limit`.
    static func amount(_ a: Words, _ width: Int, limit: Int) -> Int {
        for index in 1..<max(1, words(width)) where a[index] != 0 { return limit }
        return a[0] < UInt64(limit) ? Int(a[0]) : limit
    }

    /// `low` counts from the beginning of `a`, which has `count` words; beyond them is zero.
    static func slice(_ d: Words, _ width: Int, of a: Words, words count: Int, low: Int) {
        let (skip, shift) = (low / 64, UInt64(low % 64))
        for index in 0..<words(width) {
            let source = index + skip
            var word = source < count ? a[source] >> shift : 0
            if shift > 0, source + 1 < count { word |= a[source + 1] << (64 - shift) }
            d[index] = word
        }
        trim(d, width)
    }

    static func shiftRight(_ d: Words, _ a: Words, _ amount: Int, _ width: Int) {
        slice(d, width, of: a, words: words(width), low: amount)
    }

    static func shiftLeft(_ d: Words, _ a: Words, _ amount: Int, _ width: Int) {
        let (skip, shift) = (amount / 64, UInt64(amount % 64))
        for index in 0..<words(width) {
            var word: UInt64 = 0
            if index >= skip { word = a[index - skip] << shift }
            if shift > 0, index > skip { word |= a[index - skip - 1] >> (64 - shift) }
            d[index] = word
        }
        trim(d, width)
    }

    static func shiftRightArithmetic(_ d: Words, _ a: Words, _ amount: Int, _ width: Int) {
        shiftRight(d, a, amount, width)
        if bit(a, width - 1) { fill(d, from: max(0, width - amount), to: width) }
    }

    /// Sets the bits `from ..< to`.
    static func fill(_ d: Words, from: Int, to: Int) {
        var position = from
        while position < to {
            let (word, low) = (position / 64, position % 64)
            let count = min(64 - low, to - position)
            d[word] |= ones(count) << UInt64(low)
            position += count
        }
    }

    static func zeroExtend(_ d: Words, _ width: Int, from a: Words, _ source: Int) {
        let count = min(words(source), words(width))
        d.update(from: a, count: count)
        (d + count).update(repeating: 0, count: words(width) - count)
    }

    static func signExtend(_ d: Words, _ width: Int, from a: Words, _ source: Int) {
        zeroExtend(d, width, from: a, source)
        if bit(a, source - 1) { fill(d, from: source, to: width) }
    }

    /// Writes the low `width` bits of `a` over the bits from `low` on.
    static func deposit(_ d: Words, low: Int, _ a: Words, _ width: Int) {
        var done = 0
        while done < width {
            let (word, shift) = ((low + done) / 64, (low + done) % 64)
            let count = min(64 - shift, width - done)
            let (source, skip) = (done / 64, done % 64)
            var bits = a[source] >> UInt64(skip)
            if skip > 0, skip + count > 64 { bits |= a[source + 1] << UInt64(64 - skip) }
            let mask = ones(count)
            d[word] = d[word] & ~(mask << UInt64(shift)) | (bits & mask) << UInt64(shift)
            done += count
        }
    }

    /// `pieces`: word and width of each, lowest first.
    static func concatenate(
        _ d: Words, _ width: Int, _ pieces: UnsafeMutablePointer<Int>, _ count: Int, _ s: Words
    ) {
        d[words(width) - 1] = 0
        var low = 0
        for index in 0..<count {
            deposit(d, low: low, s + pieces[2 * index], pieces[2 * index + 1])
            low += pieces[2 * index + 1]
        }
    }
}
