import Testing
import XPCModel

/// Properties of section 8 on random operations. The model against itself: what every state must satisfy.
@Suite struct PropertyTests {
    /// A repeatable source of random numbers (SplitMix64).
    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    /// A bench in which processes call each other and lists hold segments.
    private func world(_ configuration: XPCModelConfiguration) -> Bench {
        var bench = Bench(configuration)
        for id in 1..<UInt64(8) {
            let entry = XEntry(
                satp: 0x8000_0000_0000_0000 | id, pc: 0x1_0000 * id, xcap: 0x2_0000 + 0x40 * (id % 4),
                xseglist: 0x4_0002)
            bench.memory.writeEntry(entry, id: id, table: 0x1_0000)
            for table in 0..<UInt64(4) where id != 7 { bench.memory[0x2_0000 + 0x40 * table] |= 1 << id }
        }
        bench.memory[0x1_0000 + 64 * 6] = 2
        bench.memory.write([0x6000_0000, 0x9000_0001, 0x200], at: 0x4_0000)
        bench.memory.write([0x6000_0004, 0x9000_0001, 0x200], at: 0x4_0020)
        return bench
    }

    private func randomInstruction(_ random: inout Random) -> XPCInstruction {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: .xcall(id: UInt64.random(in: 0..<9, using: &random))
        case 4..<7: .xret
        case 7: .swapseg(index: UInt64.random(in: 0..<5, using: &random))
        default: .xprefetch(id: UInt64.random(in: 0..<9, using: &random))
        }
    }

    @Test("P3, P4, P5, P7, P13 on 20,000 random operations")
    func random() {
        var random = Random(state: 42)
        var blocking = world(.minimal)
        var buffered = world(.paper)
        var completed = 0
        var saved: [XPCRegisters] = []
        for step in 0..<20_000 {
            if Int.random(in: 0..<4, using: &random) == 0 {
                let csr: XPCCSR = Bool.random(using: &random) ? .xmaskoff : .xmasklen
                let value = UInt64.random(in: 0..<0x1100, using: &random)
                let raised = blocking.raise(write: csr, value)
                #expect(raised == buffered.raise(write: csr, value), "P13, step \(step)")
            }
            let instruction = randomInstruction(&random)
            let before = blocking.hart.registers
            let memory = blocking.memory
            let outcome = blocking.run(instruction)
            let other = buffered.run(instruction)
            #expect(outcome.exception == other.exception, "P13, step \(step)")
            #expect(blocking.hart.registers == buffered.hart.registers, "P13, step \(step)")
            let after = blocking.hart.registers
            #expect(after.xmaskoff + after.xmasklen <= after.xseglen, "P5, step \(step)")
            if outcome.exception != nil {
                #expect(after == before && blocking.memory == memory, "P7, step \(step)")
                if Int.random(in: 0..<8, using: &random) == 0 {
                    buffered.hart.drain(memory: &buffered.memory)
                    let different = blocking.memory.differences(from: buffered.memory) { address in
                        blocking.hart.mayDiffer(at: address) || buffered.hart.mayDiffer(at: address)
                    }
                    #expect(different == [], "P13 and R7.10, step \(step)")
                }
                continue
            }
            completed += 1
            switch instruction {
            case .xcall:
                saved.append(before)
                #expect(
                    after.xseglen == 0
                        || (after.xsegva >= before.xsegva
                            && after.xsegva + after.xseglen <= before.xsegva + before.xseglen
                            && after.xsegpa & 3 == before.xsegpa & 3),
                    "P3, step \(step)")
            case .xret:
                var expected = saved.removeLast()
                expected.pc += 4
                expected.t0 = before.t0
                #expect(after == expected, "P4, step \(step)")
            default: break
            }
        }
        #expect(completed > 8_000, "at least some of it must work: \(completed)")
    }
}
