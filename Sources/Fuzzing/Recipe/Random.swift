import Simulation

/// The same numbers for the same seed.
struct Random: RandomNumberGenerator, Sendable {
    private var source: SplitMix

    /// - Parameter seed: neighbouring numbers give sequences that have nothing in common.
    init(seed: UInt64) { source = SplitMix(seed: seed &* 0xD134_2543_DE82_EF95 &+ 0x2545_F491_4F6C_DD1D) }

    mutating func next() -> UInt64 { source.next() }

    mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// A seed for another sequence; this one stays where it is.
    var fork: UInt64 {
        var copy = source
        return ~copy.next()
    }

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
