import Formal
import HDL
import Mutation
import Netlist
import XPCEngine

/// Proves of mutants of the engine that nobody who sees its ports can tell them from the engine: both are driven alike (`EngineTwins`), and the
/// engine's own checks help.
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
        let twins = try elaborate { EngineTwins(configuration, mutants: max(1, survivors.count)) }
        var drawn = Mutants(of: twins, part: twins.topCircuit.instances[0].circuit, seed: seed)
        let all = drawn.draw((survivors.map(\.number).max() ?? -1) + 1)
        self.twins = twins
        mutants = try survivors.map { mutant in
            let mine = all.indices.contains(mutant.number) ? all[mutant.number] : nil
            guard let mine, mine.change == mutant.change, mine.place == mutant.place else {
                throw RuntimeError("mutant \(mutant.number) is another one in the proof: \(mine?.text ?? "none")")
            }
            return mine
        }
        .filter { $0.mutation.isSelectable(in: twins) }
        options.property = "the twin shows the same"
        options.timeout = seconds
        options.jobs = jobs
        // Registers without a reset begin alike.
        options.start = .powerOn
    }

    /// Tells of each mutant whether it is proven equivalent, as soon as that is known.
    func run(progress: (ProofProgress) -> Void, decided: (_ number: Int, _ isEquivalent: Bool) throws -> Void) throws {
        for batch in batches() {
            try proveCases(
                design(batch), options, input: "choice", values: batch, instances: ("engine", "twin"),
                progress: progress
            ) {
                try decided(mutants[$0].number, $1)
            }
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
