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
        number(value.width)
        byte(0x27)
        if signed { byte(0x73) }
        if value.width == 1 {
            text("b")
            byte(value[0] ? 0x31 : 0x30)
        } else if let small = value.asUInt64, small < 1024 {
            text("d")
            number(small)
        } else {
            text("h")
            let digits = Array(value.hex.utf8.drop { $0 == 0x30 })
            for (index, digit) in digits.enumerated() {
                if index > 0, digits.count > 4, (digits.count - index) % 4 == 0 { byte(0x5F) }
                byte(digit)
            }
        }
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
