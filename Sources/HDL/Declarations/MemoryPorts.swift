import Netlist

/// What a port that reads and writes at once reads when it writes.
public enum ReadUnderWrite: Hashable, Sendable {
    /// The word as it was before the edge.
    case old
    /// The word that it writes.
    case new
    /// Nothing: the data hold while the port writes.
    case unchanged
}

extension HardwareMemory {
    /// A port that reads and writes at one address, with registered data: half of a true dual-port memory.
    ///
    /// Latency 1. While `enable` is one, the data become the element at `address`, and where `write` is one too, `value` is written. What the
    /// port reads of its own write, `underWrite` says; of the write of another port at the same edge it reads the old element.
    ///
    /// Ports of two clocks: call it in two regions (`clocked(by:)`). Two ports that write one element at one edge: `memory(..., collisions:)`.
    ///
    /// - Parameter mask: bit `i` enables the `i`-th of equal parts of the element.
    public func port(
        _ address: Unsigned, enable: Bit? = nil, write: Bit, _ value: Element.Handle, mask: Unsigned? = nil,
        underWrite: ReadUnderWrite = .old, fileID: StaticString = #fileID, line: Int = #line
    ) -> Element.Handle {
        let place = elaboration.place(fileID, line)
        guard let (builder, memory) = opened(at: place), let node = checked(address, builder, at: place),
            let writeNode = builder.operand(write._bound, at: place)
        else { return element._bind(elaboration.poison(widths: element.leaves.map(\.width))) }
        let enableNode = enable.flatMap { builder.operand($0._bound, at: place) }
        let number = builder.circuit.memories[memory.index].writePorts.count
        let body = builder.block { self.write(address, value, mask: mask, fileID: fileID, line: line) }
        let inner: Block = [.when(When(condition: writeNode, then: body, place: place))]
        if let enableNode {
            builder.statement(.when(When(condition: enableNode, then: inner, place: place)))
        } else {
            inner.forEach(builder.statement)
        }
        var readEnable = enableNode
        if underWrite == .unchanged {
            let idle = builder.append(Node(.not, width: 1, a: writeNode.index), at: place)
            readEnable =
                enableNode.map { builder.append(Node(.and, width: 1, a: $0.index, b: idle.index), at: place) } ?? idle
        }
        let word = builder.readPort(
            memory, address: node, clocking: builder.clocking(builder.domain), enable: readEnable,
            underWrite: underWrite == .new ? .new : .old, at: place)
        if underWrite == .new {
            let last = builder.circuit.memories[memory.index].readPorts.count - 1
            builder.circuit.memories[memory.index].readPorts[last].newOf = number
        }
        return element._bind(builder.unpack(word, leaves: element.leaves, at: place))
    }
}
