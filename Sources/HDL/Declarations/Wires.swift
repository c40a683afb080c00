import Netlist

/// A named combinational signal.
///
/// Of a shape: it must be assigned on every path of `circuit()`, and may be read before that. Of a value: it carries that value
/// from the start (`let sum = wire(a + b)` gives an expression a name) and cannot be assigned again.
public func wire<Shape: HardwareValue>(
    _ value: Shape, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Shape.Handle {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    guard let bound = value._bound else { return declare(.wire, value, source) }
    return value._bind(named(bound, leaves: value.leaves, source))
}

/// A named combinational signal that carries a bundle from the start.
@_disfavoredOverload
public func wire<Handle: HardwareHandle>(
    _ value: Handle, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Handle {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    guard let bound = value._bound else { return value }
    return value._rebind(named(bound, leaves: value.leaves, source))
}

private func named(_ bound: Bound, leaves: [Leaf], _ source: DeclarationSource) -> Bound {
    let elaboration = bound.elaboration
    let place = elaboration.place(source.fileID, source.line, source.column)
    return elaboration.running(at: place)?.namedCopy(of: bound, leaves: leaves, source, at: place) ?? bound
}

extension CircuitBuilder {
    /// Wires that carry the leaves from `bound` on, under the name of the `let` at `source`.
    func namedCopy(of bound: Bound, leaves: [Leaf], _ source: DeclarationSource, at place: Place) -> Bound {
        guard let first = operandRun(bound, count: leaves.count, at: place) else {
            return elaboration.poison(widths: leaves.map(\.width))
        }
        let name = localName(source, fallback: "signal", leaves: leaves)
        let base = Int32(circuit.nodes.count)
        for leaf in leaves {
            let node = append(Node(.wire, width: leaf.width), at: place)
            circuit.names[node] = joined(name, leaf.name)
            if let enumeration = leaf.enumeration {
                circuit.enumerations[node] = elaboration.number(of: enumeration)
            }
            drivenWires[node] = place
        }
        for offset in leaves.indices {
            // Driven where it is declared, outside of any `when`: it exists on every path.
            let value = NodeID(first.index + Int32(offset))
            if poisoned.contains(value) { poisoned.insert(NodeID(base + Int32(offset))) }
            unconditional.append(
                .assign(Assignment(target: NodeID(base + Int32(offset)), value: value, place: place)))
        }
        return self.bound(NodeID(base))
    }
}
