import Netlist

/// Slices, concatenations and elements: Verilog can only cut what has a name.
extension Legaliser {
    /// Bits `low ..< low + width` of a node.
    func part(_ id: NodeID, low: Int, width: Int) -> Expression {
        let total = circuit.width(id)
        if low == 0, width == total { return inner(id) }
        if let name = names[Int(id.index)] { return syntax.bits(name, low: low, width: width) }
        let node = circuit[id]
        if isLiteral(id), let value = known[id] { return syntax.literal(value.slice(low: low, width: width)) }
        let (a, b) = (NodeID(node.a), NodeID(node.b))
        switch node.operation {
        case .slice: return part(a, low: low + Int(node.b), width: width)
        case .concatenate:
            let split = circuit.width(b)
            if low + width <= split { return part(b, low: low, width: width) }
            if low >= split { return part(a, low: low - split, width: width) }
            return joined([
                part(a, low: 0, width: low + width - split), part(b, low: low, width: split - low),
            ])
        case .zeroExtend:
            let split = circuit.width(a)
            if low + width <= split { return part(a, low: low, width: width) }
            if low >= split { return literal(0, width: width) }
            return joined([literal(0, width: low + width - split), part(a, low: low, width: split - low)])
        case .signExtend:
            let split = circuit.width(a)
            if low + width <= split { return part(a, low: low, width: width) }
            if !isSliceable(a, low: split - 1, width: 1) { net(a) }
            let sign = split == 1 ? inner(a) : part(a, low: split - 1, width: 1)
            if low >= split { return replicated(sign, width) }
            return joined([replicated(sign, low + width - split), part(a, low: low, width: split - low)])
        default: break
        }
        guard isSliceable(id, low: low, width: width) else {
            return syntax.bits(net(id), low: low, width: width)
        }
        let isBit = width == 1
        func operand(_ id: NodeID) -> Expression { part(id, low: low, width: width) }
        switch node.operation {
        case .not: return isBit ? syntax.negated(operand(a)) : make(.unary(.not, operand(a)))
        case .and: return make(.binary(isBit ? .logicalAnd : .and, operand(a), operand(b)))
        case .or: return make(.binary(isBit ? .logicalOr : .or, operand(a), operand(b)))
        case .add: return make(.binary(.add, operand(a), operand(b)))
        case .subtract: return make(.binary(.subtract, operand(a), operand(b)))
        case .multiply: return make(.binary(.multiply, operand(a), operand(b)))
        case .multiplex: return syntax.choice(inner(a), operand(b), operand(NodeID(node.c)))
        default: return make(.binary(.xor, operand(a), operand(b)))
        }
    }

    /// True when those bits can be written without a net for the whole.
    func isSliceable(_ id: NodeID, low: Int, width: Int, depth: Int = 0) -> Bool {
        if names[Int(id.index)] != nil || isLiteral(id) || (low == 0 && width == circuit.width(id)) { return true }
        let node = circuit[id]
        guard depth < 32, !needsNet(id) else { return false }
        let (a, b) = (NodeID(node.a), NodeID(node.b))
        func fits(_ id: NodeID) -> Bool { isSliceable(id, low: low, width: width, depth: depth + 1) }
        switch node.operation {
        case .constant: return true
        case .slice: return isSliceable(a, low: low + Int(node.b), width: width, depth: depth + 1)
        case .concatenate:
            let split = circuit.width(b)
            if low + width <= split { return fits(b) }
            if low >= split { return isSliceable(a, low: low - split, width: width, depth: depth + 1) }
            return isSliceable(a, low: 0, width: low + width - split, depth: depth + 1)
                && isSliceable(b, low: low, width: split - low, depth: depth + 1)
        case .zeroExtend:
            let split = circuit.width(a)
            return low >= split || isSliceable(a, low: low, width: min(width, split - low), depth: depth + 1)
        case .signExtend: return low + width <= circuit.width(a) && fits(a)
        case .not: return fits(a)
        case .and, .or, .xor: return fits(a) && fits(b)
        case .add, .subtract, .multiply: return low == 0 && fits(a) && fits(b)
        case .multiplex: return fits(b) && fits(NodeID(node.c))
        default: return false
        }
    }

    /// The parts of nested concatenations and extensions, highest first.
    func pieces(_ root: NodeID) -> [Expression] {
        var result: [Expression] = []
        var work = [root]
        while let id = work.popLast() {
            let node = circuit[id]
            if (names[Int(id.index)] == nil && !isLiteral(id)) || id == root {
                if node.operation == .concatenate {
                    work.append(NodeID(node.b))
                    work.append(NodeID(node.a))
                    continue
                }
                if node.operation == .zeroExtend {
                    let zeros = Int(node.width) - circuit.width(NodeID(node.a))
                    if zeros > 0 { result.append(literal(0, width: zeros)) }
                    work.append(NodeID(node.a))
                    continue
                }
            }
            result.append(inner(id))
        }
        return result
    }

    /// A concatenation: flat, with neighbouring literals and slices merged and repetitions counted.
    func joined(_ parts: [Expression]) -> Expression {
        var flat: [Expression] = []
        for part in parts {
            guard case .concatenation(let list) = syntax[part] else {
                append(part, to: &flat)
                continue
            }
            for piece in syntax.expressions(of: list) { append(piece, to: &flat) }
        }
        var counted: [Expression] = []
        var index = 0
        while index < flat.count {
            var end = index + 1
            while end < flat.count, syntax.areEqual(flat[end], flat[index]) { end += 1 }
            counted.append(end - index > 1 ? make(.replication(Int32(end - index), flat[index])) : flat[index])
            index = end
        }
        return counted.count == 1 ? counted[0] : syntax.concatenation(counted)
    }

    private func append(_ piece: Expression, to parts: inout [Expression]) {
        if let last = parts.last, let merged = merge(last, piece) {
            parts[parts.count - 1] = merged
        } else {
            parts.append(piece)
        }
    }

    /// Two neighbours as one, if they are constants or neighbouring bits of one name.
    private func merge(_ high: Expression, _ low: Expression) -> Expression? {
        if let above = syntax.literalValue(high), let below = syntax.literalValue(low) {
            return syntax.literal(below.concatenated(below: above))
        }
        guard let (name, top, middle) = range(high), let (other, next, bottom) = range(low), name == other,
            next + 1 == middle
        else { return nil }
        if bottom == 0, widths[name] == top + 1 { return make(.name(name)) }
        return syntax.part(name, high: top, low: bottom)
    }

    private func range(_ expression: Expression) -> (Name, high: Int, low: Int)? {
        switch syntax[expression] {
        case .position(let name, let index): (name, Int(index), Int(index))
        case .range(let name, let high, let low): (name, Int(high), Int(low))
        default: nil
        }
    }

    /// `vector[index * width +: width]`, zero past the end.
    func element(_ node: Node) -> Expression {
        let (vector, index) = (NodeID(node.a), NodeID(node.b))
        let width = Int(node.width)
        let count = circuit.width(vector) / width
        if let number = known[index] {
            guard let position = number.asUInt64, position < UInt64(count) else { return literal(0, width: width) }
            return part(vector, low: Int(position) * width, width: width)
        }
        let isGuarded = canPass(index, count: count)
        if isGuarded, !isCheap[Int(index.index)] { net(index) }
        if count == 1 { return syntax.choice(isZero(index), inner(vector), literal(0, width: width)) }
        let name = net(vector)
        let value: Expression =
            width == 1
            ? make(.word(name, sized(index, to: indexWidth(count))))
            : make(
                .indexedPart(
                    name, base: base(of: index, width: width, total: circuit.width(vector)), width: Int32(width)))
        return isGuarded ? syntax.choice(isBelow(index, count), value, literal(0, width: width)) : value
    }

    /// True when an index can be at or past `count`.
    func canPass(_ index: NodeID, count: Int) -> Bool {
        if let number = known[index] { return number.asUInt64.map { $0 >= UInt64(count) } ?? true }
        let width = circuit.width(index)
        return width >= 63 || 1 << width > count
    }

    /// The condition under which an index reaches one of `count` elements.
    func isBelow(_ index: NodeID, _ count: Int) -> Expression {
        if known[index] != nil { return literal(canPass(index, count: count) ? 0 : 1, width: 1) }
        if count == 1 { return isZero(index) }
        return make(.binary(.less, inner(index), literal(UInt64(count), width: circuit.width(index))))
    }

    private func isZero(_ index: NodeID) -> Expression {
        let width = circuit.width(index)
        return width == 1
            ? syntax.negated(inner(index)) : make(.binary(.equal, inner(index), literal(0, width: width)))
    }

    /// The lowest bit of element `index`, exactly as wide as the tools want it.
    func base(of index: NodeID, width: Int, total: Int) -> Expression {
        let bits = indexWidth(total)
        guard width & (width - 1) == 0 else {
            return make(.binary(.multiply, sized(index, to: bits), literal(UInt64(width), width: bits)))
        }
        let zeros = width.trailingZeroBitCount
        guard zeros > 0 else { return sized(index, to: bits) }
        return joined([sized(index, to: bits - zeros), literal(0, width: zeros)])
    }

    /// A number in `width` bits; what is cut off is known to be zero.
    func sized(_ id: NodeID, to width: Int) -> Expression {
        let own = circuit.width(id)
        if own == width { return index(id) }
        if own < width { return joined([literal(0, width: width - own), inner(id)]) }
        let bits = part(id, low: 0, width: width)
        return syntax.isPlainIndex(bits) ? bits : syntax.bits(net(id), low: 0, width: width)
    }

    /// An index between brackets. Icarus computes arithmetic there with more bits than the operands have, so that it never
    /// wraps: such an index is computed outside.
    func index(_ id: NodeID) -> Expression {
        let value = inner(id)
        return syntax.isPlainIndex(value) ? value : make(.name(net(id)))
    }
}

extension Syntax {
    /// True for names, parts of names, constants and concatenations.
    fileprivate func isPlainIndex(_ expression: Expression) -> Bool {
        switch self[expression] {
        case .number, .wideNumber, .name, .position, .range, .concatenation, .replication: true
        default: false
        }
    }
}
