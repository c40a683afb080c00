/// A 128-bit hash of content, for the names of cache entries. Fast and stable from run to run; not cryptographic.
///
/// Every piece is hashed with its length, so that moving a byte from one piece to the next changes the result.
struct ContentHash {
    private var low: UInt64 = 0x243F_6A88_85A3_08D3
    private var high: UInt64 = 0x1319_8A2E_0370_7344

    mutating func combine(_ text: String) {
        var text = text
        text.withUTF8 { combine(UnsafeRawBufferPointer($0)) }
    }

    mutating func combine(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { combine($0) }
    }

    mutating func combine(_ number: Int) {
        mix(UInt64(truncatingIfNeeded: number))
    }

    private mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        mix(UInt64(bytes.count))
        var offset = 0
        while offset + 8 <= bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        mix(rest)
    }

    /// Two multiply-and-fold lanes with different constants, each fed by the other.
    private mutating func mix(_ word: UInt64) {
        let a = (low ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        let b = (high &+ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        low = a.high ^ a.low ^ (high << 31 | high >> 33)
        high = b.high ^ b.low &+ low
    }

    /// 32 hexadecimal digits.
    var hex: String {
        [low, high].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
