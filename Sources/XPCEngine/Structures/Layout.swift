import HDL

/// Widths that follow from the build's knobs, named once.
extension XPCConfiguration {
    /// Bits of the address of a block of 64 bytes: W-1..6.
    var blockBits: Int { physicalAddressBits - 6 }
    /// Bits of a physical address in granules of 8 bytes: W-1..3. The engine counts segments in granules (R2.4).
    var granuleBits: Int { physicalAddressBits - 3 }
    /// Bits of a physical page number: W-1..12.
    var pageBits: Int { physicalAddressBits - 12 }
    /// Words of 64 bits that the memory port moves at once.
    var lanes: Int { portBits / Self.wordBits }
    /// Bits that number them; 0 where there is one.
    var laneBits: Int { lanes.trailingZeroBitCount }
    /// Whether words arrive one by one and a push keeps the sequencer busy. Such a build is the smallest one: what a call needs of the
    /// segment registers passes once over the memory bus, so that the staging registers can take it from there.
    var isSerial: Bool { lanes == 1 && bufferedRecords == 0 }
    var isRadix: Bool { capabilityTable == .radix }

    static let wordBits = 64
    /// Words of an x-entry or a linkage record (R3.1, R3.7).
    static let wordsPerBlock = 8
    /// Words of an x-entry that the engine reads (R3.1, R3.2).
    static let wordsOfEntry = 5
    /// Bits of an ID below 2^24, the largest `xetsize`.
    static let idBits = 24
    /// A VA in the user half, in granules: 37..3 (R1.4, R2.xsegva).
    static let virtualGranuleBits = 35
    /// A length, in granules: 31..3.
    static let lengthBits = 29
    /// What is kept of a return address: bits 39..1 (R3.10).
    static let pcBits = 39
    /// Bits of an index into the largest relay-segment list.
    static let indexBits = 12

    var capabilityLayout: TableLayout {
        TableLayout(
            physicalAddressBits: physicalAddressBits, lowestBaseBit: isRadix ? 12 : 6, largestSize: isRadix ? nil : 15)
    }
    var listLayout: TableLayout {
        TableLayout(physicalAddressBits: physicalAddressBits, lowestBaseBit: 6, largestSize: 12)
    }
    var satpLayout: SatpLayout { SatpLayout(asidBits: asidBits, pageBits: pageBits) }
}

/// How `xcap` and `xseglist` are held: the bits of the base, then the size, nothing of what reads zero (R2.4).
struct TableLayout {
    let physicalAddressBits: Int
    let lowestBaseBit: Int
    /// The largest log2 size; nil where the register has no size.
    let largestSize: Int?

    static let sizeBits = 4
    /// Bits of the size field, of which those above `sizeBits` read zero.
    private static let fieldBits = 6

    var width: Int { physicalAddressBits - lowestBaseBit + (largestSize == nil ? 0 : Self.sizeBits) }
    var shape: Unsigned { unsigned(width) }

    /// What the register holds after `word` was written: a size above the limit is the limit (R2.5).
    func legal(_ word: Unsigned) -> Unsigned {
        let base = word[(physicalAddressBits - 1)...lowestBaseBit]
        guard let largestSize else { return base }
        let size = word[(Self.sizeBits - 1)...0]
        return concatenate(base, mux(isAbove(largestSize, word), constant(largestSize, width: Self.sizeBits), size))
    }

    /// One when the register would not hold `word` as it is (R3.3.d).
    func changes(_ word: Unsigned) -> Bit {
        let high = word[63...physicalAddressBits].anyOne
        guard let largestSize else { return high | word[(lowestBaseBit - 1)...0].anyOne }
        let isLarger = isAbove(largestSize, word) & (word[(Self.fieldBits - 1)...0] !== largestSize)
        return high | isLarger
    }

    /// At or above the limit in the bits that matter: 12..15, for a limit of 12, are told by two bits.
    private func isAbove(_ limit: Int, _ word: Unsigned) -> Bit {
        let beyond = word[(Self.fieldBits - 1)...Self.sizeBits].anyOne
        let fixed = (0..<Self.sizeBits).filter { limit >> $0 & 1 == 1 }
        return fixed.count == Self.sizeBits
            ? beyond : beyond | fixed.map { word[$0] }.reduce(constant(true)) { $0 & $1 }
    }

    /// The value that the CSR shows.
    func word(_ held: Unsigned) -> Unsigned {
        guard largestSize != nil else {
            return concatenate(held, constant(0, width: lowestBaseBit)).extended(to: 64)
        }
        let gap = lowestBaseBit - Self.sizeBits
        return concatenate(base(held), constant(0, width: gap), size(held)).extended(to: 64)
    }

    /// The base in granules of 8 bytes.
    func granule(_ held: Unsigned) -> Unsigned {
        concatenate(base(held), constant(0, width: lowestBaseBit - 3))
    }

    /// The base in blocks of 64 bytes.
    func block(_ held: Unsigned) -> Unsigned {
        lowestBaseBit == 6 ? base(held) : concatenate(base(held), constant(0, width: lowestBaseBit - 6))
    }

    func base(_ held: Unsigned) -> Unsigned {
        largestSize == nil ? held : held[(width - 1)...Self.sizeBits]
    }

    func size(_ held: Unsigned) -> Unsigned { held[(Self.sizeBits - 1)...0] }
}

/// How a `satp` is held: bit 63, the ASID bits that are built, the PPN bits below W-12 (R3.11).
struct SatpLayout {
    let asidBits: Int
    let pageBits: Int

    private static let modeBit = 63
    private static let modeSv39 = 8
    private static let asidLow = 44
    private static let asidHigh = 59

    var width: Int { 1 + asidBits + pageBits }
    var shape: Unsigned { unsigned(width) }

    /// What is kept of a `satp`.
    func held(_ word: Unsigned) -> Unsigned {
        var parts: [any HardwareHandle] = [word[Self.modeBit]]
        if asidBits > 0 { parts.append(word.bits(from: Self.asidLow, width: asidBits)) }
        parts.append(word[(pageBits - 1)...0])
        return concatenate(parts)
    }

    /// One when an x-entry with this `satp` is malformed (R3.3.b).
    func isMalformed(_ word: Unsigned) -> Bit {
        let mode = word[63...60] !== Self.modeSv39
        let page = pageBits == Self.asidLow ? constant(false) : word[(Self.asidLow - 1)...pageBits].anyOne
        guard asidBits < Self.asidHigh + 1 - Self.asidLow else { return mode | page }
        return mode | page | word[Self.asidHigh...(Self.asidLow + asidBits)].anyOne
    }

    /// The `satp`.
    func word(_ held: Unsigned) -> Unsigned {
        var parts: [any HardwareHandle] = [held[width - 1], constant(0, width: 63 - Self.asidLow - asidBits)]
        if asidBits > 0 { parts.append(held.bits(from: pageBits, width: asidBits)) }
        parts.append(held[(pageBits - 1)...0].extended(to: Self.asidLow))
        return concatenate(parts)
    }
}
