import Netlist

/// Nodes to expressions.
extension Legaliser {
    /// A root of an expression: temporaries that it needs are made first, in the circuit's order.
    func value(_ root: NodeID, whole: Bool = false) -> Expression {
        if names[Int(root.index)] == nil, !isLiteral(root) { prepare(root) }
        return inner(root, whole: whole)
    }

    /// Makes the nets below `root`, without recursion, so that no depth of a circuit is too deep.
    private func prepare(_ root: NodeID) {
        walk += 1
        let start = pending.count
        var next: NodeID? = root
        while let id = next ?? work.popLast() {
            next = nil
            if names[Int(id.index)] != nil || isLiteral(id) || seen[Int(id.index)] == walk { continue }
            seen[Int(id.index)] = walk
            let node = circuit[id]
            if node.operandCount > 0, needsNet(id) { pending.append(id) }
            if node.operation == .slice {
                if let base = sliceBase(id) { work.append(base) }
            } else {
                for index in 0..<node.operandCount where names[Int(node.operand(index).index)] == nil {
                    work.append(node.operand(index))
                }
            }
        }
        guard pending.count > start else { return }
        let found = pending[start...].sorted()
        pending.removeSubrange(start...)
        for id in found where names[Int(id.index)] == nil {
            _ = id == root ? net(id) : named(context.target) { net(id) }
        }
    }

    /// Makes a net that holds `id` and gives its name.
    @discardableResult
    func net(_ id: NodeID) -> Name {
        if let name = names[Int(id.index)] { return name }
        if let wire = adopter[id], let name = names[Int(wire.index)] {
            names[Int(id.index)] = name
            return name
        }
        let name = temporaryName(id)
        let value = definition(id, whole: true)
        names[Int(id.index)] = name
        widths[name] = circuit.width(id)
        add(NetSyntax(isRegister: false, width: circuit.width(id), name: name, value: value, place: place(id)))
        return name
    }

    func add(_ net: NetSyntax) {
        widths[net.name] = net.width
        (isFormal ? formal : real).append(net)
    }

    func place(_ id: NodeID) -> Place { circuit.places[Int(id.index)] }

    func make(_ node: ExpressionNode) -> Expression { syntax.make(node) }

    func literal(_ value: UInt64, width: Int) -> Expression { syntax.literal(BitVector(value, width: width)) }

    /// - Parameter whole: true where the expression is all of the right-hand side, so that its sign harms nobody.
    func inner(_ id: NodeID, whole: Bool = false) -> Expression {
        if let name = names[Int(id.index)] { return make(.name(name)) }
        return definition(id, whole: whole)
    }

    /// What a node computes, even if it has a name.
    func definition(_ id: NodeID, whole: Bool) -> Expression {
        let node = circuit[id]
        if isLiteral(id) { return constant(id) }
        if let operand = unchanged(node) { return inner(operand, whole: whole) }
        let (a, b) = (NodeID(node.a), NodeID(node.b))
        switch node.operation {
        case .constant: return constant(id)
        case .input, .wire, .register, .instanceOutput, .probe:
            return names[Int(id.index)].map { make(.name($0)) } ?? undriven(id)
        case .memoryRead: return memoryWord(id)
        case .not: return node.width == 1 ? opposite(a) : make(.unary(.not, inner(a)))
        case .and: return binary(node.width == 1 ? .logicalAnd : .and, a, b)
        case .or: return binary(node.width == 1 ? .logicalOr : .or, a, b)
        case .xor: return binary(.xor, a, b)
        case .reduceAnd: return circuit.width(a) == 1 ? inner(a) : make(.unary(.reduceAnd, inner(a)))
        case .reduceOr: return circuit.width(a) == 1 ? inner(a) : make(.unary(.reduceOr, inner(a)))
        case .reduceXor: return circuit.width(a) == 1 ? inner(a) : make(.unary(.reduceXor, inner(a)))
        case .add: return binary(.add, a, b)
        case .subtract: return binary(.subtract, a, b)
        case .multiply: return binary(.multiply, a, b)
        case .equal: return equality(a, b)
        case .notEqual: return syntax.negated(equality(a, b))
        case .lessUnsigned, .lessOrEqualUnsigned, .lessSigned, .lessOrEqualSigned: return order(node.operation, a, b)
        case .multiplex: return syntax.choice(inner(a), inner(b), inner(NodeID(node.c)))
        case .shiftLeft, .shiftRight, .shiftRightArithmetic: return shift(node, whole: whole)
        case .slice: return part(a, low: Int(node.b), width: Int(node.width))
        case .concatenate, .zeroExtend: return joined(pieces(id))
        case .signExtend: return signExtended(node)
        case .element: return element(node)
        }
    }

    private func binary(_ sign: BinaryOperator, _ a: NodeID, _ b: NodeID) -> Expression {
        make(.binary(sign, inner(a), inner(b)))
    }

    /// The operand that a node passes on because the other one changes nothing.
    private func unchanged(_ node: Node) -> NodeID? {
        guard node.operandCount > 1 else { return nil }
        let (a, b) = (NodeID(node.a), NodeID(node.b))
        guard known.isKnown(a) || known.isKnown(b) else { return nil }
        switch node.operation {
        case .and:
            if known[b]?.isOnes == true { return a }
            return known[a]?.isOnes == true ? b : nil
        case .or, .xor, .add:
            if known[b]?.isZero == true { return a }
            return known[a]?.isZero == true ? b : nil
        case .subtract: return known[b]?.isZero == true ? a : nil
        case .multiplex: return known[a].map { $0[0] ? b : NodeID(node.c) }
        default: return nil
        }
    }

    /// The opposite of a bit; of "any bit is one" as a comparison with zero.
    private func opposite(_ bit: NodeID) -> Expression {
        let value = inner(bit)
        guard case .unary(.reduceOr, let operand) = syntax[value], circuit[bit].operation == .reduceOr else {
            return syntax.negated(value)
        }
        return make(.binary(.equal, operand, literal(0, width: circuit.width(NodeID(circuit[bit].a)))))
    }

    /// What a signal is that nothing drives: there is none after the checks.
    func undriven(_ id: NodeID) -> Expression { literal(0, width: circuit.width(id)) }

    func constant(_ id: NodeID) -> Expression {
        guard let value = known[id] else { return literal(0, width: circuit.width(id)) }
        if let enumeration = circuit.enumerations[id], let name = parameterName(enumeration, value) {
            return make(.name(name))
        }
        return syntax.literal(value)
    }

    /// Equality; with a constant bit the signal itself.
    private func equality(_ a: NodeID, _ b: NodeID) -> Expression {
        let (left, right) = (inner(a), inner(b))
        if syntax.isBit(right, true) { return left }
        if syntax.isBit(right, false) { return syntax.negated(left) }
        if syntax.isBit(left, true) { return right }
        if syntax.isBit(left, false) { return syntax.negated(right) }
        if syntax.literalValue(left) != nil { return make(.binary(.equal, right, left)) }
        return make(.binary(.equal, left, right))
    }

    /// Comparisons. Those that a constant decides are decided here: the tools warn about them.
    private func order(_ operation: Operation, _ a: NodeID, _ b: NodeID) -> Expression {
        let width = circuit.width(a)
        let isSigned = operation == .lessSigned || operation == .lessOrEqualSigned
        let isStrict = operation == .lessUnsigned || operation == .lessSigned
        var lowest = BitVector.zero(width: width)
        var highest = BitVector.ones(width: width)
        if isSigned { (lowest[width - 1], highest[width - 1]) = (true, false) }
        let (left, right) = (known[a], known[b])
        if isStrict, left == highest || right == lowest { return literal(0, width: 1) }
        if !isStrict, left == lowest || right == highest { return literal(1, width: 1) }
        if width == 1 {
            let (one, other) = isSigned ? (inner(a), inner(b)) : (inner(b), inner(a))
            return isStrict ? syntax.both(one, syntax.negated(other)) : syntax.either(one, syntax.negated(other))
        }
        let operands = [(a, left), (b, right)].map { node, value -> Expression in
            guard isSigned else { return inner(node) }
            if isLiteral(node), let value { return make(.signedLiteral(syntax.note(value))) }
            return make(.signed(inner(node)))
        }
        if isLiteral(a) { return make(.binary(isStrict ? .greater : .greaterOrEqual, operands[1], operands[0])) }
        return make(.binary(isStrict ? .less : .lessOrEqual, operands[0], operands[1]))
    }

    private func shift(_ node: Node, whole: Bool) -> Expression {
        let (a, b) = (NodeID(node.a), NodeID(node.b))
        let width = Int(node.width)
        let isArithmetic = node.operation == .shiftRightArithmetic
        let sign: BinaryOperator =
            isArithmetic ? .shiftRightArithmetic : node.operation == .shiftLeft ? .shiftLeft : .shiftRight
        if let amount = known[b] {
            let bits = amount.asUInt64 ?? .max
            if bits == 0 { return inner(a) }
            if bits >= UInt64(width), !isArithmetic { return literal(0, width: width) }
        }
        var amount = inner(b)
        var isPast: Expression?
        if circuit.width(b) > 32 {
            // Verilator shifts by at most 32 bits: what is above can only mean that everything is shifted out.
            let used = max(1, Int.bitWidth - width.leadingZeroBitCount)
            amount = part(b, low: 0, width: used)
            isPast = make(.unary(.reduceOr, part(b, low: used, width: circuit.width(b) - used)))
        }
        guard isArithmetic else {
            let shifted = make(.binary(sign, inner(a), amount))
            return isPast.map { syntax.choice($0, literal(0, width: width), shifted) } ?? shifted
        }
        let shifted = make(.binary(sign, make(.signed(inner(a))), amount))
        if let isPast {
            return syntax.choice(
                isPast, replicated(part(a, low: width - 1, width: 1), width), make(.unsigned(shifted)))
        }
        return whole ? shifted : make(.unsigned(shifted))
    }

    private func signExtended(_ node: Node) -> Expression {
        let a = NodeID(node.a)
        let width = circuit.width(a)
        let more = Int(node.width) - width
        guard width > 1 else { return replicated(inner(a), Int(node.width)) }
        if !isSliceable(a, low: width - 1, width: 1) { net(a) }
        guard more > 0 else { return inner(a) }
        return joined([replicated(part(a, low: width - 1, width: 1), more), inner(a)])
    }

    func replicated(_ bit: Expression, _ times: Int) -> Expression {
        if times == 1 { return bit }
        if let value = syntax.literalValue(bit) {
            return syntax.literal(value[0] ? .ones(width: times) : .zero(width: times))
        }
        return make(.replication(Int32(times), bit))
    }
}
