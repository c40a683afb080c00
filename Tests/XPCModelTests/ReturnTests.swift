import Testing
import XPCModel

/// xret and buffered records, by hand from the text.
@Suite struct ReturnTests {
    @Test("R4.xret.5, P4: a return restores what the call saved")
    func thereAndBack() {
        for configuration in [XPCModelConfiguration.minimal, .paper, .wide] {
            var bench = Bench(configuration)
            bench.hart.writeCSR(.xmaskoff, 0x200)
            bench.hart.writeCSR(.xmasklen, 0x100)
            var expected = bench.hart.registers
            _ = bench.run(.xcall(id: 5))
            let outcome = bench.run(.xret)
            #expect(outcome.completion?.nextPC == 0x1004, "R4.xret.5")
            #expect(outcome.completion?.satp == 0x8000_1000_0000_0111, "R4.xret.5")
            #expect(outcome.completion?.servedFromBuffer == (configuration != .minimal), "R7.9")
            expected.pc = 0x1004
            expected.t0 = 0x40
            #expect(bench.hart.registers == expected, "P4; R4.xret.5: t0 is unchanged")
        }
    }

    @Test("R4.xret.4, P4: the record's valid bit is cleared in memory; nothing goes twice through it")
    func validBit() {
        var bench = Bench()
        _ = bench.run(.xcall(id: 5))
        #expect(bench.memory[0x3_0000] == 0x1005, "R3.7: valid")
        _ = bench.run(.xret)
        #expect(bench.memory[0x3_0000] == 0x1004, "R4.xret.4")
        #expect(bench.raise(.xret) == Raised(26, 0x3_0002), "R4.xret.1 a, R5.26: underflow")
        bench.kernel { $0.hart.writeCSR(.xlink, 0x3_0040) }
        #expect(bench.raise(.xret) == Raised(26, 0x3_0043), "R4.xret.2: not valid")
        bench.kernel { $0.hart.writeCSR(.xlink, 0x3_0140) }
        #expect(bench.raise(.xret) == Raised(26, 0x3_0142), "R4.xret.1 a: above the limit is reason 2 too")
    }

    @Test("R4.xret.2, R3.8: malformed records")
    func malformed() {
        var bench = Bench()
        _ = bench.run(.xcall(id: 5))
        bench.memory[0x3_0038] = 0x1000_0000_0008
        #expect(bench.raise(.xret) == Raised(26, 0x3_0043), "R3.8: offset 8 + length 0x1000 > 0x1000")
        bench.memory[0x3_0038] = 0xFF8_0000_0008
        #expect(bench.raise(.xret) == Raised(26, 0x3_0044), "R3.8, R4.xret.3: well-formed, but another window")
        bench.memory[0x3_0030] = 0
        #expect(bench.raise(.xret) == Raised(26, 0x3_0043), "R3.8: length 0 with a mask")
        bench.memory[0x3_0038] = 0xF_0000_0007
        #expect(bench.raise(.xret) == Raised(26, 0x3_0043), "R3.8: length 8 of the mask, after low bits")
        bench.memory[0x3_0038] = 0x7_0000_0007
        #expect(bench.raise(.xret) == Raised(26, 0x3_0044), "R3.8: the mask is 0 after low bits")
    }

    @Test("R4.xret.3: the callee must give back what it was handed")
    func segmentDiffers() {
        for (csr, value) in [
            (XPCCSR.xsegva, 0x5000_0008), (.xsegpa, 0x8000_0001), (.xsegpa, 0x8000_100B), (.xseglen, 0xFF8),
        ] as [(XPCCSR, UInt64)] {
            var bench = Bench()
            _ = bench.run(.xcall(id: 5))
            bench.kernel { $0.hart.writeCSR(csr, value) }
            let registers = bench.hart.registers
            #expect(bench.raise(.xret) == Raised(26, 0x3_0044), "R4.xret.3")
            #expect(bench.hart.registers == registers, "P7")
            #expect(bench.memory[0x3_0000] == 0x1005, "P7: the record stays valid")
        }
        var masked = Bench()
        _ = masked.run(.xcall(id: 5))
        masked.hart.writeCSR(.xmasklen, 8)
        #expect(masked.raise(.xret) == nil, "R4.xret.3: the callee's mask does not matter")
    }

    @Test("R3.9 to R3.11: fields of a record are taken as the CSRs would hold them")
    func legalFields() {
        var bench = Bench()
        bench.kernel { bench in
            bench.hart.writeCSR(.xlink, 0x3_0040)
            bench.hart.writeCSR(.xseglen, 0)
        }
        bench.memory.write(
            [
                0x1234_5680_0000_2003, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0004_003F, 0x1234,
                0x8000_0003, 0xFFFF_FFFF_0000_0007, 0,
            ], at: 0x3_0000)
        #expect(bench.run(.xret).completion?.nextPC == 0xFFFF_FF80_0000_2002, "R3.10: sign-extended from bit 39")
        #expect(bench.hart.registers.satp == 0x8FFF_F000_000F_FFFF, "R3.11: bits 62..60 and PPN bits from 20 are 0")
        #expect(bench.hart.registers.xcap == 0xFFFF_FFCF, "R3.9, R2.5")
        #expect(bench.hart.registers.xseglist == 0x4_000C, "R3.9, R2.5")
        #expect(bench.segment == [0, 0, 0, 0, 0], "R3.9, R2.9")
    }

    @Test("R3.11: a caller that ran without translation returns to that")
    func bare() {
        var bench = Bench()
        bench.hart.registers.satp = 0
        _ = bench.run(.xcall(id: 5))
        _ = bench.run(.xret)
        #expect(bench.hart.registers.satp == 0, "R3.11")
    }

    @Test("R4.12, P7: memory errors of xret")
    func memoryErrors() {
        var bench = Bench()
        _ = bench.run(.xcall(id: 5))
        let registers = bench.hart.registers
        bench.memory.fail(0x3_0000..<0x3_0040, .stores)
        #expect(bench.raise(.xret) == Raised(29, 0x3_0001), "R4.12: the store of the valid bit")
        bench.memory.fail(0x3_0000..<0x3_0040, .loads)
        #expect(bench.raise(.xret) == Raised(29, 0x3_0000), "R4.12: the load of the record")
        #expect(bench.hart.registers == registers, "P7")
        #expect(bench.memory[0x3_0000] == 0x1005, "P7")
    }

    @Test("R7.8 to R7.10, R7.13: a buffered record is in memory when the trap handler runs")
    func drain() {
        var bench = Bench(.paper)
        _ = bench.run(.xcall(id: 5))
        #expect(bench.memory[0x3_0000] == 0, "R7.8")
        #expect(bench.hart.mayDiffer(at: 0x3_0038), "R7.13: old or new words")
        #expect(!bench.hart.mayDiffer(at: 0x3_0040), "R7.13: never pushed to")
        bench.hart.takeTrap(to: 0x7000, memory: &bench.memory)
        #expect(bench.memory[0x3_0000] == 0x1005, "R7.10")
        #expect(bench.hart.bufferedRecords.isEmpty, "R7.10")
        #expect(!bench.hart.mayDiffer(at: 0x3_0000), "R7.13: written")
        #expect(bench.hart.registers.privilege == .supervisor && bench.hart.registers.pc == 0x7000)
        bench.hart.registers.privilege = .user
        #expect(bench.run(.xret).completion?.servedFromBuffer == false, "R7.10: no longer forwarded")
        #expect(bench.hart.mayDiffer(at: 0x3_0000), "R7.13: popped")
        bench.hart.noteWrite(ofBlock: 0x3_0000)
        #expect(!bench.hart.mayDiffer(at: 0x3_0000), "R7.13: written by the kernel")
    }

    @Test("R4.xret.6, R7.9: a buffered record is taken with all checks, and left where one fails")
    func forwarded() {
        var bench = Bench(.paper)
        _ = bench.run(.xcall(id: 5))
        bench.hart.registers.xseglen = 8
        #expect(bench.raise(.xret) == Raised(26, 0x3_0044), "R7.9, R4.xret.3")
        #expect(bench.hart.bufferedRecords.count == 1, "R7.9: still buffered")
        bench.hart.registers.xseglen = 0x1000
        bench.memory.fail(0x3_0000..<0x3_0040)
        #expect(bench.run(.xret).completion?.nextPC == 0x1004, "R4.xret.6: memory is not touched")
        bench.hart.drain(memory: &bench.memory)
        #expect(bench.hart.registers.xlinkerr == 0, "R7.11: no late error of a record that was taken")
    }

    @Test("R7.12: a late write error stops xcall and xret, and names the first record")
    func lateError() {
        var bench = Bench(.wide)
        bench.memory.setCapability(true, id: 5, bitmap: 0x2_0040)
        _ = bench.run(.xcall(id: 5))
        _ = bench.run(.xcall(id: 5))
        bench.memory.fail(0x3_0000..<0x3_0080, .stores)
        #expect(bench.drainOldest() == true)
        #expect(bench.hart.registers.xlinkerr == 0x3_0001, "R7.12")
        bench.hart.drain(memory: &bench.memory)
        #expect(bench.hart.registers.xlinkerr == 0x3_0001, "R7.12: the first one stays")
        #expect(bench.hart.mayDiffer(at: 0x3_0040), "R7.13: the push failed")
        #expect(bench.raise(.xcall(id: 5)) == Raised(26, 0x3_0085), "R4.xcall.4 b, R5.26")
        #expect(bench.raise(.xret) == Raised(26, 0x3_0085), "R4.xret.1 b, R5.26")
        bench.hart.registers.xlink = 0x3_0000
        #expect(bench.raise(.xret) == Raised(26, 0x3_0002), "R4.xret.1: the range comes first")
    }

    @Test("R4.xcall.4: with a full buffer xcall waits for the oldest record, and sees its failure")
    func fullBuffer() {
        var bench = Bench(.paper)
        bench.memory.setCapability(true, id: 5, bitmap: 0x2_0040)
        _ = bench.run(.xcall(id: 5))
        #expect(bench.raise(.xcall(id: 5)) == nil)
        #expect(bench.memory[0x3_0000] == 0x1005, "R4.xcall.4: the oldest is written")
        #expect(bench.hart.bufferedRecords.map(\.address) == [0x3_0040], "R7.8")
        bench.memory.fail(0x3_0040..<0x3_0080, .stores)
        #expect(bench.raise(.xcall(id: 5)) == Raised(26, 0x3_0085), "R4.xcall.4 b: in the moment of commit")
    }

    @Test("R7.14: the model follows the moment at which the circuit noted a late error")
    func settle() {
        var bench = Bench(.wide)
        _ = bench.run(.xcall(id: 5))
        bench.memory.fail(0x3_0000..<0x3_0040, .stores)
        #expect(bench.drain(until: 0) == true, "R7.14: nothing to do yet")
        #expect(bench.hart.bufferedRecords.count == 1)
        #expect(bench.drain(until: 0x3_0001) == true, "R7.14")
        #expect(bench.drain(until: 0x3_0041) == false, "R7.14: never")
    }

    @Test("R7.15: reset drops buffered records")
    func reset() {
        var bench = Bench(.paper)
        _ = bench.run(.xcall(id: 5))
        bench.hart.reset()
        #expect(bench.hart.registers == XPCRegisters(), "R2.1")
        #expect(bench.hart.bufferedRecords.isEmpty, "R7.15")
        #expect(bench.hart.mayDiffer(at: 0x3_0000), "R7.13")
    }
}
