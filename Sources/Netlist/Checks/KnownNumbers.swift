/// Which nodes of a circuit have one value, and in what range the others are, as far as expressions over constants say it. Wires and
/// registers are never known, and constants of one bit neither: a flag such as `constant(hasCache)`, or a constant that goes through a wire,
/// is known on purpose. Only what fits 64 bits is looked at.
final class KnownNumbers {
    private let circuit: Circuit
    /// By node: whether it is known.
    @exclusivity(unchecked) private var isKnown: Pool<Bool>
    /// The values of known nodes that are no constants themselves.
    @exclusivity(unchecked) private var folded: [Int32: UInt64] = [:]

    /// One pass over the nodes.
    init(_ circuit: Circuit) {
        self.circuit = circuit
        isKnown = Pool(repeating: false, count: circuit.nodes.count)
        for (index, node) in circuit.nodes.enumerated() where node.width <= 64 {
            if node.operation == .constant {
                isKnown[index] = node.width > 1
            } else if let value = fold(node) {
                isKnown[index] = true
                folded[Int32(index)] = value
            }
        }
    }

    /// The value of a node that has only one.
    subscript(_ id: NodeID) -> UInt64? {
        guard isKnown[Int(id.index)] else { return nil }
        let node = circuit[id]
        return node.operation == .constant ? node.number : folded[id.index]
    }

    /// The least and the greatest value that a node of at most 64 bits can have, as far as its operation says it.
    func range(_ id: NodeID) -> ClosedRange<UInt64> {
        if let value = self[id] { return value...value }
        let node = circuit[id]
        let highest = Self.mask(Int(node.width))
        switch node.operation {
        case .zeroExtend: return range(NodeID(node.a))
        case .and:
            return 0...min(highest, self[NodeID(node.a)] ?? highest, self[NodeID(node.b)] ?? highest)
        default: return 0...highest
        }
    }

    /// The same as a number in two's complement.
    func signedRange(_ id: NodeID) -> ClosedRange<Int64> {
        let node = circuit[id]
        if let value = self[id] {
            let number = Self.signed(value, Int(node.width))
            return number...number
        }
        switch node.operation {
        case .signExtend: return signedRange(NodeID(node.a))
        case .zeroExtend where circuit[NodeID(node.a)].width < 64:
            return 0...Int64(bitPattern: Self.mask(Int(circuit[NodeID(node.a)].width)))
        default:
            let half = Int64(bitPattern: Self.mask(Int(node.width) - 1))
            return (-half - 1)...half
        }
    }

    static func mask(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) - 1 }

    static func signed(_ value: UInt64, _ width: Int) -> Int64 {
        Int64(bitPattern: value << UInt64(64 - width)) >> Int64(64 - width)
    }

    /// Comparisons count as unknown unless both sides are known: what their ranges decide is another message.
    private func fold(_ node: Node) -> UInt64? {
        let count = node.operandCount
        guard count > 0, isKnown[Int(node.a)] || count > 1 && isKnown[Int(node.b)] || count > 2 else { return nil }
        let a = self[NodeID(node.a)]
        let b = count > 1 ? self[NodeID(node.b)] : nil
        let mask = Self.mask(Int(node.width))
        switch node.operation {
        case .and: if a == 0 || b == 0 { return 0 }
        case .or: if a == mask || b == mask { return mask }
        case .multiplex:
            let c = self[NodeID(node.c)]
            if let a { return a == 1 ? b : c }
            return b == c ? b : nil
        case .slice:
            guard let a else { return nil }
            return a >> UInt64(node.b) & mask
        default: break
        }
        let width = circuit.width(NodeID(node.a))
        guard let a, width <= 64 else { return nil }
        switch node.operation {
        case .not: return ~a & mask
        case .reduceAnd: return a == Self.mask(width) ? 1 : 0
        case .reduceOr: return a == 0 ? 0 : 1
        case .reduceXor: return UInt64(a.nonzeroBitCount % 2)
        case .zeroExtend: return a
        case .signExtend: return UInt64(bitPattern: Self.signed(a, width)) & mask
        default: break
        }
        guard let b else { return nil }
        switch node.operation {
        case .and: return a & b
        case .or: return a | b
        case .xor: return a ^ b
        case .add: return (a &+ b) & mask
        case .subtract: return (a &- b) & mask
        case .multiply: return (a &* b) & mask
        case .equal: return a == b ? 1 : 0
        case .notEqual: return a != b ? 1 : 0
        case .lessUnsigned: return a < b ? 1 : 0
        case .lessOrEqualUnsigned: return a <= b ? 1 : 0
        case .lessSigned: return Self.signed(a, width) < Self.signed(b, width) ? 1 : 0
        case .lessOrEqualSigned: return Self.signed(a, width) <= Self.signed(b, width) ? 1 : 0
        case .concatenate: return a << UInt64(circuit.width(NodeID(node.b))) | b
        case .shiftLeft: return b < 64 ? a << b & mask : 0
        case .shiftRight: return b < 64 ? a >> b : 0
        default: return nil
        }
    }
}
