/// What the registers hold of a value written to them (WARL, R2.4 to R2.6).
extension XPCModelConfiguration {
    /// PA bits from `alignmentBits` up to W-1 (R2.4).
    func physicalField(_ value: UInt64, alignmentBits: UInt64) -> UInt64 {
        physical(value) & ~((1 << alignmentBits) - 1)
    }

    /// A 64-byte aligned PA: `xetbase`, `xcapbase`, `xlink`, `xlinkbase`, `xlinklimit` (R2.4).
    public func legalBlockAddress(_ value: UInt64) -> UInt64 { physicalField(value, alignmentBits: 6) }

    /// `xetsize`: at most 2^24 (R2.xetsize).
    public func legalTableSize(_ value: UInt64) -> UInt64 { min(value, 1 << 24) }

    /// `xcap`: PA and size in a bitmap build, 4 KiB aligned PA in a radix build (R2.xcap, R2.5).
    public func legalCapability(_ value: UInt64) -> UInt64 {
        switch capabilityTable {
        case .bitmap: physicalField(value, alignmentBits: 6) | min(value & 0x3F, 15)
        case .radix: physicalField(value, alignmentBits: 12)
        }
    }

    /// PA of a capability table, from a legal `xcap`.
    public func capabilityAddress(_ xcap: UInt64) -> UInt64 { xcap & ~0x3F }

    /// `xseglist`: PA and size (R2.xseglist, R2.5).
    public func legalSegmentList(_ value: UInt64) -> UInt64 {
        physicalField(value, alignmentBits: 6) | min(value & 0x3F, 12)
    }

    /// `xlinkerr`: 0, or a PA with bit 0 set; always 0 in a blocking build (R2.xlinkerr, R2.6).
    public func legalLinkError(_ value: UInt64) -> UInt64 {
        guard bufferedRecords > 0, value & 1 == 1 else { return 0 }
        return legalBlockAddress(value) | 1
    }

    /// `xsegva`: bits 37..3 (R2.xsegva).
    public func legalSegmentVirtual(_ value: UInt64) -> UInt64 { value & 0x3F_FFFF_FFF8 }

    /// `xsegpa`: PA bits W-1..3 and permission in bits 1..0 (R2.xsegpa).
    public func legalSegmentPhysical(_ value: UInt64) -> UInt64 {
        physicalField(value, alignmentBits: 3) | (value & 3)
    }

    /// `xseglen`, `xmaskoff`, `xmasklen`: bits 31..3 (R2.4).
    public func legalLength(_ value: UInt64) -> UInt64 { value & 0xFFFF_FFF8 }

    /// `satp` as xret restores it: bit 63, the ASID bits built, the PPN bits below W-12 (R3.11).
    public func legalTranslationRegister(_ value: UInt64) -> UInt64 {
        let ppn: UInt64 = (1 << UInt64(physicalAddressBits - 12)) - 1
        let asid: UInt64 = ((1 << UInt64(asidBits)) - 1) << 44
        return value & (1 << 63 | asid | ppn)
    }

    /// A return PC as xret restores it: bits 39..1, sign-extended (R3.10).
    public func legalReturnPC(_ value: UInt64) -> UInt64 {
        let low = value & 0xFF_FFFF_FFFE
        return value >> 39 & 1 == 1 ? low | 0xFFFF_FF00_0000_0000 : low
    }
}
