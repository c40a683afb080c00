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

    /// The clock: an input of the top module, or data.
    var clock: ValueID
    /// The port that clocks it, a position in the top circuit's `ports`; nil for a clock that is made of data.
    var port: Int?
    var edge: Clocking.Edge
    var commits: [Commit] = []
    var reads: [Read] = []
    var writes: [Write] = []
    var checks: [Check] = []
    /// What modules that are written in Verilog do.
    var actions: [() -> Void] = []
}

/// The state of a design and what changes it.
struct Sequential {
    private(set) var domains: [FlatDomain] = []
    /// States that follow what is seen of them whenever the circuit settles: asynchronous resets.
    private(set) var resets: [(state: ValueID, visible: ValueID)] = []
    /// The modules that are written in Verilog.
    private(set) var externals: [FlatExternal] = []

    init(_ flattener: Flattener, checks: Bool) throws(SimulationError) {
        for (number, instance) in flattener.instances.enumerated() {
            if flattener.design.circuits[instance.circuit].external != nil {
                try add(external: number, flattener)
                continue
            }
            guard let lowered = flattener.lowered[instance.circuit]?.lowered else { continue }
            addRegisters(number, lowered, flattener)
            for index in lowered.circuit.memories.indices { addMemory(index, number, lowered, flattener) }
            if checks { addChecks(number, lowered, flattener) }
        }
    }

    /// The position in `domains`; nil for a clock that never ticks.
    private mutating func domain(_ flattener: Flattener, _ instance: Int, _ clocking: Clocking) -> Int? {
        // First the value, which may be new, then the graph.
        let id = flattener.value(instance, clocking.clock)
        let clock = flattener.graph[id]
        if clock.kind == .constant { return nil }
        if let known = domains.firstIndex(where: { $0.clock == id && $0.edge == clocking.edge }) { return known }
        var port: Int?
        if clock.kind == .source, case .input(let position) = flattener.sources[Int(clock.parameter)] {
            port = position
        }
        domains.append(FlatDomain(clock: id, port: port, edge: clocking.edge))
        return domains.count - 1
    }

    // MARK: Memories and checks

    private mutating func addMemory(
        _ index: Int, _ number: Int, _ lowered: LoweredCircuit, _ flattener: Flattener
    ) {
        let memory = lowered.circuit.memories[index]
        let flat = flattener.instances[number].firstMemory + index
        for (position, port) in memory.readPorts.enumerated() {
            guard let clocking = port.clocking, let domain = domain(flattener, number, clocking) else { continue }
            domains[domain].reads.append(
                .init(
                    data: flattener.readData(number, index, position), address: flattener.value(number, port.address),
                    enable: port.enable.map { flattener.value(number, $0) }, memory: flat,
                    seesNew: port.underWrite == .new, newOf: port.newOf))
        }
        for (position, port) in memory.writePorts.enumerated() {
            guard let enable = lowered.writeEnables[index][position],
                let domain = domain(flattener, number, port.clocking)
            else { continue }
            domains[domain].writes.append(
                .init(
                    enable: flattener.value(number, enable), address: flattener.value(number, port.address),
                    data: flattener.value(number, port.data), mask: port.mask.map { flattener.value(number, $0) },
                    granule: port.granule, memory: flat, port: position))
        }
    }

    private mutating func addChecks(_ number: Int, _ lowered: LoweredCircuit, _ flattener: Flattener) {
        for (property, enable) in zip(lowered.circuit.properties, lowered.propertyEnables) {
            guard let enable, let domain = domain(flattener, number, property.clocking) else { continue }
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

    // MARK: Modules that are written in Verilog

    private mutating func add(external number: Int, _ flattener: Flattener) throws(SimulationError) {
        let external = try FlatExternal(flattener, number)
        let circuit = flattener.design.circuits[flattener.instances[number].circuit]
        for action in external.ports.edges {
            let clocking = Clocking(clock: circuit.ports[action.clock].node, edge: action.edge)
            guard let domain = domain(flattener, number, clocking) else { continue }
            domains[domain].actions.append(action.body)
        }
        externals.append(external)
    }

    // MARK: Registers

    private mutating func addRegisters(_ number: Int, _ lowered: LoweredCircuit, _ flattener: Flattener) {
        for (index, register) in lowered.circuit.registers.enumerated() {
            let state = flattener.states[flattener.instances[number].firstRegister + index]
            if register.reset?.kind == .asynchronous { resets.append((state, flattener.value(number, register.node))) }
            guard let domain = domain(flattener, number, register.clocking) else { continue }
            domains[domain].commits += commits(flattener, number, register, state, lowered.registers[index])
        }
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
