/// Steps several circuits together, in an order that a seed decides in every cycle. Of requests to a shared memory that fire
/// in the same cycle, the one of the circuit that is stepped first comes first.
public struct Interleaving {
    private var state: UInt64

    /// - Parameter seed: the same seed gives the same orders.
    public init(seed: UInt64) { state = seed }

    /// One cycle of every model.
    ///
    /// - Throws: as `Simulator.step`, of the first that fails; the models after it are then not stepped.
    public mutating func step(_ models: [any Simulator]) throws(SimulationError) {
        var waiting = models
        while !waiting.isEmpty {
            let next = waiting.count == 1 ? 0 : Int(draw() % UInt64(waiting.count))
            try waiting.remove(at: next).step(1)
        }
    }

    private mutating func draw() -> UInt64 {  // splitmix64
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
