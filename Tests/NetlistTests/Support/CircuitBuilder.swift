import Netlist

/// Builds circuits by hand: everything it makes stands on the line that was set last, of file 0.
struct CircuitBuilder {
    var circuit: Circuit
    var line = 1

    init(_ name: String = "Example") {
        circuit = Circuit(name: name, place: Place(file: 0, line: 1, column: 1))
    }

    var here: Place { Place(file: 0, line: line, column: 1) }

    /// Sets the line on which the following stands.
    mutating func at(_ line: Int) { self.line = line }

    mutating func node(_ operation: Operation, _ width: Int, _ operands: NodeID..., b: Int32? = nil) -> NodeID {
        var node = Node(operation, width: width)
        if operands.count > 0 { node.a = operands[0].index }
        if operands.count > 1 { node.b = operands[1].index }
        if operands.count > 2 { node.c = operands[2].index }
        if let b { node.b = b }
        return circuit.append(node, at: here)
    }

    mutating func constant(_ value: UInt64, _ width: Int) -> NodeID {
        circuit.append(constant: BitVector(value, width: width), at: here)
    }

    mutating func input(_ name: String, _ width: Int = 1) -> NodeID {
        let node = circuit.append(Node(.input, width: width), at: here)
        circuit.names[node] = name
        circuit.ports.append(Port(node: node, direction: .input))
        return node
    }

    mutating func wire(_ name: String?, _ width: Int = 1) -> NodeID {
        let node = circuit.append(Node(.wire, width: width), at: here)
        circuit.names[node] = name
        return node
    }

    mutating func output(_ name: String, _ width: Int = 1) -> NodeID {
        let node = wire(name, width)
        circuit.ports.append(Port(node: node, direction: .output))
        return node
    }

    mutating func output(_ name: String, value: NodeID) {
        let node = output(name, circuit.width(value))
        circuit.statements.append(assign(node, value))
    }

    mutating func register(_ name: String, _ width: Int = 1, clock: NodeID, reset: NodeID? = nil) -> NodeID {
        let node = circuit.append(Node(.register, width: width, a: Int32(circuit.registers.count)), at: here)
        circuit.names[node] = name
        let zero = BitVector.zero(width: width)
        circuit.registers.append(
            Register(
                node: node, clocking: Clocking(clock: clock), reset: reset.map { Reset(signal: $0, value: zero) },
                initial: zero))
        return node
    }

    mutating func slice(_ node: NodeID, _ low: Int, _ width: Int) -> NodeID {
        self.node(.slice, width, node, b: Int32(low))
    }

    /// `node == value`.
    mutating func equal(_ node: NodeID, _ value: UInt64) -> NodeID {
        let constant = constant(value, circuit.width(node))
        return self.node(.equal, 1, node, constant)
    }

    func assign(_ target: NodeID, low: Int = 0, index: NodeID? = nil, _ value: NodeID) -> Statement {
        .assign(Assignment(target: target, low: low, index: index, value: value, place: here))
    }

    func when(_ condition: NodeID, _ then: Block, otherwise: Block = []) -> Statement {
        .when(When(condition: condition, then: then, otherwise: otherwise, place: here))
    }

    func select(
        _ subject: NodeID, _ arms: [(values: [UInt64], body: Block)], otherwise: Block? = nil,
        isExhaustive: Bool = false
    ) -> Statement {
        let width = circuit.width(subject)
        let arms = arms.enumerated().map { index, arm in
            Select.Arm(
                patterns: arm.values.map { Pattern(value: BitVector($0, width: width)) }, body: arm.body,
                place: Place(file: 0, line: line + 1 + index, column: 1))
        }
        return .select(
            Select(subject: subject, arms: arms, otherwise: otherwise, isExhaustive: isExhaustive, place: here))
    }

    mutating func add(_ statements: Statement...) { circuit.statements += statements }

    mutating func instance(_ name: String, of child: Circuit, at index: Int, inputs: [NodeID]) -> [NodeID] {
        var next = inputs.makeIterator()
        var outputs: [NodeID] = []
        var connections: [NodeID?] = []
        for (port, description) in child.ports.enumerated() {
            switch description.direction {
            case .input:
                let pin = wire(nil, child.width(description.node))
                if let value = next.next() { circuit.statements.append(assign(pin, value)) }
                connections.append(pin)
            case .output:
                let node = circuit.append(
                    Node(
                        .instanceOutput, width: child.width(description.node), a: Int32(circuit.instances.count),
                        b: Int32(port)), at: here)
                outputs.append(node)
                connections.append(node)
            }
        }
        circuit.instances.append(
            Instance(name: name, circuit: CircuitID(index), connections: connections, place: here))
        return outputs
    }
}

/// A design of circuits, the last one at the top; its only file is `Example.swift`.
func design(_ circuits: Circuit..., enumerations: [Enumeration] = []) -> Design {
    var sources = SourceTable()
    sources.files = ["Example.swift"]
    return Design(
        circuits: circuits, top: CircuitID(circuits.count - 1), enumerations: enumerations, sources: sources)
}
