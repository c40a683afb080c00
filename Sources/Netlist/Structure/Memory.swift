/// An array of words with read and write ports.
///
/// A read past the depth gives zero; a write past it does nothing.
public struct Memory: Hashable, Sendable {
    public var name: String
    /// Bits of a word.
    public var width: Int
    /// Number of words, at least 1.
    public var depth: Int
    /// Contents at power-on, from word 0; words that are not listed are zero.
    public var initial: [BitVector]
    public var readPorts: [ReadPort]
    public var writePorts: [WritePort]
    /// What happens when two ports write one bit at one event.
    public var collisions = Collisions.laterWins
    public var attributes: [Attribute]
    public var place: Place

    public init(name: String, width: Int, depth: Int, initial: [BitVector], place: Place) {
        self.name = name
        self.width = width
        self.depth = depth
        self.initial = initial
        self.readPorts = []
        self.writePorts = []
        self.attributes = []
        self.place = place
    }

    /// Bits of an address that reaches every word (at least 1).
    public var addressWidth: Int { indexWidth(depth) }

    public enum Collisions: Hashable, Sendable {
        /// The later port wins.
        case laterWins
        /// The design promises that it does not happen, so a printer need not give the ports an order. (A simulator still lets the later win.)
        case excluded
    }

    /// One way to read.
    public struct ReadPort: Hashable, Sendable {
        /// What a registered read gives when the same edge writes that word. (A combinational read sees the old word until the edge.)
        public enum UnderWrite: Hashable, Sendable { case old, new }
        /// Its data: a `.memoryRead` node.
        public var data: NodeID
        /// As wide as `Memory.addressWidth`.
        public var address: NodeID
        /// Nil: combinational. Else the data are registered at this event and are zero at power-on.
        public var clocking: Clocking?
        /// One bit; registered reads only: without it the data hold.
        public var enable: NodeID?
        public var underWrite: UnderWrite
        /// With `.new`: the only write port that it looks at; nil: all that write at the same event.
        public var newOf: Int?

        public init(
            data: NodeID, address: NodeID, clocking: Clocking? = nil, enable: NodeID? = nil,
            underWrite: UnderWrite = .old, newOf: Int? = nil
        ) {
            self.data = data
            self.address = address
            self.clocking = clocking
            self.enable = enable
            self.underWrite = underWrite
            self.newOf = newOf
        }
    }

    /// One way to write. When it writes is told by the `.write` statement that names it; of two ports that write one bit, the later wins.
    public struct WritePort: Hashable, Sendable {
        /// As wide as `Memory.addressWidth`.
        public var address: NodeID
        public var data: NodeID
        /// Bit `i` enables bits `i * granule ..< (i + 1) * granule`; the mask has `width / granule` bits.
        public var mask: NodeID?
        public var granule: Int
        public var clocking: Clocking

        public init(address: NodeID, data: NodeID, mask: NodeID? = nil, granule: Int, clocking: Clocking) {
            self.address = address
            self.data = data
            self.mask = mask
            self.granule = granule
            self.clocking = clocking
        }
    }
}

/// Bits that an index of `count` things needs: the smallest `n >= 1` with `2^n >= count`.
public func indexWidth(_ count: Int) -> Int {
    count <= 2 ? 1 : Int.bitWidth - (count - 1).leadingZeroBitCount
}

/// A Verilog attribute: `(* key = "value" *)`, or `(* key *)`.
public struct Attribute: Hashable, Sendable {
    public var key: String
    public var value: String?

    public init(_ key: String, _ value: String? = nil) {
        self.key = key
        self.value = value
    }
}
