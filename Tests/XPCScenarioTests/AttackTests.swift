import Testing
import XPCEngine

@testable import XPCScenario

/// Hostile code against a kernel that keeps its rules, and faults around the engine.
@Suite struct AttackTests {
    private func report(
        _ campaigns: [AttackPlan.Campaign], _ configuration: XPCConfiguration, operations: Int = 0, seed: UInt64 = 1
    ) throws -> AttackReport {
        var plan = AttackPlan()
        plan.campaigns = campaigns
        plan.configurations = [configuration]
        plan.operations = operations
        plan.seed = seed
        return try plan.run()
    }

    @Test(arguments: XPCConfiguration.named) func hostileCodeBreaksNothing(configuration: XPCConfiguration) throws {
        let report = try report([.user, .callee, .caller, .both], configuration, operations: 24_000)
        #expect(report.violations == 0, "\(report.runs.flatMap(\.violations).joined(separator: "\n"))")
        #expect(report.operations >= 24_000 && report.hostile > 16_000 && report.hostile < report.operations)
        for run in report.runs {
            let wanted = [
                "xcall completed", "xret completed", "swapseg completed", "xcall invalid_x_entry",
                "xcall invalid_xcall_cap", "xcall invalid_linkage_overflow", "xret invalid_linkage_underflow",
                "xret invalid_linkage_segment", "swapseg swapseg_error", "xcall memory_error_load", "xcall interrupted",
                "csr illegal",
            ]
            // A hostile caller has honest servers: the stack neither overflows nor do they keep a segment.
            let expected = run.attack == .caller ? wanted.filter { !$0.contains("linkage") } : wanted
            for name in expected {
                #expect(run.counts[name] ?? 0 >= 1, "\(run.attack) in \(configuration.name): \(name)")
            }
        }
    }

    @Test(arguments: XPCConfiguration.named) func nothingIsLeftForTheNextThread(configuration: XPCConfiguration) throws
    {
        let report = try report([.secrets], configuration, operations: 2_400)
        #expect(report.violations == 0, "\(report.runs.flatMap(\.violations).joined(separator: "\n"))")
    }

    @Test func whatIsLeftForTheNextThreadIsFound() throws {
        var run = SecretsRun(configuration: .paper, sources: try .engine(.paper, simulator: .evaluator))
        // The rhythm of memory goes on where the thread before left it: a secret of memory, not of the engine.
        run.fault = { engine in engine.link.restart(seed: engine.model.cycle) }
        let outcome = try run.run(count: 2000, seed: 1)
        #expect(outcome.mismatch?.description.contains("P15: a thread can tell what ran before it") ?? false)
    }

    @Test(arguments: [XPCConfiguration.paper, .full, .wide])
    func buffersCannotBeSeen(configuration: XPCConfiguration) throws {
        let report = try report([.twins], configuration, operations: 2_400)
        #expect(report.violations == 0, "\(report.runs.flatMap(\.violations).joined(separator: "\n"))")
    }

    @Test(arguments: XPCConfiguration.named) func memoryMayMisbehave(configuration: XPCConfiguration) throws {
        let report = try report([.memory], configuration)
        #expect(report.violations == 0, "\(report.runs.flatMap(\.violations).joined(separator: "\n"))")
        let counts = report.runs.first?.counts ?? [:]
        for name in ["waits", "killed", "error raised", "late", "done before the silence"] {
            #expect(counts[name] ?? 0 >= 10, "\(name) in \(configuration.name)")
        }
    }

    @Test(arguments: XPCConfiguration.named) func everyStateIsReset(configuration: XPCConfiguration) throws {
        let report = try report([.resets], configuration)
        #expect(report.violations == 0, "\(report.runs.flatMap(\.violations).joined(separator: "\n"))")
        let counts = report.runs.first?.counts ?? [:]
        let states = ["idle", "check", "root", "capability", "load", "act", "store", "raise", "CSR access"]
        for name in states where name != "root" || configuration.capabilityTable == .radix {
            #expect(counts[name] ?? 0 > 0, "\(name) in \(configuration.name)")
        }
        if configuration.bufferedRecords > 0 { #expect(counts["records waiting"] ?? 0 > 0) }
    }

    @Test(arguments: XPCConfiguration.named) func registersMayHoldAnything(configuration: XPCConfiguration) throws {
        let report = try report([.registers], configuration)
        #expect(report.violations == 0, "\(report.runs.flatMap(\.violations).joined(separator: "\n"))")
        let counts = report.runs.first?.counts ?? [:]
        #expect(counts["registers"] ?? 0 > 20 && counts["cycles"] ?? 0 > 10_000)
    }

    @Test func aSeedRepeatsAnAttack() throws {
        let first = try report([.user], .paper, operations: 1000, seed: 9).json()
        #expect(try report([.user], .paper, operations: 1000, seed: 9).json() == first)
        #expect(try report([.user], .paper, operations: 1000, seed: 8).json() != first)
    }

    @Test func aFailureSaysHowToRepeatIt() throws {
        var run = AttackRun(attack: .callee, configuration: .minimal, sources: try .engine(.minimal))
        run.fault = { if $0.t0 == nil { $0.response?.pc ^= 4 } }
        let outcome = try run.run(count: 5000, seed: 3)
        let command = try #require(outcome.mismatch?.command)
        #expect(command == "xpc attack callee --operations \(outcome.operations) --seed 3 --config minimal")
        // One operation less, and it does not happen.
        #expect(try run.run(count: outcome.operations - 1, seed: 3).mismatch == nil)
        #expect(try run.run(count: outcome.operations, seed: 3).mismatch?.description == outcome.mismatch?.description)
    }
}
