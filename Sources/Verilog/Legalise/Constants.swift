import Netlist

/// Nodes whose value is known. The tools look through constant expressions and warn about what follows from them, so they are
/// folded before anything is printed.
final class KnownValues {
    private let circuit: Circuit
    /// By node: one more than the position in `values`; 0: not known; -1: a constant.
    @exclusivity(unchecked) private var slots: Pool<Int32>
    @exclusivity(unchecked) private var values: [BitVector] = []

    subscript(_ id: NodeID) -> BitVector? {
        let slot = slots[Int(id.index)]
        if slot == 0 { return nil }
        if slot > 0 { return values[Int(slot) - 1] }
        let node = circuit.nodes[Int(id.index)]
        return node.width <= 64 ? BitVector(node.number, width: Int(node.width)) : circuit.constant(id)
    }

    func isKnown(_ id: NodeID) -> Bool { slots[Int(id.index)] != 0 }

    /// - Parameter onlyValue: the value of a wire that is driven by one unconditional assignment.
    init(_ circuit: Circuit, registers: [NodeID: BitVector], onlyValue: (NodeID) -> NodeID?) {
        self.circuit = circuit
        slots = Pool(repeating: 0, count: circuit.nodes.count)
        // Wires that are driven from behind: they may become known when their drivers are.
        var waiting: [(wire: NodeID, source: NodeID)] = []
        var isFirst = true
        while true {
            for (index, node) in circuit.nodes.enumerated() where slots[index] == 0 {
                let id = NodeID(index)
                switch node.operation {
                case .constant: slots[index] = -1
                case .register: if !registers.isEmpty, let value = registers[id] { note(id, value) }
                case .wire:
                    guard let source = onlyValue(id) else { continue }
                    if let value = self[source] {
                        note(id, value)
                    } else if isFirst, source > id {
                        waiting.append((id, source))
                    }
                case .memoryRead:
                    let memory = circuit.memories[Int(node.a)]
                    let port = memory.readPorts[Int(node.b)]
                    if port.clocking == nil, let address = self[port.address]?.asUInt64,
                        address >= UInt64(memory.depth)
                    {
                        note(id, .zero(width: memory.width))
                    }
                case .input, .instanceOutput, .probe: break
                default: if let value = fold(node) { note(id, value) }
                }
            }
            isFirst = false
            waiting.removeAll { isKnown($0.wire) }
            guard waiting.contains(where: { isKnown($0.source) }) else { return }
        }
    }

    private func note(_ id: NodeID, _ value: BitVector) {
        values.append(value)
        slots[Int(id.index)] = Int32(values.count)
    }

    /// How far below a slice its operands are looked at; what is printed goes deeper, but no circuit was seen that needs it.
    private static let deepest = 16

    /// Bits `low ..< low + width` of a node, if they are known: looks through all that a slice is printed inside of.
    private func bits(_ id: NodeID, low: Int, width: Int, depth: Int = 0) -> BitVector? {
        if let value = self[id] { return value.slice(low: low, width: width) }
        guard depth < Self.deepest else { return nil }
        let node = circuit[id]
        func operand(_ number: Int, _ low: Int, _ width: Int) -> BitVector? {
            bits(node.operand(number), low: low, width: width, depth: depth + 1)
        }
        switch node.operation {
        case .slice: return operand(0, low + Int(node.b), width)
        case .concatenate:
            let split = circuit.width(node.operand(1))
            if low + width <= split { return operand(1, low, width) }
            if low >= split { return operand(0, low - split, width) }
            guard let lower = operand(1, low, split - low) else { return nil }
            return operand(0, 0, low + width - split).map(lower.concatenated(below:))
        case .zeroExtend:
            let split = circuit.width(node.operand(0))
            if low >= split { return .zero(width: width) }
            return operand(0, low, min(width, split - low))?.resized(to: width)
        case .signExtend:
            let split = circuit.width(node.operand(0))
            let first = min(low, split - 1)
            return operand(0, first, min(low + width, split) - first)?.signExtended(to: width)
        case .not: return operand(0, low, width).map { Self.combined($0, $0) { first, _ in ~first } }
        case .and, .or, .xor:
            guard let left = operand(0, low, width), let right = operand(1, low, width) else { return nil }
            switch node.operation {
            case .and: return Self.combined(left, right, &)
            case .or: return Self.combined(left, right, |)
            default: return Self.combined(left, right, ^)
            }
        case .multiplex:
            if let condition = self[node.operand(0)] { return operand(condition[0] ? 1 : 2, low, width) }
            guard let value = operand(1, low, width), value == operand(2, low, width) else { return nil }
            return value
        default: return nil
        }
    }

    /// Two values of one width, word by word.
    private static func combined(
        _ left: BitVector, _ right: BitVector, _ combine: (UInt64, UInt64) -> UInt64
    ) -> BitVector {
        BitVector(words: zip(left.words, right.words).map(combine), width: left.width)
    }

    /// What one known operand decides.
    private func absorbed(_ node: Node, _ left: BitVector?, _ right: BitVector?) -> BitVector? {
        let width = Int(node.width)
        switch node.operation {
        case .and, .multiply: return left?.isZero == true || right?.isZero == true ? .zero(width: width) : nil
        case .or: return left?.isOnes == true || right?.isOnes == true ? .ones(width: width) : nil
        case .shiftRightArithmetic: return left?.isZero == true ? left : nil
        case .shiftLeft, .shiftRight:
            if left?.isZero == true { return left }
            guard let right, right.asUInt64.map({ $0 >= UInt64(width) }) ?? true else { return nil }
            return .zero(width: width)
        case .lessUnsigned, .lessOrEqualUnsigned, .lessSigned, .lessOrEqualSigned:
            let isSigned = node.operation == .lessSigned || node.operation == .lessOrEqualSigned
            let wide = circuit.width(NodeID(node.a))
            var (lowest, highest) = (BitVector.zero(width: wide), BitVector.ones(width: wide))
            if isSigned { (lowest[wide - 1], highest[wide - 1]) = (true, false) }
            if node.operation == .lessUnsigned || node.operation == .lessSigned {
                return left == highest || right == lowest ? BitVector(0, width: 1) : nil
            }
            return left == lowest || right == highest ? BitVector(1, width: 1) : nil
        case .element:
            guard let right else { return nil }
            let count = UInt64(circuit.width(NodeID(node.a)) / width)
            guard let position = right.asUInt64, position < count else { return .zero(width: width) }
            return bits(NodeID(node.a), low: Int(position) * width, width: width)
        case .slice: return bits(NodeID(node.a), low: Int(node.b), width: width)
        default: return nil
        }
    }

    private func fold(_ node: Node) -> BitVector? {
        let width = Int(node.width)
        if node.operation == .multiplex {
            guard let condition = self[node.operand(0)] else {
                // Printed as the one value that both are.
                guard let value = self[node.operand(1)], value == self[node.operand(2)] else { return nil }
                return value
            }
            return self[node.operand(condition[0] ? 1 : 2)]
        }
        let isBinary = node.operandCount > 1
        let isAnyKnown = isKnown(node.operand(0)) || isBinary && isKnown(node.operand(1))
        if !isAnyKnown, node.operation != .slice { return nil }
        let (left, right) = (self[node.operand(0)], isBinary ? self[node.operand(1)] : nil)
        if let value = absorbed(node, left, right) { return value }
        guard let a = left, !isBinary || right != nil else { return nil }
        let b = right ?? a
        func bit(_ value: Bool) -> BitVector { BitVector(value ? 1 : 0, width: 1) }
        func words(_ combine: (UInt64, UInt64) -> UInt64) -> BitVector { Self.combined(a, b, combine) }
        switch node.operation {
        case .not: return words { first, _ in ~first }
        case .and: return words(&)
        case .or: return words(|)
        case .xor: return words(^)
        case .reduceAnd: return bit(a.isOnes)
        case .reduceOr: return bit(!a.isZero)
        case .reduceXor: return bit(a.words.reduce(0) { $0 + $1.nonzeroBitCount } % 2 == 1)
        case .equal: return bit(a == b)
        case .notEqual: return bit(a != b)
        case .concatenate: return b.concatenated(below: a)
        case .zeroExtend: return a.resized(to: width)
        case .signExtend: return a.signExtended(to: width)
        default: return a.width <= 64 && b.width <= 64 ? arithmetic(node, a, b) : nil
        }
    }

    private func arithmetic(_ node: Node, _ a: BitVector, _ b: BitVector) -> BitVector? {
        let width = Int(node.width)
        let (left, right) = (a.low64, b.low64)
        func signed(_ value: BitVector) -> Int64 {
            Int64(bitPattern: value.low64 << UInt64(64 - value.width)) >> Int64(64 - value.width)
        }
        let result: UInt64
        switch node.operation {
        case .add: result = left &+ right
        case .subtract: result = left &- right
        case .multiply: result = left &* right
        case .lessUnsigned: result = left < right ? 1 : 0
        case .lessOrEqualUnsigned: result = left <= right ? 1 : 0
        case .lessSigned: result = signed(a) < signed(b) ? 1 : 0
        case .lessOrEqualSigned: result = signed(a) <= signed(b) ? 1 : 0
        case .shiftLeft: result = right < 64 ? left << right : 0
        case .shiftRight: result = right < 64 ? left >> right : 0
        case .shiftRightArithmetic: result = UInt64(bitPattern: signed(a) >> Int64(min(right, 63)))
        case .element:
            let count = UInt64(a.width / width)
            result = right < count ? left >> (right * UInt64(width)) : 0
        default: return nil
        }
        return BitVector(result, width: width)
    }
}
