import Testing
import XPCEngine
import XPCModel
import XPCScenario

/// Random operations on every named configuration, and what they cover.
@Suite struct RandomOperationTests {
    /// For each configuration: so many that the rarest exception comes 100 times. 600,000 in all.
    private static let count = 150_000

    @Test(arguments: XPCConfiguration.named) func circuitAndModelAgree(configuration: XPCConfiguration) throws {
        var plan = SimulationPlan()
        plan.configurations = [configuration]
        plan.randomOperations = Self.count
        var printed: [String] = []
        let report = try plan.run(output: { printed.append($0) })
        #expect(report.mismatches == 0, "\(printed.joined(separator: "\n"))")
        guard report.mismatches == 0 else { return }
        let covered = report.covered
        #expect(report.operations >= Self.count * 9 / 10)
        let completed = covered.completed.values.reduce(0, +)
        #expect(completed >= covered.refused + covered.interrupted.values.reduce(0, +), "at least half complete")

        // Every exception that each instruction can raise in this configuration.
        let isBlocking = configuration.bufferedRecords == 0
        var wanted: [String: [String]] = [
            "xcall": [
                "illegal_instruction", "invalid_x_entry", "invalid_xcall_cap", "invalid_linkage_overflow",
                "memory_error_load",
            ],
            "xret": [
                "illegal_instruction", "invalid_linkage_underflow", "invalid_linkage_record",
                "invalid_linkage_segment", "memory_error_load", "memory_error_store",
            ],
            "swapseg": [
                "illegal_instruction", "swapseg_error", "memory_error_exchange", "memory_error_load",
                "memory_error_store",
            ],
            "xprefetch": ["illegal_instruction"],
        ]
        wanted["xcall"]?.append(isBlocking ? "memory_error_store" : "invalid_linkage_xlinkerr")
        if !isBlocking { wanted["xret"]?.append("invalid_linkage_xlinkerr") }
        for (instruction, exceptions) in wanted {
            for exception in exceptions {
                let count = covered.exceptions[instruction]?[exception] ?? 0
                #expect(count >= 100, "\(instruction): \(exception)")
            }
        }
        #expect(covered.csr["invalid_seg_mask"] ?? 0 >= 100)
        #expect(covered.csr["illegal"] ?? 0 >= 100)
        for access in ["fetch", "load", "store", "lr", "sc", "amo"] {
            #expect(covered.translation["\(access)_fault"] ?? 0 >= 100, "\(access)")
        }
        #expect(covered.chainDepth["6"] ?? 0 >= 100, "chains six deep")
        for (state, count) in covered.interrupts where state != "idle" && (state != "root" || configuration == .full) {
            #expect(count >= 10, "interrupts in state \(state)")
        }
        #expect(covered.backPressureCycles > 1000)
    }

    @Test func aSeedRepeatsARun() throws {
        var plan = SimulationPlan()
        plan.configurations = [.paper]
        plan.randomOperations = 1000
        plan.seed = 99
        let (first, second) = (try plan.run(), try plan.run())
        #expect(try first.json() == second.json())
        plan.seed = 98
        #expect(try plan.run().json() != first.json())
    }
}
