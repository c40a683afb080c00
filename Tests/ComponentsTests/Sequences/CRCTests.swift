import Components
import HDL
import Testing

/// The check of "123456789", as catalogues give it, and random words against a loop over bits.
@Suite struct CRCTests {
    private func reversed(_ value: UInt64, _ width: Int) -> UInt64 {
        (0..<width).reduce(0) { $0 | (value >> UInt64($1) & 1) << UInt64(width - 1 - $1) }
    }

    /// Bit by bit.
    private func reference(_ words: [UInt64], _ dataWidth: Int, _ crc: CRCParameters) -> UInt64 {
        let mask = UInt64.max >> UInt64(64 - crc.width)
        var state = crc.initial
        for word in words {
            for step in 0..<dataWidth {
                let bit = word >> UInt64(crc.reflectsInput ? step : dataWidth - 1 - step) & 1
                let feedback = (state >> UInt64(crc.width - 1) & 1) ^ bit
                state = (state << 1 & mask) ^ (feedback == 1 ? crc.polynomial : 0)
            }
        }
        return (crc.reflectsOutput ? reversed(state, crc.width) : state) ^ crc.xorOut
    }

    private static let crc64 = CRCParameters(
        width: 64, polynomial: 0x42F0_E1EB_A9EA_3693, initial: 0, reflectsInput: false, reflectsOutput: false, xorOut: 0
    )

    @Test func theReferenceIsRight() {
        let text = "123456789".utf8.map { UInt64($0) }
        #expect(reference(text, 8, .crc32) == 0xCBF4_3926)
        #expect(reference(text, 8, .crc32c) == 0xE306_9283)
        #expect(reference(text, 8, .crc16CCITT) == 0x29B1)
        #expect(reference(text, 8, .crc8) == 0xF4)
        #expect(reference(text, 8, .crc5USB) == 0x19)
        #expect(reference(text, 8, Self.crc64) == 0x6C40_DF5F_0B49_7347)
    }

    @Test(arguments: [
        (CRCParameters.crc32, 8), (.crc32, 32), (.crc32c, 64), (.crc16CCITT, 1), (.crc8, 13), (.crc5USB, 8),
        (crc64, 16),
    ])
    func checks(parameters: CRCParameters, dataWidth: Int) throws {
        let design = try elaborate { CRC(parameters, dataWidth: dataWidth) }
        try expectClean(design)
        for simulator in try simulators(design) {
            var (random, words) = (Random(1), [UInt64]())
            for _ in 0..<400 {
                let (clear, isValid, word) = (random.chance(8), random.chance(70), random.bits(dataWidth))
                try simulator.poke("clear", clear ? 1 : 0)
                try simulator.poke("data_valid", isValid ? 1 : 0)
                try simulator.poke("data_payload", word)
                try simulator.expect("crc", reference(words, dataWidth, parameters))
                if clear { words = [] }
                if isValid { words.append(word) }
                try simulator.step()
            }
        }
    }

    @Test func wrongParameters() {
        var wrong = CRCParameters.crc8
        wrong.polynomial = 0x107
        #expect(messages { CRC(wrong, dataWidth: 8) } == ["HDL070: a CRC of 8 bits with constants that are wider"])
    }
}
