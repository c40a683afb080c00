import Netlist

/// A declaration that waits for its module.
struct PendingDeclaration {
    enum Kind {
        case input, output, wire
        case register(initial: InitialValue, isReset: Bool)
        case memory(depth: Int, initial: [BitVector], collisions: Netlist.Memory.Collisions)
    }
    var kind: Kind
    var leaves: [Leaf]
    var scope: Scope
    var source: DeclarationSource
    var place: Place
    /// What it is clocked by, where that is not the module's implicit clock and reset.
    var clocking: Clocking?

    /// Values at power-on.
    enum InitialValue {
        /// Of every leaf.
        case all(Int)
        case each([BitVector])

        func value(of leaf: Int, width: Int) -> BitVector {
            switch self {
            case .all(let number): BitVector(truncating: number, width: width)
            case .each(let values): values[leaf]
            }
        }
    }

    /// Not usual, so that the usual declaration has no room for it.
    final class Clocking {
        /// The clock and reset that the declaration names, if it names any.
        let named: ClockDomain?
        /// The region in which it was written, and whose.
        let region: (builder: CircuitBuilder, domain: ClockingDomain)?

        private init(named: ClockDomain?, region: (CircuitBuilder, ClockingDomain)?) {
            self.named = named
            self.region = region
        }

        /// Nil where it is the usual one.
        static func unusual(named: ClockDomain?, region builder: CircuitBuilder?) -> Clocking? {
            let region = builder.flatMap { $0.domain.isImplicit ? nil : ($0, $0.domain) }
            return named == nil && region == nil ? nil : Clocking(named: named, region: region)
        }
    }

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
    return declare(kind, shape, shape.leaves, source, domain: domain, elaboration, at: place)
}

/// The same, where the leaves, the elaboration and the place are known.
func declare<Shape: HardwareValue>(
    _ kind: PendingDeclaration.Kind, _ shape: Shape, _ leaves: [Leaf], _ source: DeclarationSource,
    domain: ClockDomain?, _ elaboration: Elaboration, at place: Place
) -> Shape.Handle {
    let scope = Scope(elaboration)
    elaboration.pending.append(
        PendingDeclaration(
            kind: kind, leaves: leaves, scope: scope, source: source, place: place,
            clocking: .unusual(named: domain, region: elaboration.builder)))
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
        var registers: (clocking: Clocking, reset: Reset?)?
        if case .register(_, let isReset) = declaration.kind {
            let domain = self.domain(of: declaration)
            // The implicit inputs, where they are meant, come before the register.
            registers = (clocking(domain), isReset ? reset(domain, value: .zero(width: 1)) : nil)
        }
        declaration.scope.base = Int32(circuit.nodes.count)
        let leaves = declaration.leaves
        for offset in leaves.indices {
            let node: NodeID
            let width = leaves[offset].width
            switch declaration.kind {
            case .input, .output:
                let isFlipped = leaves[offset].isFlipped
                let isInput = if case .input = declaration.kind { !isFlipped } else { isFlipped }
                node = append(Node(isInput ? .input : .wire, width: width), at: place)
                circuit.ports.append(Port(node: node, direction: isInput ? .input : .output))
                if leaves[offset].isClock, isInput, module is ExternalModule { circuit.clockInputs.insert(node) }
            case .wire, .memory:
                node = append(Node(.wire, width: width), at: place)
            case .register(let initial, _):
                guard let (clocking, reset) = registers else { continue }
                node = adoptRegister(initial.value(of: offset, width: width), clocking, reset, at: place)
            }
            circuit.names[node] = leaves[offset].name.isEmpty ? name : joined(name, leaves[offset].name)
            if let enumeration = leaves[offset].enumeration {
                circuit.enumerations[node] = elaboration.number(of: enumeration)
            }
        }
    }

    private func adoptRegister(
        _ initial: BitVector, _ clocking: Clocking, _ reset: Reset?, at place: Place
    ) -> NodeID {
        var reset = reset
        reset?.value = initial
        let node = append(Node(.register, width: initial.width, a: Int32(circuit.registers.count)), at: place)
        circuit.registers.makeRoom()
        circuit.registers.append(Register(node: node, clocking: clocking, reset: reset, initial: initial))
        return node
    }
}
