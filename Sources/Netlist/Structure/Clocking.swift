/// The event at which a register or a memory port acts.
public struct Clocking: Hashable, Sendable {
    public enum Edge: Hashable, Sendable { case rising, falling }
    /// One bit, usually the input `clock`.
    public var clock: NodeID
    public var edge: Edge

    public init(clock: NodeID, edge: Edge = .rising) {
        self.clock = clock
        self.edge = edge
    }
}

/// How a register is reset.
public struct Reset: Hashable, Sendable {
    public enum Kind: Hashable, Sendable { case synchronous, asynchronous }
    public enum Polarity: Hashable, Sendable { case activeHigh, activeLow }
    /// One bit, usually the input `reset`.
    public var signal: NodeID
    public var kind: Kind
    public var polarity: Polarity
    public var value: BitVector

    public init(signal: NodeID, kind: Kind = .synchronous, polarity: Polarity = .activeHigh, value: BitVector) {
        self.signal = signal
        self.kind = kind
        self.polarity = polarity
        self.value = value
    }
}

/// A register. Its next value is what the statements assign to `node`, when `enable` (if any) is one.
public struct Register: Hashable, Sendable {
    /// The `.register` node that is its output.
    public var node: NodeID
    private var enableNode: Int32
    public var clocking: Clocking
    public var reset: Reset?
    /// One bit; nil: always enabled (the statements decide). Reset overrides it.
    public var enable: NodeID? {
        get { enableNode < 0 ? nil : NodeID(enableNode) }
        set { enableNode = newValue?.index ?? -1 }
    }
    /// Value at power-on, the same in every tool.
    public var initial: BitVector

    public init(node: NodeID, clocking: Clocking, reset: Reset?, enable: NodeID? = nil, initial: BitVector) {
        self.node = node
        self.clocking = clocking
        self.reset = reset
        enableNode = enable?.index ?? -1
        self.initial = initial
    }
}

/// What a circuit states about signals that go from one clock to another; the check of crossings (HDL039, HDL077) reads it, nobody else.
public struct Crossings: Hashable, Sendable {
    /// Registers that may receive from another clock: first stages of synchronisers.
    public var synchronizers: Set<NodeID> = []
    /// Registers that the reset of another clock may reset: all stages of reset synchronisers.
    public var resetSynchronizers: Set<NodeID> = []
    /// Signals that any clock may read: they do not change while they are read.
    public var stable: Set<NodeID> = []
    /// Memories that any clock may read: no word is read while it is written.
    public var stableMemories: Set<MemoryID> = []
    /// Inputs that change with a clock. (Other inputs of the top belong to no clock.)
    public var inputClocks: [NodeID: NodeID] = [:]

    public init() {}
}
