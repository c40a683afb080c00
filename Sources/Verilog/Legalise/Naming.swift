import Netlist

/// What a temporary is named after.
struct NameContext {
    enum Target {
        case name(Name)
        case text(String)
        /// A port of an instance.
        case pin(Name, String)
    }
    /// The signal that is driven.
    var target: Target
    /// What the outermost expression is to it, if it has a name of its own.
    var role: StaticString?
}

extension Legaliser {
    /// Gives every signal its name, the designer's where there is one.
    func nameSignals() {
        for (position, port) in circuit.ports.enumerated() {
            let name = scope.claim(interfaces.ports[index][position])
            give(port.node, name)
        }
        for (node, name) in circuit.names where names[Int(node.index)] == nil && isPrinted(node) {
            give(node, scope.claim(isUnread(node) ? "unused_" + name : name))
        }
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
                let name = text(instanceNames[Int(node.a)]) + "_" + port
                give(NodeID(index), scope.claim(isUnread(NodeID(index)) ? "unused_" + name : name))
            case .memoryRead: give(NodeID(index), scope.claim(text(memoryNames[Int(node.a)]) + "_read"))
            default: break
            }
        }
    }

    func text(_ name: Name) -> String { scope.text(name) }

    private func give(_ node: NodeID, _ name: Name) {
        names[Int(node.index)] = name
        widths[name] = circuit.width(node)
    }

    /// True for an output of an instance that nothing reads: its name says so.
    private func isUnread(_ id: NodeID) -> Bool {
        circuit[id].operation == .instanceOutput && uses[Int(id.index)] == 0 && !ghost.probed.contains(id)
    }

    /// True for a signal that appears under a name of its own.
    private func isPrinted(_ id: NodeID) -> Bool {
        let node = circuit[id]
        switch node.operation {
        case .wire: return !isInlined[Int(id.index)] && targets.summary(of: id) != nil
        case .register, .input: return true
        case .instanceOutput: return circuit.instances[Int(node.a)].connections.contains(id)
        case .memoryRead: return !inlinedReads[Int(id.index)]
        default: return false
        }
    }

    /// A name for a temporary that holds `node`.
    func temporaryName(_ node: NodeID) -> Name {
        let suffix = context.role?.description ?? Self.suffix(circuit[node])
        switch context.target {
        case .name(let name): return scope.claim(text(name) + "_" + suffix)
        case .text(let target): return scope.claim(target + "_" + suffix)
        case .pin(let name, let port): return scope.claim(text(name) + "_" + port + "_" + suffix)
        }
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
    func named<Result>(_ target: Name, _ role: StaticString? = nil, _ body: () -> Result) -> Result {
        named(.name(target), role, body)
    }

    /// Lowers with temporaries named after `target`.
    func named<Result>(_ target: NameContext.Target, _ role: StaticString? = nil, _ body: () -> Result) -> Result {
        let saved = context
        context = NameContext(target: target, role: role)
        defer { context = saved }
        return body()
    }

    /// The name of a case of an enumeration; from now on the module declares it.
    func parameterName(_ enumeration: EnumerationID, _ value: BitVector) -> Name? {
        let declared = design.enumerations[enumeration.index]
        guard let position = declared.cases.firstIndex(where: { $0.value == value }) else { return nil }
        if let name = parameters[enumeration]?[position] {
            if !isFormal { formalParameters[enumeration]?.remove(position) }
            return name
        }
        if isFormal { formalParameters[enumeration, default: []].insert(position) }
        let name = scope.claim(declared.name + "_" + declared.cases[position].name)
        parameters[enumeration, default: [:]][position] = name
        return name
    }
}
