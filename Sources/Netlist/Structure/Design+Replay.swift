/// What a register, or a word of a memory, holds before the first edge.
public struct StateValue: Hashable, Sendable {
    /// As simulators call it, from inside the top module: `queue.count`.
    public var signal: String
    /// Of a memory, the word.
    public var element: Int
    public var value: BitVector

    public init(signal: String, element: Int, value: BitVector) {
        self.signal = signal
        self.element = element
        self.value = value
    }
}

extension Design {
    /// The same design in which only properties of that name can fail.
    public func checking(only name: String) -> Design {
        var result = self
        for circuit in result.circuits.indices {
            for index in result.circuits[circuit].properties.indices
            where result.circuits[circuit].properties[index].name != name {
                result.circuits[circuit].properties[index].kind = .cover
                result.circuits[circuit].properties[index].message = nil
            }
        }
        return result
    }

    /// The same design with other values at power-on, in every tool. A circuit whose instances then differ is there several times.
    ///
    /// - Returns: also those values whose register or memory is not there, or is not wide enough.
    public func poweringOn(with values: [StateValue]) -> (design: Design, refused: [StateValue]) {
        var start = PowerOn(design: self)
        start.design.top = start.circuit(top, path: [], values.map { ($0.signal.split(separator: ".")[...], $0) })
        return (start.design.with(top: start.design.top), start.refused)
    }
}

/// Puts values at power-on into copies of circuits.
private struct PowerOn {
    /// With the copies, behind everything.
    var design: Design
    var refused: [StateValue] = []

    typealias Entry = (path: ArraySlice<Substring>, state: StateValue)

    /// The circuit of an instance that starts with these values: a copy, where there are any.
    mutating func circuit(_ id: CircuitID, path: [String], _ values: [Entry]) -> CircuitID {
        guard !values.isEmpty else { return id }
        var circuit = design[id]
        if !path.isEmpty { circuit.name += "_of_" + path.joined(separator: "_") }
        var inside: [Substring: [Entry]] = [:]
        for entry in values {
            if entry.path.count > 1 {
                inside[entry.path[entry.path.startIndex], default: []].append((entry.path.dropFirst(), entry.state))
            } else if !set(entry.state, named: entry.path.first.map(String.init) ?? "", in: &circuit) {
                refused.append(entry.state)
            }
        }
        for index in circuit.instances.indices {
            let name = circuit.instances[index].name
            guard let below = inside.removeValue(forKey: Substring(name)) else { continue }
            circuit.instances[index].circuit = self.circuit(
                circuit.instances[index].circuit, path: path + [name], below)
        }
        refused += inside.values.joined().map(\.state)
        design.circuits.append(circuit)
        return CircuitID(design.circuits.count - 1)
    }

    private func set(_ state: StateValue, named name: String, in circuit: inout Circuit) -> Bool {
        if let index = circuit.registers.firstIndex(where: { circuit.names[$0.node] == name }), state.element == 0 {
            guard let fit = state.value.fitted(to: circuit.width(circuit.registers[index].node)) else { return false }
            circuit.registers[index].initial = fit
            return true
        }
        guard let index = circuit.memories.firstIndex(where: { $0.name == name }),
            (0..<circuit.memories[index].depth).contains(state.element),
            let fit = state.value.fitted(to: circuit.memories[index].width)
        else { return false }
        while circuit.memories[index].initial.count <= state.element {
            circuit.memories[index].initial.append(.zero(width: circuit.memories[index].width))
        }
        circuit.memories[index].initial[state.element] = fit
        return true
    }
}
