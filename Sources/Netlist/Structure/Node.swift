/// What a node computes. A closed list: every consumer switches over all of it.
///
/// `a`, `b`, `c` are the operands' node indices unless stated otherwise. Operands of one operation have the same width
/// unless stated otherwise: nothing extends or truncates by itself. The sign is in the operation, not in the value.
public enum Operation: UInt8, Sendable, CaseIterable {
    // Sources: no operand inside the circuit's combinational logic.

    /// A constant: `a` low and `b` high half of a value of at most 64 bits, else `c` is an index into `wideConstants`.
    case constant
    /// An input port.
    case input
    /// A combinational signal (also an output port, and an input of an instance), driven by the circuit's statements.
    case wire
    /// A register's output; `a` is its `RegisterID`. Its next value comes from the statements; without one it holds.
    case register
    /// An output port of an instance: `a` is the `InstanceID`, `b` the index of the child's port.
    case instanceOutput
    /// The data of a memory read port: `a` is the `MemoryID`, `b` the index of the read port.
    case memoryRead
    /// A signal of another circuit, seen by verification logic only: `a` is an index into `probes`.
    case probe

    // Bitwise: the result is as wide as the operands.
    case not
    case and
    case or
    case xor

    // Reductions of `a` to one bit.
    case reduceAnd
    case reduceOr
    case reduceXor

    // Arithmetic modulo 2^width: operands and result have one width.
    case add
    case subtract
    case multiply

    // Comparisons to one bit.
    case equal
    case notEqual
    case lessUnsigned
    case lessOrEqualUnsigned
    case lessSigned
    case lessOrEqualSigned

    /// `a` (one bit) ? `b` : `c`.
    case multiplex

    // Shifts of `a` by the unsigned amount `b`, of any width; bits shifted in are zero (or the sign). The result is as wide as `a`.
    case shiftLeft
    case shiftRight
    case shiftRightArithmetic

    // Wiring.

    /// Bits `b ..< b + width` of `a`; `b` is a number, not a node.
    case slice
    /// `a` above `b`.
    case concatenate
    /// `a` with zeros above.
    case zeroExtend
    /// `a` with copies of its top bit above.
    case signExtend
    /// Element `b` (a node) of `a`, which holds elements of the result's width, element 0 lowest. Past the last element: zero.
    case element
}

/// One value of a circuit. 20 bytes; what the fields mean is told by the operation.
public struct Node: Sendable, Hashable {
    public var operation: Operation
    /// Number of bits, at least 1.
    public var width: Int32
    public var a: Int32
    public var b: Int32
    public var c: Int32

    @inlinable
    public init(_ operation: Operation, width: Int, a: Int32 = 0, b: Int32 = 0, c: Int32 = 0) {
        self.operation = operation
        self.width = Int32(truncatingIfNeeded: width)
        self.a = a
        self.b = b
        self.c = c
    }

    /// How many of `a`, `b`, `c` (in this order) are nodes.
    @inlinable public var operandCount: Int { operation.operandCount }

    /// Operand 0, 1 or 2; only below `operandCount`.
    @inlinable
    public func operand(_ index: Int) -> NodeID {
        switch index {
        case 0: NodeID(a)
        case 1: NodeID(b)
        default: NodeID(c)
        }
    }

    /// Of a constant of at most 64 bits: its value.
    @inlinable public var number: UInt64 {
        UInt64(UInt32(bitPattern: a)) | UInt64(UInt32(bitPattern: b)) << 32
    }

    /// The operands that are nodes.
    public var operands: [NodeID] { (0..<operandCount).map(operand) }
}

extension Operation {
    /// How many of a node's `a`, `b`, `c` are nodes.
    @inlinable public var operandCount: Int {
        switch self {
        case .constant, .input, .wire, .register, .instanceOutput, .memoryRead, .probe: 0
        case .not, .reduceAnd, .reduceOr, .reduceXor, .slice, .zeroExtend, .signExtend: 1
        case .multiplex: 3
        case .and, .or, .xor, .add, .subtract, .multiply, .equal, .notEqual, .lessUnsigned, .lessOrEqualUnsigned,
            .lessSigned, .lessOrEqualSigned, .shiftLeft, .shiftRight, .shiftRightArithmetic, .concatenate, .element:
            2
        }
    }

    /// True for a node that statements can drive or that carries state: what a name in the Verilog stands for.
    @inlinable public var isSignal: Bool {
        switch self {
        case .input, .wire, .register, .instanceOutput, .memoryRead, .probe: true
        default: false
        }
    }
}
