/// Says in a designer's words what a node is: a name, a small expression, a condition.
public struct NodeDescriber: Sendable {
    public let circuit: Circuit
    public let enumerations: [Enumeration]
    /// Instance ports and probes, as the designer writes them: `queue.ready`.
    private var derivedNames: [NodeID: String] = [:]

    /// Describes nodes of one circuit of a design.
    public init(_ design: Design, _ id: CircuitID) {
        circuit = design[id]
        enumerations = design.enumerations
        for instance in circuit.instances {
            let child = design[instance.circuit]
            for (port, node) in zip(child.ports, instance.connections) {
                guard let node, let name = child.names[port.node] else { continue }
                derivedNames[node] = "\(instance.name).\(name)"
            }
        }
        for index in circuit.nodes.indices where circuit.nodes[index].operation == .probe {
            derivedNames[NodeID(index)] = circuit.probes[Int(circuit.nodes[index].a)].name(in: design, from: id)
        }
    }

    /// The node's name, if it has one: `count`, or `queue.ready` for an instance's port, `queue.head` for a probe.
    public func name(_ id: NodeID) -> String? {
        derivedNames[id] ?? circuit.names[id]
    }

    /// A small expression as it would be written, `count < 4`. What is deeper than `depth` operators becomes `...`.
    public func expression(_ id: NodeID, depth: Int = 3) -> String { expression(id, depth, nested: false) }

    private func expression(_ id: NodeID, _ depth: Int, nested: Bool) -> String {
        if let name = name(id) { return name }
        let node = circuit[id]
        if node.operation == .constant { return constant(id) }
        if node.operandCount > 0, depth == 0 { return "..." }
        func operand(_ index: Int, nested: Bool = true) -> String {
            expression(node.operand(index), depth - 1, nested: nested)
        }
        func binary(_ symbol: String) -> String {
            let text = "\(side(node, 0, depth)) \(symbol) \(side(node, 1, depth))"
            return nested ? "(\(text))" : text
        }
        switch node.operation {
        case .constant, .input, .wire, .register, .instanceOutput, .probe: return "a signal without a name"
        case .memoryRead:
            let memory = circuit.memories[Int(node.a)]
            return "\(memory.name)[\(expression(memory.readPorts[Int(node.b)].address, depth - 1, nested: false))]"
        case .not: return (node.width == 1 ? "!" : "~") + operand(0)
        case .and: return binary("&")
        case .or: return binary("|")
        case .xor: return binary("^")
        case .reduceAnd: return "\(operand(0)).allOnes"
        case .reduceOr: return "\(operand(0)).anyOne"
        case .reduceXor: return "\(operand(0)).parity"
        case .add: return binary("+")
        case .subtract: return binary("-")
        case .multiply: return binary("*")
        case .equal: return binary("===")
        case .notEqual: return binary("!==")
        case .lessUnsigned, .lessSigned: return binary("<")
        case .lessOrEqualUnsigned, .lessOrEqualSigned: return binary("<=")
        case .multiplex:
            return "mux(\(operand(0, nested: false)), \(operand(1, nested: false)), \(operand(2, nested: false)))"
        case .shiftLeft: return binary("<<")
        case .shiftRight, .shiftRightArithmetic: return binary(">>")
        case .slice: return operand(0) + bits(low: Int(node.b), width: Int(node.width))
        case .concatenate: return "concatenate(\(operand(0, nested: false)), \(operand(1, nested: false)))"
        case .zeroExtend, .signExtend: return expression(node.operand(0), depth, nested: nested)
        case .element: return "\(operand(0))[\(operand(1, nested: false))]"
        }
    }

    /// An operand of a binary operation; a number takes the meaning of its neighbour.
    private func side(_ node: Node, _ index: Int, _ depth: Int) -> String {
        let id = node.operand(index)
        if let value = circuit.constant(id), circuit.names[id] == nil {
            return self.value(value, of: node.operand(1 - index), constant: id, signed: node.operation.isSigned)
        }
        return expression(id, depth - 1, nested: true)
    }

    private func constant(_ id: NodeID) -> String {
        guard let value = circuit.constant(id) else { return "..." }
        return self.value(value, of: id, constant: id, signed: false)
    }

    /// `[3]`, or `[7...0]`.
    public func bits(low: Int, width: Int) -> String { width == 1 ? "[\(low)]" : "[\(low + width - 1)...\(low)]" }

    /// A value of the signal `subject`: a case such as `.idle`, or a number.
    public func value(_ value: BitVector, of subject: NodeID, constant: NodeID? = nil, signed: Bool = false) -> String {
        let enumeration = circuit.enumerations[subject] ?? constant.flatMap { circuit.enumerations[$0] }
        if let enumeration, enumeration.index < enumerations.count,
            let name = enumerations[enumeration.index].caseName(of: value)
        {
            return ".\(name)"
        }
        if signed, value.width <= 64, value.width > 0 {
            return String(Int64(bitPattern: value.signExtended(to: 64).low64))
        }
        return value.asUInt64.map { $0 < 1 << 20 ? String($0) : "0x\(String($0, radix: 16))" } ?? "0x\(value.hex)"
    }

    /// A pattern of a `switch` over `subject`: a case, a number, or bits with `?` where they do not matter.
    public func pattern(_ pattern: Pattern, of subject: NodeID) -> String {
        if pattern.isExact { return value(pattern.value, of: subject) }
        let digits = (0..<pattern.care.width).reversed().map { bit in
            pattern.care[bit] ? (pattern.value[bit] ? "1" : "0") : "?"
        }
        return "\"\(digits.joined())\""
    }

    /// That a one-bit node has this value, in words: `'start' is 0`, `'state' is .idle`, `count < 4`.
    public func condition(_ id: NodeID, is expected: Bool) -> String {
        if let name = name(id) { return "'\(name)' is \(expected ? 1 : 0)" }
        let node = circuit[id]
        switch node.operation {
        case .not: return condition(node.operand(0), is: !expected)
        case .and where expected, .or where !expected:
            return "\(condition(node.operand(0), is: expected)) and \(condition(node.operand(1), is: expected))"
        case .equal, .notEqual:
            guard let value = circuit.constant(node.operand(1)), let name = name(node.operand(0)) else { break }
            let text = self.value(value, of: node.operand(0), constant: node.operand(1))
            return "'\(name)' is \(expected == (node.operation == .equal) ? "" : "not ")\(text)"
        case .lessUnsigned, .lessSigned, .lessOrEqualUnsigned, .lessOrEqualSigned:
            let isStrict = node.operation == .lessUnsigned || node.operation == .lessSigned
            let symbol = expected ? (isStrict ? "<" : "<=") : (isStrict ? ">=" : ">")
            return "\(side(node, 0, 3)) \(symbol) \(side(node, 1, 3))"
        case .slice where node.width == 1:
            return "'\(expression(id))' is \(expected ? 1 : 0)"
        default: break
        }
        return "(\(expression(id))) is \(expected ? 1 : 0)"
    }

    /// What kind of thing a signal is, and its name: `register 'count'`, `input 'start'`.
    public func signal(_ id: NodeID) -> String {
        let name = name(id).map { " '\($0)'" } ?? " without a name"
        switch circuit[id].operation {
        case .register: return "register\(name)"
        case .input: return "input\(name)"
        case .wire:
            if circuit.ports.contains(where: { $0.node == id }) { return "output\(name)" }
            return derivedNames[id] != nil ? "instance input\(name)" : "wire\(name)"
        case .instanceOutput: return "instance output\(name)"
        default: return "value\(name)"
        }
    }
}

extension Probe {
    /// `core.queue.head`: the instances on the way and the signal.
    func name(in design: Design, from circuit: CircuitID) -> String {
        var current = circuit
        var words: [String] = []
        for step in path {
            let instance = design[current].instances[step.index]
            words.append(instance.name)
            current = instance.circuit
        }
        words.append(design[current].names[target] ?? "a signal without a name")
        return words.joined(separator: ".")
    }

    /// The circuit that owns the signal.
    func owner(in design: Design, from circuit: CircuitID) -> CircuitID {
        path.reduce(circuit) { design[$0].instances[$1.index].circuit }
    }
}

extension Operation {
    fileprivate var isSigned: Bool {
        switch self {
        case .lessSigned, .lessOrEqualSigned, .shiftRightArithmetic: true
        default: false
        }
    }
}
