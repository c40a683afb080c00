import Testing

@testable import Estimate

/// How memories are built, against what Yosys 0.23 makes of them.
struct MemoryPlanTests {
    private func plan(
        _ width: Int, _ depth: Int, reads: Int = 1, clocked: Int = 0, writes: Int = 1, shared: Int = 0, passed: Int = 0,
        style: MemoryStyle = .any
    ) -> String {
        let shape = MemoryShape(
            width: width, depth: depth, reads: reads, clockedReads: clocked, writes: writes, granule: width,
            sharedReads: shared, transparentReads: passed, style: style)
        switch MemoryPlan.choose(.series7, shape) {
        case .logic: return "logic"
        case .distributed(let form, let blocks, let cells):
            return "\(blocks) x \(cells) of \(form.words) x \(form.width)"
        case .block(let resource, let count): return "\(count) \(resource)"
        }
    }

    /// A register file of 32 words is cheaper in LUTs, clocked or not, unless the source asks for a block.
    @Test func attributesDecide() {
        #expect(plan(32, 32, reads: 2) == "1 x 12 of 32 x 6")
        #expect(plan(32, 32, reads: 2, clocked: 2) == "1 x 12 of 32 x 6")
        #expect(plan(32, 32, reads: 2, clocked: 2, style: .block) == "2 bram18")
        #expect(plan(32, 1024, clocked: 1, style: .distributed) == "16 x 11 of 64 x 3")
        #expect(plan(8, 16, style: .logic) == "logic")
    }

    /// Where the reads have a clock and what is written goes past them, registers are cheaper for longer.
    @Test func aSmallQueueIsRegisters() {
        #expect(plan(1, 8, clocked: 1, passed: 1) == "logic")
        #expect(plan(2, 8, clocked: 1, passed: 1) == "1 x 1 of 32 x 6")
        #expect(plan(8, 2, clocked: 1, passed: 1) == "logic")
        #expect(plan(1, 8, clocked: 1) == "1 x 1 of 32 x 4")
    }

    /// A constant table is logic until it is large, and then it needs a clock.
    @Test func tablesAreLogic() {
        #expect(plan(16, 512, clocked: 1, writes: 0) == "logic")
        #expect(plan(16, 1024, clocked: 1, writes: 0) == "1 bram18")
        #expect(plan(16, 1024, writes: 0) == "logic")
        #expect(plan(16, 1024, reads: 2, clocked: 2, writes: 0) == "1 bram18")
    }

    /// One port that reads and writes at the same address takes half the LUTs.
    @Test func aPortCanDoBoth() {
        #expect(plan(8, 32) == "1 x 2 of 32 x 6")
        #expect(plan(8, 32, shared: 1) == "1 x 1 of 32 x 8")
        #expect(plan(32, 512, clocked: 1, writes: 2) == "logic")
        #expect(plan(32, 2048, reads: 2, clocked: 2, writes: 2, shared: 2) == "2 bram36")
    }
}
