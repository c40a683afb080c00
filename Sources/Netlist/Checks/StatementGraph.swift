/// The nodes of a circuit as it was written, each with the nodes that it may depend on at the same moment: a wire depends on
/// all that is ever assigned to it, and on all conditions around that. So a circuit without a loop here has none.
///
/// Behind the nodes come the guards (see `Reads`): the number of a guard is its index above the number of nodes.
struct StatementGraph: DependencyGraph {
    let circuit: Circuit
    let reads: Reads
    /// By instance and port: the inputs (as numbers of connected ports) that this output depends on.
    let instanceInputs: [[[Int]]]

    var count: Int { circuit.nodes.count + reads.guards.count }

    func dependency(of id: NodeID, _ index: Int) -> NodeID? {
        let position = Int(id.index)
        guard position < circuit.nodes.count else {
            let entry = reads.guards[position - circuit.nodes.count]
            return index == 0 ? entry.node : index == 1 ? self.guard(entry.parent) : nil
        }
        let node = circuit.nodes[position]
        switch node.operation {
        case .wire:
            // Three for each assignment.
            let range = reads.range(of: id)
            guard index < range.count * 3 else { return nil }
            let (entry, part) = index.quotientAndRemainder(dividingBy: 3)
            let read = reads.entries[range.lowerBound + entry]
            return part == 0 ? read.value : part == 1 ? read.index : self.guard(read.guardIndex) ?? read.value
        case .memoryRead:
            let port = circuit.memories[Int(node.a)].readPorts[Int(node.b)]
            return index == 0 && port.clocking == nil ? port.address : nil
        case .instanceOutput:
            let inputs = instanceInputs[Int(node.a)][Int(node.b)]
            return index < inputs.count ? circuit.instances[Int(node.a)].connections[inputs[index]] : nil
        default: return index < node.operandCount ? node.operand(index) : nil
        }
    }

    /// True when a few passes over the nodes, in their order, find all that each depends on before it: there is no loop then.
    var isOrdered: Bool {
        var isKnown = Pool(repeating: false, count: circuit.nodes.count)
        var unknown: [Int] = []
        for position in circuit.nodes.indices {
            if isReady(position, isKnown) { isKnown[position] = true } else { unknown.append(position) }
        }
        while !unknown.isEmpty {
            let before = unknown.count
            unknown.removeAll { position in
                isKnown[position] = isReady(position, isKnown)
                return isKnown[position]
            }
            if unknown.count > before / 2 { return false }
        }
        return true
    }

    /// Whether all that a node depends on is known.
    private func isReady(_ position: Int, _ isKnown: borrowing Pool<Bool>) -> Bool {
        let node = circuit.nodes[position]
        switch node.operation {
        case .wire:
            for entry in reads.range(of: NodeID(position)) {
                let read = reads.entries[entry]
                guard isKnown[Int(read.value.index)], isKnown[Int(read.index.index)] else { return false }
                var current = Int(read.guardIndex)
                while current >= 0 {
                    guard isKnown[Int(reads.guards[current].node.index)] else { return false }
                    current = Int(reads.guards[current].parent)
                }
            }
            return true
        case .memoryRead, .instanceOutput:
            var index = 0
            while let operand = dependency(of: NodeID(position), index) {
                guard isKnown[Int(operand.index)] else { return false }
                index += 1
            }
            return true
        default:
            for index in 0..<node.operandCount {
                guard isKnown[Int(node.operand(index).index)] else { return false }
            }
            return true
        }
    }

    private func `guard`(_ index: Int32) -> NodeID? {
        index < 0 ? nil : NodeID(circuit.nodes.count + Int(index))
    }
}
