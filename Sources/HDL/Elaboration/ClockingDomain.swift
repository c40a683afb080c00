import Netlist

/// What a region of a module is clocked and reset by.
struct ClockingDomain {
    enum ResetSource {
        /// The module's implicit `reset`.
        case implicit
        case none
        case signal(NodeID, ResetStyle)
    }
    /// Nil: the module's implicit `clock`.
    var clock: (node: NodeID, edge: Clocking.Edge)?
    var reset = ResetSource.implicit

    /// True where nothing but the module's own clock and reset are meant.
    var isImplicit: Bool {
        guard clock == nil, case .implicit = reset else { return false }
        return true
    }

    mutating func set(clock signal: ClockSignal, _ builder: CircuitBuilder, at place: Place) {
        guard let node = builder.operand(signal._bound, at: place) else { return }
        clock = (node, signal.edge)
    }

    mutating func set(reset signal: ResetSignal?, _ builder: CircuitBuilder, at place: Place) {
        guard let signal else {
            reset = .none
            return
        }
        guard let node = builder.operand(signal._bound, at: place) else { return }
        reset = .signal(node, signal.style)
    }
}

/// How the implicit clock and reset of a module work; a part takes over what the region has in which it stands.
struct ImplicitStyle {
    var edge = Clocking.Edge.rising
    var reset = ResetStyle()
}

extension CircuitBuilder {
    func clocking(_ domain: ClockingDomain) -> Clocking {
        if let clock = domain.clock { return Clocking(clock: clock.node, edge: clock.edge) }
        return Clocking(clock: clockInput(), edge: style.edge)
    }

    /// The reset of a register that is reset to `value`; nil where the region has none.
    func reset(_ domain: ClockingDomain, value: BitVector) -> Reset? {
        switch domain.reset {
        case .none: nil
        case .implicit:
            Reset(signal: resetInput(), kind: style.reset.kind, polarity: style.reset.polarity, value: value)
        case .signal(let node, let style):
            Reset(signal: node, kind: style.kind, polarity: style.polarity, value: value)
        }
    }

    /// The region that a declaration stands in, or that it names.
    func domain(of declaration: PendingDeclaration) -> ClockingDomain {
        guard let clocking = declaration.clocking else { return ClockingDomain() }
        guard let explicit = clocking.named else {
            return clocking.region.flatMap { $0.builder === self ? $0.domain : nil } ?? ClockingDomain()
        }
        var domain = ClockingDomain()
        domain.set(clock: explicit.clock, self, at: declaration.place)
        domain.set(reset: explicit.reset, self, at: declaration.place)
        return domain
    }

    /// Decides how the implicit clock and reset work, before `circuit()` runs; what was declared before it follows.
    func settleStyle() {
        if let module = module as? ExternalModule {
            circuit.behavior = module.behavior
            circuit.behavior?.portNames = circuit.ports.map { circuit.names[$0.node] ?? "" }
            circuit.external = module.external(at: circuit.place)
        }
        if let parent {
            let domain = parent.instanceDomains[instance]
            style = ImplicitStyle(edge: domain.clock?.edge ?? parent.style.edge, reset: parent.style.reset)
            if case .signal(_, let reset) = domain.reset { style.reset = reset }
        }
        if let own = module?.implicitReset { style.reset = own }
        if let reset { circuit.names[reset] = style.reset.portName }
        for index in circuit.registers.indices {
            if circuit.registers[index].clocking.clock == clock {
                circuit.registers[index].clocking.edge = style.edge
            }
            if let reset, circuit.registers[index].reset?.signal == reset {
                circuit.registers[index].reset?.kind = style.reset.kind
                circuit.registers[index].reset?.polarity = style.reset.polarity
            }
        }
    }

    /// Drives the implicit clock and reset of an instance from the region in which it stands.
    func connectImplicit(_ child: CircuitBuilder) {
        let domain = instanceDomains[child.instance]
        let place = circuit.instances[child.instance].place
        if let port = child.clock { connect(child, port, clocking(domain).clock, at: place) }
        guard let port = child.reset else { return }
        let isActiveHigh = child.style.reset.polarity == .activeHigh
        guard let source = reset(domain, value: .zero(width: 1)) else {
            return connect(child, port, constant(BitVector(isActiveHigh ? 0 : 1, width: 1), at: place), at: place)
        }
        var signal = source.signal
        if source.polarity != child.style.reset.polarity {
            signal = append(Node(.not, width: 1, a: signal.index), at: place)
        }
        connect(child, port, signal, at: place)
    }

    private func connect(_ child: CircuitBuilder, _ port: NodeID, _ value: NodeID, at place: Place) {
        let node = append(Node(.wire, width: 1), at: place)
        circuit.names[node] = "\(circuit.instances[child.instance].name)_\(child.circuit.names[port] ?? "")"
        childPorts[child.instance][port] = node
        unconditional.append(.assign(Assignment(target: node, value: value, place: place)))
    }
}
