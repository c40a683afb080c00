import Netlist

/// The value that `signal` had `cycles` edges of this region's clock before; zero in the first cycles. Registers without reset, which are
/// ghost logic where only checks read them.
///
/// - Parameter cycles: 1 to 1000.
public func past<Value: HardwareHandle>(
    _ signal: Value, cycles: Int = 1, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Value {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    guard let bound = signal._bound else { return signal }
    let place = bound.elaboration.place(fileID, line, column)
    guard let builder = bound.elaboration.running(at: place) else { return signal }
    guard (1...1000).contains(cycles) else {
        return signal._rebind(
            bound.elaboration.refuse(
                Code.pastCycles, "the value of \(cycles) cycles ago", at: place,
                hint: "1 to 1000 cycles can be looked back", widths: signal.leaves.map(\.width)))
    }
    return signal._rebind(builder.past(bound, leaves: signal.leaves, cycles: cycles, source, at: place))
}

/// One in a cycle in which `bit` is one and was zero a cycle before; before the first edge, when it is one.
public func rose(
    _ bit: Bit, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Bit {
    bit & !past(bit, fileID: fileID, filePath: filePath, line: line, column: column)
}

/// One in a cycle in which `bit` is zero and was one a cycle before.
public func fell(
    _ bit: Bit, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Bit {
    !bit & past(bit, fileID: fileID, filePath: filePath, line: line, column: column)
}

/// One in a cycle in which all of `signal` is as it was a cycle before; before the first edge, when it is zero.
public func stable<Value: HardwareHandle>(
    _ signal: Value, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Bit {
    signal.asBits === past(signal, fileID: fileID, filePath: filePath, line: line, column: column).asBits
}

/// The opposite of `stable`.
public func changed<Value: HardwareHandle>(
    _ signal: Value, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Bit {
    !stable(signal, fileID: fileID, filePath: filePath, line: line, column: column)
}

extension CircuitBuilder {
    fileprivate func past(
        _ signal: Bound, leaves: [Leaf], cycles: Int, _ source: DeclarationSource, at place: Place
    ) -> Bound {
        guard let first = operandRun(signal, count: leaves.count, at: place) else {
            return elaboration.poison(widths: leaves.map(\.width))
        }
        if poisoned.contains(first) { return signal }
        let name = localName(source, fallback: circuit.names[first].map { "\($0)_past" } ?? "past")
        var values = leaves.indices.map { NodeID(first.index + Int32($0)) }
        for cycle in 1...cycles {
            let word = cycle == cycles ? name : "\(name)_\(cycle)_before"
            values = zip(leaves, values).map { leaf, value in
                let node = append(Node(.register, width: leaf.width, a: Int32(circuit.registers.count)), at: place)
                circuit.registers.append(
                    Register(node: node, clocking: clocking(domain), reset: nil, initial: .zero(width: leaf.width)))
                circuit.names[node] = joined(word, leaf.name)
                circuit.enumerations[node] = leaf.enumeration.map { elaboration.number(of: $0) }
                unconditional.append(.assign(Assignment(target: node, value: value, place: place)))
                return node
            }
        }
        return bound(values[0])
    }
}
