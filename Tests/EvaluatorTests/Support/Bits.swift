import Netlist

/// Arithmetic on lists of bits, lowest first, as it is taught at school: what the evaluator is compared with.
struct Bits: Equatable {
    var bits: [Bool]

    init(_ bits: [Bool]) { self.bits = bits }
    init(_ vector: BitVector) { bits = (0..<vector.width).map { vector[$0] } }

    var vector: BitVector {
        var result = BitVector.zero(width: bits.count)
        for (index, bit) in bits.enumerated() { result[index] = bit }
        return result
    }

    var width: Int { bits.count }
    var isNegative: Bool { bits.last == true }
    subscript(index: Int) -> Bool { index < bits.count && bits[index] }

    func extended(_ width: Int, with bit: Bool) -> Bits {
        Bits((0..<width).map { $0 < bits.count ? bits[$0] : bit })
    }

    static func + (a: Bits, b: Bits) -> Bits {
        var carry = false
        return Bits(
            a.bits.indices.map { index in
                let count = [a[index], b[index], carry].filter(\.self).count
                carry = count >= 2
                return count % 2 == 1
            })
    }

    static prefix func - (a: Bits) -> Bits {
        Bits(a.bits.map { !$0 }) + Bits([true]).extended(a.width, with: false)
    }

    static func * (a: Bits, b: Bits) -> Bits {
        var result = Bits([]).extended(a.width, with: false)
        for (index, bit) in b.bits.enumerated() where bit { result = result + a.shiftedLeft(index) }
        return result
    }

    func shiftedLeft(_ amount: Int) -> Bits {
        Bits(bits.indices.map { $0 >= amount && bits[$0 - amount] })
    }

    func shiftedRight(_ amount: Int, with bit: Bool) -> Bits {
        Bits(bits.indices.map { $0 + amount < bits.count ? bits[$0 + amount] : bit })
    }

    func isLess(_ other: Bits) -> Bool {
        for index in bits.indices.reversed() where bits[index] != other[index] { return other[index] }
        return false
    }

    func isLessSigned(_ other: Bits) -> Bool {
        isNegative == other.isNegative ? isLess(other) : isNegative
    }

    /// The number, at most `limit`.
    func number(limit: Int) -> Int {
        var result = 0
        for bit in bits.reversed() {
            result = 2 * result + (bit ? 1 : 0)
            if result >= limit { return limit }
        }
        return result
    }
}
