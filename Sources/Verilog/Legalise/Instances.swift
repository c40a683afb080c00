import Netlist

/// Instances, with every port connected by name.
extension Legaliser {
    func lowerInstance(_ instance: Instance, _ number: Int) {
        let child = design.circuits[instance.circuit.index]
        let ports = interfaces.ports[instance.circuit.index]
        let name = instanceNames[number]
        var connections: [InstanceSyntax.Connection] = []
        for (index, port) in child.ports.enumerated() {
            let connected = instance.connections[index]
            let value: Expression
            if port.direction == .input {
                value =
                    connected.map { input($0, .pin(name, ports[index])) }
                    ?? literal(0, width: child.width(port.node))
            } else if let connected, let net = names[Int(connected.index)] {
                value = make(.name(net))
            } else {
                let net = scope.claim("unused_" + text(name) + "_" + ports[index])
                emit(
                    .forward,
                    .net(
                        NetSyntax(
                            isRegister: false, width: child.width(port.node), name: net, place: instance.place)))
                value = make(.name(net))
            }
            connections.append(
                InstanceSyntax.Connection(port: ports[index], value: value, isInput: port.direction == .input))
        }
        emit(
            .instances,
            .instance(
                InstanceSyntax(
                    module: interfaces.modules[instance.circuit.index], name: name, attributes: instance.attributes,
                    parameters: child.external?.parameters ?? [], connections: connections,
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
