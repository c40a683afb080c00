import Netlist

/// A signal that a module shows to the modules above it, under `FORMAL`.
struct ProbeExport: Hashable {
    /// From the module down to the owner; empty: the module owns it.
    var path: [InstanceID]
    var target: NodeID

    /// What each circuit of a design must show, in a fixed order.
    static func all(of design: Design) -> [[ProbeExport]] {
        var result: [[ProbeExport]] = Array(repeating: [], count: design.circuits.count)
        var known: [Set<ProbeExport>] = Array(repeating: [], count: design.circuits.count)
        // Parents come after their children: what a parent asks for is complete when it is the child's turn.
        for index in design.circuits.indices.reversed() {
            let circuit = design.circuits[index]
            let own = circuit.probes.map { ProbeExport(path: $0.path, target: $0.target) }
            for export in own + result[index] {
                guard let first = export.path.first else { continue }
                let child = circuit.instances[first.index].circuit.index
                let wanted = ProbeExport(path: Array(export.path.dropFirst()), target: export.target)
                if known[child].insert(wanted).inserted { result[child].append(wanted) }
            }
        }
        return result
    }
}

extension Legaliser {
    /// Names the nets that carry probes up from instances, and the probe nodes themselves.
    func nameProbes() {
        for (number, instance) in circuit.instances.enumerated() {
            let child = instance.circuit.index
            for (position, export) in interfaces.exports[child].enumerated() {
                let name = scope.claim(text(instanceNames[number]) + "_" + interfaces.exportPorts[child][position])
                let owner = self.owner(of: export, from: child)
                widths[name] = owner.width(export.target)
                probeNets[ProbeExport(path: [InstanceID(number)] + export.path, target: export.target)] = name
            }
        }
        for (index, node) in circuit.nodes.enumerated() where node.operation == .probe {
            let probe = circuit.probes[Int(node.a)]
            names[index] = probeNets[ProbeExport(path: probe.path, target: probe.target)]
        }
    }

    private func owner(of export: ProbeExport, from circuit: Int) -> Circuit {
        var owner = design.circuits[circuit]
        for step in export.path { owner = design.circuits[owner.instances[step.index].circuit.index] }
        return owner
    }

    /// Connections of an instance's probe ports; declares their nets.
    func formalConnections(_ instance: Instance, _ number: Int) -> [InstanceSyntax.Connection] {
        let child = instance.circuit.index
        return interfaces.exports[child].enumerated().compactMap { position, export in
            let key = ProbeExport(path: [InstanceID(number)] + export.path, target: export.target)
            guard let name = probeNets[key] else { return nil }
            formal.append(
                .net(NetSyntax(isRegister: false, width: widths[name] ?? 1, name: name, place: instance.place)),
                to: .forward)
            return InstanceSyntax.Connection(
                port: interfaces.exportPorts[child][position], value: make(.name(name)), isInput: false)
        }
    }

    /// The ports that show this circuit's signals, and what drives them.
    func probePorts() -> [PortSyntax] {
        isFormal = true
        var ports: [PortSyntax] = []
        for export in interfaces.exports[index] {
            let owner = export.path.isEmpty ? circuit : self.owner(of: export, from: index)
            var steps = ["probe"]
            var module = circuit
            for step in export.path {
                steps.append(NameScope.legal(module.instances[step.index].name))
                module = design.circuits[module.instances[step.index].circuit.index]
            }
            steps.append(owner.names[export.target] ?? "value")
            let name = scope.claim(steps.joined(separator: "_"))
            let value =
                export.path.isEmpty
                ? named(name) { self.value(export.target, whole: true) }
                : probeNets[export].map { make(.name($0)) } ?? literal(0, width: owner.width(export.target))
            let place = owner.places[Int(export.target.index)]
            emit(.outputs, .assign(target: make(.name(name)), value: value, place: place))
            ports.append(
                PortSyntax(
                    direction: .output, isRegister: false, width: owner.width(export.target), name: name,
                    attributes: [], place: place))
        }
        return ports
    }
}
