import HDL
import Netlist

/// A linear feedback shift register: a pseudo-random sequence that repeats after 2^`width` - 1 steps when its taps are maximal.
///
/// Latency 1 from `enable`, throughput one step per cycle. `load` sets the state and goes before `enable`. The state is never zero: zero would stay, so
/// `load` of zero sets one.
///
/// - Fibonacci: shifts towards the high end; the xor of the tapped bits comes in at bit 0. Taps count from 1, so that tap `width` is the top bit.
/// - Galois: shifts towards the low end; the bit that goes out is xored into the tapped bits. One gate deep at any number of taps.
///
/// Both forms with the same taps go through all states if either does.
public final class LFSR: Module {
    /// Where the feedback goes.
    public enum Form: Hashable, Sendable { case fibonacci, galois }

    public let enable = input(bit)
    public let load: Wire<Valid<Unsigned>>
    public let state: Unsigned

    let width: Int
    let isGalois: Bool
    private let taps: [Int]
    private let seed: BitVector

    /// - Parameters:
    ///   - width: bits, at least 2; 2 to 64 when no taps are given.
    ///   - taps: the exponents of the feedback polynomial without 0, each 1 to `width`, `width` among them; nil for those of `maximalTaps`.
    ///   - seed: the state after reset, not zero in `width` bits.
    public init(width: Int, form: Form = .fibonacci, taps: [Int]? = nil, seed: UInt64 = 1) {
        load = input(Valid(of: unsigned(width)))
        state = output(unsigned(width))
        self.width = width
        isGalois = form == .galois
        self.taps = taps ?? Self.maximalTaps(width: width) ?? []
        self.seed = BitVector(seed, width: max(1, width))
    }

    public override func circuit() {
        guard
            require(width >= 2, "an LFSR of \(width) bits", hint: "give it at least 2"),
            require(
                taps.contains(width) && taps.allSatisfy { (1...width).contains($0) } && Set(taps).count == taps.count,
                "taps \(taps) for an LFSR of \(width) bits",
                hint: "taps are different numbers from 1 to the width, which is one of them; there is a table up to 64"),
            require(!seed.isZero, "an LFSR that begins at zero", hint: "it would stay there: give another seed")
        else { return }
        let value = register(reset: seed)
        when(load.valid) {
            value <== mux(load.payload === 0, 1, load.payload)
        }.elsewhen(enable) {
            value <== following(value)
        }
        state <== value

        check("the state is never zero", value !== 0)
    }

    private func following(_ value: Unsigned) -> Unsigned {
        let mask = BitVector.mask(of: taps.map { $0 - 1 }, width: width)
        if isGalois { return (value >> 1) ^ (value[0].repeated(width) & constant(mask)) }
        return concatenate(value[width - 2...0], (value & constant(mask)).parity)
    }

    /// Taps of a sequence of 2^`width` - 1 states, for widths from 2 to 64: two of them where there is such a polynomial, else four.
    public static func maximalTaps(width: Int) -> [Int]? {
        guard (2...64).contains(width) else { return nil }
        return [width] + maximal[width - 2]
    }

    /// For widths from 2: the taps below the top one.
    private static let maximal: [[Int]] = [
        [1], [2], [3], [3], [5], [6], [7, 6, 1],
        [5], [7], [9], [11, 10, 4], [12, 11, 8], [13, 12, 2], [14],
        [15, 13, 4], [14], [11], [18, 17, 14], [17], [19], [21],
        [18], [23, 22, 17], [22], [25, 24, 20], [26, 25, 22], [25], [27],
        [29, 28, 7], [28], [31, 30, 10], [20], [33, 32, 7], [33], [25],
        [36, 35, 28], [37, 35, 25], [35], [39, 38, 5], [38], [41, 40, 13], [42, 41, 31],
        [43, 41, 6], [44, 42, 41], [45, 43, 37], [42], [47, 45, 20], [40], [49, 48, 34],
        [50, 49, 23], [49], [52, 51, 47], [53, 52, 37], [31], [55, 54, 14], [50],
        [39], [58, 57, 35], [59], [60, 59, 56], [61, 59, 34], [62], [63, 62, 53],
    ]
}

extension BitVector {
    /// Ones at `positions`.
    static func mask(of positions: [Int], width: Int) -> BitVector {
        var result = BitVector.zero(width: width)
        for position in positions { result[position] = true }
        return result
    }
}
