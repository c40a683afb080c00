import HDL

/// A relay segment in granules of 8 bytes (R2.xsegva, R2.xsegpa, R2.xseglen).
struct Segment: Bundle {
    /// First VA: 37..3.
    let virtual = unsigned(XPCConfiguration.virtualGranuleBits)
    /// First PA: W-1..3.
    let physical: Unsigned
    /// Bit 0 = R, bit 1 = W.
    let permission = unsigned(2)
    /// 31..3; 0 = no segment.
    let length = unsigned(XPCConfiguration.lengthBits)

    init(_ configuration: XPCConfiguration) { physical = unsigned(configuration.granuleBits) }
}

/// A seg-mask in granules (R2.xmaskoff, R2.xmasklen).
struct Mask: Bundle {
    let offset = unsigned(XPCConfiguration.lengthBits)
    let length = unsigned(XPCConfiguration.lengthBits)
}

/// Where a thread runs: what an x-entry gives and a record gives back (R3.1, R3.7).
struct Space: Bundle {
    /// Bits 39..1.
    let pc = unsigned(XPCConfiguration.pcBits)
    let satp: Unsigned
    let capability: Unsigned
    let list: Unsigned

    init(_ configuration: XPCConfiguration) {
        satp = configuration.satpLayout.shape
        capability = configuration.capabilityLayout.shape
        list = configuration.listLayout.shape
    }
}

/// A linkage record (R3.7), held without the bits that read zero.
struct LinkRecord: Bundle {
    let space: Space
    let segment: Segment
    let mask = Mask()

    init(_ configuration: XPCConfiguration) {
        space = Space(configuration)
        segment = Segment(configuration)
    }
}

extension Wire where Shape == LinkRecord {
    /// The record as the words that stand in memory (R3.7).
    func words(_ configuration: XPCConfiguration) -> [Unsigned] {
        let (space, segment, mask) = (self.space, self.segment, self.mask)
        return [
            returnWord(space.pc, valid: constant(true)),
            configuration.satpLayout.word(space.satp),
            configuration.capabilityLayout.word(space.capability),
            configuration.listLayout.word(space.list),
            granuleWord(segment.virtual),
            physicalWord(segment.physical, busy: constant(false), segment.permission),
            granuleWord(segment.length),
            concatenate(half(mask.length), half(mask.offset)),
        ]
    }
}

/// A number of granules as a number of bytes in a word.
func granuleWord(_ granules: Unsigned) -> Unsigned {
    concatenate(granules, constant(0, width: 3)).extended(to: XPCConfiguration.wordBits)
}

/// A number of granules as a number of bytes in half a word.
func half(_ granules: Unsigned) -> Unsigned { concatenate(granules, constant(0, width: 3)) }

/// A PA with busy and permission in its low bits (R3.12).
func physicalWord(_ granules: Unsigned, busy: Bit, _ permission: Unsigned) -> Unsigned {
    concatenate(granules, busy, permission).extended(to: XPCConfiguration.wordBits)
}

/// Bits 39..1 of an address, sign-extended, with a flag in bit 0 (R3.7, R3.10).
func returnWord(_ pc: Unsigned, valid: Bit) -> Unsigned {
    concatenate(
        pc[XPCConfiguration.pcBits - 1].repeated(XPCConfiguration.wordBits - 1 - XPCConfiguration.pcBits), pc, valid)
}
