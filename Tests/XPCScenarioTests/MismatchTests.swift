import Simulation
import Testing
import XPCEngine
import XPCModel

@testable import XPCScenario

/// That a difference is found and told.
@Suite struct MismatchTests {
    @Test func aStrayStoreIsFound() throws {
        let lockStep = try LockStep(
            .paper, sources: try .engine(.paper), memorySettings: .init(latency: 2), seed: 1)
        var random = SplitMix(seed: 1)
        let world = RandomWorld(lockStep.hart.configuration)
        world.build(lockStep, &random)
        lockStep.setCore { $0.privilege = .supervisor }
        let values: [(XPCCSR, UInt64)] = [
            (.xetsize, 100), (.xseglist, world.list(0)), (.xseglen, 0x1000), (.xsegpa, 0x9000_0003),
        ]
        for (csr, value) in values { _ = try lockStep.access(csr.address, .write, operand: value) }
        lockStep.setCore { $0.privilege = .user }
        lockStep.write([0x20_0000_0000, 0x9000_0003, 0x100], at: world.list(0) & ~0x3F)
        // The model's memory alone is changed: the words that swapseg touches differ now.
        lockStep.memory[world.list(0) & ~0x3F] ^= 8
        let error = try #require(throws: Mismatch.self) { _ = try lockStep.execute(.swapseg(index: 0)) }
        #expect(error.description.contains("xsegva: circuit"))
        #expect(error.description.contains("mismatch in step 5: swapseg 0 (configuration paper, seed 1)"))
    }

    @Test func theMessageSaysHowToRepeat() {
        var mismatch = Mismatch(
            operation: "xret", differences: ["pc: circuit 0x1; model 0x2"], states: ["pc           0x1   0x2"], step: 3,
            seed: 7, configuration: "paper")
        mismatch.command = "xpc simulate --random 3 --seed 7 --config paper"
        #expect(
            mismatch.description == """
                mismatch in step 3: xret (configuration paper, seed 7)
                  pc: circuit 0x1; model 0x2
                  register     circuit             model
                  pc           0x1   0x2
                  again: xpc simulate --random 3 --seed 7 --config paper
                """)
    }
}
