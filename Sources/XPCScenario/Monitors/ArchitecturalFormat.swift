import XPCEngine

/// What registers and tables hold (R2.4 to R2.6, R3.3 to R3.14), worked out here and not taken from the golden model: what the monitors say
/// is to be a second opinion.
struct ArchitecturalFormat: Sendable {
    let width: UInt64
    let isRadix: Bool
    let isBuffered: Bool
    let hasCache: Bool
    let pcAlignment: UInt64
    private let asidMask: UInt64
    /// Words of a memory line.
    let lanes: Int

    init(_ configuration: XPCConfiguration) {
        width = UInt64(configuration.physicalAddressBits)
        isRadix = configuration.capabilityTable == .radix
        isBuffered = configuration.bufferedRecords > 0
        hasCache = configuration.cacheEntries > 0
        pcAlignment = configuration.compressedInstructions ? 2 : 4
        asidMask = (1 << UInt64(configuration.asidBits) - 1) << 44
        lanes = configuration.portBits / 64
    }

    /// 2^W.
    var limit: UInt64 { 1 << width }
    /// R3.16.
    func wrapped(_ address: UInt64) -> UInt64 { address & (limit - 1) }

    private func capped(_ value: UInt64, _ most: UInt64) -> UInt64 {
        wrapped(value) & ~63 | min(value & 63, most)
    }

    func capability(_ value: UInt64) -> UInt64 { isRadix ? wrapped(value) & ~4095 : capped(value, 15) }
    func list(_ value: UInt64) -> UInt64 { capped(value, 12) }
    func satp(_ value: UInt64) -> UInt64 { value & (1 << 63 | asidMask | (1 << (width - 12) - 1)) }

    /// R3.10.
    func returnPC(_ word: UInt64) -> UInt64 { UInt64(bitPattern: Int64(bitPattern: word << 24) >> 24) & ~1 }

    /// Entries of a relay-segment list.
    func listCount(_ list: UInt64) -> UInt64 { list >> 6 == 0 ? 0 : 1 << (list & 63) }

    /// R2.ucaller.
    func identity(_ registers: CSRValues) -> UInt64 { wrapped((registers.xcap & ~63) &- registers.xcapbase) >> 6 }

    /// R3.3: valid and well-formed.
    func isGoodEntry(_ words: [UInt64]) -> Bool {
        let pc = words[2]
        let top = pc >> 38
        return words[0] == 1 && words[1] >> 60 == 8 && satp(words[1]) == words[1]
            && (top == 0 || top == 1 << 26 - 1) && pc % pcAlignment == 0
            && capability(words[3]) == words[3] && list(words[4]) == words[4]
    }

    /// R3.14; nil when malformed.
    func segment(listWords words: [UInt64]) -> SegmentValues? {
        let (virtual, physical, length) = (words[0], words[1], words[2])
        if length == 0 { return SegmentValues() }
        guard length < 1 << 32, length % 8 == 0, virtual % 8 == 0, virtual < 1 << 38, virtual + length <= 1 << 38,
            physical < limit, physical & ~7 + length <= limit, physical & 3 != 0
        else { return nil }
        return SegmentValues(virtual: virtual, physical: physical, length: length, maskOffset: 0, maskLength: length)
    }

    /// R4.7, with the mask of the whole window.
    func window(_ segment: SegmentValues) -> SegmentValues {
        let virtual = segment.virtual + segment.maskOffset
        let address = segment.address + segment.maskOffset
        guard segment.maskLength > 0, virtual < 1 << 38, address < limit else { return SegmentValues() }
        return SegmentValues(
            virtual: virtual, physical: address | segment.permission, length: segment.maskLength, maskOffset: 0,
            maskLength: segment.maskLength)
    }

    /// What a call saves (R3.7).
    func record(_ registers: CSRValues, pc: UInt64, satp: UInt64) -> [UInt64] {
        let segment = registers.segment
        return [
            returnPC(pc &+ 4) | 1, self.satp(satp), registers.xcap, registers.xseglist,
            segment.virtual, segment.physical, segment.length, segment.maskOffset | segment.maskLength << 32,
        ]
    }

    /// Segment and mask of a record as the registers would hold them, before normalisation; nil when malformed (R3.8).
    func segment(record words: [UInt64]) -> SegmentValues? {
        let granule: UInt64 = 0xFFFF_FFF8
        let segment = SegmentValues(
            virtual: words[4] & 0x3F_FFFF_FFF8, physical: wrapped(words[5]) & ~4, length: words[6] & granule,
            maskOffset: words[7] & granule, maskLength: words[7] >> 32 & granule)
        guard segment.maskOffset + segment.maskLength <= segment.length else { return nil }
        return segment.length == 0 ? SegmentValues() : segment
    }
}
