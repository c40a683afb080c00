/// A port of a circuit that is being simulated, as the outside sees it.
public struct PortShape: Hashable, Sendable {
    /// Which way the values go.
    public enum Direction: Hashable, Sendable {
        /// Into the circuit: it can be poked and peeked.
        case input
        /// Out of the circuit: it can only be peeked.
        case output
        /// An input that `step` drives; it cannot be poked. There may be several.
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
/// Valid only with the simulator that handed it out, and as long as it.
public struct PortHandle: Hashable, @unchecked Sendable {
    /// The position in `Simulator.ports`.
    public let index: Int
    /// Number of bits.
    public let width: Int
    /// The largest number that the port can hold, all ones for 64 bits and more.
    public let limit: UInt64
    /// For the simulator: a number of its own that no other simulator has.
    public let owner: UInt
    /// For the simulator: `owner` if the port can be poked, else 0. One comparison tells all that may be wrong.
    public let poker: UInt
    /// For the simulator: `owner` if the port's value fits 64 bits, else 0.
    public let peeker: UInt
    /// For the simulator: where the value is.
    public let location: UnsafeMutableRawPointer

    /// For simulators.
    public init(index: Int, width: Int, owner: UInt, canBePoked: Bool, location: UnsafeMutableRawPointer) {
        self.index = index
        self.width = width
        self.owner = owner
        self.location = location
        poker = canBePoked ? owner : 0
        peeker = width <= 64 ? owner : 0
        limit = width >= 64 ? .max : 1 << UInt64(width) - 1
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
