import Testing
import XPCModel

/// xprefetch and the engine cache, by hand from the text.
@Suite struct CacheTests {
    @Test("R4.xprefetch.1, R4.6: a prefetch changes nothing but the cache")
    func prefetch() {
        var bench = Bench(.paper)
        var expected = bench.hart.registers
        expected.pc = 0x1004
        let memory = bench.memory
        #expect(bench.run(.xprefetch(id: 5)).completion?.hitCache == false)
        #expect(bench.hart.registers == expected, "R4.xprefetch.1")
        #expect(bench.memory == memory, "R4.xprefetch.1")
        #expect(bench.hart.cache.entries.compactMap(\.?.id) == [5], "R4.xprefetch.3")
        #expect(bench.run(.xcall(id: 5)).completion?.hitCache == true, "R7.3")
        #expect(bench.hart.registers.pc == 0x40_2000, "P2")
    }

    @Test("R4.xprefetch.3: xcall does not fill the cache")
    func callDoesNotFill() {
        var bench = Bench(.paper)
        #expect(bench.run(.xcall(id: 5)).completion?.hitCache == false)
        #expect(bench.hart.cache.entries.compactMap { $0 }.isEmpty, "R4.xprefetch.3")
    }

    @Test("R4.xprefetch.2: a bad prefetch does nothing")
    func badPrefetch() {
        var bench = Bench(.paper)
        bench.memory.setCapability(true, id: 7, bitmap: 0x2_0000)
        _ = bench.run(.xprefetch(id: 5))
        let cache = bench.hart.cache
        for id: UInt64 in [0, 6, 7, 1024, UInt64.max] {
            #expect(bench.raise(.xprefetch(id: id)) == nil, "R4.xprefetch.2")
            #expect(bench.hart.cache == cache, "R4.xprefetch.2")
        }
        bench.memory.writeEntry(Bench.callee, id: 7, table: 0x1_0000)
        bench.memory.fail(0x1_0000..<0x3_0000)
        #expect(bench.raise(.xprefetch(id: 7)) == nil, "R4.xprefetch.2: memory error")
        #expect(bench.hart.cache == cache, "R4.xprefetch.2")
        #expect(bench.hart.registers.pc == 0x101C, "R4.6: seven prefetches")
    }

    @Test("R7.7, R7.3: a hit may be stale until the cache is emptied")
    func stale() {
        var bench = Bench(.paper)
        _ = bench.run(.xprefetch(id: 5))
        bench.memory.setCapability(false, id: 5, bitmap: 0x2_0000)
        bench.memory.invalidateEntry(id: 5, table: 0x1_0000)
        var fenced = bench
        #expect(bench.raise(.xcall(id: 5)) == nil, "R7.7: a hit loads nothing")
        fenced.hart.fence()
        #expect(fenced.raise(.xcall(id: 5)) == Raised(25, 5), "R7.2, P12")
        fenced.memory.setCapability(true, id: 5, bitmap: 0x2_0000)
        #expect(fenced.raise(.xcall(id: 5)) == Raised(24, 5), "R4.xcall.3: the valid bit is clear")
    }

    @Test("R7.5: a prefetch that hits does not read again")
    func noRefresh() {
        var bench = Bench(.paper)
        _ = bench.run(.xprefetch(id: 5))
        bench.memory[0x1_0150] = 0x50_0000
        #expect(bench.run(.xprefetch(id: 5)).completion?.hitCache == true, "R7.5")
        #expect(bench.run(.xcall(id: 5)).completion?.nextPC == 0x40_2000, "R7.5")
    }

    @Test(
        "R7.2: every write of an S-mode XPC CSR empties the cache, also of the value already there",
        arguments: XPCCSR.allCases.filter(\.isSupervisor))
    func writesEmpty(csr: XPCCSR) {
        var bench = Bench(.paper)
        _ = bench.run(.xprefetch(id: 5))
        bench.kernel { bench in
            _ = bench.hart.readCSR(csr)
            #expect(bench.hart.cache.entries.compactMap { $0 }.count == 1, "R7.2: a read does not")
            bench.hart.accessCSR(csr.address, .set, operand: 0).ignore()
            #expect(bench.hart.cache == EngineCache(count: 1), "R7.2")
        }
    }

    @Test("R7.2, R2.14: what does not empty the cache")
    func keeps() {
        var bench = Bench(.paper)
        _ = bench.run(.xprefetch(id: 5))
        bench.hart.writeCSR(.xmaskoff, 8)
        bench.hart.writeCSR(.xmasklen, 8)
        #expect(bench.raise(write: .xetbase, 0x1_0000) == Raised(2, 0), "R2.15")
        _ = bench.run(.xcall(id: 5))
        _ = bench.run(.xret)
        _ = bench.run(.swapseg(index: 0))
        #expect(bench.hart.cache.entries.compactMap { $0 }.count == 1, "R7.2, R2.14")
    }

    @Test("R7.1: entries are tagged by ID and the whole xcap")
    func tags() {
        var bench = Bench(.wide)
        _ = bench.run(.xprefetch(id: 5))
        bench.memory.setCapability(false, id: 5, bitmap: 0x2_0000)
        bench.hart.registers.xcap = 0x2_0040
        #expect(bench.raise(.xcall(id: 5)) == Raised(25, 5), "R7.1: another table")
        bench.hart.registers.xcap = 0x2_0001
        #expect(bench.raise(.xcall(id: 5)) == Raised(25, 5), "R7.1: another size")
        bench.hart.registers.xcap = 0x2_0000
        #expect(bench.raise(.xcall(id: 5)) == nil, "R7.1")
    }

    @Test("R7.4: first in, first out; emptying starts at place 0 again")
    func replacement() throws {
        var bench = try Bench(cacheEntries: 2)
        for id: UInt64 in [5, 6, 7] {
            bench.memory.setCapability(true, id: id, bitmap: 0x2_0000)
            bench.memory.writeEntry(Bench.callee, id: id, table: 0x1_0000)
        }
        for id: UInt64 in [5, 6, 5, 7] { _ = bench.run(.xprefetch(id: id)) }
        #expect(bench.hart.cache.entries.map { $0?.id } == [7, 6], "R7.4: 5 was the first in")
        _ = bench.run(.xprefetch(id: 5))
        #expect(bench.hart.cache.entries.map { $0?.id } == [7, 5], "R7.4")
        _ = bench.run(.xprefetch(id: 6))
        bench.hart.fence()
        _ = bench.run(.xprefetch(id: 6))
        #expect(bench.hart.cache.entries.map { $0?.id } == [6, nil], "R7.2: the replacement state is discarded")
    }

    @Test("R4.xcall.1: a hit is still below xetsize; R4.xprefetch.4: no cache, no access")
    func corners() {
        var bench = Bench(.paper)
        _ = bench.run(.xprefetch(id: 5))
        bench.hart.registers.xetsize = 5
        #expect(bench.raise(.xcall(id: 5)) == Raised(24, 5), "R7.3: after R4.xcall.1")
        var none = Bench(.minimal)
        #expect(none.raise(.xprefetch(id: 5)) == nil, "R4.xprefetch.4")
        #expect(none.run(.xcall(id: 5)).completion?.hitCache == false)
    }
}

extension CSROutcome {
    /// The outcome does not matter here.
    func ignore() {}
}
