import Netlist

/// What is changed in a cell.
public enum Change: Hashable, Sendable {
    /// An operator computes something else of the same operands.
    case operation(Operation)
    /// An operator gives one of its operands.
    case passes(Int)
    /// The first two operands change places.
    case swapped
    /// An operand becomes another signal.
    case operand(Int, NodeID)
    /// A slice begins at another bit.
    case bits(low: Int)
    /// A constant has another value.
    case constant(BitVector)
    /// A condition is inverted: of a `when`, a multiplexer, an enable.
    case negated
    /// A condition is always the same: of a `when`, a multiplexer, a comparison, an enable.
    case stuck(Bool)
    /// A pattern of an arm has another value.
    case pattern(Int, BitVector)
    /// What a statement, or the input of an instance, takes over is another signal.
    case source(NodeID)
    /// A memory port has another address.
    case address(NodeID)
    /// The word that is read while it is written is the other one.
    case underWrite
    /// A reset gives another value.
    case resetValue(BitVector)
    /// A register is not reset.
    case resetDropped
    /// A statement, or an arm, is not there.
    case dropped
}

/// The kinds of mutations, for counting.
public enum MutationKind: String, CaseIterable, Hashable, Sendable, Codable {
    case `operator`, constant, condition, connection, reset, statement
}

extension Change {
    public var kind: MutationKind {
        switch self {
        case .operation, .passes, .swapped, .underWrite: .operator
        case .constant, .pattern: .constant
        case .negated, .stuck: .condition
        case .operand, .bits, .source, .address: .connection
        case .resetValue, .resetDropped: .reset
        case .dropped: .statement
        }
    }
}

/// A change in a cell.
public struct Mutation: Hashable, Sendable {
    public var cell: Cell
    public var change: Change

    public init(cell: Cell, change: Change) {
        self.cell = cell
        self.change = change
    }

    public var kind: MutationKind { change.kind }
}
