import Netlist

/// Writes circuits by hand, for tests.
public final class Builder {
    public var circuit: Circuit
    private var stack: [Block] = [[]]
    private var line = 0

    public init(_ name: String) { circuit = Circuit(name: name, place: Place(file: 0, line: 1, column: 1)) }

    public var here: Place {
        line += 1
        return Place(file: 0, line: line, column: 1)
    }

    public func node(_ operation: Operation, _ width: Int, _ a: NodeID? = nil, _ b: NodeID? = nil, _ c: NodeID? = nil)
        -> NodeID
    {
        circuit.append(
            Node(operation, width: width, a: a?.index ?? 0, b: b?.index ?? 0, c: c?.index ?? 0), at: here)
    }

    public func width(_ node: NodeID) -> Int { circuit.width(node) }

    public func input(_ name: String, _ width: Int = 1) -> NodeID {
        let id = node(.input, width)
        circuit.names[id] = name
        circuit.ports.append(Port(node: id, direction: .input))
        return id
    }

    public func output(_ name: String, _ width: Int = 1) -> NodeID {
        let id = wire(name, width)
        circuit.ports.append(Port(node: id, direction: .output))
        return id
    }

    public func wire(_ name: String?, _ width: Int = 1) -> NodeID {
        let id = node(.wire, width)
        circuit.names[id] = name
        return id
    }

    public func register(
        _ name: String, _ width: Int = 1, clock: NodeID, reset: NodeID? = nil, value: UInt64 = 0,
        kind: Reset.Kind = .synchronous, polarity: Reset.Polarity = .activeHigh, enable: NodeID? = nil,
        edge: Clocking.Edge = .rising
    ) -> NodeID {
        let id = circuit.append(Node(.register, width: width, a: Int32(circuit.registers.count)), at: here)
        circuit.names[id] = name
        let initial = BitVector(value, width: width)
        circuit.registers.append(
            Register(
                node: id, clocking: Clocking(clock: clock, edge: edge),
                reset: reset.map { Reset(signal: $0, kind: kind, polarity: polarity, value: initial) },
                enable: enable, initial: initial))
        return id
    }

    public func constant(_ value: UInt64, _ width: Int) -> NodeID {
        circuit.append(constant: BitVector(value, width: width), at: here)
    }

    public func slice(_ a: NodeID, _ high: Int, _ low: Int) -> NodeID {
        circuit.append(Node(.slice, width: high - low + 1, a: a.index, b: Int32(low)), at: here)
    }

    public func bit(_ a: NodeID, _ index: Int) -> NodeID { slice(a, index, index) }

    /// The first is the highest.
    public func join(_ parts: NodeID...) -> NodeID { join(parts) }

    public func join(_ parts: [NodeID]) -> NodeID {
        parts.dropFirst().reduce(parts[0]) { node(.concatenate, width($0) + width($1), $0, $1) }
    }

    public func and(_ a: NodeID, _ b: NodeID) -> NodeID { node(.and, width(a), a, b) }
    public func or(_ a: NodeID, _ b: NodeID) -> NodeID { node(.or, width(a), a, b) }
    public func xor(_ a: NodeID, _ b: NodeID) -> NodeID { node(.xor, width(a), a, b) }
    public func not(_ a: NodeID) -> NodeID { node(.not, width(a), a) }
    public func add(_ a: NodeID, _ b: NodeID) -> NodeID { node(.add, width(a), a, b) }
    public func subtract(_ a: NodeID, _ b: NodeID) -> NodeID { node(.subtract, width(a), a, b) }
    public func equal(_ a: NodeID, _ b: NodeID) -> NodeID { node(.equal, 1, a, b) }
    public func equal(_ a: NodeID, _ value: UInt64) -> NodeID { equal(a, constant(value, width(a))) }
    public func less(_ a: NodeID, _ b: NodeID) -> NodeID { node(.lessUnsigned, 1, a, b) }
    public func mux(_ c: NodeID, _ a: NodeID, _ b: NodeID) -> NodeID { node(.multiplex, width(a), c, a, b) }
    public func extend(_ a: NodeID, _ width: Int) -> NodeID { node(.zeroExtend, width, a) }
    public func signExtend(_ a: NodeID, _ width: Int) -> NodeID { node(.signExtend, width, a) }
    public func element(_ a: NodeID, _ index: NodeID, _ width: Int) -> NodeID { node(.element, width, a, index) }

    // Statements.

    public func assign(_ target: NodeID, _ value: NodeID, low: Int = 0, index: NodeID? = nil) {
        add(.assign(Assignment(target: target, low: low, index: index, value: value, place: here)))
    }

    public func when(_ condition: NodeID, _ then: () -> Void, otherwise: () -> Void = {}) {
        let place = here
        add(.when(When(condition: condition, then: block(then), otherwise: block(otherwise), place: place)))
    }

    public func select(
        _ subject: NodeID, _ arms: [([Pattern], () -> Void)], otherwise: (() -> Void)? = nil, exhaustive: Bool = false
    ) {
        let place = here
        let bodies = arms.map { arm in
            let body = block(arm.1)
            return Select.Arm(patterns: arm.0, body: body, place: here)
        }
        add(
            .select(
                Select(
                    subject: subject, arms: bodies, otherwise: otherwise.map(block), isExhaustive: exhaustive,
                    place: place)))
    }

    public func exactly(_ subject: NodeID, _ values: UInt64...) -> [Pattern] {
        values.map { Pattern(value: BitVector($0, width: width(subject))) }
    }

    public func block(_ body: () -> Void) -> Block {
        stack.append([])
        body()
        return stack.removeLast()
    }

    public func add(_ statement: Statement) { stack[stack.count - 1].append(statement) }

    // Memories, instances, properties.

    public func memory(_ name: String, width: Int, depth: Int, initial: [UInt64] = []) -> MemoryID {
        circuit.memories.append(
            Memory(
                name: name, width: width, depth: depth, initial: initial.map { BitVector($0, width: width) },
                place: here))
        return MemoryID(circuit.memories.count - 1)
    }

    public func read(
        _ memory: MemoryID, _ address: NodeID, clock: NodeID? = nil, enable: NodeID? = nil,
        underWrite: Memory.ReadPort.UnderWrite = .old, name: String? = nil
    ) -> NodeID {
        let ports = circuit.memories[memory.index].readPorts.count
        let id = circuit.append(
            Node(
                .memoryRead, width: circuit.memories[memory.index].width, a: Int32(memory.index), b: Int32(ports)),
            at: here)
        circuit.names[id] = name
        circuit.memories[memory.index].readPorts.append(
            Memory.ReadPort(
                data: id, address: address, clocking: clock.map { Clocking(clock: $0) }, enable: enable,
                underWrite: underWrite))
        return id
    }

    public func write(
        _ memory: MemoryID, _ address: NodeID, _ data: NodeID, clock: NodeID, mask: NodeID? = nil, granule: Int? = nil
    ) {
        let number = circuit.memories[memory.index].writePorts.count
        circuit.memories[memory.index].writePorts.append(
            Memory.WritePort(
                address: address, data: data, mask: mask, granule: granule ?? width(data),
                clocking: Clocking(clock: clock)))
        add(.write(memory, port: number, here))
    }

    /// Inputs by name; gives the outputs by name.
    public func instance(_ name: String, of index: Int, _ child: Circuit, inputs: [String: NodeID]) -> [String: NodeID]
    {
        let id = circuit.instances.count
        var outputs: [String: NodeID] = [:]
        var connections: [NodeID?] = []
        for (position, port) in child.ports.enumerated() {
            let portName = child.names[port.node] ?? ""
            if port.direction == .output {
                let output = circuit.append(
                    Node(.instanceOutput, width: child.width(port.node), a: Int32(id), b: Int32(position)), at: here)
                outputs[portName] = output
                connections.append(output)
            } else {
                let wire = wire("\(name)_\(portName)", child.width(port.node))
                if let value = inputs[portName] { assign(wire, value) }
                connections.append(wire)
            }
        }
        circuit.instances.append(
            Instance(name: name, circuit: CircuitID(index), connections: connections, place: here))
        return outputs
    }

    public func property(
        _ kind: Property.Kind, _ name: String, _ condition: NodeID, clock: NodeID, reset: NodeID? = nil
    ) {
        circuit.properties.append(
            Property(
                kind: kind, name: name, condition: condition, clocking: Clocking(clock: clock),
                reset: reset.map { Reset(signal: $0, value: BitVector(0, width: 1)) }, place: here))
        add(.property(PropertyID(circuit.properties.count - 1)))
    }

    public func probe(_ path: [Int], _ target: NodeID, width: Int) -> NodeID {
        circuit.probes.append(Probe(path: path.map { InstanceID($0) }, target: target))
        return circuit.append(Node(.probe, width: width, a: Int32(circuit.probes.count - 1)), at: here)
    }

    public func done() -> Circuit {
        circuit.statements = stack[0]
        return circuit
    }
}

/// A design of those circuits, the last at the top.
public func design(_ circuits: Circuit..., enumerations: [Enumeration] = []) -> Design {
    var sources = SourceTable()
    sources.files = ["Tests/Hand.swift"]
    return Design(
        circuits: circuits, top: CircuitID(circuits.count - 1), enumerations: enumerations, sources: sources)
}
