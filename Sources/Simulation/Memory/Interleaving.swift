/// Steps several circuits together, in an order that a seed decides in every cycle. Of requests to a shared memory that fire
/// in the same cycle, the one of the circuit that is stepped first comes first.
public struct Interleaving {
    private var random: SplitMix

    /// - Parameter seed: the same seed gives the same orders.
    public init(seed: UInt64) { random = SplitMix(seed: seed) }

    /// One cycle of every model.
    ///
    /// - Throws: as `Simulator.step`, of the first that fails; the models after it are then not stepped.
    public mutating func step(_ models: [any Simulator]) throws(SimulationError) {
        var waiting = models
        while !waiting.isEmpty {
            let next = waiting.count == 1 ? 0 : Int(random.next() % UInt64(waiting.count))
            try waiting.remove(at: next).step(1)
        }
    }
}
