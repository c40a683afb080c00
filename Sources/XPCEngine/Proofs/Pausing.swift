import Netlist

extension Design {
    /// The design with instances of its top for which time stands still while a signal of the top is zero: no register below them changes then, but
    /// by a reset.
    ///
    /// What such an instance shows and is shown meanwhile does not happen: the circuit around it has to see to that. With two of them, any run of
    /// the one can be laid beside any run of the other, however long each takes.
    ///
    /// - Parameter signals: by instance, names of one-bit signals of the top. Every instance of the top has one.
    func pausing(_ signals: [String: String]) -> Design {
        var result = self
        for index in circuits.indices where index != top.index { result.circuits[index].addPause() }
        for index in topCircuit.instances.indices {
            guard let name = signals[topCircuit.instances[index].name],
                let signal = topCircuit.names.first(where: { $0.value == name })?.key
            else { preconditionFailure("\(topCircuit.instances[index].name) has no signal that tells when it runs") }
            result.circuits[top.index].connect(signal, to: index)
        }
        return result
    }
}

extension Circuit {
    /// Adds the input that lets time pass, to this circuit and its instances.
    fileprivate mutating func addPause() {
        let passes = append(Node(.input, width: 1), at: place)
        names[passes] = "time_passes"
        ports.append(Port(node: passes, direction: .input))
        for index in registers.indices {
            let place = places[Int(registers[index].node.index)]
            registers[index].enable =
                registers[index].enable.map {
                    append(Node(.and, width: 1, a: $0.index, b: passes.index), at: place)
                } ?? passes
        }
        for index in instances.indices { connect(passes, to: index) }
    }

    /// Connects a node to the last input of an instance, which is new.
    fileprivate mutating func connect(_ node: NodeID, to instance: Int) {
        let place = instances[instance].place
        let wire = append(Node(.wire, width: 1), at: place)
        statements.append(.assign(Assignment(target: wire, value: node, place: place)))
        instances[instance].connections.append(wire)
    }
}
