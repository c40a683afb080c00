import Evaluator
import Netlist
import Simulation
import XPCEngine

/// Every register of the circuit holds anything before the reset; from the reset on its ports show what they show of a circuit that
/// began with zeros, in every cycle: nothing is read before it is written.
struct RegisterFaults {
    let configuration: XPCConfiguration
    var sources: EngineSources

    /// - Parameter sources: of the evaluator.
    init(_ configuration: XPCConfiguration, sources: EngineSources) {
        self.configuration = configuration
        self.sources = sources
        self.sources.monitored = configuration
    }

    /// Runs `starts` starts with `operations` random operations each.
    func run(starts: Int, operations: Int, seed: UInt64) throws -> FaultOutcome {
        var outcome = FaultOutcome()
        for start in 0..<starts {
            let run = seed &+ UInt64(start)
            outcome.cases += 1
            var registers = 0
            let zero = try trace(run, operations, nil)
            let other: [EngineCycle]
            do {
                other = try trace(run, operations) { registers = try Self.scramble($0, seed: run) }
            } catch let mismatch as Mismatch {
                outcome.failures.append(
                    "registers at the start, seed \(run): \(mismatch.differences.joined(separator: "; "))")
                continue
            } catch let error as SimulationError {
                outcome.failures.append("registers at the start, seed \(run): \(error.message)")
                continue
            }
            outcome.counts["registers"] = registers
            outcome.counts["cycles", default: 0] += zero.count
            if let difference = SecretsRun.difference(zero, other) {
                outcome.failures.append("registers at the start, seed \(run): \(difference)")
            }
        }
        return outcome
    }

    private func trace(
        _ seed: UInt64, _ count: Int, _ prepare: ((Evaluator) throws -> Void)?
    ) throws -> [EngineCycle] {
        let lockStep = try LockStep(configuration, sources: sources, memorySettings: .init(), seed: seed)
        if let model = lockStep.engine.model as? Evaluator, let prepare {
            try prepare(model)
        }
        var cycles: [EngineCycle] = []
        try lockStep.engine.record { if !$0.isReset { cycles.append($0) } }
        var operations = try RandomOperations(lockStep, seed: seed, latency: nil)
        while lockStep.step < count { try operations.next() }
        return cycles
    }

    /// Sets every register to a random value.
    ///
    /// - Returns: how many there are.
    static func scramble(_ model: Evaluator, seed: UInt64) throws -> Int {
        var random = SplitMix(seed: seed)
        let registers = model.registers.sorted { $0.key < $1.key }
        for (name, value) in registers {
            let words = (0..<(value.width + 63) / 64).map { index -> UInt64 in
                let rest = value.width - 64 * index
                return rest >= 64 ? random.next() : random.next() & (1 << UInt64(rest) - 1)
            }
            try model.deposit(model.signal(name), BitVector(words: words, width: value.width))
        }
        return registers.count
    }
}
