extension FlatDesign {
    /// The same design with a fresh graph, in which some sources are replaced. `replacement` is asked for each source of the
    /// old graph with a translation of older literals; nil keeps the source. Nodes that are redirected become what others are, which come
    /// before them in the order then.
    func rebuilt(
        _ order: [Int]? = nil, redirecting redirected: [Int: Literal] = [:],
        replacement: (Owner, _ graph: inout BitGraph, _ translate: (Literal) -> Literal) -> Literal?
    ) -> FlatDesign {
        var result = self
        result.graph = BitGraph(capacity: graph.count)
        var map = [UInt32](repeating: 0, count: graph.count)
        func translated(_ raw: UInt32) -> Literal { Literal(raw: map[Int(raw >> 1)] ^ (raw & 1)) }
        for index in order ?? Array(graph.nodes.indices) where index > 0 && index < graph.count {
            if let other = redirected[index] {
                map[index] = translated(other.raw).raw
                continue
            }
            let node = graph.nodes[index]
            result.graph.origin = graph.origins[index]
            result.graph.place = graph.places[index]
            result.graph.makesLateNodes = graph.isLate[index]
            let literal: Literal
            switch node.kind {
            case .constant: literal = .zero
            case .source:
                let owner = owners[Int(node.a)]
                literal =
                    replacement(owner, &result.graph) { translated($0.raw) } ?? result.graph.addSource(Int(node.a))
            case .and:
                let (a, b) = (translated(node.a), translated(node.b))
                literal = graph.isChoice[index] ? result.graph.choice(a, b) : result.graph.and(a, b)
            case .xor: literal = result.graph.xor(translated(node.a), translated(node.b))
            case .mux: literal = result.graph.mux(translated(node.a), translated(node.b), translated(node.c))
            }
            map[index] = literal.raw
        }
        result.graph.makesLateNodes = false
        result.translate { translated($0.raw) }
        return result
    }

    /// Applies a translation to every literal of the cells.
    private mutating func translate(_ literal: (Literal) -> Literal) {
        outputs = outputs.map(literal)
        for index in flipFlops.indices {
            flipFlops[index].output = literal(flipFlops[index].output)
            flipFlops[index].next = literal(flipFlops[index].next)
            flipFlops[index].enable = literal(flipFlops[index].enable)
            flipFlops[index].reset = literal(flipFlops[index].reset)
            flipFlops[index].asynchronousData = flipFlops[index].asynchronousData.map(literal)
            flipFlops[index].clock.signal = literal(flipFlops[index].clock.signal)
        }
        for index in chains.indices {
            chains[index].propagate = chains[index].propagate.map(literal)
            chains[index].generate = chains[index].generate.map(literal)
            chains[index].addend = chains[index].addend.map(literal)
            chains[index].carryIn = literal(chains[index].carryIn)
            chains[index].sums = chains[index].sums.map { $0.map(literal) }
            chains[index].carries = chains[index].carries.map { $0.map(literal) }
        }
        for index in memories.indices {
            memories[index].inputs = memories[index].inputs.map(literal)
            memories[index].data = memories[index].data.map { $0.map(literal) }
        }
        for index in multipliers.indices {
            multipliers[index].a = multipliers[index].a.map(literal)
            multipliers[index].b = multipliers[index].b.map(literal)
            multipliers[index].product = multipliers[index].product.map(literal)
        }
        for index in lookups.indices {
            lookups[index].bits = lookups[index].bits.map(literal)
            lookups[index].address = lookups[index].address.map(literal)
            lookups[index].value = literal(lookups[index].value)
        }
        for index in shifts.indices {
            shifts[index].value = shifts[index].value.map(literal)
            shifts[index].amount = shifts[index].amount.map(literal)
            shifts[index].fill = literal(shifts[index].fill)
            shifts[index].result = shifts[index].result.map(literal)
        }
    }
}
