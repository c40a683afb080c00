/// A constant of a stated width, at least 0 bits: what a literal, a reset value or a port's content is.
///
/// Two's complement where a signed reading is asked for. Bits above `width` are always zero.
public struct BitVector: Hashable, Sendable {
    /// The low 64 bits.
    public private(set) var low64: UInt64
    private var rest: Rest

    /// The width and what is above the low 64 bits. Most constants have nothing there, and need no memory of their own.
    private enum Rest: Sendable {
        case none(width: Int32)
        case words(Wide)
    }

    private final class Wide: Sendable {
        let width: Int
        /// The bits from 64 on, least significant word first.
        let words: [UInt64]

        init(_ words: [UInt64], width: Int) {
            self.width = width
            self.words = words
        }
    }

    /// Number of bits.
    public var width: Int {
        switch rest {
        case .none(let width): Int(width)
        case .words(let wide): wide.width
        }
    }

    /// The bits from 64 on, least significant word first.
    private var high: [UInt64] {
        switch rest {
        case .none: []
        case .words(let wide): wide.words
        }
    }

    /// `words`, cut or filled with zeros to `width` bits.
    public init(words: [UInt64], width: Int) {
        let low = words.first ?? 0
        guard width > 64 else {
            self.init(low, fill: 0, width: width)
            return
        }
        let count = (width + 63) / 64
        var high = Array(words.prefix(count).dropFirst())
        high += Array(repeating: 0, count: count - 1 - high.count)
        self.init(low, high: high, width: width)
    }

    /// The low `width` bits of `value`.
    public init(_ value: UInt64, width: Int) {
        self.init(value, fill: 0, width: width)
    }

    /// The low `width` bits of `value` in two's complement, sign extended beyond 64 bits.
    public init(truncating value: Int, width: Int) {
        self.init(UInt64(bitPattern: Int64(value)), fill: value < 0 ? .max : 0, width: width)
    }

    private init(_ low: UInt64, fill: UInt64, width: Int) {
        guard width > 64 else {
            self.init(low & Self.mask(width), .none(width: Int32(truncatingIfNeeded: width)))
            return
        }
        self.init(low, high: Array(repeating: fill, count: (width + 63) / 64 - 1), width: width)
    }

    /// Of more than 64 bits; what `high` has above them is left out.
    private init(_ low: UInt64, high: [UInt64], width: Int) {
        var high = high
        if width % 64 != 0 { high[high.count - 1] &= Self.mask(width % 64) }
        self.init(low, .words(Wide(high, width: width)))
    }

    private init(_ low: UInt64, _ rest: Rest) {
        low64 = low
        self.rest = rest
    }

    /// All bits zero.
    public static func zero(width: Int) -> BitVector { BitVector(0, width: width) }

    /// All bits one.
    public static func ones(width: Int) -> BitVector { BitVector(.max, fill: .max, width: width) }

    /// The bits, least significant word first; `(width + 63) / 64` words, at least one.
    public var words: [UInt64] { [low64] + high }

    /// Bit `index`; zero above the width.
    public subscript(index: Int) -> Bool {
        get { index < width && (index < 64 ? low64 : high[index / 64 - 1]) >> UInt64(index % 64) & 1 == 1 }
        set {
            guard index < width else { return }
            let bit = UInt64(1) << UInt64(index % 64)
            if index < 64 {
                if newValue { low64 |= bit } else { low64 &= ~bit }
            } else {
                var high = self.high
                if newValue { high[index / 64 - 1] |= bit } else { high[index / 64 - 1] &= ~bit }
                self = BitVector(low64, high: high, width: width)
            }
        }
    }

    /// True when no bit is one.
    public var isZero: Bool { low64 == 0 && (width <= 64 || high.allSatisfy { $0 == 0 }) }

    /// True when every bit is one.
    public var isOnes: Bool { width <= 64 ? low64 == Self.mask(width) : self == .ones(width: width) }

    /// The value when it fits 64 bits, else nil.
    public var asUInt64: UInt64? { width <= 64 || high.allSatisfy { $0 == 0 } ? low64 : nil }

    /// Bits `low ..< low + width`; zeros past the end.
    public func slice(low: Int, width: Int) -> BitVector {
        if self.width <= 64 { return BitVector(low < 64 ? low64 >> UInt64(low) : 0, width: width) }
        let (words, count) = (self.words, max(1, (width + 63) / 64))
        var result = Array(repeating: UInt64(0), count: count)
        let (skip, shift) = (low / 64, UInt64(low % 64))
        for index in 0..<count {
            let source = index + skip
            guard source < words.count else { break }
            result[index] = words[source] >> shift
            if shift > 0, source + 1 < words.count { result[index] |= words[source + 1] << (64 - shift) }
        }
        return BitVector(words: result, width: width)
    }

    public static func == (left: BitVector, right: BitVector) -> Bool {
        left.width == right.width && left.low64 == right.low64 && (left.width <= 64 || left.high == right.high)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(width)
        hasher.combine(low64)
        if width > 64 { for word in high { hasher.combine(word) } }
    }

    /// `high` above `self`.
    public func concatenated(below high: BitVector) -> BitVector {
        var result = BitVector(words: words, width: width + high.width)
        for index in 0..<high.width where high[index] { result[width + index] = true }
        return result
    }

    /// The same value in `width` bits: cut, or filled with zeros.
    public func resized(to width: Int) -> BitVector {
        self.width <= 64 ? BitVector(low64, width: width) : BitVector(words: words, width: width)
    }

    /// The same value in `width` bits; nil where ones would be cut.
    public func fitted(to width: Int) -> BitVector? {
        let result = resized(to: width)
        return width >= self.width || result.resized(to: self.width) == self ? result : nil
    }

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

    /// Ones in the low `width` bits, of at most 64.
    private static func mask(_ width: Int) -> UInt64 { width == 0 ? 0 : .max >> UInt64(64 - width) }
}

extension BitVector: CustomStringConvertible {
    /// As a Verilog literal: `8'h2a`.
    public var description: String { "\(width)'h\(hex)" }
}
