import Netlist

/// Instances, with every port connected by name.
extension Legaliser {
    func lowerInstance(_ instance: Instance, _ number: Int) {
        let index = instance.circuit.index
        let ports = interfaces.ports[index]
        func width(_ port: Port) -> Int { design.circuits[index].width(port.node) }
        let name = instanceNames[number]
        var connections: [InstanceSyntax.Connection] = []
        for (position, port) in design.circuits[index].ports.enumerated() {
            let connected = instance.connections[position]
            let value: Expression
            if port.direction == .input {
                value =
                    connected.map { input($0, .pin(name, ports[position])) }
                    ?? literal(0, width: width(port))
            } else if let connected, let net = names[Int(connected.index)] {
                value = make(.name(net))
            } else {
                let net = scope.claim("unused_" + text(name) + "_" + ports[position])
                emit(
                    .forward,
                    .net(
                        NetSyntax(
                            isRegister: false, width: width(port), name: net, place: instance.place)))
                value = make(.name(net))
            }
            connections.append(
                InstanceSyntax.Connection(port: ports[position], value: value, isInput: port.direction == .input))
        }
        emit(
            .instances,
            .instance(
                InstanceSyntax(
                    module: interfaces.modules[index], name: name, attributes: instance.attributes,
                    parameters: design.circuits[index].external?.parameters ?? [], connections: connections,
                    formalConnections: formalConnections(instance, number),
                    place: instance.place)))
    }

    private func input(_ wire: NodeID, _ name: NameContext.Target) -> Expression {
        if isInlined[Int(wire.index)], let value = onlyValue(of: wire) {
            return named(name) { self.value(value, whole: true) }
        }
        return names[Int(wire.index)].map { make(.name($0)) } ?? undriven(wire)
    }
}
