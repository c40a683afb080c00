import Netlist

/// Declarations of what has a name before any expression is lowered.
extension Legaliser {
    func declareSignals() {
        for register in circuit.registers.indices { declare(register: register) }
        for (index, memory) in circuit.memories.enumerated() {
            isFormal = ghost.memories[index]
            emit(
                .state,
                .memory(
                    name: memoryNames[index], width: memory.width, depth: memory.depth, attributes: memory.attributes,
                    place: memory.place))
            widths[memoryNames[index]] = memory.width
        }
        for (index, node) in circuit.nodes.enumerated() {
            let id = NodeID(index)
            guard let name = names[index] else { continue }
            isFormal = ghost.isGhost(id)
            switch node.operation {
            case .wire where isDrivenByBlock(id) && !isPort(id): forward(id, name, isRegister: true)
            case .instanceOutput: forward(id, name, isRegister: false)
            default: break
            }
        }
        isFormal = false
    }

    private func forward(_ id: NodeID, _ name: Name, isRegister: Bool) {
        emit(
            .forward,
            .net(
                NetSyntax(
                    isRegister: isRegister, width: circuit.width(id), name: name,
                    attributes: circuit.attributes[id] ?? [], place: place(id))))
    }

    private func declare(register index: Int) {
        let node = circuit.registers[index].node
        guard let name = names[Int(node.index)] else { return }
        isFormal = ghost.isGhost(node)
        let initial = circuit.registers[index].initial
        var value = syntax.literal(initial)
        if let enumeration = circuit.enumerations[node], let label = parameterName(enumeration, initial) {
            value = make(.name(label))
        }
        let isConstant = circuit.registers[index].reset == nil && targets.summary(of: node) == nil
        emit(
            .state,
            .net(
                NetSyntax(
                    isRegister: !isConstant, width: circuit.width(node), name: name, value: value,
                    attributes: circuit.attributes[node] ?? [], place: place(node))))
    }

    func isPort(_ id: NodeID) -> Bool { portNodes[Int(id.index)] }

    /// True for a wire that an `always @*` drives.
    func isDrivenByBlock(_ id: NodeID) -> Bool { drivenByBlock[Int(id.index)] }
}
