import Netlist

extension Mutation {
    /// The mutated circuit with what is below it as a design of its own, and the mutation in that one: what makes no difference there makes none
    /// anywhere.
    public func alone(in design: Design) -> (design: Design, mutation: Mutation) {
        let part = design.with(top: cell.circuit)
        return (part, Mutation(cell: Cell(circuit: part.top, part: cell.part), change: change))
    }

    /// A circuit that shows whether the mutated design ever does something else: both designs side by side on the same inputs, and one output,
    /// `differs`, which is high while an output of one is not that of the other. If it can never be high, the mutant is equivalent.
    ///
    /// The mutant's circuits have `_mutant` behind their names. Checks are left out, assumptions of the original are kept.
    ///
    /// - Parameters:
    ///   - when: by output: the output that says when it matters. It is compared only while that one is high.
    ///   - environment: a design whose assumptions hold of the inputs. It has inputs only, each with the name of a port of the design.
    public func miter(with design: Design, when: [String: String] = [:], environment: Design? = nil) -> Design {
        var miter = design.withoutChecks()
        let mutant = applied(to: design).withoutProperties()
        let offset = miter.circuits.count
        // Every copy has its own name, for both are one design.
        miter.circuits += mutant.circuits.map { circuit in
            var circuit = circuit.moved(by: offset)
            circuit.name += "_mutant"
            return circuit
        }
        let copies = [design.top, CircuitID(mutant.top.index + offset)]
        var builder = MiterBuilder(design.topCircuit, copies, when)
        if let environment {
            let offset = miter.circuits.count
            miter.circuits += environment.circuits.map { $0.moved(by: offset) }
            miter.enumerations += environment.enumerations
            builder.environment = (environment.topCircuit, CircuitID(environment.top.index + offset))
        }
        miter.circuits.append(builder.build())
        miter.top = CircuitID(miter.circuits.count - 1)
        return miter
    }
}

extension Circuit {
    /// The circuit behind `offset` other circuits.
    func moved(by offset: Int) -> Circuit {
        var result = self
        for index in instances.indices {
            result.instances[index].circuit = CircuitID(instances[index].circuit.index + offset)
        }
        return result
    }
}

extension Design {
    func withoutChecks() -> Design {
        var result = self
        for index in circuits.indices {
            let kinds = circuits[index].properties.map(\.kind)
            result.circuits[index].statements = circuits[index].statements.removing { kinds[$0.index] != .assume }
        }
        return result
    }

    fileprivate func withoutProperties() -> Design {
        var result = self
        for index in circuits.indices {
            result.circuits[index].statements = circuits[index].statements.removing { _ in true }
        }
        return result
    }
}

extension [Statement] {
    /// The block without the properties that `isRemoved` is true of.
    func removing(_ isRemoved: (PropertyID) -> Bool) -> Block {
        changing { statement in
            if case .property(let id) = statement, isRemoved(id) { return nil }
            return statement
        }
    }
}

/// The circuit around the two copies.
private struct MiterBuilder {
    private let top: Circuit
    private let when: [String: String]
    private let copies: [CircuitID]
    private var circuit: Circuit
    /// Its top, and which circuit that is.
    var environment: (top: Circuit, circuit: CircuitID)?

    init(_ top: Circuit, _ copies: [CircuitID], _ when: [String: String]) {
        (self.top, self.copies, self.when) = (top, copies, when)
        circuit = Circuit(name: "\(top.name)_miter", place: top.place)
    }

    private mutating func append(_ operation: Operation, _ width: Int, _ a: NodeID? = nil, _ b: NodeID? = nil) -> NodeID
    {
        circuit.append(Node(operation, width: width, a: a?.index ?? 0, b: b?.index ?? 0), at: top.place)
    }

    mutating func assign(_ target: NodeID, _ value: NodeID) {
        circuit.statements.append(.assign(Assignment(target: target, value: value, place: top.place)))
    }

    consuming func build() -> Circuit {
        var connections: [[NodeID?]] = [[], []]
        var ports: [String: NodeID] = [:]
        for (index, port) in top.ports.enumerated() {
            let width = top.width(port.node)
            switch port.direction {
            case .input:
                let input = append(.input, width)
                circuit.names[input] = top.names[port.node]
                ports[top.names[port.node] ?? ""] = input
                circuit.ports.append(Port(node: input, direction: .input))
                for copy in 0..<2 {
                    let wire = append(.wire, width)
                    assign(wire, input)
                    connections[copy].append(wire)
                }
            case .output:
                for copy in 0..<2 {
                    let output = Node(.instanceOutput, width: width, a: Int32(copy), b: Int32(index))
                    connections[copy].append(circuit.append(output, at: top.place))
                }
                ports[top.names[port.node] ?? ""] = connections[0][index]
            }
        }
        for copy in 0..<2 {
            circuit.instances.append(
                Instance(
                    name: ["original", "mutant"][copy], circuit: copies[copy], connections: connections[copy],
                    place: top.place))
        }
        connectEnvironment(ports)
        let outputs = top.ports.indices.filter { top.ports[$0].direction == .output }
        func output(named name: String?) -> NodeID? {
            outputs.first { name != nil && top.names[top.ports[$0].node] == name }.flatMap { connections[0][$0] }
        }
        var differs = circuit.append(constant: BitVector(0, width: 1), at: top.place)
        for index in outputs {
            guard let mine = connections[0][index], let other = connections[1][index] else { continue }
            var different = append(.notEqual, 1, mine, other)
            if let matters = output(named: when[top.names[top.ports[index].node] ?? ""]) {
                different = append(.and, 1, different, matters)
            }
            differs = append(.or, 1, differs, different)
        }
        let port = append(.wire, 1)
        circuit.names[port] = "differs"
        circuit.ports.append(Port(node: port, direction: .output))
        assign(port, differs)
        return circuit
    }

    private mutating func connectEnvironment(_ ports: [String: NodeID]) {
        guard let environment else { return }
        let wires = environment.top.ports.map { port -> NodeID? in
            guard let source = environment.top.names[port.node].flatMap({ ports[$0] }) else { return nil }
            let wire = append(.wire, environment.top.width(port.node))
            assign(wire, source)
            return wire
        }
        circuit.instances.append(
            Instance(name: "environment", circuit: environment.circuit, connections: wires, place: top.place))
    }
}
