import Netlist

/// A declaration that waits for its module.
struct PendingDeclaration {
    enum Kind {
        case input, output, wire
        /// Values at power-on, one for each leaf.
        case register(initial: [BitVector], isReset: Bool)
        case memory(depth: Int, initial: [BitVector])
    }
    var kind: Kind
    var leaves: [Leaf]
    var scope: Scope
    var source: DeclarationSource
    var place: Place

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
    _ kind: PendingDeclaration.Kind, _ shape: Shape, _ source: DeclarationSource
) -> Shape.Handle {
    guard let elaboration = Elaboration.current else { return shape._bind(Bound(scope: Scope(Elaboration()), node: 0)) }
    let place = elaboration.place(source.fileID, source.line, source.column)
    let scope = Scope(elaboration)
    elaboration.pending.append(
        PendingDeclaration(kind: kind, leaves: shape.leaves, scope: scope, source: source, place: place))
    return shape._bind(Bound(scope: scope, node: 0))
}

extension CircuitBuilder {
    /// Makes the hardware of a declaration.
    func adopt(_ declaration: PendingDeclaration, name: String) {
        let place = declaration.place
        declaration.scope.builder = self
        if case .memory(let depth, let initial) = declaration.kind {
            adoptMemory(declaration, name: name, depth: depth, initial: initial)
            return
        }
        if case .register(_, let isReset) = declaration.kind { _ = (clockInput(), isReset ? resetInput() : nil) }
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
                node = adoptRegister(initial: initial[offset], isReset: isReset, at: place)
            }
            circuit.names[node] = joined(name, leaf.name)
            if let enumeration = leaf.enumeration {
                circuit.enumerations[node] = elaboration.number(of: enumeration)
            }
        }
    }

    private func adoptRegister(initial: BitVector, isReset: Bool, at place: Place) -> NodeID {
        let clocking = Clocking(clock: clockInput())
        let reset = isReset ? Reset(signal: resetInput(), value: initial) : nil
        let node = append(Node(.register, width: initial.width, a: Int32(circuit.registers.count)), at: place)
        circuit.registers.append(Register(node: node, clocking: clocking, reset: reset, initial: initial))
        return node
    }
}
