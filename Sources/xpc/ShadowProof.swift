import Formal
import HDL
import Mutation
import Netlist
import XPCEngine

/// Proves of many mutants of the engine at once that they compute, in every state that the engine can reach in any core, what the engine
/// computes: each stands as a shadow beside the circuit that it changes (`Design.shadowed`), and the engine's own checks say which states
/// there are.
struct ShadowProof {
    let configuration: XPCConfiguration
    /// For each mutant that induction does not prove.
    var seconds: Int
    var jobs: Int

    /// The numbers of the mutants, in their list, that are proven equivalent.
    func equivalent(_ mutations: [Mutation], of engine: Design, progress: (ProofProgress) -> Void) throws -> [Int] {
        let core = try elaborate { EngineInCore(configuration) }
        // The engine's circuits have other numbers in the core.
        let places = Dictionary(uniqueKeysWithValues: core.circuits.indices.map { (core.circuits[$0].name, $0) })
        let moved = try mutations.map { mutation in
            let circuit = engine[mutation.cell.circuit]
            guard let place = places[circuit.name], core.circuits[place].nodes == circuit.nodes else {
                throw RuntimeError("the engine in a core has another \(circuit.name)")
            }
            return Mutation(
                cell: Cell(circuit: CircuitID(place), part: mutation.cell.part), change: mutation.change)
        }
        var options = ProofOptions()
        options.property = "makes no difference"
        options.timeout = seconds
        options.depth = 1
        options.jobs = jobs
        let report = try prove(core.shadowed(by: moved), options, progress: progress)
        // A circuit can stand in several places, and each has other states.
        return mutations.indices.filter { report.isProven(Design.shadowCheck($0)) }
    }
}
