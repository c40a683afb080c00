import Netlist

extension Design {
    /// A circuit that asks of many mutations at once whether they make any difference: the design, and beside each circuit that is mutated a *shadow*
    /// for each mutation: the mutated circuit on the same inputs, without its instances, whose outputs it takes from the design. The output
    /// `differs_N` of the top is high while the shadow of mutation `N` drives an output, or an input of an instance, otherwise than the
    /// circuit does. If it can never be high, the mutant is equivalent: it would do what the design does, cycle by cycle. The other way round says
    /// nothing, as nobody may look at the difference.
    ///
    /// All other outputs are left out, and so are checks; assumptions stay.
    ///
    /// - Parameter environment: as in `Mutation.miter`.
    public func shadowed(by mutations: [Mutation], environment: Design? = nil) -> Design {
        var result = withoutChecks()
        result.circuits = []
        // Children come before their parents.
        for (number, mutation) in mutations.enumerated() {
            let circuit = mutation.applied(to: self)[mutation.cell.circuit]
            result.circuits.append(circuit.withoutInstances(named: "\(circuit.name)_shadow_\(number)"))
        }
        if let environment {
            result.circuits += environment.circuits.map { $0.moved(by: mutations.count) }
            result.enumerations += environment.enumerations
        }
        let offset = result.circuits.count
        result.circuits += withoutChecks().circuits.map { $0.moved(by: offset) }
        // By circuit: the ports that it got, with the numbers of the mutations.
        var added: [Int: [(number: Int, port: Int)]] = [:]
        for index in circuits.indices {
            var circuit = result.circuits[offset + index]
            var bits: [Int: NodeID] = [:]
            let original = circuits[index]
            for (number, mutation) in mutations.enumerated() where mutation.cell.circuit.index == index {
                bits[number] = circuit.addShadow(
                    CircuitID(number), of: original, shadow: result.circuits[number], in: self)
            }
            for instance in circuit.instances.indices.prefix(original.instances.count) {
                for (number, port) in added[original.instances[instance].circuit.index] ?? [] {
                    let bit = circuit.append(
                        Node(.instanceOutput, width: 1, a: Int32(instance), b: Int32(port)), at: circuit.place)
                    circuit.instances[instance].connections.append(bit)
                    bits[number] = bits[number].map { circuit.either($0, bit) } ?? bit
                }
            }
            if index == top.index { circuit.ports.removeAll { $0.direction == .output } }
            for (number, bit) in bits.sorted(by: { $0.key < $1.key }) {
                let wire = circuit.wire(from: bit)
                circuit.names[wire] = "differs_\(number)"
                circuit.ports.append(Port(node: wire, direction: .output))
                added[index, default: []].append((number, circuit.ports.count - 1))
            }
            if index == top.index, let environment {
                circuit.addEnvironment(
                    environment.topCircuit, CircuitID(environment.top.index + mutations.count), ports: original)
            }
            result.circuits[offset + index] = circuit
        }
        result.top = CircuitID(offset + top.index)
        return result
    }
}

extension Circuit {
    /// A wire that carries a value.
    fileprivate mutating func wire(from value: NodeID) -> NodeID {
        let wire = append(Node(.wire, width: width(value)), at: place)
        statements.append(.assign(Assignment(target: wire, value: value, place: place)))
        return wire
    }

    fileprivate mutating func either(_ a: NodeID, _ b: NodeID) -> NodeID {
        append(Node(.or, width: 1, a: a.index, b: b.index), at: place)
    }

    /// The circuit with the outputs of its instances as inputs, behind its own, and the inputs of its instances as outputs, behind its own.
    fileprivate func withoutInstances(named name: String) -> Circuit {
        var result = self
        result.name = name
        result.statements = statements.removing { _ in true }
        for index in nodes.indices where nodes[index].operation == .probe {
            result.nodes[index] = Node(.constant, width: Int(nodes[index].width))
        }
        let used = Set(ports.map(\.node))
        for (number, instance) in instances.enumerated() {
            for (port, node) in instance.connections.enumerated() {
                guard let node, !used.contains(node) else { continue }
                let isInput = nodes[Int(node.index)].operation == .instanceOutput
                if isInput { result.nodes[Int(node.index)] = Node(.input, width: width(node)) }
                result.names[node] = "cut_\(number)_\(port)"
                result.ports.append(Port(node: node, direction: isInput ? .input : .output))
            }
        }
        result.instances = []
        result.properties = []
        result.probes = []
        return result
    }

    /// Adds the shadow and gives the bit that is high while it differs. `original` is this circuit as it was.
    fileprivate mutating func addShadow(
        _ id: CircuitID, of original: Circuit, shadow: Circuit, in design: Design
    ) -> NodeID {
        let number = Int32(instances.count)
        var connections: [NodeID?] = []
        var differs = append(constant: BitVector(0, width: 1), at: place)
        // By the name of a port of the shadow: what it is here.
        var mine: [String: NodeID] = [:]
        for port in original.ports { mine[original.names[port.node] ?? ""] = port.node }
        for (instance, part) in original.instances.enumerated() {
            for (port, node) in part.connections.enumerated() { mine["cut_\(instance)_\(port)"] = node }
        }
        for (index, port) in shadow.ports.enumerated() {
            let value = mine[shadow.names[port.node] ?? ""]
            let width = shadow.width(port.node)
            guard port.direction == .output else {
                connections.append(wire(from: value ?? append(constant: .zero(width: width), at: place)))
                continue
            }
            let output = append(Node(.instanceOutput, width: width, a: number, b: Int32(index)), at: place)
            connections.append(output)
            guard let value else { continue }
            differs = either(
                differs, append(Node(.notEqual, width: 1, a: value.index, b: output.index), at: place))
        }
        instances.append(Instance(name: shadow.name, circuit: id, connections: connections, place: place))
        return differs
    }

    fileprivate mutating func addEnvironment(_ top: Circuit, _ id: CircuitID, ports: Circuit) {
        let connections = top.ports.map { port -> NodeID? in
            ports.ports.first { ports.names[$0.node] == top.names[port.node] }.map { wire(from: $0.node) }
        }
        instances.append(Instance(name: "environment", circuit: id, connections: connections, place: place))
    }
}
