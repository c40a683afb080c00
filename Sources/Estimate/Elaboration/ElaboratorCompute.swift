import Netlist

extension Elaborator {
    /// One bit of a node from the bits that it is computed from; operations over whole words set all their bits at once.
    mutating func compute(_ scope: Int, _ id: NodeID, _ bit: Int) -> Literal? {
        let node = node(scope, id)
        let (a, b, c) = (NodeID(node.a), NodeID(node.b), NodeID(node.c))
        switch node.operation {
        case .constant: return Literal(circuit(scope).constant(id)?[bit] ?? false)
        case .input: return port(scope, id, bit)
        case .wire:
            if isExternal(scope) { return flat.addSource(.input) }
            guard let driver = driver(scope, id) else { return .zero }
            return need(scope, driver, bit)
        case .register: return register(scope, id, bit)
        case .instanceOutput:
            let child = scopes[scope].children[Int(node.a)]
            return need(child, circuit(child).ports[Int(node.b)].node, bit)
        case .memoryRead: return memoryRead(scope, MemoryID(Int(node.a)), port: Int(node.b), bit)
        case .probe: return .zero
        case .not: return !need(scope, a, bit)
        case .and:
            let (left, right) = (need(scope, a, bit), need(scope, b, bit))
            return isReady ? flat.graph.and(left, right) : nil
        case .or:
            if let selection = selection(scope, id) { return select(scope, selection, bit) }
            let (left, right) = (need(scope, a, bit), need(scope, b, bit))
            return isReady ? flat.graph.or(left, right) : nil
        case .xor:
            let (left, right) = (need(scope, a, bit), need(scope, b, bit))
            return isReady ? flat.graph.xor(left, right) : nil
        case .multiplex:
            let (select, high, low) = (need(scope, a, 0), need(scope, b, bit), need(scope, c, bit))
            return isReady ? flat.graph.mux(select, high, low) : nil
        case .slice: return need(scope, a, bit + Int(node.b))
        case .concatenate:
            let low = circuitWidth(scope, b)
            return bit < low ? need(scope, b, bit) : need(scope, a, bit - low)
        case .zeroExtend: return bit < circuitWidth(scope, a) ? need(scope, a, bit) : .zero
        case .signExtend: return need(scope, a, min(bit, circuitWidth(scope, a) - 1))
        case .reduceAnd, .reduceOr, .reduceXor: return reduce(scope, node)
        case .equal, .notEqual:
            let (left, right) = (need(scope, a), need(scope, b))
            guard isReady else { return nil }
            let same = zip(left, right).map { !flat.graph.xor($0, $1) }
            return flat.graph.andAll(same).inverted(if: node.operation == .notEqual)
        case .lessUnsigned, .lessOrEqualUnsigned, .lessSigned, .lessOrEqualSigned:
            let (left, right) = (need(scope, a), need(scope, b))
            guard isReady else { return nil }
            return flat.compare(
                left, right,
                isSigned: node.operation == .lessSigned || node.operation == .lessOrEqualSigned,
                orEqual: node.operation == .lessOrEqualUnsigned || node.operation == .lessOrEqualSigned)
        case .add, .subtract, .multiply, .shiftLeft, .shiftRight, .shiftRightArithmetic, .element:
            return word(scope, id, node, bit)
        }
    }

    private mutating func reduce(_ scope: Int, _ node: Node) -> Literal? {
        let bits = need(scope, NodeID(node.a))
        guard isReady else { return nil }
        switch node.operation {
        case .reduceAnd: return flat.graph.andAll(bits)
        case .reduceOr: return flat.graph.orAll(bits)
        default: return flat.graph.xorAll(bits)
        }
    }

    /// Operations whose bits are made together.
    private mutating func word(_ scope: Int, _ id: NodeID, _ node: Node, _ bit: Int) -> Literal? {
        let (left, right) = (need(scope, NodeID(node.a)), need(scope, NodeID(node.b)))
        guard isReady else { return nil }
        let result: [Literal]
        switch node.operation {
        case .add: result = flat.add(left, right, carry: false)
        case .subtract: result = flat.add(left, right.map { !$0 }, carry: true)
        case .multiply: result = flat.multiply(left, right)
        case .element:
            result = flat.element(of: left, index: right, width: Int(node.width))
            if node.width == 1, left.count == 1 << right.count {
                flat.lookups.append(FlatDesign.Lookup(bits: left, address: right, value: result[0]))
            }
        case .shiftLeft: result = flat.addShift(.left, left, by: right, fill: .zero)
        case .shiftRight: result = flat.addShift(.right, left, by: right, fill: .zero)
        default: result = flat.addShift(.arithmeticRight, left, by: right, fill: left.last ?? .zero)
        }
        fill(scope, id, result)
        return result[bit]
    }
}
