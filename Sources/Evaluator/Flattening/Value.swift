import Netlist

/// A value of the flattened design: an index into `ValueGraph.values`. Operands come before their users, except for the driver of
/// a `.feedback`.
typealias ValueID = Int32

/// What a value is.
enum Kind: UInt8 {
    /// Up to 64 bits: `a` is the low and `b` the high half. Wider: `parameter` is an index into `wideConstants`.
    case constant
    /// An input of the top module, a register's state, or the data of a registered memory read; `parameter` says which.
    case source
    /// A word that depends on itself, though no bit does. Its driver stands elsewhere.
    case feedback
    /// `a`, in a place of its own.
    case copy

    // As the operations of the netlist. `parameter`: the width of the operands.
    case not, and, or, xor
    case reduceAnd, reduceOr, reduceXor
    case add, subtract, multiply
    case equal, notEqual, lessUnsigned, lessOrEqualUnsigned, lessSigned, lessOrEqualSigned
    case multiplex
    /// `parameter`: the width of the amount.
    case shiftLeft, shiftRight, shiftRightArithmetic
    /// `parameter`: the lowest bit.
    case slice
    /// `parameter`: the width of `b`.
    case concatenate
    /// `parameter`: the width of `a`.
    case zeroExtend, signExtend
    /// `parameter`: the width of `a`; `c`: the width of the index, a number.
    case element
    /// Combinational: `a` is the address, `parameter` the memory.
    case memoryRead
}

/// A value. Of at most 64 bits, it is a number and its width only a bound: one value may stand for nodes of several widths.
struct Value: Hashable {
    var kind: Kind
    var width: Int32
    var a: ValueID = -1
    var b: ValueID = -1
    var c: ValueID = -1
    var parameter: Int32 = 0

    var isWide: Bool { width > 64 }
    /// 64-bit words that hold it.
    var words: Int { (Int(width) + 63) / 64 }

    /// How many of `a`, `b`, `c` are values.
    var operandCount: Int {
        switch kind {
        case .constant, .source, .feedback: 0
        case .copy, .not, .reduceAnd, .reduceOr, .reduceXor, .slice, .zeroExtend, .signExtend, .memoryRead: 1
        case .multiplex: 3
        default: 2
        }
    }

    func operand(_ index: Int) -> ValueID { index == 0 ? a : index == 1 ? b : c }
}

/// Ones in the low `width` bits, 1 to 64.
@inline(__always) func ones(_ width: Int) -> UInt64 { .max >> UInt64(64 - width) }

/// `value`'s low `width` bits (1 to 64) in two's complement.
@inline(__always) func signed(_ value: UInt64, _ width: Int) -> Int64 {
    Int64(bitPattern: value << UInt64(64 - width)) >> Int64(64 - width)
}
