import Testing
import XPCModel

/// Section 6 and the encodings, by hand from the text. The segment is [0x5000_0000, 0x5000_1000) at PA 0x8000_0000.
@Suite struct TranslationTests {
    private func fault(_ cause: XPCException.Cause, _ tval: UInt64) -> XPCTranslation {
        .fault(XPCException(cause, tval: tval))
    }

    @Test("R6.2, R6.10: inside and outside")
    func inside() {
        let hart = Bench().hart
        #expect(hart.translate(0x5000_0000, bytes: 8, .load) == .physical(0x8000_0000), "R6.2")
        #expect(hart.translate(0x5000_0FF8, bytes: 8, .store) == .physical(0x8000_0FF8), "R6.2")
        #expect(hart.translate(0x5000_0FFF, bytes: 1, .loadReserved) == .physical(0x8000_0FFF), "R6.2")
        #expect(hart.translate(0x5000_0004, bytes: 4, .atomic) == .physical(0x8000_0004), "R6.2")
        #expect(hart.translate(0x5000_1000, bytes: 8, .load) == .pageTable, "R6.10")
        #expect(hart.translate(0x4FFF_FFF8, bytes: 8, .store) == .pageTable, "R6.10")
        #expect(hart.translate(0x4FFF_FFFE, bytes: 2, .fetch) == .pageTable, "R6.10")
    }

    @Test("R6.1: effective privilege, SUM, no segment")
    func privilege() {
        var bench = Bench()
        let address: UInt64 = 0x5000_0000
        #expect(bench.hart.translate(address, bytes: 8, .load, privilege: .supervisor) == .pageTable, "R6.1")
        #expect(
            bench.hart.translate(address, bytes: 8, .load, privilege: .supervisor, sum: true)
                == .physical(0x8000_0000), "R6.1")
        #expect(bench.hart.translate(address, bytes: 8, .load, privilege: .machine, sum: true) == .pageTable, "R6.1")
        bench.hart.registers.sum = true
        bench.hart.registers.privilege = .supervisor
        #expect(bench.hart.translate(address, bytes: 8, .load) == .physical(0x8000_0000), "R6.1: the hart's own SUM")
        bench.hart.writeCSR(.xseglen, 0)
        #expect(bench.hart.translate(0, bytes: 8, .load) == .pageTable, "R6.1: length 0")
    }

    @Test("R6.4, R6.5, R6.7: permission")
    func permission() {
        var bench = Bench()
        #expect(
            bench.hart.translate(0x5000_0000, bytes: 4, .fetch) == fault(.instructionPageFault, 0x5000_0000), "R6.7")
        bench.kernel { $0.hart.writeCSR(.xsegpa, 0x8000_0001) }
        #expect(bench.hart.translate(0x5000_0010, bytes: 8, .load) == .physical(0x8000_0010), "R6.4")
        for access in [XPCAccess.store, .storeConditional, .atomic] {
            #expect(bench.hart.translate(0x5000_0010, bytes: 8, access) == fault(.storePageFault, 0x5000_0010), "R6.5")
        }
        bench.kernel { $0.hart.writeCSR(.xsegpa, 0x8000_0002) }
        for access in [XPCAccess.load, .loadReserved] {
            #expect(bench.hart.translate(0x5000_0010, bytes: 8, access) == fault(.loadPageFault, 0x5000_0010), "R6.4")
        }
        #expect(bench.hart.translate(0x5000_0010, bytes: 8, .store) == .physical(0x8000_0010), "R6.5")
        #expect(
            bench.hart.translate(0x5000_0010, bytes: 8, .atomic) == fault(.storePageFault, 0x5000_0010), "R6.5: both")
    }

    @Test("R6.6, R6.7, R6.9: straddling accesses")
    func straddling() {
        let hart = Bench().hart
        #expect(hart.translate(0x4FFF_FFFC, bytes: 8, .load) == fault(.loadPageFault, 0x5000_0000), "R6.6, R6.9: into")
        #expect(hart.translate(0x5000_0FFC, bytes: 8, .store) == fault(.storePageFault, 0x5000_1000), "R6.6: out of")
        #expect(
            hart.translate(0x4FFF_FFFE, bytes: 4, .fetch) == fault(.instructionPageFault, 0x5000_0000), "R6.7, R6.9")
        #expect(
            hart.translate(0x5000_0FFE, bytes: 4, .fetch) == fault(.instructionPageFault, 0x5000_0FFE), "R6.7, R6.9")
        var readOnly = Bench()
        readOnly.kernel { $0.hart.writeCSR(.xsegpa, 0x8000_0001) }
        #expect(
            readOnly.hart.translate(0x5000_0FFC, bytes: 8, .store) == fault(.storePageFault, 0x5000_0FFC),
            "R6.9: the first byte is at fault already")
    }

    @Test("R6.8: no wrapping; past the user half and past the physical width")
    func limits() {
        var bench = Bench()
        bench.kernel { bench in
            bench.hart.writeCSR(.xsegva, 0x3F_FFFF_FFF0)
        }
        #expect(bench.hart.translate(0x3F_FFFF_FFF8, bytes: 8, .load) == .physical(0x8000_0008), "R6.2")
        #expect(bench.hart.translate(0x40_0000_0000, bytes: 8, .load) == fault(.loadPageFault, 0x40_0000_0000), "R6.8")
        #expect(
            bench.hart.translate(0x3F_FFFF_FFFC, bytes: 8, .store) == fault(.storePageFault, 0x40_0000_0000), "R6.9")
        #expect(
            bench.hart.translate(0x40_0000_0000, bytes: 4, .fetch) == fault(.instructionPageFault, 0x40_0000_0000),
            "R6.8")
        #expect(bench.hart.translate(0xFFFF_FFC0_0000_0000, bytes: 8, .load) == .pageTable, "R6.8: no sign extension")
        bench.kernel { bench in
            bench.hart.writeCSR(.xsegva, 0)
            bench.hart.writeCSR(.xsegpa, 0xFFFF_FFF3)
        }
        #expect(bench.hart.translate(8, bytes: 8, .load) == .physical(0xFFFF_FFF8), "R6.2")
        #expect(bench.hart.translate(0x10, bytes: 8, .store) == fault(.storePageFault, 0x10), "R6.8: PA 2^32")
        #expect(bench.hart.translate(0xC, bytes: 8, .load) == fault(.loadPageFault, 0x10), "R6.9")
        #expect(bench.hart.translate(0xFFFF_FFFF_FFFF_FFFC, bytes: 8, .load) == .pageTable, "R6.8: bytes past 2^64")
    }

    @Test("R4.1: encodings")
    func encodings() {
        #expect(XPCOperation.decode(0x0005_000B) == .operation(.xcall, rs1: 10), "R4.1")
        #expect(XPCOperation.decode(0x0000_100B) == .operation(.xret, rs1: 0), "R4.1")
        #expect(XPCOperation.decode(0x0005_200B) == .operation(.swapseg, rs1: 10), "R4.1")
        #expect(XPCOperation.decode(0x0005_300B) == .operation(.xprefetch, rs1: 10), "R4.1")
        for word: UInt32 in [0x0005_100B, 0x0005_400B, 0x0005_008B, 0x0015_000B, 0x0205_000B, 0x0005_700B] {
            #expect(XPCOperation.decode(word) == .illegal, "R4.1")
        }
        #expect(XPCOperation.decode(0x0005_002B) == .foreign, "R4.1: another opcode")
        for operation in XPCOperation.allCases {
            #expect(XPCOperation.decode(operation.encode(rs1: 0)) == .operation(operation, rs1: 0))
        }
        var bench = Bench()
        #expect(
            bench.hart.execute(word: 0x0005_008B, memory: &bench.memory, source: { _ in 5 })?.exception?.cause.rawValue
                == 2, "R4.1, R5.2")
        #expect(
            bench.hart.execute(word: 0x0000_000B, memory: &bench.memory, source: { _ in 5 })?.exception?.cause.rawValue
                == 24, "R4.xcall.1: x0 is the null handle")
        #expect(
            bench.hart.execute(word: 0x0005_000B, memory: &bench.memory, source: { $0 == 10 ? 5 : 0 })?.completion?
                .nextPC == 0x40_2000, "R4.5")
        #expect(bench.hart.execute(word: 0x13, memory: &bench.memory, source: { _ in 0 }) == nil, "R4.1")
    }
}
