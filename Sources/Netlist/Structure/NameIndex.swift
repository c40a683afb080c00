/// Texts, each once, numbered in the order in which they came. Faster and smaller than a dictionary of strings.
package struct NameIndex: Sendable {
    package private(set) var texts: [String] = []
    private var hashes: [UInt32] = []
    /// A power of two of them, at most two thirds in use: one more than the text's number; 0: free.
    private var slots: [Int32] = Array(repeating: 0, count: 16)

    package init() {}

    /// The number of `text`, which it may have had before.
    package mutating func insert(_ text: String) -> (index: Int, isNew: Bool) {
        let hash = Self.hash(text)
        let slot = find(text, hash)
        if slots[slot] > 0 { return (Int(slots[slot]) - 1, false) }
        texts.append(text)
        hashes.append(hash)
        slots[slot] = Int32(texts.count)
        if texts.count * 3 > slots.count * 2 { grow() }
        return (texts.count - 1, true)
    }

    /// The number of `text`, if it has one.
    package func index(of text: String) -> Int? {
        let slot = find(text, Self.hash(text))
        return slots[slot] > 0 ? Int(slots[slot]) - 1 : nil
    }

    /// Where `text` is, or where it would go.
    private func find(_ text: String, _ hash: UInt32) -> Int {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] > 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, texts[number] == text { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while slots[slot] > 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number + 1)
        }
    }

    private static func hash(_ text: String) -> UInt32 {
        let mixed = wideHash(text)
        return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
    }

    /// 64 bits, in which different texts hardly ever agree.
    package static func wideHash(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in
            var hash = UInt64(bytes.count)
            // Eight bytes at a time, and what is left.
            var position = 0
            while position + 8 <= bytes.count {
                let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: position, as: UInt64.self)
                hash = mix(hash ^ word)
                position += 8
            }
            var rest: UInt64 = 0
            while position < bytes.count {
                rest = rest << 8 | UInt64(bytes[position])
                position += 1
            }
            return mix(hash ^ rest)
        }
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 29
    }
}
