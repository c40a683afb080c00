import Netlist

extension Mutation {
    /// The design with this mutation in one instance of its top alone: that instance is of a copy of its circuit, and of all below it, whose
    /// names end in `_mutant` and which check and assume nothing.
    ///
    /// - Parameter design: one whose top is its last circuit, as after an elaboration.
    public func applied(to design: Design, inInstance instance: InstanceID) -> Design {
        let offset = design.top.index
        let copies = applied(to: design).circuits[..<offset].map { circuit in
            var copy = circuit.moved(by: offset)
            copy.name += "_mutant"
            copy.statements = copy.statements.withoutProperties()
            copy.properties = []
            return copy
        }
        var top = design.topCircuit
        top.instances[instance.index].circuit = CircuitID(top.instances[instance.index].circuit.index + offset)
        var result = design
        result.circuits = design.circuits[..<offset] + copies + [top]
        return result.with(top: CircuitID(result.circuits.count - 1))
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
