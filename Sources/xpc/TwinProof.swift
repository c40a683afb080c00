import Formal
import HDL
import Mutation
import Netlist
import XPCEngine

/// Proves of mutants of the engine that nobody who sees its ports can tell them from the engine: both are driven alike, and stay in the same
/// state but for registers that nobody looks at before they are written again (`EngineTwins`), by the help of the engine's own checks.
///
/// Many mutants stand in one twin, and a constant input chooses among them, so that Yosys reads all of them at once.
struct TwinProof {
    private let twins: Design
    private let mutants: [Mutant]
    private var options = ProofOptions()

    /// - Parameters:
    ///   - seed, survivors: the draw, and what of it is looked at.
    ///   - seconds: for each mutant.
    init(_ configuration: XPCConfiguration, seed: UInt64, survivors: [Mutant], seconds: Int, jobs: Int) throws {
        let wanted = survivors.filter(\.mutation.isSelectable)
        let twins = try elaborate { EngineTwins(configuration, mutants: max(1, wanted.count)) }
        var drawn = Mutants(of: twins, part: twins.topCircuit.instances[0].circuit, seed: seed)
        let all = drawn.draw((wanted.map(\.number).max() ?? -1) + 1)
        self.twins = twins
        mutants = try wanted.map { mutant in
            let mine = all.indices.contains(mutant.number) ? all[mutant.number] : nil
            guard let mine, mine.change == mutant.change, mine.place == mutant.place else {
                throw RuntimeError("mutant \(mutant.number) is another one in the proof: \(mine?.text ?? "none")")
            }
            return mine
        }
        options.property = "the twin is the same"
        options.timeout = seconds
        options.jobs = jobs
        // Registers without a reset begin alike.
        options.start = .powerOn
    }

    /// The numbers of those that are proven equivalent.
    func equivalent(progress: (ProofProgress) -> Void) throws -> [Int] {
        try batches().flatMap { batch in
            let isProven = try proveCases(
                design(batch), options, input: "choice", values: batch, progress: progress)
            return zip(batch, isProven).filter(\.1).map { mutants[$0.0].number }
        }
    }

    /// Which mutants can stand in one twin: together they have no combinational loop.
    private func batches() -> [[Int]] {
        mutants.indices.reduce(into: []) { batches, mutant in
            let place = batches.firstIndex { batch in
                !design(batch + [mutant]).check().contains { $0.severity == .error }
            }
            if let place { batches[place].append(mutant) } else { batches.append([mutant]) }
        }
    }

    /// The twins with some of the mutants; the others never act.
    private func design(_ batch: [Int]) -> Design {
        let chosen = Dictionary(uniqueKeysWithValues: batch.map { ($0, mutants[$0].mutation) })
        return twins.withMutants(chosen, of: InstanceID(1), chosenBy: "choice")
    }
}
