import Netlist

/// Reads boxes and links out of a circuit.
struct GraphBuilder {
    let design: Design
    let circuit: Circuit
    let lowered: LoweredCircuit
    let ghost: GhostLogic.Part
    let control: ControlPorts
    let index: Int
    var boxes: [ConnectionGraph.Box] = []
    var links: [ConnectionGraph.Link] = []
    /// Which pin a value comes from.
    private var origin: [NodeID: ConnectionGraph.Pin] = [:]
    /// What pins read.
    private var sinks: [(pin: ConnectionGraph.Pin, roots: [NodeID])] = []

    init(_ design: Design, _ id: CircuitID) {
        self.design = design
        circuit = design[id]
        index = id.index
        lowered = circuit.lowered()
        ghost = GhostLogic(of: design).circuits[id.index]
        control = ControlPorts(design)
    }

    mutating func build() {
        addPorts()
        addInstances()
        addRegisters()
        addMemories()
        addGatherings()
        for (pin, roots) in sinks {
            for (source, found) in sources(of: roots, without: pin.box).sorted(by: { $0.value.first < $1.value.first })
            {
                links.append(
                    ConnectionGraph.Link(
                        source: source, sink: pin, leaves: found.leaves, passesLogic: !found.isDirect))
            }
        }
    }

    private mutating func box(_ kind: ConnectionGraph.Box.Kind, _ title: String, _ subtitle: String) -> Int {
        boxes.append(ConnectionGraph.Box(kind: kind, title: title, subtitle: subtitle))
        return boxes.count - 1
    }

    private func bits(_ nodes: [NodeID]) -> Int { nodes.reduce(0) { $0 + circuit.width($1) } }

    private func bitText(_ count: Int) -> String { count == 1 ? "1 bit" : "\(count) bits" }

    private func name(_ node: NodeID) -> String { circuit.names[node] ?? "n\(node.index)" }

    // MARK: Boxes

    private mutating func addPorts() {
        let ports = circuit.ports.enumerated().filter { !control.ports[index].contains($0.offset) }.map(\.element)
        let directions = Dictionary(ports.map { ($0.node, $0.direction) }, uniquingKeysWith: { first, _ in first })
        func width(_ nodes: [NodeID], _ direction: Port.Direction) -> Int {
            bits(nodes.filter { directions[$0] == direction })
        }
        let bundles = Bundles(ports.map { ($0.node, name($0.node)) }) { nodes in
            width(nodes, .input) > 0 && width(nodes, .output) > 0
        }
        for group in bundles.groups {
            let inputs = group.leaves.filter { directions[$0] == .input }
            let outputs = group.leaves.filter { directions[$0] == .output }
            let isInput = bits(inputs) >= bits(outputs)
            // A handshake stays with its stream; what carries values both ways is drawn at both sides.
            let isOne = inputs.isEmpty || outputs.isEmpty || min(bits(inputs), bits(outputs)) <= 1
            let main = port(isInput ? .input : .output, group.name)
            let other = isOne ? main : port(isInput ? .output : .input, group.name)
            for leaf in inputs { origin[leaf] = isInput ? main : other }
            if !outputs.isEmpty { sinks.append((isInput ? other : main, outputs)) }
        }
    }

    private mutating func port(_ kind: ConnectionGraph.Box.Kind, _ name: String) -> ConnectionGraph.Pin {
        ConnectionGraph.Pin(box: box(kind, name, ""), bundle: name)
    }

    private mutating func addInstances() {
        for (number, instance) in circuit.instances.enumerated() where !ghost.instances[number] {
            let child = design[instance.circuit]
            let box = box(.instance, instance.name, child.external?.module ?? child.name)
            let ports = child.ports.enumerated().filter {
                !control.ports[instance.circuit.index].contains($0.offset)
            }
            let bundles = Bundles(ports.map { (NodeID($0.offset), child.names[$0.element.node] ?? "") })
            for group in bundles.groups {
                let pin = ConnectionGraph.Pin(box: box, bundle: group.name)
                var roots: [NodeID] = []
                for port in group.leaves {
                    guard let node = instance.connections[Int(port.index)] else { continue }
                    if child.ports[Int(port.index)].direction == .input {
                        roots.append(node)
                    } else {
                        origin[node] = pin
                    }
                }
                if !roots.isEmpty { sinks.append((pin, roots)) }
            }
        }
    }

    /// A few registers are boxes of their own; many are one box.
    private mutating func addRegisters() {
        let real = circuit.registers.indices.filter { !ghost.registers[$0] }
        let position = Dictionary(
            real.map { (circuit.registers[$0].node, $0) }, uniquingKeysWith: { first, _ in first })
        let groups = Bundles(real.map { (circuit.registers[$0].node, name(circuit.registers[$0].node)) }).groups
        let isOneBox = groups.count > (circuit.instances.isEmpty ? 10 : 5)
        let common = isOneBox ? box(.register, "registers", bitText(bits(groups.flatMap(\.leaves)))) : 0
        for group in groups {
            let box = isOneBox ? common : box(.register, group.name, bitText(bits(group.leaves)))
            let pin = ConnectionGraph.Pin(box: box, bundle: group.name)
            var roots: [NodeID] = []
            for leaf in group.leaves {
                origin[leaf] = pin
                for next in lowered.registers[position[leaf] ?? 0] {
                    roots += [next.value] + (next.enable.map { [$0] } ?? [])
                }
            }
            sinks.append((pin, roots))
        }
    }

    private mutating func addMemories() {
        for (number, memory) in circuit.memories.enumerated() where !ghost.memories[number] {
            let box = box(.memory, memory.name, "\(memory.depth) × \(memory.width) bits")
            for (port, read) in memory.readPorts.enumerated() {
                let suffix = memory.readPorts.count > 1 ? " \(port)" : ""
                origin[read.data] = ConnectionGraph.Pin(box: box, bundle: "data\(suffix)")
                sinks.append(
                    (
                        ConnectionGraph.Pin(box: box, bundle: "read\(suffix)"),
                        [read.address] + (read.enable.map { [$0] } ?? [])
                    ))
            }
            for (port, write) in memory.writePorts.enumerated() {
                let suffix = memory.writePorts.count > 1 ? " \(port)" : ""
                let enable = lowered.writeEnables[number][port]
                let roots = [write.address, write.data] + [write.mask, enable].compactMap(\.self)
                sinks.append((ConnectionGraph.Pin(box: box, bundle: "write\(suffix)"), roots))
            }
        }
    }

    /// The circuit's own named wires; those that gather nothing are dissolved later.
    private mutating func addGatherings() {
        var taken = Set(circuit.ports.map(\.node))
        for instance in circuit.instances { taken.formUnion(instance.connections.compactMap(\.self)) }
        let wires = circuit.names.filter { node, _ in
            circuit[node].operation == .wire && !taken.contains(node) && !ghost.isGhost(node)
        }
        for group in Bundles(wires.map { ($0.key, $0.value) }).groups {
            let box = box(.gathering, group.name, "")
            let pin = ConnectionGraph.Pin(box: box, bundle: group.name)
            for leaf in group.leaves { origin[leaf] = pin }
            sinks.append((pin, group.leaves))
        }
    }

    // MARK: Links

    private struct Found {
        var leaves: Set<NodeID> = []
        var isDirect = false
        var first = Int.max
    }

    /// The pins that values come from, without those of the box that reads them.
    private func sources(of roots: [NodeID], without box: Int) -> [ConnectionGraph.Pin: Found] {
        var result: [ConnectionGraph.Pin: Found] = [:]
        var seen = Set<Int>()
        var stack: [(node: NodeID, direct: Bool)] = []
        func push(_ node: NodeID, _ direct: Bool) {
            if seen.insert(Int(node.index) * 2 + (direct ? 1 : 0)).inserted { stack.append((node, direct)) }
        }
        /// The value behind a root: a root is no source of itself.
        for root in roots {
            guard circuit.nodes.indices.contains(Int(root.index)), circuit[root].operation == .wire else {
                push(root, true)
                continue
            }
            if let driver = lowered.drivers[Int(root.index)] { push(driver, true) }
        }
        while let (node, direct) = stack.popLast() {
            if let pin = origin[node] {
                guard pin.box != box else { continue }
                result[pin, default: Found()].leaves.insert(node)
                if direct { result[pin, default: Found()].isDirect = true }
                result[pin, default: Found()].first = min(result[pin]?.first ?? .max, Int(node.index))
                continue
            }
            let value = lowered.circuit[node]
            switch value.operation {
            case .wire: if let driver = lowered.drivers[Int(node.index)] { push(driver, direct) }
            case .slice, .concatenate, .zeroExtend, .signExtend:
                for operand in value.operands { push(operand, direct) }
            default: for operand in value.operands { push(operand, false) }
            }
        }
        return result
    }
}
