/// What an instruction does with the words `s`. Names without `wide` work on single words; `m` is `immediate`.
enum Opcode: UInt8 {
    /// `s[d] = s[a]`
    case copy
    case and, or, xor
    /// `s[d] = s[a] & m`, `| m`, `^ m` (which is also `not`)
    case andImmediate, orImmediate, xorImmediate
    /// `s[d] = s[a] & ~s[b]`
    case andNot
    /// `s[d] = s[a] == 1 ? s[b] : 0`
    case gate
    case parity
    /// `s[d] = (s[a] + s[b]) & m`
    case add, subtract, multiply
    /// `s[d] = (s[a] + m) & (.max >> c)`
    case addImmediate
    case equal, notEqual, lessUnsigned, lessOrEqualUnsigned
    /// `m`: how many bits stand above the operands.
    case lessSigned, lessOrEqualSigned
    case equalImmediate, notEqualImmediate
    /// `s[d] = (s[a] >> b) & (.max >> c) == m`
    case sliceEqualImmediate
    /// `s[d] = s[a] == 1 ? s[b] : s[c]`
    case multiplex
    /// Amounts in `s[b]`; `c` is the width.
    case shiftLeft, shiftRight, shiftRightArithmetic
    /// `s[d] = (s[a] >> b) & m`
    case slice
    /// `s[d] = (s[a] >> b | s[a + 1] << (64 - b)) & m`
    case funnel
    /// `s[d] = s[a] << c | s[b]`
    case concatenate
    /// `s[d] = s[a] << c | m`
    case shiftOrImmediate
    /// From `64 - b` bits; `m` is the result's mask.
    case signExtend
    /// Element `s[b]` of `c` bits of `s[a]`, which holds `m` elements.
    case element
    /// Word `s[a]` of the memory at `b`, which has `m` words.
    case memoryRead

    // Any width: `m` is `WideShape.packed`.

    case wideCopy
    case wideNot, wideAnd, wideOr, wideXor, wideAdd, wideSubtract, wideMultiply
    case wideReduceAnd, wideReduceOr, wideReduceXor
    case wideEqual, wideNotEqual
    case wideLessUnsigned, wideLessOrEqualUnsigned, wideLessSigned, wideLessOrEqualSigned
    case wideMultiplex
    case wideShiftLeft, wideShiftRight, wideShiftRightArithmetic
    case wideSlice
    /// The pieces are in the program's list, from `a` on, `b` of them.
    case wideConcatenate
    case wideZeroExtend, wideSignExtend
    case wideElement
    /// `c`: words of the address, `b`: the memory's number.
    case wideMemoryRead
}

/// One operation, on words counted from the beginning of the state. All fields are `Int`, which unoptimised code handles well.
struct Instruction: Equatable {
    var d = 0
    var a = 0
    var b = 0
    var c = 0
    var immediate: UInt64 = 0
}

/// The two widths that a wide operation needs.
struct WideShape {
    /// Bits of the result, or of the operands where the result is one bit.
    var width: Int
    /// What `Value.parameter` says.
    var parameter: Int

    init(_ width: Int, _ parameter: Int = 0) { (self.width, self.parameter) = (width, parameter) }

    @inline(__always) init(packed: UInt64) {
        width = Int(bitPattern: UInt(packed & 0xFFFF_FFFF))
        parameter = Int(bitPattern: UInt(packed >> 32))
    }

    var packed: UInt64 { UInt64(width) | UInt64(parameter) << 32 }
}

/// A run of instructions of one kind.
struct Run: Equatable {
    var opcode: Opcode
    /// Where it ends in the program's instructions.
    var end: Int
}

/// A memory in the state.
struct MemoryShape: Equatable {
    var base: Int
    var depth: Int
    /// Words of an element.
    var words: Int
}
