import Evaluator
import Netlist
import Simulation

extension ProofTrace {
    /// Runs the trace in the project's own simulator, which shares nothing with the provers.
    ///
    /// - Parameters:
    ///   - property: what should fail in the last cycle, and nowhere before.
    ///   - waves: the path of a VCD file, which is written.
    ///   - watching: is called in each cycle, before its edge.
    /// - Returns: whether it fails there.
    /// - Throws: `SIM021` and its like, where the design cannot run.
    public func replay(
        _ design: Design, property: String, waves: String? = nil, watching: (Int, Evaluator) -> Void = { _, _ in }
    ) throws(SimulationError) -> Bool {
        let (started, refused) = design.checking(only: property).poweringOn(with: initial)
        guard refused.isEmpty else { return false }
        let simulator = try Evaluator(started)
        if let waves { try simulator.startWaves(waves) }
        defer { simulator.stopWaves() }
        var failure: Int?
        for (cycle, inputs) in cycles.enumerated() {
            for (name, value) in inputs { try simulator.poke(name, value) }
            watching(cycle, simulator)
            do {
                try simulator.step()
            } catch  where error.code == .checkFailed {
                failure = failure ?? cycle
            }
        }
        return failure == cycles.count - 1
    }
}
