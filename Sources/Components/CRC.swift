import HDL
import Netlist

/// What a cyclic redundancy check is, in the terms of the Rocksoft model that catalogues use.
public struct CRCParameters: Hashable, Sendable {
    /// Bits, 1 to 64.
    public var width: Int
    /// The polynomial without its top bit.
    public var polynomial: UInt64
    /// The register before the first bit.
    public var initial: UInt64
    /// Takes the low bit of each `dataWidth` bits first.
    public var reflectsInput: Bool
    /// Gives the register with its bits reversed.
    public var reflectsOutput: Bool
    /// What the result is xored with.
    public var xorOut: UInt64

    public init(
        width: Int, polynomial: UInt64, initial: UInt64, reflectsInput: Bool, reflectsOutput: Bool, xorOut: UInt64
    ) {
        self.width = width
        self.polynomial = polynomial
        self.initial = initial
        self.reflectsInput = reflectsInput
        self.reflectsOutput = reflectsOutput
        self.xorOut = xorOut
    }

    /// CRC-32 of Ethernet, gzip and PNG.
    public static let crc32 = CRCParameters(
        width: 32, polynomial: 0x04C1_1DB7, initial: 0xFFFF_FFFF, reflectsInput: true, reflectsOutput: true,
        xorOut: 0xFFFF_FFFF)
    /// CRC-32C (Castagnoli) of iSCSI and NVMe.
    public static let crc32c = CRCParameters(
        width: 32, polynomial: 0x1EDC_6F41, initial: 0xFFFF_FFFF, reflectsInput: true, reflectsOutput: true,
        xorOut: 0xFFFF_FFFF)
    /// CRC-16/CCITT-FALSE (IBM-3740).
    public static let crc16CCITT = CRCParameters(
        width: 16, polynomial: 0x1021, initial: 0xFFFF, reflectsInput: false, reflectsOutput: false, xorOut: 0)
    /// CRC-8 (SMBus).
    public static let crc8 = CRCParameters(
        width: 8, polynomial: 0x07, initial: 0, reflectsInput: false, reflectsOutput: false, xorOut: 0)
    /// CRC-5 of USB tokens.
    public static let crc5USB = CRCParameters(
        width: 5, polynomial: 0x05, initial: 0x1F, reflectsInput: true, reflectsOutput: true, xorOut: 0x1F)
}

/// A cyclic redundancy check over words of `dataWidth` bits.
///
/// Latency 1 from `data` to `crc`, throughput one word per cycle. `crc` is the check of all words since the reset or the last `clear`, finished
/// with reflection and xor-out. `clear` with `data`: the word is the first one.
///
/// Each bit of the next state is one xor of state and data bits, found at elaboration: the depth grows with the logarithm of both widths.
public final class CRC: Module {
    public let clear = input(bit)
    public let data: Wire<Valid<Unsigned>>
    public let crc: Unsigned

    let dataWidth: Int
    private let parameters: CRCParameters

    public init(_ parameters: CRCParameters, dataWidth: Int) {
        data = input(Valid(of: unsigned(dataWidth)))
        crc = output(unsigned(parameters.width))
        self.parameters = parameters
        self.dataWidth = dataWidth
    }

    public override func circuit() {
        let width = parameters.width
        guard
            require((1...64).contains(width), "a CRC of \(width) bits", hint: "it has 1 to 64"),
            require(
                width == 64 || (parameters.polynomial | parameters.initial | parameters.xorOut) >> UInt64(width) == 0,
                "a CRC of \(width) bits with constants that are wider",
                hint: "polynomial, initial value and xor-out have \(width) bits")
        else { return }
        let initial = BitVector(parameters.initial, width: width)
        let state = register(reset: initial)
        let before = wire(mux(clear, constant(initial), state))
        when(data.valid) {
            state <== after(before)
        }.elsewhen(clear) {
            state <== constant(initial)
        }
        let result = parameters.reflectsOutput ? state.bitsReversed : state
        crc <== (parameters.xorOut == 0 ? result : result ^ constant(BitVector(parameters.xorOut, width: width)))

        check("a cleared check begins anew", registerNext(clear & !data.valid).implies(state === constant(initial)))
    }

    /// The state behind one word.
    private func after(_ state: Unsigned) -> Unsigned {
        let (width, total) = (parameters.width, parameters.width + dataWidth)
        // Which bits of {data, state} each bit of the register is the xor of.
        var rows = (0..<width).map { BitVector.mask(of: [$0], width: total) }
        for step in 0..<dataWidth {
            let next = parameters.reflectsInput ? step : dataWidth - 1 - step
            let feedback = rows[width - 1].xor(.mask(of: [width + next], width: total))
            rows = (0..<width).map { bit in
                let shifted = bit == 0 ? BitVector.zero(width: total) : rows[bit - 1]
                return parameters.polynomial >> UInt64(bit) & 1 == 1 ? shifted.xor(feedback) : shifted
            }
        }
        let operand = concatenate(data.payload, state)
        return bits(rows.map { $0.isZero ? constant(false) : (operand & constant($0)).parity })
    }
}

extension BitVector {
    /// Bit by bit.
    fileprivate func xor(_ other: BitVector) -> BitVector {
        BitVector(words: zip(words, other.words).map { $0 ^ $1 }, width: width)
    }
}
