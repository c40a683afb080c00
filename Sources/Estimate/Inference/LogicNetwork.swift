/// The combinational logic between the cells of a flattened design, as an AND graph.
struct LogicNetwork {
    var graph: AndGraph
    /// By node of the bit graph: its literal here; meaningful where the node is live.
    var literals: [Literal]
    let live: Liveness

    /// - Parameters:
    ///   - isOptimized: the graph is made smaller before it is mapped.
    ///   - order: the number of the order of the inputs; 0: that in which gates use them.
    init(_ flat: FlatDesign, isOptimized: Bool = true, order: UInt64 = 0) {
        live = Liveness(flat)
        graph = AndGraph(capacity: flat.graph.count * 2)
        literals = Array(repeating: .zero, count: flat.graph.count)
        // Inputs first, in the order in which gates use them: the two sides of a comparison alternate.
        var sources = Self.sources(flat, live)
        if order > 0 { sources.sort { Self.place($0, order) < Self.place($1, order) } }
        for source in sources { literals[source] = graph.addInput() }
        for (index, node) in flat.graph.nodes.enumerated() where live.nodes[index] {
            graph.origin = flat.graph.origins[index]
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
        var readers: [(node: Int, output: Int)] = []
        live.forEachCellInput(flat) { literal in
            let here = self[literal]
            if here.isConstant { return }
            if places[here] == nil {
                places[here] = graph.outputs.count
                graph.outputs.append(here)
            }
            readers.append((literal.node, places[here] ?? 0))
        }
        guard isOptimized else { return }
        // Where the cells' literals are in the smaller graph. A node may be read in both polarities: they stay complements.
        let before = graph.outputs
        let polarity = readers.map { before[$0.output] == literals[$0.node] }
        graph = graph.rewritten([.smaller, .smaller])
        for (reader, isPlain) in zip(readers, polarity) {
            literals[reader.node] = graph.outputs[reader.output].inverted(if: !isPlain)
        }
        for (source, input) in zip(sources, graph.inputs) { literals[source] = Literal(node: Int(input)) }
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

    /// A literal of the bit graph in the AND graph.
    subscript(literal: Literal) -> Literal { literals[literal.node].inverted(if: literal.isInverted) }
}
