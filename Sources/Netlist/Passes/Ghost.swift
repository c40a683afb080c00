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

        /// Where nothing is watched, nothing is ghost.
        fileprivate static func none(of circuit: Circuit) -> Part {
            func no(_ count: Int) -> [Bool] { Array(repeating: false, count: count) }
            return Part(
                nodes: no(circuit.nodes.count), registers: no(circuit.registers.count),
                memories: no(circuit.memories.count), instances: no(circuit.instances.count), probed: [])
        }

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
            let hasGhosts = watches[index] || !circuit.probes.isEmpty || !probed[index].isEmpty
            guard hasGhosts else {
                parts.append(.none(of: circuit))
                continue
            }
            var run = GhostRun(design: design, circuit: circuit)
            parts.append(run.run(probed: probed[index].sorted(), watches: watches))
        }
        circuits = parts
    }
}

/// The analysis of one circuit. Behind the nodes come the guards of `Reads`, which depend on their conditions.
private struct GhostRun {
    let design: Design
    let circuit: Circuit
    let reads: Reads
    var real: [Bool]
    var ghost: [Bool]

    init(design: Design, circuit: Circuit) {
        self.design = design
        self.circuit = circuit
        reads = Reads(circuit)
        real = Array(repeating: false, count: circuit.nodes.count + reads.guards.count)
        ghost = real
    }

    mutating func run(probed: [NodeID], watches: [Bool]) -> GhostLogic.Part {
        var watched = probed
        for case let index? in reads.properties { forEachCondition(index) { watched.append($0) } }

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
            watched += property.operands + [property.clocking.clock]
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
            // A guard is ghost when a condition of it is, whoever it guards.
            for index in circuit.nodes.count..<ghost.count { ghost[index] = false }
            var users: [Int32: [Int32]] = [:]
            for index in ghost.indices {
                forEachSource(of: NodeID(index)) { users[$0.index, default: []].append(Int32(index)) }
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
            nodes: Array(ghost.prefix(circuit.nodes.count)),
            registers: circuit.registers.map { ghost[Int($0.node.index)] }, memories: memories,
            instances: instances, probed: probed)
    }

    private func inputs(of instance: Int) -> [NodeID] {
        circuit.instances[instance].connections.compactMap { $0 }.filter { circuit[$0].operation != .instanceOutput }
    }

    /// What a node reads.
    private func forEachSource(of id: NodeID, _ body: (NodeID) -> Void) {
        let position = Int(id.index)
        guard position < circuit.nodes.count else {
            let entry = reads.guards[position - circuit.nodes.count]
            body(entry.node)
            forEachCondition(entry.parent, body)
            return
        }
        let node = circuit.nodes[position]
        switch node.operation {
        case .wire: forEachAssigned(to: id, body)
        case .register:
            forEachAssigned(to: id, body)
            let register = circuit.registers[Int(node.a)]
            body(register.clocking.clock)
            if let reset = register.reset { body(reset.signal) }
            if let enable = register.enable { body(enable) }
        case .instanceOutput: for input in inputs(of: Int(node.a)) { body(input) }
        case .memoryRead:
            let memory = circuit.memories[Int(node.a)]
            for port in memory.writePorts {
                body(port.address)
                body(port.data)
                body(port.clocking.clock)
                if let mask = port.mask { body(mask) }
            }
            for (_, condition) in reads.writes[Int(node.a)] { forEachCondition(condition, body) }
            let port = memory.readPorts[Int(node.b)]
            body(port.address)
            if let clock = port.clocking?.clock { body(clock) }
            if let enable = port.enable { body(enable) }
        default: for index in 0..<node.operandCount { body(node.operand(index)) }
        }
    }

    private func forEachAssigned(to id: NodeID, _ body: (NodeID) -> Void) {
        for position in reads.range(of: id) {
            let entry = reads.entries[position]
            body(entry.value)
            body(entry.index)
            forEachCondition(entry.guardIndex, body)
        }
    }

    /// A guard, if there is one: it stands for all conditions around it.
    private func forEachCondition(_ index: Int32, _ body: (NodeID) -> Void) {
        if index >= 0 { body(NodeID(circuit.nodes.count + Int(index))) }
    }

    private mutating func mark(
        _ roots: [NodeID], in set: WritableKeyPath<GhostRun, [Bool]>, unless excluded: (NodeID) -> Bool
    ) {
        var work = roots
        var marks = self[keyPath: set]
        while let node = work.popLast() {
            if excluded(node) || marks[Int(node.index)] { continue }
            marks[Int(node.index)] = true
            forEachSource(of: node) { work.append($0) }
        }
        self[keyPath: set] = marks
    }
}
