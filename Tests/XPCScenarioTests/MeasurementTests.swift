import Testing
import XPCEngine
import XPCScenario

/// Cycles of isolated instructions.
@Suite struct MeasurementTests {
    @Test(arguments: XPCConfiguration.named) func cyclesAreWithinTheLimits(configuration: XPCConfiguration) throws {
        var measurement = try CycleMeasurement(configuration, sources: try .engine(configuration))
        let table = try measurement.table(samples: 1000)
        for row in table.rows { #expect(row.isWithinLimit, "\(row.title): \(row.measured ?? -1)") }
        #expect(table.changes.isEmpty)
        #expect(table.rows.count { $0.measured != nil } == (configuration == .minimal ? 3 : 5))
    }

    /// P9: on the slowest memory the longest instruction, a full drain included, is within the bound that the engine states.
    @Test(arguments: XPCConfiguration.named) func everyInstructionEnds(configuration: XPCConfiguration) throws {
        var measurement = try CycleMeasurement(configuration, sources: try .engine(configuration))
        for delay in [1, 4, 16] {
            let longest = try measurement.longestInstruction(delay: delay)
            let bound = configuration.longestOperation(memoryDelay: delay)
            #expect(longest <= bound)
            #expect(longest > bound / 4, "a bound that means something")
        }
    }
}
