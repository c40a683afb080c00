import Netlist

extension Design {
    /// The design with a check for each mutation, that it makes no difference: in the circuit that is mutated stand *shadows*, one of the circuit
    /// itself and one of each mutant. A shadow is what the circuit computes in one cycle: from its inputs, its registers and the outputs of its
    /// instances to its outputs, the next values of its registers and the inputs of its instances. The check fails in a cycle in which a
    /// mutant's shadow computes something else.
    ///
    /// If it never fails, the mutant is equivalent: from the same state it does the same, cycle by cycle. The other way round says nothing, as
    /// nobody may look at the difference. Resets are left out: while one is active, nothing is compared.
    ///
    /// The check of mutation `n` is called `shadowCheck(n)`. There is none where the circuit has a memory or no clock, or where a reset is
    /// mutated.
    public func shadowed(by mutations: [Mutation]) -> Design {
        var result = self
        result.circuits = []
        // Children come before their parents: shadows first. By circuit: its own, and those of its mutants.
        var shadows: [Int: [(number: Int, circuit: Int)]] = [:]
        for (number, mutation) in mutations.enumerated() where mutation.kind != .reset {
            let index = mutation.cell.circuit.index
            guard circuits[index].memories.isEmpty, circuits[index].clockOfChecks != nil else { continue }
            if shadows[index] == nil {
                shadows[index] = [(-1, result.circuits.count)]
                result.circuits.append(circuits[index].oneCycle(named: "\(circuits[index].name)_shadow"))
            }
            shadows[index, default: []].append((number, result.circuits.count))
            let mutated = mutation.applied(to: self)[mutation.cell.circuit]
            result.circuits.append(mutated.oneCycle(named: "\(mutated.name)_shadow_\(number)"))
        }
        let offset = result.circuits.count
        for index in circuits.indices {
            var circuit = circuits[index].moved(by: offset)
            let original = circuit
            var outputs: [String: NodeID] = [:]
            for (number, shadow) in shadows[index] ?? [] {
                let values = circuit.addShadow(CircuitID(shadow), result.circuits[shadow], of: original)
                if number < 0 { outputs = values } else { circuit.addCheck(number, outputs, values) }
            }
            result.circuits.append(circuit)
        }
        result.top = CircuitID(offset + top.index)
        return result
    }

    /// What the check of a mutation is called, by the mutation's place in the list.
    public static func shadowCheck(_ number: Int) -> String { "mutant \(number) makes no difference" }
}

extension Circuit {
    /// The clock of its checks, and what switches them off.
    fileprivate var clockOfChecks: (clocking: Clocking, reset: Reset?)? {
        properties.first.map { ($0.clocking, $0.reset) } ?? registers.first.map { ($0.clocking, $0.reset) }
    }

    /// What the circuit computes in one cycle, as a circuit without state and instances. Behind its own ports stand, for each register, its value
    /// as an input and its next value as an output, and the outputs and inputs of its instances as inputs and outputs.
    fileprivate func oneCycle(named name: String) -> Circuit {
        var result = self
        result.name = name
        result.properties = []
        for index in nodes.indices where nodes[index].operation == .probe {
            result.nodes[index] = Node(.constant, width: Int(nodes[index].width))
        }
        let own = Set(ports.map(\.node))
        for (number, instance) in instances.enumerated() {
            for (port, node) in instance.connections.enumerated() {
                guard let node, !own.contains(node) else { continue }
                let isInput = nodes[Int(node.index)].operation == .instanceOutput
                if isInput { result.nodes[Int(node.index)] = Node(.input, width: width(node)) }
                result.addPort(node, isInput ? .input : .output, "part_\(number)_\(port)")
            }
        }
        var (next, before, behind) = ([NodeID: NodeID](), Block(), Block())
        for (number, register) in registers.enumerated() {
            let width = width(register.node)
            result.nodes[Int(register.node.index)] = Node(.input, width: width)
            result.addPort(register.node, .input, "state_\(number)")
            let wire = result.append(Node(.wire, width: width), at: place)
            next[register.node] = wire
            before.append(.assign(Assignment(target: wire, value: register.node, place: place)))
            var value = wire
            if let enable = register.enable {
                value = result.append(
                    Node(.multiplex, width: width, a: enable.index, b: wire.index, c: register.node.index), at: place)
            }
            let output = result.append(Node(.wire, width: width), at: place)
            behind.append(.assign(Assignment(target: output, value: value, place: place)))
            result.addPort(output, .output, "next_\(number)")
        }
        result.statements = before + statements.withoutProperties().driving(next) + behind
        result.instances = []
        result.registers = []
        result.probes = []
        return result
    }

    private mutating func addPort(_ node: NodeID, _ direction: Port.Direction, _ name: String) {
        names[node] = name
        ports.append(Port(node: node, direction: direction))
    }

    /// Adds a shadow, on the same inputs; gives its outputs by name.
    fileprivate mutating func addShadow(_ id: CircuitID, _ shadow: Circuit, of original: Circuit) -> [String: NodeID] {
        var sources: [String: NodeID] = [:]
        for port in original.ports { sources[original.names[port.node] ?? ""] = port.node }
        for (instance, part) in original.instances.enumerated() {
            for (port, node) in part.connections.enumerated() { sources["part_\(instance)_\(port)"] = node }
        }
        for (number, register) in original.registers.enumerated() { sources["state_\(number)"] = register.node }
        let number = Int32(instances.count)
        var (connections, outputs) = ([NodeID?](), [String: NodeID]())
        for (index, port) in shadow.ports.enumerated() {
            let (width, name) = (shadow.width(port.node), shadow.names[port.node] ?? "")
            if port.direction == .output {
                let output = append(Node(.instanceOutput, width: width, a: number, b: Int32(index)), at: place)
                connections.append(output)
                outputs[name] = output
            } else if let source = sources[name] {
                let wire = append(Node(.wire, width: width), at: place)
                statements.append(.assign(Assignment(target: wire, value: source, place: place)))
                connections.append(wire)
            } else {
                connections.append(nil)
            }
        }
        instances.append(Instance(name: shadow.name, circuit: id, connections: connections, place: place))
        return outputs
    }

    /// Adds the check that two shadows compute the same.
    fileprivate mutating func addCheck(_ number: Int, _ outputs: [String: NodeID], _ others: [String: NodeID]) {
        guard let (clocking, reset) = clockOfChecks, outputs.keys == others.keys else { return }
        var isSame = append(constant: BitVector(1, width: 1), at: place)
        for (name, mine) in outputs.sorted(by: { $0.key < $1.key }) {
            guard let other = others[name] else { continue }
            let equal = append(Node(.equal, width: 1, a: mine.index, b: other.index), at: place)
            isSame = append(Node(.and, width: 1, a: isSame.index, b: equal.index), at: place)
        }
        statements.append(.property(PropertyID(properties.count)))
        properties.append(
            Property(
                kind: .check, name: Design.shadowCheck(number), condition: isSame, clocking: clocking, reset: reset,
                place: place))
    }
}

extension Block {
    /// The block with other targets in its assignments.
    fileprivate func driving(_ targets: [NodeID: NodeID]) -> Block {
        changing { statement in
            guard case .assign(var assignment) = statement else { return statement }
            assignment.target = targets[assignment.target] ?? assignment.target
            return .assign(assignment)
        }
    }
}
