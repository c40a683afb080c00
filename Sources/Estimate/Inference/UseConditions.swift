/// Cells that compute at once have numbers here behind those of the nodes: chains, memories, multipliers.
extension FlatDesign {
    /// What a node or cell is computed from at once.
    private func inputs(of index: Int, _ count: Int) -> [Int] {
        if index >= count {
            let number = index - count
            let (memory, multiplier) = (number - chains.count, number - chains.count - memories.count)
            if memory < 0 { return chains[number].operands.map(\.node) }
            if multiplier < 0 { return memories[memory].inputs.map(\.node) }
            return (multipliers[multiplier].a + multipliers[multiplier].b).map(\.node)
        }
        guard graph.nodes[index].kind == .source else { return graph.operands(of: index) }
        switch owners[Int(graph.nodes[index].a)] {
        case .chain(let number, _): return [count + number]
        case .memory(let number): return memories[number].delay > 0 ? [count + chains.count + number] : []
        case .multiplier(let number): return [count + chains.count + memories.count + number]
        case .input, .flipFlop, .shiftRegister: return []
        }
    }

    /// All nodes and cells, after what they are computed from, where some nodes become what others are; as far as possible as the graph has them.
    /// Nil if something is computed from itself.
    func order(redirecting redirected: [Int: Literal] = [:]) -> [Int]? {
        let count = graph.count
        let total = count + chains.count + memories.count + multipliers.count
        var order: [Int] = []
        var (isOpen, isDone) = (Array(repeating: false, count: total), Array(repeating: false, count: total))
        for first in 0..<total {
            var work = [first]
            while let next = work.last {
                let inputs = redirected[next].map { [$0.node] } ?? inputs(of: next, count)
                let missing = isDone[next] ? [] : inputs.filter { !isDone[$0] }
                if missing.isEmpty {
                    work.removeLast()
                    if !isDone[next] { order.append(next) }
                    isDone[next] = true
                } else {
                    if missing.contains(where: { isOpen[$0] }) { return nil }
                    isOpen[next] = true
                    work += missing
                }
            }
        }
        return order
    }

    /// By node, for those that `nodes` lead to: when its value is looked at, as the multiplexers behind it say. New nodes of the graph are made for it.
    ///
    /// If only such nodes change, and their conditions do not hold, no cell and no output reads another value. What depends on the nodes is no part of
    /// a condition. As in the reference flow, carry chains are a part of the way, and multiplexers that it takes apart late choose nothing.
    mutating func conditions(of nodes: Set<Int>, _ live: Liveness) -> [Literal]? {
        guard let order = order() else { return nil }
        let count = graph.count
        var isBehind = [Bool](repeating: false, count: order.count)
        for index in order where index >= count || live.nodes[index] {
            isBehind[index] = nodes.contains(index) || inputs(of: index, count).contains { isBehind[$0] }
        }
        var result = [Literal](repeating: .zero, count: order.count)
        live.forEachTerminal(self) { result[$0.node] = .one }
        for cell in flipFlops { result[cell.clock.signal.node] = .one }
        graph.origin = 0
        for index in order.reversed() where isBehind[index] && result[index] != .zero {
            for (place, input) in inputs(of: index, count).enumerated() where isBehind[input] {
                let select = index < count ? selection(index, place) : .one
                let condition = isBehind[select.node] ? result[index] : graph.and(result[index], select)
                result[input] = graph.or(result[input], condition)
            }
        }
        return result
    }

    /// What chooses an operand of a node.
    private func selection(_ index: Int, _ place: Int) -> Literal {
        let node = graph.nodes[index]
        switch node.kind {
        case .mux: return place == 0 || graph.isLate[index] ? .one : Literal(raw: node.a).inverted(if: place == 2)
        case .and: return graph.isChoice[index] ? Literal(raw: place == 0 ? node.b : node.a) : .one
        default: return .one
        }
    }
}

extension FlatDesign.CarryChain {
    fileprivate var operands: [Literal] { propagate + generate + addend + [carryIn] }
}
