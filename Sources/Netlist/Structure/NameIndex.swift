#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Texts, each once, numbered in the order in which they came. Faster and smaller than a dictionary of strings.
package struct NameIndex: ~Copyable, Sendable {
    /// The texts, one behind the other, and where each ends.
    private var bytes = Pool<UInt8>()
    private var ends = Pool<Int32>()
    private var hashes = Pool<UInt32>()
    /// A power of two of them, at most two thirds in use: one more than the text's number; 0: free.
    private var slots = Pool<Int32>(repeating: 0, count: 16)

    package init() {}

    package var count: Int { ends.count }

    /// The text of a number.
    package func text(_ number: Int) -> String { String(decoding: bytes(number), as: UTF8.self) }

    /// The bytes of a text, valid until one is inserted.
    package func bytes(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        bytes.elements(in: (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]))
    }

    /// The number of `text`, which it may have had before.
    package mutating func insert(_ text: String) -> (index: Int, isNew: Bool) {
        var text = text
        return text.withUTF8 { insert($0) }
    }

    package mutating func insert(_ text: UnsafeBufferPointer<UInt8>) -> (index: Int, isNew: Bool) {
        let hash = Self.hash(text)
        let slot = find(text, hash)
        if slots[slot] > 0 { return (Int(slots[slot]) - 1, false) }
        bytes.append(text)
        ends.append(Int32(bytes.count))
        hashes.append(hash)
        slots[slot] = Int32(count)
        if count * 3 > slots.count * 2 { grow() }
        return (count - 1, true)
    }

    /// The number of `text`, if it has one.
    package func index(of text: UnsafeBufferPointer<UInt8>) -> Int? {
        let slot = find(text, Self.hash(text))
        return slots[slot] > 0 ? Int(slots[slot]) - 1 : nil
    }

    /// Where `text` is, or where it would go.
    private func find(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] > 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, isText(text, of: number) { break }
            slot = Self.slot(after: slot, mask: mask)
        }
        return slot
    }

    private func isText(_ text: UnsafeBufferPointer<UInt8>, of number: Int) -> Bool {
        let known = bytes(number)
        guard known.count == text.count, let left = known.baseAddress, let right = text.baseAddress else {
            return known.isEmpty && text.isEmpty
        }
        return memcmp(left, right, text.count) == 0
    }

    private mutating func grow() {
        slots = Pool(repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for number in 0..<count {
            var slot = Int(hashes[number]) & mask
            while slots[slot] > 0 { slot = Self.slot(after: slot, mask: mask) }
            slots[slot] = Int32(number + 1)
        }
    }

    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let mixed = wideHash(text)
        return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
    }

    /// 64 bits, in which different texts hardly ever agree.
    package static func wideHash(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { wideHash($0) }
    }

    /// Names that are numbered differ in the lowest bits as their numbers do: a table has them side by side, 16 at a time.
    private static func wideHash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var (number, power) = (UInt64(0), UInt64(1))
        var end = text.count
        while end > 0, text.count - end < 9, 0x30...0x39 ~= text[end - 1] {
            end -= 1
            number += UInt64(text[end] - 0x30) * power
            power *= 10
        }
        var hash = UInt64(text.count)
        // Eight bytes at a time, and what is left.
        var position = 0
        while position + 8 <= end {
            let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: position, as: UInt64.self)
            hash = mix(hash ^ word)
            position += 8
        }
        var rest: UInt64 = 0
        while position < end {
            rest = rest << 8 | UInt64(text[position])
            position += 1
        }
        return mix(mix(hash ^ rest) ^ number >> 4) ^ number & 15
    }

    /// Where to look behind a slot that is taken: neighbours that find their places taken stay neighbours.
    package static func slot(after slot: Int, mask: Int) -> Int { (slot + 17) & mask }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value &* 0x9E37_79B9_7F4A_7C15
        return product ^ product >> 29
    }
}
