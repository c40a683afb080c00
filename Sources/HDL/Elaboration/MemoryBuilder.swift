import Netlist

/// One `storage[address]`: a read where it is read, a write where it is assigned.
struct MemoryElement: Sendable {
    var memory: MemoryID
    var address: NodeID
    /// Node of the whole word.
    var word: NodeID
    /// Which leaf of the element, of how many.
    var leaf: Int
    var leafCount: Int
}

extension CircuitBuilder {
    func misuse(_ message: String, at place: Place, hint: String) {
        elaboration.report(Diagnostic(Code.memoryMisuse, message, at: place, hint: hint))
    }

    func adoptMemory(_ declaration: PendingDeclaration, name: String, depth: Int, initial: [BitVector]) {
        declaration.scope.base = Int32(circuit.memories.count)
        let width = declaration.leaves.reduce(0) { $0 + $1.width }
        circuit.memories.append(
            Netlist.Memory(name: name, width: width, depth: depth, initial: initial, place: declaration.place))
    }

    /// The leaves of the element at `address`; nothing is read until one of them is.
    func access(_ memory: MemoryID, address: NodeID, leaves: [Leaf], at place: Place) -> Bound {
        let width = circuit.memories[memory.index].width
        let word = append(Node(.memoryRead, width: width, a: Int32(memory.index), b: -1), at: place)
        let first = unpack(word, leaves: leaves, at: place)
        for offset in leaves.indices {
            memoryElements[NodeID(first.node + Int32(offset))] = MemoryElement(
                memory: memory, address: address, word: word, leaf: offset, leafCount: leaves.count)
        }
        return first
    }

    /// The node, with its memory read port made if it is an element that nobody has read yet.
    func readable(_ node: NodeID, at place: Place) -> NodeID {
        guard let element = memoryElements[node], circuit[element.word].b < 0 else { return node }
        let port = circuit.memories[element.memory.index].readPorts.count
        circuit.memories[element.memory.index].readPorts.append(
            Netlist.Memory.ReadPort(data: element.word, address: element.address))
        circuit.nodes[Int(element.word.index)].b = Int32(port)
        return node
    }

    func readPort(
        _ memory: MemoryID, address: NodeID, clocking: Clocking?, enable: NodeID?,
        underWrite: Netlist.Memory.ReadPort.UnderWrite, at place: Place
    ) -> NodeID {
        let port = circuit.memories[memory.index].readPorts.count
        let width = circuit.memories[memory.index].width
        let word = append(Node(.memoryRead, width: width, a: Int32(memory.index), b: Int32(port)), at: place)
        circuit.memories[memory.index].readPorts.append(
            Netlist.Memory.ReadPort(
                data: word, address: address, clocking: clocking, enable: enable, underWrite: underWrite))
        return word
    }

    func writePort(
        _ memory: MemoryID, address: NodeID, data: NodeID, mask: NodeID?, granule: Int, at place: Place
    ) {
        let clocking = clocking(domain)
        let port = circuit.memories[memory.index].writePorts.count
        circuit.memories[memory.index].writePorts.append(
            Netlist.Memory.WritePort(
                address: address, data: data, mask: mask, granule: granule, clocking: clocking))
        statement(.write(memory, port: port, place))
        if circuit.memories[memory.index].collisions == .excluded { excludeCollisions(memory, port: port, at: place) }
    }

    /// Checks that no earlier port of the same clock writes the same word at the same edge.
    private func excludeCollisions(_ memory: MemoryID, port: Int, at place: Place) {
        let name = circuit.memories[memory.index].name
        let write = circuit.memories[memory.index].writePorts[port]
        for (other, isWriting) in (writing[memory] ?? []).enumerated() {
            let earlier = circuit.memories[memory.index].writePorts[other]
            guard earlier.clocking == write.clocking else { continue }
            let isSame = append(
                Node(.equal, width: 1, a: earlier.address.index, b: write.address.index), at: place)
            let both = append(Node(.and, width: 1, a: isWriting.index, b: isSame.index), at: place)
            let condition = append(Node(.not, width: 1, a: both.index), at: place)
            property(
                .check, "ports \(other) and \(port) of '\(name)' do not write one element at once", condition, at: place
            )
        }
        let node = append(Node(.wire, width: 1), at: place)
        circuit.names[node] = "\(name)_write_\(port)"
        let (zero, one) = (constant(.zero(width: 1), at: place), constant(.ones(width: 1), at: place))
        unconditional.append(.assign(Assignment(target: node, value: zero, place: place)))
        statement(.assign(Assignment(target: node, value: one, place: place)))
        circuit.silenced.insert(node)
        writing[memory, default: []].append(node)
    }

    /// The leaves that a packed word consists of, as a run.
    func unpack(_ word: NodeID, leaves: [Leaf], at place: Place) -> Bound {
        var low: Int32 = 0
        let nodes = leaves.map { leaf in
            defer { low += Int32(leaf.width) }
            let node = append(Node(.slice, width: leaf.width, a: word.index, b: low), at: place)
            if let enumeration = leaf.enumeration {
                circuit.enumerations[node] = elaboration.number(of: enumeration)
            }
            return node
        }
        return bound(nodes[0])
    }

    /// All leaves from `bound` on as one word, the first leaf lowest.
    func pack(_ bound: Bound, count: Int, at place: Place) -> NodeID? {
        guard let first = operandRun(bound, count: count, at: place) else { return nil }
        return concatenate((0..<count).reversed().map { NodeID(first.index + Int32($0)) }, at: place)
    }
}
