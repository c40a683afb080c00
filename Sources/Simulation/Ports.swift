/// A port of a circuit that is being simulated, as the outside sees it.
public struct PortShape: Hashable, Sendable {
    /// Which way the values go.
    public enum Direction: Hashable, Sendable {
        /// Into the circuit: it can be poked and peeked.
        case input
        /// Out of the circuit: it can only be peeked.
        case output
        /// An input that `step` drives; it can be neither poked nor left out.
        case clock
    }

    /// The port's name in the circuit.
    public var name: String
    /// Number of bits, at least 1.
    public var width: Int
    public var direction: Direction

    public init(_ name: String, width: Int, _ direction: Direction) {
        self.name = name
        self.width = width
        self.direction = direction
    }
}

/// A port of one simulator, looked up once by name so that pokes and peeks cost no search.
///
/// Valid only with the simulator that handed it out.
public struct PortHandle: Hashable, Sendable {
    /// The position in `Simulator.ports`.
    public let index: Int
    /// Number of bits.
    public let width: Int

    public init(index: Int, width: Int) {
        self.index = index
        self.width = width
    }
}

/// A signal inside the circuit of one simulator, looked up once by its hierarchical name.
///
/// Valid only with the simulator that handed it out.
public struct SignalHandle: Hashable, Sendable {
    /// A number that means something to the simulator alone.
    public let index: Int
    /// Number of bits, of one element when it is a memory.
    public let width: Int
    /// Number of elements of a memory or an array; nil for a single value.
    public let depth: Int?

    public init(index: Int, width: Int, depth: Int?) {
        self.index = index
        self.width = width
        self.depth = depth
    }
}
