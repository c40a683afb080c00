import Testing
import XPCEngine
import XPCScenario

/// Cycles of isolated instructions, and two engines on one memory.
@Suite struct MeasurementTests {
    @Test(arguments: XPCConfiguration.named) func cyclesAreWithinTheLimits(configuration: XPCConfiguration) throws {
        var measurement = try CycleMeasurement(configuration, sources: try .engine(configuration))
        let table = try measurement.table(samples: 1000)
        for row in table.rows { #expect(row.isWithinLimit, "\(row.title): \(row.measured ?? -1)") }
        #expect(table.rows.count { $0.measured != nil } == (configuration == .minimal ? 3 : 5))
    }

    /// P9: an instruction has at most 19 accesses one after the other (a full buffer's oldest record first), each of which takes
    /// the memory at most 2k cycles, and some cycles of its own.
    @Test(arguments: XPCConfiguration.named) func everyInstructionEnds(configuration: XPCConfiguration) throws {
        var measurement = try CycleMeasurement(configuration, sources: try .engine(configuration))
        for delay in [1, 4, 16] {
            #expect(try measurement.longestInstruction(delay: delay) <= 2 * 19 * delay + 20)
        }
    }

    @Test(arguments: XPCConfiguration.named) func noSegmentIsLostDoubledOrMixed(configuration: XPCConfiguration) throws
    {
        let (orders, bad) = try TwoHarts(try .engine(configuration)).run()
        #expect(orders == 924)
        #expect(bad == [])
    }
}
