/// One end of a crossing: a register, a memory, an input of the top with a clock.
struct CrossingEnd {
    var clock: ClockKey
    /// From the circuit that looks at it: `producer.status`.
    var name: String
    var place: Place
    /// Between it and the node that it stands at, there is logic, whose output may be wrong for a moment.
    var isBehindLogic = false
}

struct Crossing {
    enum Mistake { case noSynchronizer, logicBeforeSynchronizer }
    var mistake: Mistake
    var sender: CrossingEnd
    var receiver: CrossingEnd
}

/// What the circuits above one must know of it.
struct CrossingSummary {
    /// By port: who sends out of it, one for each clock.
    var senders: [[CrossingEnd]]
    /// By port: who receives from it, one for each clock.
    var receivers: [[CrossingEnd]]
    /// By port: the first stages of synchronisers that receive from it, one for each clock.
    var synchronizers: [[CrossingEnd]]
    /// Between clocks that are two in this circuit; outside they may be one.
    var crossings: [Crossing]
}

/// Looks for crossings in one circuit, those below it being done.
struct CrossingRun {
    let context: CheckContext
    let index: Int
    let circuit: Circuit
    let lowered: LoweredCircuit
    let graph: CombinationalGraph
    let ghost: GhostLogic.Part
    let clocks: [ClockKey]
    var roots: ClockRoots
    private let describer: NodeDescriber
    /// Who depends on each node at the same moment.
    private var users: [[NodeID]] = []
    private var senders: [(node: NodeID, end: CrossingEnd)] = []
    private var receivers: [(node: NodeID, end: CrossingEnd)] = []
    private var synchronizers: [(node: NodeID, end: CrossingEnd)] = []
    private var crossings: [Crossing] = []

    init(context: CheckContext, index: Int, ghost: GhostLogic.Part, clocks: [ClockKey], roots: ClockRoots) {
        self.context = context
        self.index = index
        self.ghost = ghost
        self.clocks = clocks
        self.roots = roots
        circuit = context.design.circuits[index]
        lowered = context.paths.lowered(CircuitID(index))
        graph = context.paths.graph(CircuitID(index))
        describer = context.describer(CircuitID(index))
    }

    mutating func run(_ below: [CrossingSummary]) -> CrossingSummary {
        collectRegisters()
        collectMemories()
        collectInstances(below)
        if index == context.design.top.index {
            for (input, clock) in circuit.crossings.inputClocks.sorted(by: { $0.key < $1.key }) {
                senders.append((input, end(input, roots.root(clock, in: index))))
            }
        }
        users = Array(repeating: [], count: graph.count)
        for node in 0..<graph.count {
            var next = 0
            while let source = graph.dependency(of: NodeID(node), next) {
                users[Int(source.index)].append(NodeID(node))
                next += 1
            }
        }
        let none: [[CrossingEnd]] = circuit.ports.map { _ in [] }
        var summary = CrossingSummary(senders: none, receivers: none, synchronizers: none, crossings: crossings)
        for clock in clocks {
            let sent = reach(senders.filter { $0.end.clock == clock }) { users[Int($0.index)] }
            var found: Set<String> = []
            func meet(_ receivers: [(node: NodeID, end: CrossingEnd)], _ mistake: Crossing.Mistake) {
                for receiver in receivers where receiver.end.clock != clock {
                    guard let sender = sent[receiver.node] else { continue }
                    if mistake == .logicBeforeSynchronizer, !sender.isBehindLogic, !receiver.end.isBehindLogic {
                        continue
                    }
                    guard found.insert(receiver.end.name).inserted else { continue }
                    summary.crossings.append(Crossing(mistake: mistake, sender: sender, receiver: receiver.end))
                }
            }
            meet(receivers, .noSynchronizer)
            meet(synchronizers, .logicBeforeSynchronizer)
            let received = reach(receivers.filter { $0.end.clock == clock }, sources)
            let synchronized = reach(synchronizers.filter { $0.end.clock == clock }, sources)
            for (number, port) in circuit.ports.enumerated() {
                switch port.direction {
                case .input:
                    received[port.node].map { summary.receivers[number].append($0) }
                    synchronized[port.node].map { summary.synchronizers[number].append($0) }
                case .output: sent[port.node].map { summary.senders[number].append($0) }
                }
            }
        }
        return summary
    }

    private func sources(of node: NodeID) -> [NodeID] {
        var (sources, next) = ([NodeID](), 0)
        while let source = graph.dependency(of: node, next) {
            sources.append(source)
            next += 1
        }
        return sources
    }

    /// Whether a node only names, selects or joins bits, or turns them over: it never shows what is not at its operands.
    private func isWiring(_ node: NodeID) -> Bool {
        switch graph[node].operation {
        case .constant, .input, .wire, .register, .instanceOutput, .probe, .not, .slice, .concatenate, .zeroExtend,
            .signExtend:
            true
        default: false
        }
    }

    /// For each node that is reached: an end that reaches it, one behind logic before any other. What is declared stable stops it.
    private func reach(
        _ starts: [(node: NodeID, end: CrossingEnd)], _ next: (NodeID) -> [NodeID]
    ) -> [NodeID: CrossingEnd] {
        var result: [NodeID: CrossingEnd] = [:]
        var work: [NodeID] = []
        func visit(_ node: NodeID, _ from: CrossingEnd) {
            var end = from
            end.isBehindLogic = end.isBehindLogic || !isWiring(node)
            if let known = result[node], known.isBehindLogic || !end.isBehindLogic { return }
            guard !circuit.crossings.stable.contains(node) else { return }
            result[node] = end
            work.append(node)
        }
        for start in starts { visit(start.node, start.end) }
        while let node = work.popLast() {
            guard let end = result[node] else { continue }
            for other in next(node) { visit(other, end) }
        }
        return result
    }

    private func end(_ node: NodeID, _ clock: ClockKey) -> CrossingEnd {
        CrossingEnd(
            clock: clock, name: describer.name(node) ?? describer.expression(node),
            place: circuit.places[Int(node.index)])
    }

    private mutating func collectRegisters() {
        for (number, register) in circuit.registers.enumerated() where !ghost.registers[number] {
            let end = end(register.node, roots.root(register.clocking.clock, in: index))
            senders.append((register.node, end))
            if let reset = register.reset, !circuit.crossings.resetSynchronizers.contains(register.node) {
                receivers.append((reset.signal, end))
            }
            if circuit.crossings.synchronizers.contains(register.node) {
                for next in lowered.registers[number] { synchronizers.append((next.value, end)) }
                continue
            }
            for next in lowered.registers[number] {
                receivers.append((next.value, end))
                if let enable = next.enable { receivers.append((enable, end)) }
            }
        }
    }

    private mutating func collectMemories() {
        for (number, memory) in circuit.memories.enumerated() where !ghost.memories[number] {
            func end(_ clock: ClockKey) -> CrossingEnd {
                CrossingEnd(clock: clock, name: memory.name, place: memory.place)
            }
            var writers: [ClockKey] = []
            for (position, port) in memory.writePorts.enumerated() {
                let clock = roots.root(port.clocking.clock, in: index)
                if !writers.contains(clock) { writers.append(clock) }
                for node in [port.address, port.data, port.mask, lowered.writeEnables[number][position]] {
                    if let node { receivers.append((node, end(clock))) }
                }
            }
            if circuit.crossings.stableMemories.contains(MemoryID(number)) { writers = [] }
            for port in memory.readPorts {
                guard let clocking = port.clocking else {
                    for clock in writers { senders.append((port.data, end(clock))) }
                    continue
                }
                let clock = roots.root(clocking.clock, in: index)
                senders.append((port.data, end(clock)))
                receivers.append((port.address, end(clock)))
                if let enable = port.enable { receivers.append((enable, end(clock))) }
                for writer in writers where writer != clock {
                    crossings.append(
                        Crossing(mistake: .noSynchronizer, sender: end(writer), receiver: end(clock)))
                }
            }
        }
    }

    private mutating func collectInstances(_ below: [CrossingSummary]) {
        for (number, instance) in circuit.instances.enumerated() {
            let summary = below[instance.circuit.index]
            func outside(_ end: CrossingEnd) -> CrossingEnd {
                var outer = end
                outer.clock = roots.outside(end.clock, instance: number, in: index)
                outer.name = "\(instance.name).\(end.name)"
                return outer
            }
            for (port, node) in instance.connections.enumerated() {
                guard let node else { continue }
                for end in summary.senders[port] { senders.append((node, outside(end))) }
                if ghost.instances[number] { continue }
                for end in summary.receivers[port] { receivers.append((node, outside(end))) }
                for end in summary.synchronizers[port] { synchronizers.append((node, outside(end))) }
            }
            for crossing in summary.crossings {
                var mapped = crossing
                (mapped.sender, mapped.receiver) = (outside(crossing.sender), outside(crossing.receiver))
                if mapped.sender.clock != mapped.receiver.clock { crossings.append(mapped) }
            }
        }
    }
}
