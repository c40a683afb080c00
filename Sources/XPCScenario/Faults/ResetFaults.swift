import Simulation
import XPCEngine
import XPCModel

/// A reset in every cycle of every situation, and so in every state of the sequencer; and in every cycle of a CSR's write.
struct ResetFaults {
    let bench: FaultBench
    private(set) var outcome = FaultOutcome()
    private let stateNames: [String]

    init(_ configuration: XPCConfiguration, sources: EngineSources) throws {
        bench = try FaultBench(configuration, sources: sources)
        stateNames = sources.stateNames
    }

    /// Runs all. ``FaultOutcome/counts`` says how many resets came in each state.
    mutating func run() throws -> FaultOutcome {
        for name in stateNames { outcome.counts[name] = 0 }
        for latency in [1, 3] {
            for situation in FaultBench.Situation.allCases {
                var cycle = 0
                while cycle < 200,
                    try attempt(
                        "\(situation) at cycle \(cycle)",
                        { run in
                            try run.reset(situation, cycle, MemoryLink.Settings(latency: latency))
                        })
                { cycle += 1 }
            }
        }
        for csr in XPCCSR.allCases where !csr.isReadOnly {
            for cycle in 0..<4 { _ = try attempt("\(csr) at cycle \(cycle)") { try $0.reset(csr, cycle) } }
        }
        return outcome
    }

    private mutating func attempt(_ name: String, _ body: (inout ResetFaults) throws -> Bool) throws -> Bool {
        do {
            return try body(&self)
        } catch let mismatch as Mismatch {
            outcome.failures.append("\(name): \(mismatch.differences.joined(separator: "; "))")
        } catch let error as SimulationError {
            outcome.failures.append("\(name): \(error.message)")
        }
        return true
    }

    /// - Returns: false when instruction and drain had ended by then.
    private mutating func reset(
        _ situation: FaultBench.Situation, _ cycle: Int, _ settings: MemoryLink.Settings
    ) throws -> Bool {
        let engine = bench.lockStep.engine
        let instruction = try bench.prepare(situation, settings)
        try engine.begin(instruction, pc: bench.lockStep.core.pc)
        for _ in 0..<cycle { try engine.advance() }
        let isOver = !engine.pins.busy.isHigh && engine.isDrained
        outcome.cases += 1
        outcome.count(stateNames.indices.contains(engine.state) ? stateNames[engine.state] : "\(engine.state)")
        if !engine.isDrained { outcome.count("records waiting") }
        // Compares all registers with those after reset; the same instruction then does what it does in a fresh engine.
        try again(situation)
        return !isOver
    }

    private mutating func reset(_ csr: XPCCSR, _ cycle: Int) throws -> Bool {
        let engine = bench.lockStep.engine
        _ = try bench.prepare(.call, MemoryLink.Settings(latency: 1))
        bench.lockStep.setCore { $0.privilege = .supervisor }
        engine.beginAccess(csr.address, operand: 0xFFFF_FFFF_FFFF_FFF8)
        for _ in 0..<cycle { try engine.advance() }
        outcome.cases += 1
        outcome.count("CSR access")
        try again(.call)
        return true
    }

    private func again(_ situation: FaultBench.Situation) throws {
        let instruction = try bench.prepare(situation, MemoryLink.Settings(latency: 1))
        _ = try bench.lockStep.execute(instruction)
        try bench.lockStep.drain()
    }
}
