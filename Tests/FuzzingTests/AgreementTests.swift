import Testing

@testable import Fuzzing

/// Random designs, and random wrong designs, as `xpc fuzz` runs them.
@Suite struct AgreementTests {
    private func text(_ failures: [Fuzzer.Failure]) -> String {
        failures.map { "seed \($0.seed): \($0.message)\n\($0.swift)" }.joined(separator: "\n")
    }

    /// The same seed makes the same design; another one makes another.
    @Test func designsComeFromTheirSeeds() {
        #expect(Generator.make(seed: 7, size: 1) == Generator.make(seed: 7, size: 1))
        #expect(Generator.make(seed: 7, size: 1) != Generator.make(seed: 8, size: 1))
    }

    /// 150 designs: the evaluator, Verilator, Icarus and Yosys' netlist agree on every output in every cycle.
    @Test(arguments: [1, 51, 101] as [UInt64])
    func allToolsAgree(seed: UInt64) {
        let failures = Fuzzer(batch: 50, shrinking: 0).run(50, seed: seed).filter { !$0.isToolError }
        #expect(failures.isEmpty, "\(text(failures))")
    }

    /// Mistakes end in diagnostics, or are none: then the tools take the Verilog, and agree.
    @Test(arguments: [1, 251] as [UInt64])
    func wrongDesignsAreRefused(seed: UInt64) {
        var refused = 0
        for seed in seed..<(seed + 250) {
            if (try? Generator.makeWrong(seed: seed, size: 1).design()) == nil { refused += 1 }
        }
        // Some mistakes happen to be right.
        #expect(refused > 60)
        let failures = Fuzzer(tools: [.icarus]).runWrong(250, seed: seed)
        #expect(failures.isEmpty, "\(text(failures))")
    }
}
