import Netlist
import Simulation

/// Everything that happens at one edge of one clock, as values.
struct FlatDomain {
    struct Commit {
        /// The state that changes.
        var state: ValueID
        /// Nil: always.
        var enable: ValueID?
        var value: ValueID
        var low: Int
        /// Bits of the value.
        var width: Int
    }

    struct Read {
        var data: ValueID
        var address: ValueID
        var enable: ValueID?
        var memory: Int
        var seesNew: Bool
        var newOf: Int?
    }

    struct Write {
        var enable: ValueID
        var address: ValueID
        var data: ValueID
        var mask: ValueID?
        var granule: Int
        var memory: Int
        /// Its number among the memory's write ports.
        var port: Int
    }

    struct Check {
        /// One when it fails; for a cover, when it is reached and holds; for a log, when it is reached.
        var hit: ValueID
        /// The values in its message.
        var values: [ValueID]
        var property: Property
        var instance: Int
    }

    /// The port that clocks it, a position in the top circuit's `ports`.
    var port: Int
    var edge: Clocking.Edge
    var commits: [Commit] = []
    var reads: [Read] = []
    var writes: [Write] = []
    var checks: [Check] = []
}

/// The state of a design and what changes it.
struct Sequential {
    var domains: [FlatDomain] = []
    /// States that follow what is seen of them whenever the circuit settles: asynchronous resets.
    var resets: [(state: ValueID, visible: ValueID)] = []

    init(_ flattener: Flattener, checks: Bool) throws(SimulationError) {
        for (number, instance) in flattener.instances.enumerated() {
            if let external = flattener.design.circuits[instance.circuit].external {
                throw SimulationError(
                    .externalModule,
                    "“\(flattener.name(of: number))” is the Verilog module “\(external.module)”, which cannot be evaluated",
                    swift: flattener.design.sources.resolve(flattener.design.circuits[instance.circuit].place)?
                        .description,
                    hint: "use the Verilated model, or leave the module out of what is simulated")
            }
            guard let lowered = flattener.lowered[instance.circuit]?.lowered else { continue }
            let circuit = lowered.circuit
            for (index, register) in circuit.registers.enumerated() {
                let state = flattener.states[instance.firstRegister + index]
                if register.reset?.kind == .asynchronous {
                    resets.append((state, flattener.value(number, register.node)))
                }
                guard let domain = try domain(flattener, number, register.clocking) else { continue }
                domains[domain].commits += commits(flattener, number, register, state, lowered.registers[index])
            }
            for (index, memory) in circuit.memories.enumerated() {
                let flat = instance.firstMemory + index
                for (position, port) in memory.readPorts.enumerated() {
                    guard let clocking = port.clocking, let domain = try domain(flattener, number, clocking) else {
                        continue
                    }
                    domains[domain].reads.append(
                        .init(
                            data: flattener.readData(number, index, position),
                            address: flattener.value(number, port.address),
                            enable: port.enable.map { flattener.value(number, $0) }, memory: flat,
                            seesNew: port.underWrite == .new, newOf: port.newOf))
                }
                for (position, port) in memory.writePorts.enumerated() {
                    guard let enable = lowered.writeEnables[index][position],
                        let domain = try domain(flattener, number, port.clocking)
                    else { continue }
                    domains[domain].writes.append(
                        .init(
                            enable: flattener.value(number, enable), address: flattener.value(number, port.address),
                            data: flattener.value(number, port.data),
                            mask: port.mask.map { flattener.value(number, $0) },
                            granule: port.granule, memory: flat, port: position))
                }
            }
            guard checks else { continue }
            for (property, enable) in zip(circuit.properties, lowered.propertyEnables) {
                guard let enable, let domain = try domain(flattener, number, property.clocking) else { continue }
                var hit = flattener.value(number, property.condition)
                switch property.kind {
                case .check, .assume: hit = flattener.graph.not(hit, width: 1)
                case .cover: break
                case .log: hit = flattener.graph.constant(1 as UInt64)
                }
                let reached = flattener.value(number, enable)
                hit = flattener.graph.binary(.and, hit, reached, width: 1, operands: 1)
                if let reset = property.reset {
                    let active = flattener.isActive(reset, flattener.value(number, reset.signal))
                    let outside = flattener.graph.not(active, width: 1)
                    hit = flattener.graph.binary(.and, hit, outside, width: 1, operands: 1)
                }
                let values = (property.message?.values ?? []).map { flattener.value(number, $0) }
                domains[domain].checks.append(.init(hit: hit, values: values, property: property, instance: number))
            }
        }
    }

    /// The position in `domains`; nil for a clock that never ticks.
    private mutating func domain(
        _ flattener: Flattener, _ instance: Int, _ clocking: Clocking
    ) throws(SimulationError) -> Int? {
        // First the value, which may be new, then the graph.
        let id = flattener.value(instance, clocking.clock)
        let clock = flattener.graph[id]
        if clock.kind == .constant { return nil }
        guard clock.kind == .source, case .input(let port) = flattener.sources[Int(clock.parameter)] else {
            let circuit = flattener.circuit(instance).circuit
            let place = flattener.design.sources.resolve(circuit.places[Int(clocking.clock.index)])
            throw SimulationError(
                .derivedClock,
                "clock “\(circuit.names[clocking.clock] ?? "of an expression")” of “\(flattener.name(of: instance))” "
                    + "is no input of “\(flattener.design.topCircuit.name)”",
                swift: place?.description,
                hint: "the evaluator ticks inputs only: use an enable, or the Verilated model")
        }
        if let known = domains.firstIndex(where: { $0.port == port && $0.edge == clocking.edge }) { return known }
        domains.append(FlatDomain(port: port, edge: clocking.edge))
        return domains.count - 1
    }

    private func commits(
        _ flattener: Flattener, _ instance: Int, _ register: Register, _ state: ValueID,
        _ parts: [LoweredCircuit.NextValue]
    ) -> [FlatDomain.Commit] {
        let width = flattener.circuit(instance).circuit.width(register.node)
        var reset: (active: ValueID, value: ValueID)?
        if let given = register.reset {
            reset = (
                flattener.isActive(given, flattener.value(instance, given.signal)),
                flattener.graph.constant(given.value.resized(to: width))
            )
        }
        var pieces: [FlatDomain.Commit] = []
        for part in parts {
            pieces.append(
                .init(
                    state: state, enable: part.enable.map { flattener.value(instance, $0) },
                    value: flattener.value(instance, part.value), low: part.low, width: part.width))
        }
        if width <= 64 {
            let next = narrowNext(flattener, state, width, pieces, reset)
            return next == state ? [] : [.init(state: state, enable: nil, value: next, low: 0, width: width)]
        }
        guard let reset else { return pieces }
        // The reset comes last, so that it overrides.
        return pieces + [.init(state: state, enable: reset.active, value: reset.value, low: 0, width: width)]
    }

    private func narrowNext(
        _ flattener: Flattener, _ state: ValueID, _ width: Int, _ pieces: [FlatDomain.Commit],
        _ reset: (active: ValueID, value: ValueID)?
    ) -> ValueID {
        var next = state
        for piece in pieces {
            let old = flattener.graph.slice(state, low: piece.low, width: piece.width)
            var value = piece.value
            if let enable = piece.enable {
                value = flattener.graph.multiplex(enable, value, old, width: piece.width)
            }
            let end = piece.low + piece.width
            if piece.low > 0 {
                let below = flattener.graph.slice(next, low: 0, width: piece.low)
                value = flattener.graph.concatenate(value, below, low: piece.low, width: end)
            }
            if end < width {
                let above = flattener.graph.slice(state, low: end, width: width - end)
                value = flattener.graph.concatenate(above, value, low: end, width: width)
            }
            next = value
        }
        guard let reset else { return next }
        return flattener.graph.multiplex(reset.active, reset.value, next, width: width)
    }
}

extension Flattener {
    /// As messages call an instance: `Top.part.inner`.
    func name(of instance: Int) -> String {
        let path = instances[instance].path
        return path.isEmpty ? design.topCircuit.name : design.topCircuit.name + "." + path
    }
}
