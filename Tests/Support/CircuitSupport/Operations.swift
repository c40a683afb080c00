import Netlist

/// Ones in the low `width` bits, 1 to 64.
public func ones(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) - 1 }

/// What an operation gives for operands of those values and widths, of at most 64 bits, the slow and obvious way; bits above its width
/// may be set. Zero for what is no operation.
public func value(of node: Node, operands values: [UInt64], widths: [Int]) -> UInt64 {
    func signed(_ index: Int) -> Int64 {
        Int64(bitPattern: values[index] << UInt64(64 - widths[index])) >> Int64(64 - widths[index])
    }
    switch node.operation {
    case .constant, .wire, .input, .register, .instanceOutput, .memoryRead, .probe: return 0
    case .not: return ~values[0]
    case .and: return values[0] & values[1]
    case .or: return values[0] | values[1]
    case .xor: return values[0] ^ values[1]
    case .reduceAnd: return values[0] == ones(widths[0]) ? 1 : 0
    case .reduceOr: return values[0] == 0 ? 0 : 1
    case .reduceXor: return UInt64(values[0].nonzeroBitCount & 1)
    case .add: return values[0] &+ values[1]
    case .subtract: return values[0] &- values[1]
    case .multiply: return values[0] &* values[1]
    case .equal: return values[0] == values[1] ? 1 : 0
    case .notEqual: return values[0] == values[1] ? 0 : 1
    case .lessUnsigned: return values[0] < values[1] ? 1 : 0
    case .lessOrEqualUnsigned: return values[0] <= values[1] ? 1 : 0
    case .lessSigned: return signed(0) < signed(1) ? 1 : 0
    case .lessOrEqualSigned: return signed(0) <= signed(1) ? 1 : 0
    case .multiplex: return values[0] == 1 ? values[1] : values[2]
    case .shiftLeft: return values[1] < 64 ? values[0] << values[1] : 0
    case .shiftRight: return values[1] < 64 ? values[0] >> values[1] : 0
    case .shiftRightArithmetic: return UInt64(bitPattern: signed(0) >> Int64(min(values[1], 63)))
    case .slice: return values[0] >> UInt64(node.b)
    case .concatenate: return values[0] << UInt64(widths[1]) | values[1]
    case .zeroExtend: return values[0]
    case .signExtend: return UInt64(bitPattern: signed(0))
    case .element:
        guard values[1] < UInt64(widths[0] / Int(node.width)) else { return 0 }
        return values[0] >> (values[1] * UInt64(node.width))
    }
}
