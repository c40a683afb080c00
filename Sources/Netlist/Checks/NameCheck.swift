extension CheckContext {
    /// HDL035: two things of one circuit with the same name: signals, memories and instances share one space, properties have
    /// their own.
    func nameClashes(_ id: CircuitID) -> [Diagnostic] {
        let circuit = design[id]
        let outputs = Set(circuit.ports.filter { $0.direction == .output }.map(\.node))
        let pins = Set(circuit.instances.flatMap { $0.connections.compactMap { $0 } })
        var names = NameTable()
        for node in circuit.names.keys.sorted() {
            guard let name = circuit.names[node] else { continue }
            let kind = kind(circuit[node].operation, isOutput: outputs.contains(node), isPin: pins.contains(node))
            names.add(name, kind, at: circuit.places[Int(node.index)])
        }
        for memory in circuit.memories { names.add(memory.name, "a memory", at: memory.place) }
        for instance in circuit.instances { names.add(instance.name, "an instance", at: instance.place) }
        var properties = NameTable()
        for property in circuit.properties { properties.add(property.name, "a property", at: property.place) }
        return names.clashes + properties.clashes
    }

    /// HDL035: two circuits with the same name.
    func circuitNameClashes() -> [Diagnostic] {
        var names = NameTable()
        for circuit in design.circuits { names.add(circuit.name, "a module", at: circuit.place) }
        return names.clashes
    }

    private func kind(_ operation: Operation, isOutput: Bool, isPin: Bool) -> String {
        switch operation {
        case .input: "an input"
        case .register: "a register"
        case .wire: isOutput ? "an output" : isPin ? "an input of an instance" : "a wire"
        case .instanceOutput: "an output of an instance"
        default: "a value"
        }
    }
}

/// Names that were given, and those that were given twice.
private struct NameTable {
    private var first: [String: (kind: String, place: Place)] = [:]
    private(set) var clashes: [Diagnostic] = []

    mutating func add(_ name: String, _ kind: String, at place: Place) {
        guard let known = first[name] else {
            first[name] = (kind, place)
            return
        }
        clashes.append(
            Diagnostic(
                "HDL035", .error, "the name '\(name)' is given twice: to \(known.kind) and to \(kind)", at: place,
                notes: [Diagnostic.Note("the first '\(name)' is here", at: known.place)], hint: "rename one of them"))
    }
}
