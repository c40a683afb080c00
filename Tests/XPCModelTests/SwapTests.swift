import Testing
import XPCModel

/// swapseg, by hand from the text.
@Suite struct SwapTests {
    private let other: [UInt64] = [0x6000_0000, 0x9000_0001, 0x200]

    @Test("R4.swapseg.5, R4.swapseg.6, P14: the register and the entry change places")
    func exchange() {
        var bench = Bench()
        bench.memory.write(other, at: 0x4_0040)
        bench.memory[0x4_0058] = 77
        bench.hart.writeCSR(.xmaskoff, 0x100)
        #expect(bench.run(.swapseg(index: 2)).completion?.nextPC == 0x1004, "R4.6")
        #expect(bench.segment == [0x6000_0000, 0x9000_0001, 0x200, 0, 0x200], "R4.swapseg.6")
        #expect(
            bench.memory.read(4, at: 0x4_0040) == [0x5000_0000, 0x8000_0003, 0x1000, 77],
            "R4.swapseg.5: the whole segment, not the window; R3.12: word 3 is software's")
        #expect(bench.raise(.swapseg(index: 2)) == nil)
        #expect(bench.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0, 0x1000], "P14")
    }

    @Test("R3.13: the empty entry is legal, whatever its words 0 and 1; R4.swapseg.5: the empty segment is three zeros")
    func empty() {
        var bench = Bench()
        bench.memory.write([0xFFFF, 0xFFFF_FFFF_FFFF_FFFB, 0], at: 0x4_0000)
        #expect(bench.raise(.swapseg(index: 0)) == nil, "R3.13")
        #expect(bench.segment == [0, 0, 0, 0, 0], "R3.13, R2.9")
        bench.memory.write(other, at: 0x4_0020)
        #expect(bench.raise(.swapseg(index: 1)) == nil)
        #expect(bench.memory.read(3, at: 0x4_0020) == [0, 0, 0], "R4.swapseg.5")
    }

    @Test("R4.swapseg.1: index past the list, and the empty list")
    func index() {
        var bench = Bench()
        bench.memory.fail(0..<0x100_0000)
        #expect(bench.raise(.swapseg(index: 4)) == Raised(28, 4), "R4.swapseg.1: no memory access")
        #expect(bench.raise(.swapseg(index: UInt64.max)) == Raised(28, UInt64.max), "R4.5")
        bench.kernel { $0.hart.writeCSR(.xseglist, 2) }
        #expect(bench.raise(.swapseg(index: 0)) == Raised(28, 0), "R4.swapseg.1: empty list")
    }

    @Test("R4.swapseg.3, R3.15: a busy entry")
    func busy() {
        var bench = Bench()
        bench.memory.write([0x6000_0000, 4, 0x200], at: 0x4_0000)
        let memory = bench.memory
        let registers = bench.hart.registers
        #expect(bench.raise(.swapseg(index: 0)) == Raised(28, 0), "R4.swapseg.3")
        #expect(bench.memory == memory && bench.hart.registers == registers, "P7")
        bench.memory[0x4_0008] = 0x9000_0007
        #expect(bench.raise(.swapseg(index: 0)) == Raised(28, 0), "R4.swapseg.3")
        #expect(bench.memory[0x4_0008] == 4, "R4.swapseg.3: nothing is put back")
    }

    @Test(
        "R4.swapseg.4, R3.14: malformed entries are put back",
        arguments: [
            ([0x6000_0000, 0x9000_0001, 0x204], "R3.14.a: low bits"),
            ([0x6000_0000, 0x9000_0001, 0x1_0000_0200], "R3.14.a: high bits"),
            ([0x6000_0004, 0x9000_0001, 0x200], "R3.14.b: low bits"),
            ([0x40_0000_0000, 0x9000_0001, 0x200], "R3.14.b: past the user half"),
            ([0x3F_FFFF_FF00, 0x9000_0001, 0x108], "R3.14.b: end past the user half"),
            ([0xFFFF_FFFF_FFFF_FF00, 0x9000_0001, 0x200], "R3.14.b: wraps"),
            ([0x6000_0000, 0x1_9000_0001, 0x200], "R3.14.c: PA bit 32"),
            ([0x6000_0000, 0xFFFF_FF01, 0x108], "R3.14.c: end past 2^32"),
            ([0x6000_0000, 0x9000_0000, 0x200], "R3.14.d: no permission"),
        ] as [([UInt64], String)])
    func malformed(words: [UInt64], why: String) {
        var bench = Bench()
        bench.memory.write(words, at: 0x4_0060)
        let memory = bench.memory
        let registers = bench.hart.registers
        #expect(bench.raise(.swapseg(index: 3)) == Raised(28, 3), "R4.swapseg.4, \(why)")
        #expect(bench.memory == memory, "R4.swapseg.4: put back")
        #expect(bench.hart.registers == registers, "P7")
    }

    @Test("R3.14: entries just inside the limits are well-formed")
    func limits() {
        for words in [
            [0x3F_FFFF_FF00, 0x9000_0001, 0x100], [0x6000_0000, 0xFFFF_FF02, 0x100], [0, 0x3, 0xFFFF_FFF8],
        ] as [[UInt64]] {
            var bench = Bench()
            bench.memory.write(words, at: 0x4_0000)
            #expect(bench.raise(.swapseg(index: 0)) == nil, "R3.14")
            #expect(bench.segment == words + [0, words[2]], "R4.swapseg.6")
        }
    }

    @Test("R4.12, R4.13: memory errors of swapseg")
    func memoryErrors() {
        for failures in [MemoryImage.Failures.loads, .stores] {
            var bench = Bench()
            bench.memory.write(other, at: 0x4_0020)
            bench.memory.fail(0x4_0000..<0x4_0040, failures)
            let memory = bench.memory
            #expect(bench.raise(.swapseg(index: 1)) == Raised(29, 0x4_002A), "R4.12: the exchange, bit 1 only")
            #expect(bench.memory == memory, "P7")
        }
        var load = Bench()
        load.memory.write(other, at: 0x4_0020)
        load.memory.fail(0x4_0030..<0x4_0038, .loads)
        #expect(load.raise(.swapseg(index: 1)) == Raised(29, 0x4_0030), "R4.13: the load of word 2")
        #expect(load.memory[0x4_0028] == 0x9000_0001, "R4.13: put back")
        var store = Bench()
        store.memory.write(other, at: 0x4_0020)
        store.memory.fail(0x4_0030..<0x4_0038, .stores)
        #expect(store.raise(.swapseg(index: 1)) == Raised(29, 0x4_0031), "R4.13: the store of word 2")
        #expect(store.memory[0x4_0028] == 4, "R4.13: the entry as it then is")
        #expect(store.segment == [0x5000_0000, 0x8000_0003, 0x1000, 0, 0x1000], "R4.13: no register changes")
    }

    @Test("P14: two harts on one list lose no segment")
    func twoHarts() {
        var bench = Bench()
        var second = Bench()
        second.hart.registers.xsegpa = 0xA000_0003
        bench.memory.write(other, at: 0x4_0000)
        #expect(bench.run(.swapseg(index: 0)).completion != nil)
        #expect(second.hart.execute(.swapseg(index: 0), memory: &bench.memory).completion != nil)
        #expect(bench.hart.registers.xsegpa == 0x9000_0001, "P14")
        #expect(second.hart.registers.xsegpa == 0x8000_0003, "P14")
        #expect(bench.memory[0x4_0008] == 0xA000_0003, "P14")
    }
}
