import Testing
import XPCModel

/// xcall, by hand from the text.
@Suite struct CallTests {
    @Test("R4.xcall.5 to R4.xcall.9: a call through the whole segment")
    func call() {
        var bench = Bench()
        let outcome = bench.run(.xcall(id: 5))
        #expect(outcome.completion?.nextPC == 0x40_2000, "R4.xcall.9")
        #expect(outcome.completion?.t0 == 0x40, "R4.xcall.8")
        #expect(bench.hart.registers.pc == 0x40_2000, "R4.xcall.9")
        #expect(bench.hart.registers.t0 == 0x40, "R4.xcall.8")
        #expect(bench.hart.registers.satp == 0x8000_2000_0000_0777, "R4.xcall.7")
        #expect(bench.hart.registers.xcap == 0x2_0040, "R4.xcall.7")
        #expect(bench.hart.registers.xseglist == 0x4_1001, "R4.xcall.7")
        #expect(bench.hart.registers.xlink == 0x3_0040, "R4.xcall.5")
        #expect(bench.hart.registers.privilege == .user, "R4.xcall.9")
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0, 0x1000], "R4.xcall.6")
        #expect(
            bench.memory.read(8, at: 0x3_0000) == [
                0x1005, 0x8000_1000_0000_0111, 0x2_0000, 0x4_0002, 0x5000_0000, 0x8000_0003, 0x1000,
                0x1000_0000_0000,
            ], "R4.xcall.5, R3.7")
        #expect(bench.read(.ucaller) == 0x41, "R2.ucaller: the callee's own identity")
    }

    @Test("R4.xcall.6, R4.7, P3: the callee gets the window of the mask")
    func shrink() {
        var bench = Bench()
        bench.hart.writeCSR(.xmaskoff, 0x200)
        bench.hart.writeCSR(.xmasklen, 0x100)
        _ = bench.run(.xcall(id: 5))
        #expect(bench.segment == [0x5000_0200, 0x8000_0203, 0x100, 0, 0x100], "R4.xcall.6")
        #expect(
            bench.memory.read(4, at: 0x3_0020) == [0x5000_0000, 0x8000_0003, 0x1000, 0x100_0000_0200],
            "R3.7: the caller's segment and mask")
    }

    @Test("R2.9, R4.7: an empty window is no segment")
    func emptyWindow() {
        var bench = Bench()
        bench.hart.writeCSR(.xmasklen, 0)
        _ = bench.run(.xcall(id: 5))
        #expect(bench.segment == [0, 0, 0, 0, 0], "R2.9")
    }

    @Test("R4.7: a window that starts past the user half or the physical width is empty")
    func windowPastTheEnd() {
        var virtual = Bench()
        virtual.kernel { $0.hart.writeCSR(.xsegva, 0x3F_FFFF_FFF0) }
        virtual.hart.writeCSR(.xmaskoff, 0x10)
        _ = virtual.run(.xcall(id: 5))
        #expect(virtual.segment == [0, 0, 0, 0, 0], "R4.7: VA")
        var physical = Bench()
        physical.kernel { $0.hart.writeCSR(.xsegpa, 0xFFFF_FFF3) }
        physical.hart.writeCSR(.xmaskoff, 0x10)
        _ = physical.run(.xcall(id: 5))
        #expect(physical.segment == [0, 0, 0, 0, 0], "R4.7: PA")
        #expect(physical.run(.xret).completion?.nextPC == 0x1004, "R4.xret.3: the same window is found on return")
        #expect(physical.segment == [0x5000_0000, 0xFFFF_FFF3, 0x1000, 0x10, 0xFF0], "R4.xret.5")
    }

    @Test("R4.xcall.1: the null handle and IDs past the table")
    func identity() {
        var bench = Bench()
        bench.memory.setCapability(true, id: 0, bitmap: 0x2_0000)
        bench.memory.writeEntry(Bench.callee, id: 0, table: 0x1_0000)
        bench.memory.fail(0..<0x100_0000)
        #expect(bench.raise(.xcall(id: 0)) == Raised(24, 0), "R4.xcall.1: no memory access")
        #expect(bench.raise(.xcall(id: 1024)) == Raised(24, 1024), "R4.xcall.1")
        #expect(bench.raise(.xcall(id: 0x1_0000_0000_0005)) == Raised(24, 0x1_0000_0000_0005), "R4.5: all 64 bits")
    }

    @Test("R4.xcall.2, R3.4: capabilities in a bitmap")
    func capability() {
        var bench = Bench()
        #expect(bench.raise(.xcall(id: 6)) == Raised(25, 6), "R4.xcall.2")
        bench.memory.fail(0..<0x100_0000)
        #expect(bench.raise(.xcall(id: 512)) == Raised(25, 512), "R3.4: past the bitmap, no memory access")
        bench.memory.clearFailures()
        bench.kernel { $0.hart.writeCSR(.xcap, 0x2_0001) }
        #expect(bench.raise(.xcall(id: 512)) == Raised(25, 512), "R3.4: bit 0 of word 64 is 0")
        bench.memory[0x2_0040] = 1
        bench.memory.writeEntry(Bench.callee, id: 512, table: 0x1_0000)
        #expect(bench.raise(.xcall(id: 512)) == nil, "R3.4: bit 0 of word 8 grants 512")
    }

    @Test("R3.5, R3.6: capabilities in a radix table")
    func radix() {
        var bench = Bench(.full)
        let root: UInt64 = 0x2_0000
        bench.memory = MemoryImage()
        bench.memory.writeEntry(
            XEntry(satp: 0x8000_0000_0000_0001, pc: 0x8000, xcap: 0x2_1000, xseglist: 0), id: 32773, table: 0x1_0000)
        bench.kernel { bench in
            bench.hart.writeCSR(.xetsize, 65536)
        }
        #expect(bench.raise(.xcall(id: 32773)) == Raised(25, 32773), "R3.6: absent leaf")
        bench.memory[root + 8] = 0x6_0001
        #expect(bench.raise(.xcall(id: 32773)) == Raised(25, 32773), "R3.5: bit 5 of the leaf is 0")
        bench.memory[0x6_0000] = 0x20
        bench.memory[root + 8] = 0x6_0003
        #expect(bench.raise(.xcall(id: 32773)) == Raised(25, 32773), "R3.6: malformed root word, low bits")
        bench.memory[root + 8] = 0x100_0006_0001
        #expect(bench.raise(.xcall(id: 32773)) == Raised(25, 32773), "R3.6: malformed root word, bit 40")
        bench.memory[root + 8] = 0x6_0001
        #expect(bench.run(.xcall(id: 32773)).completion?.nextPC == 0x8000, "R3.5")
    }

    @Test("R4.xcall.2: the order of the checks: a denied ID tells nothing of its x-entry")
    func order() {
        var bench = Bench()
        bench.memory.fail(0x1_0000..<0x2_0000)
        #expect(bench.raise(.xcall(id: 6)) == Raised(25, 6), "R4.xcall.2: the x-entry is not read")
        bench.kernel { $0.hart.writeCSR(.xlink, 0x3_0100) }
        #expect(bench.raise(.xcall(id: 5)) == Raised(29, 0x1_0140), "R4.xcall.3 before R4.xcall.4")
    }

    @Test(
        "R4.xcall.3, R3.3: malformed x-entries",
        arguments: [
            (0, 0, "not valid"), (0, 3, "R3.3.a"), (0, 0x8000_0000_0000_0001, "R3.3.a"),
            (1, 0x111, "R3.3.b: Bare"), (1, 0x9000_0000_0000_0111, "R3.3.b: Sv48"),
            (1, 0x8000_0000_0010_0000, "R3.3.b: PPN bit 20 in a 32-bit build"),
            (2, 0x40_2001, "R3.3.c: odd"), (2, 0x40_0000_0000, "R3.3.c: bit 38 alone"),
            (2, 0x8000_0000_0000_0000, "R3.3.c: not canonical"),
            (3, 0x2_0050, "R3.3.d: size 16"), (3, 0x1_0002_0040, "R3.3.d: PA bit 32"),
            (4, 0x4_100D, "R3.3.d: size 13"), (4, 0x1_0004_1000, "R3.3.d: PA bit 32"),
        ] as [(UInt64, UInt64, String)])
    func malformed(word: UInt64, value: UInt64, why: String) {
        var bench = Bench()
        bench.memory[0x1_0140 + 8 * word] = value
        let before = bench.memory
        #expect(bench.raise(.xcall(id: 5)) == Raised(24, 5), "R4.xcall.3, \(why)")
        #expect(bench.memory == before, "P7")
    }

    @Test("R3.3: x-entries that are well-formed")
    func wellFormed() throws {
        var upper = Bench()
        upper.memory[0x1_0150] = 0xFFFF_FFC0_0000_0002
        #expect(upper.run(.xcall(id: 5)).completion?.nextPC == 0xFFFF_FFC0_0000_0002, "R3.3.c: upper half, 2 bytes")
        var aligned = try Bench(compressedInstructions: false)
        aligned.memory[0x1_0150] = 0x40_2002
        #expect(aligned.raise(.xcall(id: 5)) == Raised(24, 5), "R3.3.c: 4 bytes without compressed instructions")
        var asid = try Bench(asidBits: 13)
        asid.memory[0x1_0148] = 0x8200_0000_0000_0777
        #expect(asid.raise(.xcall(id: 5)) == Raised(24, 5), "R3.3.b: ASID bit 13, with 13 bits built")
        asid.memory[0x1_0148] = 0x8100_0000_0000_0777
        #expect(asid.run(.xcall(id: 5)).completion?.satp == 0x8100_0000_0000_0777, "R3.3.b: ASID bit 12")
    }

    @Test("R4.xcall.4: the link stack")
    func linkStack() {
        var bench = Bench()
        bench.kernel { $0.hart.writeCSR(.xlink, 0x3_00C0) }
        #expect(bench.raise(.xcall(id: 5)) == nil, "R4.xcall.4: the last place")
        bench.hart.registers.xcap = 0x2_0000
        #expect(bench.raise(.xcall(id: 5)) == Raised(26, 0x3_0101), "R4.xcall.4 a, R5.26: overflow")
        bench.kernel { $0.hart.writeCSR(.xlink, 0x2_FFC0) }
        #expect(bench.raise(.xcall(id: 5)) == Raised(26, 0x2_FFC1), "R4.xcall.4 a: below the base is reason 1 too")
        bench.kernel { bench in
            bench.hart.writeCSR(.xlink, 0xFFFF_FFC0)
            bench.hart.writeCSR(.xlinklimit, 0xFFFF_FFC0)
        }
        #expect(bench.raise(.xcall(id: 5)) == Raised(26, 0xFFFF_FFC1), "R4.xcall.4 a: the sum does not wrap")
    }

    @Test("R4.12, R5.29, P7: memory errors of xcall leave everything as it was")
    func memoryErrors() {
        for (range, failures, expected) in [
            (0x2_0000..<0x2_0040, .loads, Raised(29, 0x2_0000)), (0x1_0140..<0x1_0180, .loads, Raised(29, 0x1_0140)),
            (0x3_0000..<0x3_0040, .stores, Raised(29, 0x3_0001)),
        ] as [(Range<UInt64>, MemoryImage.Failures, Raised)] {
            var bench = Bench()
            bench.memory.fail(range, failures)
            let registers = bench.hart.registers
            let memory = bench.memory
            #expect(bench.raise(.xcall(id: 5)) == expected, "R4.12")
            #expect(bench.hart.registers == registers, "P7")
            #expect(bench.memory == memory, "P7")
        }
        var word = Bench()
        word.memory.fail(0x2_0000..<0x2_0040)
        #expect(word.raise(.xcall(id: 200)) == Raised(29, 0x2_0018), "R4.12: the word of the bitmap")
        var leaf = Bench(.full)
        leaf.memory[0x2_0000] = 0x6_0001
        leaf.memory.fail(0x6_0000..<0x6_0040)
        #expect(leaf.raise(.xcall(id: 70)) == Raised(29, 0x6_0008), "R4.12: the leaf word")
        leaf.memory.fail(0x2_0000..<0x2_0040)
        #expect(leaf.raise(.xcall(id: 70)) == Raised(29, 0x2_0000), "R4.12: the root word comes first")
    }

    @Test("R4.2: user mode only")
    func privilege() {
        var bench = Bench()
        for privilege in [XPCPrivilege.supervisor, .machine] {
            bench.hart.registers.privilege = privilege
            for instruction in [XPCInstruction.xcall(id: 0), .xret, .swapseg(index: 99), .xprefetch(id: 5)] {
                #expect(bench.raise(instruction) == Raised(2, 0), "R4.2")
            }
        }
    }
}
