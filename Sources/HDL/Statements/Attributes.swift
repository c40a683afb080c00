import Netlist

/// A Verilog attribute on a signal: `(* key = "value" *)`.
public func attribute(
    _ key: String, _ value: String? = nil, on target: any HardwareHandle, fileID: StaticString = #fileID,
    line: Int = #line
) {
    guard let (builder, place) = here(fileID, line) else { return }
    for offset in target.leaves.indices {
        guard let node = builder.operand(target._bound?.advanced(by: offset), at: place) else { return }
        builder.circuit.attributes[node, default: []].append(Attribute(key, value))
    }
}

/// A Verilog attribute on a memory of the module.
public func attribute<Element>(
    _ key: String, _ value: String? = nil, on memory: HardwareMemory<Element>, fileID: StaticString = #fileID,
    line: Int = #line
) {
    guard let (builder, place) = here(fileID, line), let (_, number) = memory.opened(at: place) else { return }
    builder.circuit.memories[number.index].attributes.append(Attribute(key, value))
}

/// A Verilog attribute on an instance of the module.
public func attribute(
    _ key: String, _ value: String? = nil, on part: Module, fileID: StaticString = #fileID, line: Int = #line
) {
    guard let (builder, place) = here(fileID, line) else { return }
    guard let child = part.builder, child.parent === builder else {
        builder.elaboration.report(
            Diagnostic(
                Code.foreignSignal,
                "an attribute on a module that is no instance of \(builder.circuit.name)", at: place,
                hint: "make it an instance first: `let part = instance(...)`"))
        return
    }
    builder.circuit.instances[child.instance].attributes.append(Attribute(key, value))
}

/// A Verilog attribute on the module whose `circuit()` runs.
public func moduleAttribute(
    _ key: String, _ value: String? = nil, fileID: StaticString = #fileID, line: Int = #line
) {
    here(fileID, line)?.0.circuit.moduleAttributes.append(Attribute(key, value))
}

private func here(_ fileID: StaticString, _ line: Int) -> (CircuitBuilder, Place)? {
    guard let elaboration = Elaboration.current else { return nil }
    let place = elaboration.place(fileID, line)
    return elaboration.running(at: place).map { ($0, place) }
}
