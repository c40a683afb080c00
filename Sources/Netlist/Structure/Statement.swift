/// What drives wires, registers and memory write ports, with its control structure kept, so that a printer can show it.
///
/// Consumers that want data flow use `Circuit.lowered()`.
public enum Statement: Sendable {
    case assign(Assignment)
    // Most statements are assignments: the others do not make them larger.
    indirect case when(When)
    indirect case select(Select)
    /// The write port takes effect where this stands: `memories[memory].writePorts[port]`.
    indirect case write(MemoryID, port: Int, Place)
    /// The property is evaluated where this stands.
    case property(PropertyID)
}

/// `target[low +: width of value] <= value`, or with `index`: `target[(index * width of value) +: width of value] <= value`.
public struct Assignment: Sendable {
    /// A `.wire` or a `.register`.
    public var target: NodeID
    public var value: NodeID
    public var place: Place
    /// The lowest bit, or below zero the complement of the index.
    private var position: Int32

    /// Lowest bit that is written; 0 when `index` is present.
    public var low: Int {
        get { Int(max(0, position)) }
        set { position = Int32(truncatingIfNeeded: newValue) }
    }

    /// A dynamic index of an element as wide as the value. Out of range: nothing is written.
    public var index: NodeID? {
        get { position < 0 ? NodeID(~position) : nil }
        set { position = newValue.map { ~$0.index } ?? 0 }
    }

    public init(target: NodeID, low: Int = 0, index: NodeID? = nil, value: NodeID, place: Place) {
        self.target = target
        self.value = value
        self.place = place
        position = index.map { ~$0.index } ?? Int32(truncatingIfNeeded: low)
    }
}

/// `when (condition) { then } otherwise { otherwise }`; an `elsewhen` is a `When` alone in `otherwise`.
public struct When: Sendable {
    /// One bit.
    public var condition: NodeID
    public var place: Place
    public var then: Block
    public var otherwise: Block

    public init(condition: NodeID, then: Block, otherwise: Block = [], place: Place) {
        self.condition = condition
        self.then = then
        self.otherwise = otherwise
        self.place = place
    }
}

/// A `switch`: the first arm with a matching pattern runs, else the default.
public struct Select: Sendable {
    public var subject: NodeID
    /// True when the patterns cover every value that the subject can have (all cases of an enumeration; all numbers).
    public var isExhaustive: Bool
    public var place: Place
    public var arms: [Arm] {
        didSet { isAscending = arms.isAscending }
    }
    /// True when all patterns are exact, at most 64 bits wide, and their values ascend: no two of them are equal then.
    package private(set) var isAscending: Bool
    /// Nil when there is none: then the arms cover every value, or every target keeps what it had.
    public var otherwise: Block?

    public init(subject: NodeID, arms: [Arm], otherwise: Block?, isExhaustive: Bool, place: Place) {
        self.init(
            subject: subject, arms: arms, isAscending: arms.isAscending, otherwise: otherwise,
            isExhaustive: isExhaustive, place: place)
    }

    /// The same, where it is known whether the patterns ascend.
    package init(
        subject: NodeID, arms: [Arm], isAscending: Bool, otherwise: Block?, isExhaustive: Bool, place: Place
    ) {
        self.subject = subject
        self.arms = arms
        self.isAscending = isAscending
        self.otherwise = otherwise
        self.isExhaustive = isExhaustive
        self.place = place
    }

    public struct Arm: Sendable {
        public var patterns: [Pattern]
        public var body: Block
        public var place: Place

        public init(patterns: [Pattern], body: Block, place: Place) {
            self.patterns = patterns
            self.body = body
            self.place = place
        }

        /// Whether its patterns are exact and at most 64 bits wide, and their values ascend from `last` on, which becomes the last of them.
        package func isAscending(after last: inout UInt64?) -> Bool {
            for index in patterns.indices {
                let value = patterns[index].value.low64
                guard patterns[index].value.width <= 64, patterns[index].isExact, last.map({ $0 < value }) ?? true
                else { return false }
                last = value
            }
            return true
        }
    }
}

extension [Select.Arm] {
    fileprivate var isAscending: Bool {
        var last: UInt64?
        return allSatisfy { $0.isAscending(after: &last) }
    }
}

/// Matches a value `v` when `v & care == value`.
public struct Pattern: Hashable, Sendable {
    public var value: BitVector
    /// Ones where the bit matters.
    public var care: BitVector

    public init(value: BitVector, care: BitVector? = nil) {
        self.value = value
        self.care = care ?? .ones(width: value.width)
    }

    /// True when every bit matters.
    public var isExact: Bool { care.isOnes }
}
