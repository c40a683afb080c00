import Netlist

extension TextBuffer {
    /// `4'd9`, `1'b1`, `32'hffff_0000`: always sized; decimal where a person would say the number.
    mutating func literal(_ value: BitVector, signed: Bool = false) {
        if signed, value.width > 1, value[value.width - 1] {
            byte(0x2D)
            return digits(negated(value), signed: true)
        }
        digits(value, signed: signed)
    }

    private mutating func digits(_ value: BitVector, signed: Bool) {
        if value.width <= 64 { return number(value.low64, width: value.width, signed: signed) }
        size(value.width, signed: signed)
        if let small = value.asUInt64, small < 1024 {
            text("d")
            number(small)
        } else {
            text("h")
            hexadecimal(value.words)
        }
    }

    /// The same for a value of at most 64 bits.
    mutating func number(_ value: UInt64, width: Int, signed: Bool = false) {
        size(width, signed: signed)
        if width == 1 {
            text("b")
            number(value)
        } else if value < 1024 {
            text("d")
            number(value)
        } else {
            text("h")
            hexadecimal(value)
        }
    }

    private mutating func size(_ width: Int, signed: Bool) {
        number(width)
        byte(0x27)
        if signed { byte(0x73) }
    }

    /// Without zeros in front; more than four digits in groups of four.
    private mutating func hexadecimal(_ words: [UInt64]) {
        guard let top = words.lastIndex(where: { $0 != 0 }) else { return byte(0x30) }
        let count = top * 16 + (67 - words[top].leadingZeroBitCount) / 4
        for digit in (0..<count).reversed() { self.digit(words[digit / 16], digit, of: count) }
    }

    private mutating func hexadecimal(_ word: UInt64) {
        let count = max(1, (67 - word.leadingZeroBitCount) / 4)
        for digit in (0..<count).reversed() { self.digit(word, digit, of: count) }
    }

    private mutating func digit(_ word: UInt64, _ digit: Int, of count: Int) {
        let value = UInt8(truncatingIfNeeded: word >> UInt64(digit % 16 * 4) & 15)
        byte(value < 10 ? 0x30 + value : 0x57 + value)
        if digit > 0, count > 4, digit % 4 == 0 { byte(0x5F) }
    }

    /// `4'b10??`.
    mutating func pattern(_ value: BitVector, care: BitVector) {
        number(value.width)
        text("'b")
        for index in (0..<value.width).reversed() {
            if index != value.width - 1, value.width > 4, index % 4 == 3 { byte(0x5F) }
            byte(!care[index] ? 0x3F : value[index] ? 0x31 : 0x30)
        }
    }

    /// The two's complement; the most negative value is its own.
    private func negated(_ value: BitVector) -> BitVector {
        var result = BitVector.zero(width: value.width)
        var carry = true
        for index in 0..<value.width {
            result[index] = !value[index] != carry
            carry = !value[index] && carry
        }
        return result
    }
}
