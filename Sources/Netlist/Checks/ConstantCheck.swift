extension CheckContext {
    /// HDL046: conditions that are always the same. HDL047: comparisons that the widths of their operands decide. HDL048: registers that nothing
    /// writes. All are warnings, and `Circuit.silenced` silences them.
    func constants(_ id: CircuitID) -> [Diagnostic] {
        var check = ConstantCheck(design, id)
        let reads = reads[id.index]
        // Every condition is a guard.
        if reads.guards.contains(where: { check.known[$0.node] != nil }) { check.walk(design[id].statements) }
        check.nodes()
        check.registers(reads)
        check.memories()
        return check.found
    }
}

private struct ConstantCheck {
    let circuit: Circuit
    let known: KnownNumbers
    private let design: Design
    private let id: CircuitID
    private(set) var found: [Diagnostic] = []
    private var said: Set<Diagnostic> = []

    init(_ design: Design, _ id: CircuitID) {
        (self.design, self.id) = (design, id)
        circuit = design[id]
        known = KnownNumbers(circuit)
    }

    private var describer: NodeDescriber { NodeDescriber(design, id) }

    private static var hint: String {
        "use Swift's `if` for what is known when the circuit is made, or say `maybeConstant(...)`"
    }

    private mutating func warn(_ code: String, _ message: String, at place: Place, hint: String) {
        let diagnostic = Diagnostic(code, .warning, message, at: place, hint: hint)
        if said.insert(diagnostic).inserted { found.append(diagnostic) }
    }

    /// Conditions of statements.
    mutating func walk(_ block: Block) {
        for statement in block {
            switch statement {
            case .when(let when):
                condition(when.condition, "the condition of 'when'", at: when.place)
                walk(when.then)
                walk(when.otherwise)
            case .select(let select):
                if let value = known[select.subject], !circuit.silenced.contains(select.subject) {
                    let text = describer.value(
                        BitVector(value, width: circuit.width(select.subject)), of: select.subject)
                    warn("HDL046", "the subject of 'switch' is always \(text)", at: select.place, hint: Self.hint)
                }
                for arm in select.arms { walk(arm.body) }
                walk(select.otherwise ?? [])
            case .assign, .write, .property: break
            }
        }
    }

    /// Conditions of multiplexers, and comparisons.
    mutating func nodes() {
        for (index, node) in circuit.nodes.enumerated() {
            switch node.operation {
            case .multiplex: condition(NodeID(node.a), "the condition of a multiplexer", at: circuit.places[index])
            case .equal, .notEqual, .lessUnsigned, .lessOrEqualUnsigned, .lessSigned, .lessOrEqualSigned:
                comparison(NodeID(index), node)
            default: break
            }
        }
    }

    private mutating func condition(_ id: NodeID, _ what: String, at place: Place) {
        guard let value = known[id], !circuit.silenced.contains(id) else { return }
        warn("HDL046", "\(what) is always \(value)", at: place, hint: Self.hint)
    }

    private mutating func comparison(_ id: NodeID, _ node: Node) {
        guard let value = decided(node), known[id] == nil, !circuit.silenced.contains(id) else { return }
        warn(
            "HDL047", "the comparison `\(describer.expression(id))` is always \(value ? 1 : 0)",
            at: circuit.places[Int(id.index)],
            hint: "the widths of its sides decide it; remove it, or say `maybeConstant(...)` if that is meant")
    }

    /// What the ranges of both sides say about a comparison, if they do.
    private func decided(_ node: Node) -> Bool? {
        let (a, b) = (NodeID(node.a), NodeID(node.b))
        // Without a known side only extensions could decide, which says little.
        guard circuit.width(a) <= 64, known[a] != nil || known[b] != nil else { return nil }
        switch node.operation {
        case .lessSigned, .lessOrEqualSigned:
            let (left, right) = (known.signedRange(a), known.signedRange(b))
            return node.operation == .lessSigned
                ? order(left.upperBound < right.lowerBound, left.lowerBound >= right.upperBound)
                : order(left.upperBound <= right.lowerBound, left.lowerBound > right.upperBound)
        default:
            let (left, right) = (known.range(a), known.range(b))
            switch node.operation {
            case .lessUnsigned: return order(left.upperBound < right.lowerBound, left.lowerBound >= right.upperBound)
            case .lessOrEqualUnsigned:
                return order(left.upperBound <= right.lowerBound, left.lowerBound > right.upperBound)
            default: return left.overlaps(right) ? nil : node.operation == .notEqual
            }
        }
    }

    private func order(_ always: Bool, _ never: Bool) -> Bool? { always ? true : never ? false : nil }

    mutating func memories() {
        for memory in circuit.memories where memory.writePorts.isEmpty && memory.initial.isEmpty {
            warn(
                "HDL049", "memory '\(memory.name)' has no contents and is never written: all its reads are zero",
                at: memory.place, hint: "write it, or give it contents: `initial: [0]` if zeros are meant")
        }
    }

    mutating func registers(_ reads: Reads) {
        for index in circuit.registers.indices where reads.range(of: circuit.registers[index].node).isEmpty {
            let register = circuit.registers[index]
            guard !circuit.silenced.contains(register.node) else { continue }
            warn(
                "HDL048", "\(describer.signal(register.node)) is never written: it keeps its reset value",
                at: circuit.places[Int(register.node.index)],
                hint:
                    "assign it, use a constant, or say `unused(\(describer.name(register.node) ?? "it"))` if that is meant"
            )
        }
    }
}
