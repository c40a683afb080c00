import Netlist

/// Which inputs of the top clock and reset something, found through wires, inverters and instances.
struct ControlInputs {
    /// An input, and whether it acts by its falling edge or its low level.
    struct Use: Hashable {
        /// The position in the circuit's `ports`.
        var port: Int
        var isInverted: Bool
    }

    var clocks: Set<Use> = []
    var resets: Set<Use> = []
    /// Something is clocked by what is no input: a gated clock, a divided one.
    var hasInnerClock = false

    /// True when one edge of one input clocks everything: then a cycle is a step of the model.
    var hasOneEvent: Bool { clocks.count <= 1 && !hasInnerClock }

    /// Those of the top of a design.
    init(of design: Design) {
        // By circuit, children first.
        var found: [ControlInputs] = []
        for circuit in design.circuits { found.append(ControlInputs(circuit, children: found)) }
        self = found[design.top.index]
    }

    private init(_ circuit: Circuit, children: [ControlInputs]) {
        if circuit.external != nil {
            for (index, port) in circuit.ports.enumerated() where circuit.clockInputs.contains(port.node) {
                clocks.insert(Use(port: index, isInverted: false))
            }
            return
        }
        var sources = ControlSources(circuit)
        for register in circuit.registers { add(register.clocking, register.reset, &sources) }
        for property in circuit.properties { add(property.clocking, property.reset, &sources) }
        for memory in circuit.memories {
            for port in memory.writePorts { add(port.clocking, nil, &sources) }
            for port in memory.readPorts { if let clocking = port.clocking { add(clocking, nil, &sources) } }
        }
        for instance in circuit.instances {
            let child = children[instance.circuit.index]
            hasInnerClock = hasInnerClock || child.hasInnerClock
            for use in child.clocks {
                guard let node = instance.connections[use.port] else { continue }
                addClock(sources.input(node, isInverted: use.isInverted))
            }
            for use in child.resets {
                guard let node = instance.connections[use.port] else { continue }
                if let reset = sources.input(node, isInverted: use.isInverted) { resets.insert(reset) }
            }
        }
    }

    private mutating func add(_ clocking: Clocking, _ reset: Reset?, _ sources: inout ControlSources) {
        addClock(sources.input(clocking.clock, isInverted: clocking.edge == .falling))
        guard let reset else { return }
        if let use = sources.input(reset.signal, isInverted: reset.polarity == .activeLow) { resets.insert(use) }
    }

    private mutating func addClock(_ use: Use?) {
        if let use { clocks.insert(use) } else { hasInnerClock = true }
    }
}

/// Follows clocks and resets of one circuit back to its inputs.
private struct ControlSources {
    let circuit: Circuit
    /// By node, so that each is followed once; the input for a use that is not inverted.
    private var known: [NodeID: ControlInputs.Use?] = [:]
    private lazy var drivers = circuit.lowered().drivers

    init(_ circuit: Circuit) { self.circuit = circuit }

    /// The input behind a node; nil where there is none.
    mutating func input(_ node: NodeID, isInverted: Bool) -> ControlInputs.Use? {
        let found: ControlInputs.Use?
        if let before = known[node] {
            found = before
        } else {
            found = follow(node)
            known[node] = .some(found)
        }
        return found.map { ControlInputs.Use(port: $0.port, isInverted: $0.isInverted != isInverted) }
    }

    private mutating func follow(_ node: NodeID) -> ControlInputs.Use? {
        var (current, isInverted, seen) = (node, false, Set<NodeID>())
        while seen.insert(current).inserted {
            guard Int(current.index) < circuit.nodes.count else { return nil }
            let value = circuit[current]
            switch value.operation {
            case .input:
                guard let port = circuit.ports.firstIndex(where: { $0.node == current }) else { return nil }
                return ControlInputs.Use(port: port, isInverted: isInverted)
            case .not:
                isInverted.toggle()
                current = value.operand(0)
            case .slice where circuit.width(value.operand(0)) == 1: current = value.operand(0)
            case .wire:
                guard let driver = drivers[Int(current.index)] else { return nil }
                current = driver
            default: return nil
            }
        }
        return nil
    }
}
