/// Which parts of a design exist only for verification: what `check`, `assume`, `cover` read and nothing else does.
///
/// Output ports, attributes and the instances that lead to them make logic real. Input and output ports are real always,
/// and so is what nobody reads at all, unless it reads ghost logic.
public struct GhostLogic: Sendable {
    /// One circuit's share.
    public struct Part: Sendable {
        /// By node. Expressions that nobody uses are not ghost.
        public fileprivate(set) var nodes: [Bool]
        /// By register: the same as the register's node.
        public fileprivate(set) var registers: [Bool]
        public fileprivate(set) var memories: [Bool]
        public fileprivate(set) var instances: [Bool]
        /// Signals of this circuit that a circuit above reads through a probe, in ascending order.
        public fileprivate(set) var probed: [NodeID]

        public func isGhost(_ node: NodeID) -> Bool { nodes[Int(node.index)] }
    }

    /// Parallel to `Design.circuits`.
    public let circuits: [Part]

    public init(of design: Design) {
        var probed: [Set<NodeID>] = Array(repeating: [], count: design.circuits.count)
        for circuit in design.circuits {
            for probe in circuit.probes {
                var owner = circuit
                var index: Int?
                for step in probe.path where step.index < owner.instances.count {
                    index = owner.instances[step.index].circuit.index
                    owner = design.circuits[index ?? 0]
                }
                if let index { probed[index].insert(probe.target) }
            }
        }
        var watches = Array(repeating: false, count: design.circuits.count)
        var parts: [Part] = []
        for (index, circuit) in design.circuits.enumerated() {
            watches[index] =
                !circuit.properties.isEmpty || circuit.instances.contains { watches[$0.circuit.index] }
            var run = GhostRun(design: design, circuit: circuit)
            parts.append(run.run(probed: probed[index].sorted(), watches: watches))
        }
        circuits = parts
    }
}

/// The analysis of one circuit.
private struct GhostRun {
    let design: Design
    let circuit: Circuit
    /// What drives a signal, by node: values, indices, and the conditions around them.
    var drivers: [Int32: [NodeID]] = [:]
    /// What a write to a memory depends on.
    var writes: [[NodeID]]
    var real: [Bool]
    var ghost: [Bool]

    init(design: Design, circuit: Circuit) {
        self.design = design
        self.circuit = circuit
        writes = Array(repeating: [], count: circuit.memories.count)
        real = Array(repeating: false, count: circuit.nodes.count)
        ghost = real
    }

    mutating func run(probed: [NodeID], watches: [Bool]) -> GhostLogic.Part {
        var conditions: [NodeID] = []
        var watched = probed
        collect(circuit.statements, under: &conditions, watched: &watched)
        collectState()
        for probe in probed { watched.append(probe) }

        var roots = circuit.ports.map(\.node) + circuit.attributes.keys.sorted()
        for memory in circuit.memories where !memory.attributes.isEmpty { roots += memory.readPorts.map(\.data) }
        var used = Array(repeating: false, count: circuit.instances.count)
        for (index, instance) in circuit.instances.enumerated() where !instance.attributes.isEmpty {
            roots += inputs(of: index)
            used[index] = true
        }
        mark(roots, in: \.real, unless: { _ in false })

        for (index, instance) in circuit.instances.enumerated()
        where !used[index] && instance.connections.allSatisfy({ $0 == nil || circuit[$0!].operation == .wire })
            && watches[instance.circuit.index]
        {
            watched += inputs(of: index)
        }
        for property in circuit.properties {
            watched += [property.condition, property.clocking.clock]
            if let reset = property.reset { watched.append(reset.signal) }
        }
        let isReal = real
        mark(watched, in: \.ghost, unless: { isReal[Int($0.index)] })
        markUnread()
        return part(probed: probed, watches: watches)
    }

    /// What nobody reads is real, unless it reads ghost logic.
    private mutating func markUnread() {
        let signals = circuit.nodes.indices.filter {
            !real[$0] && !ghost[$0] && circuit.nodes[$0].operation.isSignal
        }
        guard !signals.isEmpty else { return }
        if ghost.contains(true) {
            var users: [Int32: [Int32]] = [:]
            for index in circuit.nodes.indices {
                for source in sources(of: NodeID(index)) { users[source.index, default: []].append(Int32(index)) }
            }
            var work = ghost.indices.filter { ghost[$0] }.map { Int32($0) }
            while let node = work.popLast() {
                for user in users[node] ?? [] where !real[Int(user)] && !ghost[Int(user)] {
                    ghost[Int(user)] = true
                    work.append(user)
                }
            }
        }
        let isGhost = ghost
        mark(signals.filter { !isGhost[$0] }.map { NodeID($0) }, in: \.real, unless: { isGhost[Int($0.index)] })
    }

    private func part(probed: [NodeID], watches: [Bool]) -> GhostLogic.Part {
        let memories = circuit.memories.map { memory in
            !memory.readPorts.isEmpty && memory.readPorts.allSatisfy { ghost[Int($0.data.index)] }
        }
        let instances = circuit.instances.indices.map { index -> Bool in
            let instance = circuit.instances[index]
            let outputs = instance.connections.compactMap { $0 }.filter { circuit[$0].operation == .instanceOutput }
            if outputs.contains(where: { real[Int($0.index)] }) || !instance.attributes.isEmpty { return false }
            if outputs.isEmpty { return watches[instance.circuit.index] }
            return true
        }
        return GhostLogic.Part(
            nodes: ghost, registers: circuit.registers.map { ghost[Int($0.node.index)] }, memories: memories,
            instances: instances, probed: probed)
    }

    private mutating func collect(_ block: Block, under conditions: inout [NodeID], watched: inout [NodeID]) {
        for statement in block {
            switch statement {
            case .assign(let assignment):
                drivers[assignment.target.index, default: []].append(assignment.value)
                if let index = assignment.index { drivers[assignment.target.index]?.append(index) }
                drivers[assignment.target.index]? += conditions
            case .when(let when):
                conditions.append(when.condition)
                collect(when.then, under: &conditions, watched: &watched)
                collect(when.otherwise, under: &conditions, watched: &watched)
                conditions.removeLast()
            case .select(let select):
                conditions.append(select.subject)
                for arm in select.arms { collect(arm.body, under: &conditions, watched: &watched) }
                if let otherwise = select.otherwise { collect(otherwise, under: &conditions, watched: &watched) }
                conditions.removeLast()
            case .write(let memory, _, _):
                writes[memory.index] += conditions
            case .property:
                watched += conditions
            }
        }
    }

    private mutating func collectState() {
        for register in circuit.registers {
            drivers[register.node.index, default: []].append(register.clocking.clock)
            if let reset = register.reset { drivers[register.node.index]?.append(reset.signal) }
            if let enable = register.enable { drivers[register.node.index]?.append(enable) }
        }
        for (index, memory) in circuit.memories.enumerated() {
            for port in memory.writePorts {
                writes[index] += [port.address, port.data, port.clocking.clock]
                if let mask = port.mask { writes[index].append(mask) }
            }
        }
    }

    private func inputs(of instance: Int) -> [NodeID] {
        circuit.instances[instance].connections.compactMap { $0 }.filter { circuit[$0].operation != .instanceOutput }
    }

    /// What a node reads.
    private func sources(of id: NodeID) -> [NodeID] {
        let node = circuit[id]
        switch node.operation {
        case .wire, .register: return drivers[id.index] ?? []
        case .instanceOutput: return inputs(of: Int(node.a))
        case .memoryRead:
            let port = circuit.memories[Int(node.a)].readPorts[Int(node.b)]
            var result = writes[Int(node.a)] + [port.address]
            if let clock = port.clocking?.clock { result.append(clock) }
            if let enable = port.enable { result.append(enable) }
            return result
        default: return node.operands
        }
    }

    private mutating func mark(
        _ roots: [NodeID], in set: WritableKeyPath<GhostRun, [Bool]>, unless excluded: (NodeID) -> Bool
    ) {
        var work = roots
        while let node = work.popLast() {
            if excluded(node) || self[keyPath: set][Int(node.index)] { continue }
            self[keyPath: set][Int(node.index)] = true
            work += sources(of: node)
        }
    }
}
