import Netlist

/// States that `condition` is one at every clock edge outside of reset at which this statement is reached.
///
/// Verification logic is ghost logic: it is printed under `FORMAL`, costs nothing, and cannot drive the design.
///
/// - Parameter message: what a simulator prints when it fails, with the values behind it as in `log`.
public func check(
    _ name: String, _ condition: Bit, _ message: String? = nil, _ values: any HardwareHandle...,
    fileID: StaticString = #fileID, line: Int = #line
) {
    property(.check, name, condition, message, values, fileID, line)
}

/// Promises that the surroundings keep `condition` at one; `message` as for `check`.
public func assume(
    _ name: String, _ condition: Bit, _ message: String? = nil, _ values: any HardwareHandle...,
    fileID: StaticString = #fileID, line: Int = #line
) {
    property(.assume, name, condition, message, values, fileID, line)
}

/// Asks that `condition` can be one. `message` is printed when it is, with values as in `log`.
public func cover(
    _ name: String, _ condition: Bit, _ message: String? = nil, _ values: any HardwareHandle...,
    fileID: StaticString = #fileID, line: Int = #line
) {
    property(.cover, name, condition, message, values, fileID, line)
}

private func property(
    _ kind: Property.Kind, _ name: String, _ condition: Bit, _ message: String?, _ values: [any HardwareHandle],
    _ fileID: StaticString, _ line: Int
) {
    guard let elaboration = Elaboration.of(condition._bound, nil) else { return }
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place), let node = builder.operand(condition._bound, at: place),
        !builder.poisoned.contains(node)
    else { return }
    builder.property(kind, name, node, message.flatMap { builder.message($0, values, at: place) }, at: place)
}

extension CircuitBuilder {
    /// States a property where the statements stand that are being written.
    func property(
        _ kind: Property.Kind, _ name: String, _ condition: NodeID, _ message: Property.Message? = nil, at place: Place
    ) {
        let count = propertyNames[name, default: 0] + 1
        propertyNames[name] = count
        circuit.properties.append(
            Property(
                kind: kind, name: count == 1 ? name : "\(name) (\(count))", condition: condition,
                clocking: clocking(domain), reset: reset(domain, value: .zero(width: 1)), message: message, place: place
            ))
        statement(.property(PropertyID(circuit.properties.count - 1)))
    }
}

/// Another module's signal, for `check`, `assume` and `cover` only: a stored property of an instance at any depth.
public func probe<Value: HardwareHandle>(
    _ value: Value, fileID: StaticString = #fileID, line: Int = #line
) -> Value {
    guard let bound = value._bound else { return value }
    let elaboration = bound.elaboration
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place) else { return value }
    if bound.scope.builder === builder { return value }
    var path: [InstanceID] = []
    var owner = bound.scope.builder
    while let current = owner, current !== builder {
        path.insert(InstanceID(current.instance), at: 0)
        owner = current.parent
    }
    guard owner === builder else {
        if bound.scope.builder?.poisoned.contains(NodeID(bound.node + bound.scope.base)) == true { return value }
        return value._rebind(
            elaboration.refuse(
                Code.probeTarget, "a probe looks at a signal outside of \(builder.circuit.name)", at: place,
                hint: "probe stored properties of instances inside this module", widths: value.leaves.map(\.width)))
    }
    let nodes = value.leaves.enumerated().map { offset, leaf in
        builder.circuit.probes.append(
            Probe(path: path, target: NodeID(bound.node + bound.scope.base + Int32(offset))))
        let node = builder.append(
            Node(.probe, width: leaf.width, a: Int32(builder.circuit.probes.count - 1)), at: place)
        builder.circuit.enumerations[node] = leaf.enumeration.map { elaboration.number(of: $0) }
        return node
    }
    return value._rebind(builder.bound(nodes[0]))
}

/// Says that a signal may stay unread: no warning, no note.
public func unused(_ values: any HardwareHandle..., fileID: StaticString = #fileID, line: Int = #line) {
    for value in values {
        guard let bound = value._bound else { continue }
        let place = bound.elaboration.place(fileID, line)
        guard let builder = bound.elaboration.running(at: place) else { continue }
        for offset in value.leaves.indices {
            guard let node = builder.operand(bound.advanced(by: offset), at: place) else { continue }
            builder.circuit.silenced.insert(node)
        }
    }
}
