/// The same numbers for the same seed (SplitMix64).
struct Random: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 &+ 0x2545_F491_4F6C_DD1D }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True once in `count` times.
    mutating func once(in count: Int) -> Bool { pick(1...count) == 1 }

    /// A width: mostly small, at times up to 200.
    mutating func width() -> Int {
        switch pick(0...19) {
        case 0...13: pick(1...9)
        case 14...17: pick(8...24)
        case 18: pick(24...66)
        default: pick(60...200)
        }
    }

    /// Words of a number: random, or one of the numbers at which things break.
    mutating func words(width: Int) -> [UInt64] {
        let count = (width + 63) / 64
        switch pick(0...7) {
        case 0: return Array(repeating: 0, count: count)
        case 1: return Array(repeating: .max, count: count)
        case 2: return [UInt64(pick(0...4))] + Array(repeating: 0, count: count - 1)
        case 3:
            var words = [UInt64](repeating: 0, count: count)
            words[(width - 1) / 64] = 1 << UInt64((width - 1) % 64)
            return words
        default: return (0..<count).map { _ in next() }
        }
    }
}
