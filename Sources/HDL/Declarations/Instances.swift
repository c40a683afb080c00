import Netlist

/// Makes a module a part of the one whose `circuit()` runs, under the name of the `let` it stands in.
///
/// Stored properties that are modules (or arrays of them) are instances without it.
public func instance<Part: Module>(
    _ part: Part, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Part {
    guard let elaboration = Elaboration.current ?? part.builder?.elaboration else { return part }
    let place = elaboration.place(fileID, line, column)
    // Outside of circuit() it is a stored property's value, which its module adopts.
    guard elaboration.builder != nil, let builder = elaboration.running(at: place) else { return part }
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    builder.adopt(instance: part, name: builder.localName(source, fallback: "part"), place: place)
    return part
}

extension CircuitBuilder {
    func adopt(instance part: Module, name: String, place: Place) {
        guard let child = part.builder, child.elaboration === elaboration else {
            elaboration.report(
                Diagnostic(
                    Code.foreignSignal, "the module '\(name)' was made outside of this elaboration", at: place,
                    hint: "create it inside `elaborate { ... }`"))
            return
        }
        guard child.parent == nil else {
            elaboration.report(
                Diagnostic(
                    Code.instanceTwice, "one module is made an instance twice, as '\(name)' the second time", at: place,
                    notes: [Diagnostic.Note("the first time", at: child.circuit.place)],
                    hint: "create a module for each instance; in a stored property it is one without `instance`"))
            return
        }
        child.parent = self
        child.depth = depth + 1
        child.instance = children.count
        child.circuit.place = place
        children.append(child)
        instanceDomains.append(domain)
        circuit.instances.append(
            Netlist.Instance(name: name, circuit: CircuitID(-1), connections: [], place: place))
        var nodes = PortMap(capacity: child.circuit.ports.count + 2)
        for (index, port) in child.circuit.ports.enumerated() {
            let width = child.circuit.width(port.node)
            let node: NodeID
            switch port.direction {
            case .input: node = append(Node(.wire, width: width), at: place)
            case .output:
                node = append(
                    Node(.instanceOutput, width: width, a: Int32(child.instance), b: Int32(index)), at: place)
            }
            let portName = child.circuit.names[port.node] ?? "port\(index)"
            circuit.names[node] = name + "_" + portName
            if let enumeration = child.circuit.enumerations[port.node] { circuit.enumerations[node] = enumeration }
            nodes[port.node] = node
        }
        childPorts.append(nodes)
    }
}
