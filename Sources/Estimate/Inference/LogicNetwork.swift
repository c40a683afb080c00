/// The combinational logic between the cells of a flattened design, as an AND graph.
struct LogicNetwork {
    /// The origin of a node is the node of the bit graph that it was made for.
    var graph: AndGraph
    /// By node of the bit graph: its literal here; meaningful where the node is live.
    var literals: [Literal]
    let live: Liveness
    /// The live sources, in the order of the graph's inputs.
    private let sources: [Int]
    /// What cells read: the node, and the output of the graph that it is, perhaps complemented.
    private var readers: [(node: Int, output: Int, isInverted: Bool)] = []

    /// - Parameter order: the number of the order of the inputs; 0: that in which gates use them.
    init(_ flat: FlatDesign, order: UInt64 = 0) {
        live = Liveness(flat)
        graph = AndGraph(capacity: flat.graph.count * 2)
        literals = Array(repeating: .zero, count: flat.graph.count)
        // Inputs first, in the order in which gates use them: the two sides of a comparison alternate.
        var sources = Self.sources(flat, live)
        if order > 0 { sources.sort { Self.place($0, order) < Self.place($1, order) } }
        self.sources = sources
        for source in sources {
            graph.origin = UInt32(truncatingIfNeeded: source)
            literals[source] = graph.addInput()
        }
        for (index, node) in flat.graph.nodes.enumerated() where live.nodes[index] {
            graph.origin = UInt32(truncatingIfNeeded: index)
            let (a, b, c) = (Literal(raw: node.a), Literal(raw: node.b), Literal(raw: node.c))
            switch node.kind {
            case .constant: literals[index] = .zero
            case .source: break
            case .and: literals[index] = graph.and(self[a], self[b])
            case .xor: literals[index] = graph.xor(self[a], self[b])
            case .mux: literals[index] = graph.mux(self[a], self[b], self[c])
            }
        }
        var places: [Literal: Int] = [:]
        live.forEachCellInput(flat) { literal in
            let here = self[literal]
            if here.isConstant { return }
            if places[here] == nil {
                places[here] = graph.outputs.count
                graph.outputs.append(here)
            }
            // A node may be read in both polarities: they stay complements.
            readers.append((literal.node, places[here] ?? 0, here != literals[literal.node]))
        }
    }

    /// The same with another graph that computes the same outputs from the same inputs.
    func with(_ other: AndGraph) -> LogicNetwork {
        var result = self
        result.graph = other
        for reader in readers {
            result.literals[reader.node] = other.outputs[reader.output].inverted(if: reader.isInverted)
        }
        for (source, input) in zip(sources, other.inputs) { result.literals[source] = Literal(node: Int(input)) }
        return result
    }

    /// The network as it is mapped, and its LUTs: with more effort restructured in more ways, of which the cheapest is taken.
    ///
    /// - Parameter keepsSavedLevels: levels that rewriting saves are not given back for fewer LUTs.
    func mapped(
        _ mapper: Mapper, effort: Effort, keepsSavedLevels: Bool
    ) -> (network: LogicNetwork, cover: LUTCover) {
        if effort == .fast {
            let quick = Mapper(costs: mapper.costs, passes: Mapper.quick)
            return (self, quick.map(graph))
        }
        let balanced = graph.balanced()
        // For large LUTs the reference flow stays closest with the levels of the logic as it is written: what restructuring gains goes into fewer LUTs.
        let depths = Mapper(costs: mapper.costs, passes: [Mapper.Pass(.depth, cuts: 8)])
        var levels = depths.map(balanced).depth
        let plain = balanced.rewritten([.smaller, .smaller]).compacted().resubstituted()
        if keepsSavedLevels { levels = min(levels, depths.map(plain).depth) }
        var best = (graph: plain, cover: mapper.map(plain, levels: levels))
        if effort == .high {
            for script in Rewriter.scripts {
                for base in [graph, plain] {
                    let candidate = base.rewritten(script)
                    let cover = mapper.map(candidate, levels: best.cover.depth)
                    if mapper.costs.area(cover) < mapper.costs.area(best.cover) { best = (candidate, cover) }
                }
            }
        }
        return (with(best.graph), best.cover)
    }

    /// Where a source stands in an order: numbers that look random, and are all different.
    private static func place(_ source: Int, _ order: UInt64) -> UInt64 {
        (UInt64(truncatingIfNeeded: source) &+ order) &* (0x9E37_79B9_7F4A_7C15 &+ 2 &* order)
    }

    /// The live sources, those that gates use first.
    private static func sources(_ flat: FlatDesign, _ live: Liveness) -> [Int] {
        var result: [Int] = []
        var isListed = [Bool](repeating: false, count: flat.graph.count)
        func add(_ raw: UInt32) {
            let node = Int(raw >> 1)
            if flat.graph.nodes[node].kind == .source, !isListed[node] {
                isListed[node] = true
                result.append(node)
            }
        }
        for (index, node) in flat.graph.nodes.enumerated() where live.nodes[index] {
            switch node.kind {
            case .constant, .source: break
            case .and, .xor:
                add(node.a)
                add(node.b)
            case .mux:
                add(node.a)
                add(node.b)
                add(node.c)
            }
        }
        for index in flat.graph.nodes.indices where live.nodes[index] { add(UInt32(truncatingIfNeeded: index << 1)) }
        return result
    }

    /// The source of the bit graph that an input of the AND graph is.
    func source(of node: Int) -> Int? { graph.isAnd(node) || node == 0 ? nil : Int(graph.origins[node]) }

    /// A literal of the bit graph in the AND graph.
    subscript(literal: Literal) -> Literal { literals[literal.node].inverted(if: literal.isInverted) }
}
