import Netlist

/// A declaration that waits for its module.
struct PendingDeclaration {
    enum Kind {
        case input, output, wire
        /// Values at power-on, one for each leaf.
        case register(initial: [BitVector], isReset: Bool)
        case memory(depth: Int, initial: [BitVector], collisions: Netlist.Memory.Collisions)
    }
    var kind: Kind
    var leaves: [Leaf]
    var scope: Scope
    var source: DeclarationSource
    var place: Place
    /// The clock and reset that the declaration names, if it names any.
    var domain: ClockDomain?
    /// The region in which it was written, and whose.
    var region: (builder: CircuitBuilder, domain: ClockingDomain)?

    var isPort: Bool {
        switch kind {
        case .input, .output: true
        default: false
        }
    }

    var fallbackName: String {
        switch kind {
        case .input: "input_port"
        case .output: "output_port"
        case .wire: "signal"
        case .register: "state"
        case .memory: "storage"
        }
    }
}

/// Notes a declaration. Outside of any elaboration there is none: the handle is then a foreign one wherever it is used.
func declare<Shape: HardwareValue>(
    _ kind: PendingDeclaration.Kind, _ shape: Shape, _ source: DeclarationSource, domain: ClockDomain? = nil
) -> Shape.Handle {
    guard let elaboration = Elaboration.current else { return shape._bind(Bound(scope: Scope(Elaboration()), node: 0)) }
    let place = elaboration.place(source.fileID, source.line, source.column)
    let scope = Scope(elaboration)
    elaboration.pending.append(
        PendingDeclaration(
            kind: kind, leaves: shape.leaves, scope: scope, source: source, place: place, domain: domain,
            region: elaboration.builder.map { ($0, $0.domain) }))
    return shape._bind(Bound(scope: scope, node: 0))
}

extension CircuitBuilder {
    /// Makes the hardware of a declaration.
    func adopt(_ declaration: PendingDeclaration, name: String) {
        let place = declaration.place
        declaration.scope.builder = self
        if case .memory(let depth, let initial, let collisions) = declaration.kind {
            adoptMemory(declaration, name: name, depth: depth, initial: initial)
            circuit.memories[circuit.memories.count - 1].collisions = collisions
            return
        }
        var domain = ClockingDomain()
        if case .register(_, let isReset) = declaration.kind {
            domain = self.domain(of: declaration)
            // The implicit inputs, where they are meant, come before the register.
            _ = (clocking(domain), isReset ? reset(domain, value: .zero(width: 1)) : nil)
        }
        declaration.scope.base = Int32(circuit.nodes.count)
        for (offset, leaf) in declaration.leaves.enumerated() {
            let node: NodeID
            switch declaration.kind {
            case .input, .output:
                let isInput = if case .input = declaration.kind { !leaf.isFlipped } else { leaf.isFlipped }
                node = append(Node(isInput ? .input : .wire, width: leaf.width), at: place)
                circuit.ports.append(Port(node: node, direction: isInput ? .input : .output))
            case .wire, .memory:
                node = append(Node(.wire, width: leaf.width), at: place)
            case .register(let initial, let isReset):
                node = adoptRegister(initial: initial[offset], isReset: isReset, domain, at: place)
            }
            circuit.names[node] = joined(name, leaf.name)
            if let enumeration = leaf.enumeration {
                circuit.enumerations[node] = elaboration.number(of: enumeration)
            }
        }
    }

    private func adoptRegister(
        initial: BitVector, isReset: Bool, _ domain: ClockingDomain, at place: Place
    ) -> NodeID {
        let clocking = clocking(domain)
        let reset = isReset ? reset(domain, value: initial) : nil
        let node = append(Node(.register, width: initial.width, a: Int32(circuit.registers.count)), at: place)
        circuit.registers.append(Register(node: node, clocking: clocking, reset: reset, initial: initial))
        return node
    }
}
