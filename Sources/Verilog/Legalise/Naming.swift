import Netlist

/// What a temporary is named after.
struct NameContext {
    /// The signal that is driven.
    var target: String
    /// What the outermost expression is to it, if it has a name of its own.
    var role: String?
}

extension Legaliser {
    /// Gives every signal its name, the designer's where there is one.
    func nameSignals() {
        for (position, port) in circuit.ports.enumerated() {
            let name = scope.claim(interfaces.ports[index][position])
            give(port.node, name)
        }
        let named = circuit.names.keys.filter { names[Int($0.index)] == nil && isPrinted($0) }.sorted()
        for node in named { if let name = circuit.names[node] { give(node, scope.claim(name)) } }
        memoryNames = circuit.memories.map { scope.claim($0.name) }
        instanceNames = circuit.instances.map { scope.claim($0.name) }
        for index in circuit.nodes.indices where names[index] == nil && isPrinted(NodeID(index)) {
            let node = circuit.nodes[index]
            switch node.operation {
            case .wire: give(NodeID(index), scope.claim("wire_value"))
            case .register: give(NodeID(index), scope.claim("register_value"))
            case .instanceOutput:
                let child = circuit.instances[Int(node.a)].circuit.index
                let port = interfaces.ports[child][Int(node.b)]
                give(NodeID(index), scope.claim("\(instanceNames[Int(node.a)])_\(port)"))
            case .memoryRead: give(NodeID(index), scope.claim("\(memoryNames[Int(node.a)])_read"))
            default: break
            }
        }
    }

    private func give(_ node: NodeID, _ name: String) {
        names[Int(node.index)] = name
        widths[name] = circuit.width(node)
    }

    /// True for a signal that appears under a name of its own.
    private func isPrinted(_ id: NodeID) -> Bool {
        let node = circuit[id]
        switch node.operation {
        case .wire: return !isInlined.contains(id) && targets.summaries[Int(id.index)] != nil
        case .register, .input: return true
        case .instanceOutput: return circuit.instances[Int(node.a)].connections.contains(id)
        case .memoryRead: return !inlinedReads.contains(id)
        default: return false
        }
    }

    /// A name for a temporary that holds `node`.
    func temporaryName(_ node: NodeID, role: String? = nil) -> String {
        let suffix = role ?? context.role ?? Self.suffix(circuit[node])
        return scope.claim("\(context.target)_\(suffix)")
    }

    private static func suffix(_ node: Node) -> String {
        switch node.operation {
        case .add: "sum"
        case .subtract: "difference"
        case .multiply: "product"
        case .equal, .notEqual: "match"
        case .lessUnsigned, .lessOrEqualUnsigned, .lessSigned, .lessOrEqualSigned: "less"
        case .shiftLeft, .shiftRight, .shiftRightArithmetic: "shifted"
        case .multiplex: "choice"
        case .reduceAnd: "all"
        case .reduceOr: "any"
        case .reduceXor: "parity"
        case .element: "element"
        case .slice: "part"
        case .concatenate: "joined"
        case .zeroExtend, .signExtend: "extended"
        case .not, .and, .or, .xor: node.width == 1 ? "condition" : "bits"
        case .constant: "constant"
        case .input, .wire, .register, .instanceOutput, .memoryRead, .probe: "value"
        }
    }

    /// Lowers with temporaries named after `target`.
    func named<Result>(_ target: String, _ role: String? = nil, _ body: () -> Result) -> Result {
        let saved = context
        context = NameContext(target: target, role: role)
        defer { context = saved }
        return body()
    }

    /// The name of a case of an enumeration; from now on the module declares it.
    func parameterName(_ enumeration: EnumerationID, _ value: BitVector) -> String? {
        let declared = design.enumerations[enumeration.index]
        guard let position = declared.cases.firstIndex(where: { $0.value == value }) else { return nil }
        if let name = parameters[enumeration]?[position] { return name }
        let name = scope.claim("\(declared.name)_\(declared.cases[position].name)")
        parameters[enumeration, default: [:]][position] = name
        return name
    }
}
