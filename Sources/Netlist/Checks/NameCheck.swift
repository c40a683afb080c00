extension CheckContext {
    /// HDL035: two things of one circuit with the same name: signals, memories and instances share one space, properties have
    /// their own.
    func nameClashes(_ id: CircuitID) -> [Diagnostic] {
        let circuit = design[id]
        if areDifferent(circuit) { return [] }
        var names = NameTable()
        for (node, name) in circuit.names { names.add(name, .node(node)) }
        for (index, memory) in circuit.memories.enumerated() { names.add(memory.name, .memory(index)) }
        for (index, instance) in circuit.instances.enumerated() { names.add(instance.name, .instance(index)) }
        var properties = NameTable()
        for (index, property) in circuit.properties.enumerated() { properties.add(property.name, .property(index)) }
        return (names.clashes + properties.clashes).map { clash in
            diagnostic(clash.name, describe(clash.first, circuit), describe(clash.second, circuit))
        }
    }

    /// Whether all names are different for certain, found without looking at more than their hashes.
    private func areDifferent(_ circuit: Circuit) -> Bool {
        let count = circuit.names.count + circuit.memories.count + circuit.instances.count
        var hashes = HashSet(capacity: count)
        let isOnce =
            circuit.names.allSatisfy { hashes.insert($0.value) }
            && circuit.memories.allSatisfy { hashes.insert($0.name) }
            && circuit.instances.allSatisfy { hashes.insert($0.name) }
        var properties = HashSet(capacity: circuit.properties.count)
        return isOnce && circuit.properties.allSatisfy { properties.insert($0.name) }
    }

    /// HDL035: two circuits with the same name.
    func circuitNameClashes() -> [Diagnostic] {
        var names = NameTable()
        for (index, circuit) in design.circuits.enumerated() { names.add(circuit.name, .circuit(index)) }
        return names.clashes.map { clash in
            diagnostic(clash.name, describe(clash.first, design.topCircuit), describe(clash.second, design.topCircuit))
        }
    }

    private func diagnostic(_ name: String, _ first: NamedThing, _ second: NamedThing) -> Diagnostic {
        Diagnostic(
            "HDL035", .error, "the name '\(name)' is given twice: to \(first.kind) and to \(second.kind)",
            at: second.place, notes: [Diagnostic.Note("the first '\(name)' is here", at: first.place)],
            hint: "rename one of them")
    }

    private func describe(_ owner: NameOwner, _ circuit: Circuit) -> NamedThing {
        switch owner {
        case .node(let node):
            let isOutput = circuit.ports.contains { $0.direction == .output && $0.node == node }
            let isPin = circuit.instances.contains { $0.connections.contains(node) }
            let kind = kind(circuit[node].operation, isOutput: isOutput, isPin: isPin)
            return NamedThing(kind: kind, place: circuit.places[Int(node.index)])
        case .memory(let index): return NamedThing(kind: "a memory", place: circuit.memories[index].place)
        case .instance(let index): return NamedThing(kind: "an instance", place: circuit.instances[index].place)
        case .property(let index): return NamedThing(kind: "a property", place: circuit.properties[index].place)
        case .circuit(let index): return NamedThing(kind: "a module", place: design.circuits[index].place)
        }
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

/// What a name was given to.
private enum NameOwner {
    case node(NodeID)
    case memory(Int)
    case instance(Int)
    case property(Int)
    case circuit(Int)
}

/// The same in words.
private struct NamedThing {
    var kind: String
    var place: Place
}

/// Hashes of names.
private struct HashSet {
    /// A power of two of them, at most half in use; 0: free.
    private var slots: [UInt64]

    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: 0, count: size)
    }

    /// False for a hash that was there before.
    mutating func insert(_ name: String) -> Bool {
        let hash = max(1, NameIndex.wideHash(name))
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if slots[slot] == hash { return false }
            slot = NameIndex.slot(after: slot, mask: mask)
        }
        slots[slot] = hash
        return true
    }
}

/// Names that were given, and those that were given twice.
private struct NameTable: ~Copyable {
    private var names = NameIndex()
    /// By the name's number.
    private var first: [NameOwner] = []
    private(set) var clashes: [(name: String, first: NameOwner, second: NameOwner)] = []

    mutating func add(_ name: String, _ owner: NameOwner) {
        let (number, isNew) = names.insert(name)
        if isNew { first.append(owner) } else { clashes.append((name, first[number], owner)) }
    }
}
