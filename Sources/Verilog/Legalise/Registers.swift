import Netlist

/// Registers: `if (reset) ... else ...`, non-blocking.
extension Legaliser {
    func lowerRegisters(_ members: [Int], _ block: Block) {
        let first = circuit.registers[members[0]]
        guard let name = names[Int(first.node.index)] else { return }
        var body = Body()
        if first.reset == nil { for member in members { constantBits(circuit.registers[member], block, into: &body) } }
        named(name) { statements(block, into: &body) { $0.assignment($1, blocking: false, into: &$2) } }
        if let enable = first.enable {
            let condition = named(name, "enable") { value(enable) }
            body = conditional(condition, body, Body(), first.place(in: circuit))
        }
        var events = [event(first.clocking, target: name)]
        if let reset = first.reset {
            let isActiveHigh = reset.polarity == .activeHigh
            let signal = named(name, "reset") { value(reset.signal) }
            if reset.kind == .asynchronous {
                let signal = named(name, "reset") { self.name(of: reset.signal) }
                events.append(AlwaysSyntax.Event(signal: signal, edge: isActiveHigh ? .rising : .falling))
            }
            var resets = Body()
            for member in members {
                if let reset = resetAssignment(circuit.registers[member]) { syntax.append(reset, to: &resets) }
            }
            body = conditional(
                isActiveHigh ? signal : syntax.negated(signal), resets, body, first.place(in: circuit))
        }
        guard !body.isEmpty else { return }
        emit(.sequential, .always(AlwaysSyntax(events: events, body: body, place: first.place(in: circuit))))
    }

    /// The event, whose clock must be a name.
    func event(_ clocking: Clocking, target: Name) -> AlwaysSyntax.Event { event(clocking, target: .name(target)) }

    func event(_ clocking: Clocking, target: NameContext.Target) -> AlwaysSyntax.Event {
        let signal = named(target, "clock") {
            _ = value(clocking.clock)
            return name(of: clocking.clock)
        }
        return AlwaysSyntax.Event(signal: signal, edge: clocking.edge)
    }

    /// The name of a node, made if it has none.
    func name(of id: NodeID) -> Name { names[Int(id.index)] ?? net(id) }

    private func resetAssignment(_ register: Register) -> StatementSyntax? {
        guard let name = names[Int(register.node.index)] else { return nil }
        let value = register.reset?.value ?? register.initial
        var expression = syntax.literal(value)
        if let enumeration = circuit.enumerations[register.node], let label = parameterName(enumeration, value) {
            expression = make(.name(label))
        }
        return .assign(
            target: make(.name(name)), value: expression, blocking: false,
            place: register.place(in: circuit))
    }

    /// Bits that no statement ever assigns keep what they had at power-on: said explicitly, or a tool would find them undriven.
    private func constantBits(_ register: Register, _ block: Block, into body: inout Body) {
        guard targets.summary(of: register.node)?.isPartial == true else { return }
        let width = circuit.width(register.node)
        var assigned = BitVector.zero(width: width)
        func visit(_ block: Block) {
            for statement in block {
                switch statement {
                case .assign(let assignment) where assignment.target == register.node:
                    let low = assignment.index == nil ? assignment.low : 0
                    let count = assignment.index == nil ? circuit.width(assignment.value) : width
                    for bit in low..<(low + count) { assigned[bit] = true }
                case .when(let when):
                    visit(when.then)
                    visit(when.otherwise)
                case .select(let select):
                    for arm in select.arms { visit(arm.body) }
                    visit(select.otherwise ?? [])
                default: break
                }
            }
        }
        visit(block)
        var low = 0
        while low < width {
            var high = low
            while high < width, assigned[high] == assigned[low] { high += 1 }
            if !assigned[low], let name = names[Int(register.node.index)] {
                syntax.append(
                    .assign(
                        target: syntax.part(name, high: high - 1, low: low),
                        value: syntax.literal(register.initial.slice(low: low, width: high - low)), blocking: false,
                        place: register.place(in: circuit)), to: &body)
            }
            low = high
        }
    }
}

extension Register {
    fileprivate func place(in circuit: Circuit) -> Place { circuit.places[Int(node.index)] }
}
