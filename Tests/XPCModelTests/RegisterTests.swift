import Testing
import XPCModel

/// Section 2, by hand from the text.
@Suite struct RegisterTests {
    @Test("R2.1, P16: after reset everything is 0 and XPC is closed")
    func reset() {
        var hart = XPCHart(configuration: .full)
        for csr in XPCCSR.allCases {
            #expect(hart.registers.value(of: csr, configuration: .full) == 0, "R2.1 \(csr)")
        }
        #expect(hart.registers.isClosed, "P16")
        var memory = MemoryImage()
        hart.registers.privilege = .user
        #expect(hart.execute(.xret, memory: &memory).exception?.cause.rawValue == 2, "P16")
    }

    @Test("Section 2: addresses of the registers")
    func addresses() {
        let expected: [UInt16] = [
            0x5C0, 0x5C1, 0x5C2, 0x5C3, 0x5C4, 0x5C5, 0x5C6, 0x5C7, 0x5C8, 0x5C9, 0x5CA, 0x5CB, 0x800, 0x801, 0xCC0,
            0xCC1, 0xCC2, 0xCC3,
        ]
        #expect(XPCCSR.allCases.map(\.address) == expected)
        #expect(XPCCSR.allCases.map(\.name).first == "xetbase")
    }

    @Test(
        "R2.4 to R2.6: what a register of a 32-bit bitmap build with a buffer holds of all ones",
        arguments: [
            (XPCCSR.xetbase, 0xFFFF_FFC0), (.xetsize, 0x100_0000), (.xcap, 0xFFFF_FFCF), (.xcapbase, 0xFFFF_FFC0),
            (.xlink, 0xFFFF_FFC0), (.xlinkbase, 0xFFFF_FFC0), (.xlinklimit, 0xFFFF_FFC0), (.xlinkerr, 0xFFFF_FFC1),
            (.xseglist, 0xFFFF_FFCC), (.xsegva, 0x3F_FFFF_FFF8), (.xsegpa, 0xFFFF_FFFB), (.xseglen, 0xFFFF_FFF8),
        ] as [(XPCCSR, UInt64)])
    func allOnes(csr: XPCCSR, held: UInt64) {
        var bench = Bench(.paper)
        bench.kernel { $0.hart.writeCSR(csr, UInt64.max) }
        #expect(bench.hart.registers.value(of: csr, configuration: .paper) == held, "R2.\(csr)")
    }

    @Test("R2.xcap: a radix build holds a 4 KiB aligned PA; R2.4: 40 bits of it")
    func radixCapability() {
        var bench = Bench(.full)
        bench.kernel { $0.hart.writeCSR(.xcap, UInt64.max) }
        #expect(bench.hart.registers.xcap == 0xFF_FFFF_F000, "R2.xcap")
    }

    @Test("R2.5: a size above its limit is stored as the limit")
    func sizes() {
        var bench = Bench()
        bench.kernel { bench in
            bench.hart.writeCSR(.xseglist, 0x4_000D)
            #expect(bench.hart.registers.xseglist == 0x4_000C, "R2.5: 13 becomes 12")
            bench.hart.writeCSR(.xseglist, 0x4_0020)
            #expect(bench.hart.registers.xseglist == 0x4_000C, "R2.5: 32 becomes 12")
            bench.hart.writeCSR(.xcap, 0x2_0010)
            #expect(bench.hart.registers.xcap == 0x2_000F, "R2.5: 16 becomes 15")
            bench.hart.writeCSR(.xetsize, 0x100_0001)
            #expect(bench.hart.registers.xetsize == 0x100_0000, "R2.xetsize")
        }
    }

    @Test("R2.6: xlinkerr holds 0 or a PA with bit 0; a blocking build holds 0")
    func linkError() {
        var buffered = Bench(.paper)
        buffered.kernel { bench in
            bench.hart.writeCSR(.xlinkerr, 0x3_0041)
            #expect(bench.hart.registers.xlinkerr == 0x3_0041, "R2.6")
            bench.hart.writeCSR(.xlinkerr, 0x3_0040)
            #expect(bench.hart.registers.xlinkerr == 0, "R2.6: bit 0 is 0")
        }
        var blocking = Bench(.minimal)
        blocking.kernel { $0.hart.writeCSR(.xlinkerr, 0x3_0041) }
        #expect(blocking.hart.registers.xlinkerr == 0, "R2.6: blocking")
    }

    @Test("R2.ucaller, R2.useglist, R2.usegva, R2.useglen: what the user reads")
    func userView() {
        var bench = Bench()
        #expect(bench.read(.ucaller) == 0x40, "R2.ucaller: (0x20000 - 0x1F000) / 64")
        #expect(bench.read(.useglist) == 4, "R2.useglist: 2^2")
        #expect(bench.read(.usegva) == 0x5000_0000, "R2.usegva")
        #expect(bench.read(.useglen) == 0xC000_0000_0000_1000, "R2.useglen: R and W in bits 62, 63")
        bench.kernel { $0.hart.writeCSR(.xsegpa, 0x8000_0001) }
        #expect(bench.read(.useglen) == 0x4000_0000_0000_1000, "R2.useglen: R only")
        bench.kernel { $0.hart.writeCSR(.xseglist, 0x2) }
        #expect(bench.read(.useglist) == 0, "R2.useglist: PA 0 is the empty list")
        bench.kernel { $0.hart.writeCSR(.xcapbase, 0x2_0040) }
        #expect(bench.read(.ucaller) == 0x3FF_FFFF, "R2.ucaller: modulo 2^32")
    }

    @Test("R2.15: privilege, read-only registers, other addresses")
    func privilege() {
        var bench = Bench()
        #expect(bench.raise(write: .xetbase, 0) == Raised(2, 0), "R2.15: S-mode CSR from U")
        #expect(bench.read(.xlink) == nil, "R2.15: read of an S-mode CSR from U")
        #expect(bench.raise(write: .ucaller, 0) == Raised(2, 0), "R2.15: read-only")
        #expect(
            bench.hart.accessCSR(0x5CC, .set, operand: 0, writes: false) == .exception(.illegalInstruction),
            "R2.15: not a register of XPC")
        #expect(bench.read(.xmaskoff) == 0, "R2.15: U-mode CSR from U")
        bench.kernel { bench in
            #expect(bench.read(.xmasklen) == 0x1000, "R2.15: U-mode CSR from S")
            #expect(bench.read(.xlink) == 0x3_0000, "R2.15: S-mode CSR from S")
        }
        bench.hart.registers.privilege = .machine
        #expect(bench.read(.xlink) == 0x3_0000, "R2.15: S-mode CSR from M")
    }

    @Test("R2.2, R2.3: closed")
    func closed() {
        for close: (inout Bench) -> Void in [
            { $0.hart.registers.xetsize = 0 }, { $0.hart.registers.tvm = true },
            { $0.hart.registers.virtualised = true },
        ] {
            var bench = Bench(.paper)
            close(&bench)
            #expect(bench.raise(.xcall(id: 5)) == Raised(2, 0), "R2.2")
            #expect(bench.raise(.xret) == Raised(2, 0), "R2.2")
            #expect(bench.raise(.swapseg(index: 0)) == Raised(2, 0), "R2.2")
            #expect(bench.raise(.xprefetch(id: 5)) == Raised(2, 0), "R2.2")
            #expect(bench.read(.xmaskoff) == nil, "R2.2: U-mode CSR from U")
            #expect(bench.hart.translate(0x5000_0000, bytes: 8, .load) == .pageTable, "R2.2: translates nothing")
            let virtualised = bench.hart.registers.virtualised
            bench.kernel { bench in
                #expect(bench.read(.useglen) == nil, "R2.2: U-mode CSR from S")
                #expect((bench.read(.xlink) == nil) == virtualised, "R2.3")
            }
        }
    }

    @Test("R2.8, R2.9: a write of the segment resets the mask; length 0 is normalised")
    func segmentWrites() {
        var bench = Bench()
        #expect(bench.raise(write: .xmaskoff, 0x100) == nil)
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0x100, 0xF00], "R2.10: the rest of the segment")
        bench.kernel { $0.hart.writeCSR(.xsegva, 0x5000_0000) }
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0, 0x1000], "R2.8: also the same value")
        bench.hart.writeCSR(.xmasklen, 0x10)
        bench.kernel { $0.hart.writeCSR(.xsegpa, 0x9000_0001) }
        #expect(bench.segment == [0x5000_0000, 0x9000_0001, 0x1000, 0, 0x1000], "R2.8")
        bench.kernel { $0.hart.writeCSR(.xseglen, 0x807) }
        #expect(bench.segment == [0x5000_0000, 0x9000_0001, 0x800, 0, 0x800], "R2.8, R2.4")
        bench.kernel { $0.hart.writeCSR(.xseglen, 7) }
        #expect(bench.segment == [0, 0, 0, 0, 0], "R2.9: 7 is stored as 0")
        bench.kernel { $0.hart.writeCSR(.xsegva, 0x5000_0000) }
        #expect(bench.segment == [0, 0, 0, 0, 0], "R2.9: nothing to hold without a length")
    }

    @Test("R2.10 to R2.12, R5.27: the mask")
    func mask() {
        var bench = Bench()
        #expect(bench.raise(write: .xmaskoff, 0x1001) == Raised(27, 0x1001), "R2.10, R5.27")
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0, 0x1000], "R2.14")
        #expect(bench.raise(write: .xmaskoff, 0x1000) == nil, "R2.10: the end is no error")
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0x1000, 0], "R2.10")
        #expect(bench.raise(write: .xmaskoff, 0xFFD) == nil, "R2.10")
        #expect(
            bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0xFF8, 8], "R2.10: low bits dropped, then the rest")
        #expect(bench.raise(write: .xmasklen, 9) == Raised(27, 9), "R2.11, R2.12: before low bits are dropped")
        #expect(bench.raise(write: .xmasklen, 8) == nil, "R2.11")
        #expect(bench.raise(write: .xmasklen, 7) == nil, "R2.11")
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0xFF8, 0], "R2.11: low bits dropped")
        #expect(
            bench.raise(write: .xmasklen, 0xFFFF_FFFF_FFFF_F008) == Raised(27, 0xFFFF_FFFF_FFFF_F008),
            "R2.12: the sum has 65 bits")
        #expect(bench.raise(write: .xmaskoff, 0x1_0000_0000) == Raised(27, 0x1_0000_0000), "R2.12: all 64 bits")
    }

    @Test("R2.12, R2.13: set, clear, and instructions that do not write")
    func setAndClear() {
        var bench = Bench()
        bench.hart.writeCSR(.xmaskoff, 0xF00)
        #expect(
            bench.hart.accessCSR(0x800, .set, operand: 0x1080)
                == .exception(XPCException(.invalidMask, tval: 0x1F80)), "R2.12: the value after set")
        #expect(bench.hart.accessCSR(0x800, .set, operand: 0x80) == .completed(old: 0xF00), "R2.12")
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0xF80, 0x80], "R2.12")
        #expect(bench.hart.accessCSR(0x800, .clear, operand: 0xF00) == .completed(old: 0xF80), "R2.12")
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0x80, 0xF80], "R2.12: the value after clear")
        bench.hart.writeCSR(.xmasklen, 0x10)
        #expect(bench.hart.accessCSR(0x800, .set, operand: 0, writes: false) == .completed(old: 0x80), "R2.13")
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0x80, 0x10], "R2.13: no side effect")
        #expect(bench.hart.accessCSR(0x800, .set, operand: 0) == .completed(old: 0x80), "R2.13")
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0x80, 0xF80], "R2.13: the same value is a write")
        #expect(
            bench.hart.accessCSR(0xCC0, .set, operand: 0, writes: false) == .completed(old: 0x40),
            "R2.13: a read of a read-only register does not raise")
    }

    @Test("R7.k1 to R7.k5: knobs outside their values are refused")
    func knobs() {
        #expect(throws: XPCConfigurationError.self) { try Bench(physicalAddressBits: 31) }
        #expect(throws: XPCConfigurationError.self) { try Bench(physicalAddressBits: 57) }
        #expect(throws: XPCConfigurationError.self) { try Bench(cacheEntries: 3) }
        #expect(throws: XPCConfigurationError.self) { try Bench(bufferedRecords: 3) }
        #expect(throws: XPCConfigurationError.self) { try Bench(asidBits: 17) }
    }
}
