/// A constant of a stated width, at least 0 bits: what a literal, a reset value or a port's content is.
///
/// Two's complement where a signed reading is asked for. Bits above `width` are always zero.
public struct BitVector: Hashable, Sendable {
    /// Number of bits.
    public let width: Int
    /// The bits, least significant word first; `(width + 63) / 64` words, at least one.
    public private(set) var words: [UInt64]

    /// `words`, cut or filled with zeros to `width` bits.
    public init(words: [UInt64], width: Int) {
        let count = max(1, (width + 63) / 64)
        var kept = Array(words.prefix(count))
        while kept.count < count { kept.append(0) }
        self.width = width
        self.words = kept
        clearAbove()
    }

    /// The low `width` bits of `value`.
    public init(_ value: UInt64, width: Int) {
        self.init(words: [value], width: width)
    }

    /// The low `width` bits of `value` in two's complement, sign extended beyond 64 bits.
    public init(truncating value: Int, width: Int) {
        let fill: UInt64 = value < 0 ? .max : 0
        let count = max(1, (width + 63) / 64)
        self.init(
            words: [UInt64(bitPattern: Int64(value))] + Array(repeating: fill, count: count - 1), width: width)
    }

    /// All bits zero.
    public static func zero(width: Int) -> BitVector { BitVector(0, width: width) }

    /// All bits one.
    public static func ones(width: Int) -> BitVector {
        BitVector(words: Array(repeating: .max, count: max(1, (width + 63) / 64)), width: width)
    }

    /// Bit `index`; zero above the width.
    public subscript(index: Int) -> Bool {
        get { index < width && words[index / 64] >> UInt64(index % 64) & 1 == 1 }
        set {
            guard index < width else { return }
            let bit = UInt64(1) << UInt64(index % 64)
            if newValue { words[index / 64] |= bit } else { words[index / 64] &= ~bit }
        }
    }

    /// True when no bit is one.
    public var isZero: Bool { words.allSatisfy { $0 == 0 } }

    /// The value when it fits 64 bits, else nil.
    public var asUInt64: UInt64? { words.dropFirst().allSatisfy { $0 == 0 } ? words[0] : nil }

    /// The low 64 bits.
    public var low64: UInt64 { words[0] }

    /// Bits `low ..< low + width`; zeros past the end.
    public func slice(low: Int, width: Int) -> BitVector {
        var result = BitVector.zero(width: width)
        let (skip, shift) = (low / 64, UInt64(low % 64))
        for index in result.words.indices {
            let source = index + skip
            guard source < words.count else { break }
            var word = words[source] >> shift
            if shift > 0, source + 1 < words.count { word |= words[source + 1] << (64 - shift) }
            result.words[index] = word
        }
        result.clearAbove()
        return result
    }

    /// `high` above `self`.
    public func concatenated(below high: BitVector) -> BitVector {
        var result = BitVector(words: words, width: width + high.width)
        for index in 0..<high.width where high[index] { result[width + index] = true }
        return result
    }

    /// The same value in `width` bits: cut, or filled with zeros.
    public func resized(to width: Int) -> BitVector { BitVector(words: words, width: width) }

    /// The same value in `width` bits: cut, or filled with the top bit.
    public func signExtended(to newWidth: Int) -> BitVector {
        var result = resized(to: newWidth)
        if width > 0, newWidth > width, self[width - 1] {
            for index in width..<newWidth { result[index] = true }
        }
        return result
    }

    /// Hexadecimal digits, as many as the width asks for, without a prefix.
    public var hex: String {
        let digits = max(1, (width + 3) / 4)
        var text = ""
        for digit in (0..<digits).reversed() {
            text += String(slice(low: digit * 4, width: 4).low64, radix: 16)
        }
        return text
    }

    private mutating func clearAbove() {
        let used = width % 64
        if width == 0 {
            words[0] = 0
        } else if used != 0 {
            words[words.count - 1] &= (1 << UInt64(used)) - 1
        }
    }
}

extension BitVector: CustomStringConvertible {
    /// As a Verilog literal: `8'h2a`.
    public var description: String { "\(width)'h\(hex)" }
}
