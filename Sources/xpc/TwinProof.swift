import Formal
import HDL
import Mutation
import Netlist
import XPCEngine

/// Proves of a mutant of the engine that nobody who sees its ports can tell it from the engine: both are driven alike, and stay in the same state
/// but for registers that nobody looks at before they are written again (`EngineTwins`), by the help of the engine's own checks.
struct TwinProof {
    private let twins: Design
    private let mutants: [Mutant]
    private let options: ProofOptions

    /// - Parameters:
    ///   - seed, count: the draw.
    ///   - seconds: for each mutant.
    init(_ configuration: XPCConfiguration, seed: UInt64, count: Int, seconds: Int, jobs: Int) throws {
        twins = try elaborate { EngineTwins(configuration) }
        var drawn = Mutants(of: twins, part: twins.topCircuit.instances[0].circuit, seed: seed)
        mutants = drawn.draw(count)
        var options = ProofOptions()
        options.property = "the twin"
        options.asksInnerChecks = false
        options.timeout = seconds
        options.depth = 1
        options.jobs = jobs
        // Registers without a reset begin alike.
        options.start = .powerOn
        self.options = options
    }

    func isEquivalent(_ mutant: Mutant, progress: (ProofProgress) -> Void) throws -> Bool {
        guard mutants.indices.contains(mutant.number) else {
            throw RuntimeError("the engine in the proof has no mutant \(mutant.number)")
        }
        let mine = mutants[mutant.number]
        guard mine.change == mutant.change, mine.place == mutant.place else {
            throw RuntimeError("mutant \(mutant.number) is another one in the proof: \(mine.text)")
        }
        let report = try prove(
            mine.mutation.applied(to: twins, inInstance: InstanceID(1)), options, progress: progress)
        return report.exitCode == 0
    }
}
