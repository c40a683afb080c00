/// The elaborated circuit of one module: append-only arrays with integer handles.
///
/// `nodes` is in creation order. Operands come before their users, except that a `.wire` may be driven, by a statement,
/// from nodes that come after it.
public struct Circuit: Sendable {
    /// Unique in the design, a legal Verilog identifier.
    public var name: String
    public var nodes: [Node] = []
    /// Where each node was written; parallel to `nodes`.
    public var places: [Place] = []
    /// Names of nodes: ports, wires, registers. An unnamed node is a temporary of the printer.
    public var names = NodeMap<String>()
    public var wideConstants: [BitVector] = []
    /// In the order of the module's header, `clock` and `reset` (where there are any) first.
    public var ports: [Port] = []
    public var registers: [Register] = []
    public var memories: [Memory] = []
    public var instances: [Instance] = []
    public var properties: [Property] = []
    public var probes: [Probe] = []
    public var statements: Block = []
    /// Which nodes hold a case of an enumeration: signals, and the constants compared with or assigned to them.
    public var enumerations = NodeMap<EnumerationID>()
    public var attributes: [NodeID: [Attribute]] = [:]
    /// Attributes of the module itself.
    public var moduleAttributes: [Attribute] = []
    /// Signals whose bits may stay unread without a warning.
    public var silenced: Set<NodeID> = []
    /// What is said about signals that go from one clock to another.
    public var crossings = Crossings()
    /// A module that is written in Verilog: the circuit has ports and nothing else, and its outputs are driven all the same.
    public var external: ExternalCircuit?
    /// Of a module that is written in Verilog: what it does, in Swift.
    public var behavior: ExternalBehavior?
    /// Of a module that is written in Verilog: the inputs that are declared as clocks.
    public var clockInputs: Set<NodeID> = []
    /// Where the module's type was made an instance of for the first time.
    public var place: Place

    public init(name: String, place: Place) {
        self.name = name
        self.place = place
    }

    @inlinable public subscript(node: NodeID) -> Node { nodes[Int(node.index)] }

    /// Bits of a node.
    @inlinable public func width(_ node: NodeID) -> Int { Int(nodes[Int(node.index)].width) }

    /// The value of a `.constant` node, else nil.
    public func constant(_ id: NodeID) -> BitVector? {
        let node = self[id]
        guard node.operation == .constant else { return nil }
        let width = Int(node.width)
        if width > 64 { return wideConstants[Int(node.c)] }
        return BitVector(node.number, width: width)
    }

    /// Appends a node and says which it is.
    @discardableResult
    @inlinable
    public mutating func append(_ node: Node, at place: Place) -> NodeID {
        nodes.makeRoom()
        places.makeRoom()
        nodes.append(node)
        places.append(place)
        return NodeID(nodes.count - 1)
    }

    /// Appends a constant.
    public mutating func append(constant value: BitVector, at place: Place) -> NodeID {
        guard value.width > 64 else {
            let low = Int32(bitPattern: UInt32(truncatingIfNeeded: value.low64))
            let high = Int32(bitPattern: UInt32(truncatingIfNeeded: value.low64 >> 32))
            return append(Node(.constant, width: value.width, a: low, b: high), at: place)
        }
        wideConstants.append(value)
        return append(Node(.constant, width: value.width, c: Int32(wideConstants.count - 1)), at: place)
    }

    /// The port of that name.
    public func port(named name: String) -> Port? { ports.first { names[$0.node] == name } }
}

/// A port: an `.input` node, or the `.wire` that drives an output.
public struct Port: Hashable, Sendable {
    public enum Direction: Hashable, Sendable { case input, output }
    public var node: NodeID
    public var direction: Direction

    public init(node: NodeID, direction: Direction) {
        self.node = node
        self.direction = direction
    }
}

/// A circuit used inside another.
public struct Instance: Hashable, Sendable {
    /// Unique in the circuit.
    public var name: String
    public var circuit: CircuitID
    /// Parallel to the child's `ports`: for an input the `.wire` (here) that drives it, for an output the
    /// `.instanceOutput` node, or nil when nobody reads it.
    public var connections: [NodeID?]
    public var attributes: [Attribute]
    public var place: Place

    public init(name: String, circuit: CircuitID, connections: [NodeID?], attributes: [Attribute] = [], place: Place) {
        self.name = name
        self.circuit = circuit
        self.connections = connections
        self.attributes = attributes
        self.place = place
    }
}

/// Something that must hold, may be assumed, or must be reachable, at every active clock edge outside of reset at which
/// the `.property` statement that names it is reached.
public struct Property: Hashable, Sendable {
    public enum Kind: Hashable, Sendable, BitwiseCopyable {
        case check, assume, cover
        /// States nothing: its message is printed whenever it is reached.
        case log
    }
    public var kind: Kind
    /// What it says, in words; unique in the circuit.
    public var name: String
    /// One bit.
    public var condition: NodeID
    public var clocking: Clocking
    /// One bit that switches the property off, if any.
    public var reset: Reset?
    /// What a simulator prints when a `check` or `assume` fails, or a `log` is reached, with the values at that edge.
    public var message: Message?
    public var place: Place

    /// A text with values in it.
    public struct Message: Hashable, Sendable {
        public enum Format: Hashable, Sendable {
            /// Without leading zeros.
            case decimal
            /// The same, in two's complement.
            case signedDecimal
            /// As many digits as the width has, as in binary.
            case hexadecimal, binary
        }
        public enum Part: Hashable, Sendable {
            case text(String)
            case value(NodeID, Format)
        }
        public var parts: [Part]

        public init(_ parts: [Part]) { self.parts = parts }

        /// What it reads.
        public var values: [NodeID] {
            parts.compactMap { part in if case .value(let node, _) = part { node } else { nil } }
        }
    }

    public init(
        kind: Kind, name: String, condition: NodeID, clocking: Clocking, reset: Reset?, message: Message? = nil,
        place: Place
    ) {
        self.kind = kind
        self.name = name
        self.condition = condition
        self.clocking = clocking
        self.reset = reset
        self.message = message
        self.place = place
    }

    /// What it reads where it stands.
    public var operands: [NodeID] { [condition] + (message?.values ?? []) }
}

/// A signal inside an instance (at any depth), read by verification logic.
public struct Probe: Hashable, Sendable {
    /// From this circuit down to the circuit that owns the signal; at least one.
    public var path: [InstanceID]
    /// The signal, in the last instance's circuit.
    public var target: NodeID

    public init(path: [InstanceID], target: NodeID) {
        self.path = path
        self.target = target
    }
}
