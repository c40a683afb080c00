/// Makes an AND graph smaller: cones of up to 6 inputs are replaced by recipes for their functions where that frees more nodes than it
/// adds, counting what is shared with the rest of the graph.
struct Rewriter {
    private let graph: AndGraph
    private var references: [Int32]
    /// The cut that a node is rebuilt from, and how.
    private var replacements: [Int: (cut: Int, recipe: Int)] = [:]
    private var isReplaced: [Bool]
    private var recipes: [Recipe] = []
    private var recipeOf: [SIMD2<UInt64>: Int] = [:]
    private let cuts: RewriteCuts
    private var literals: [UInt32] = []
    private var isFreed: [Bool]

    /// The rewritten graph; the same functions.
    static func run(_ graph: AndGraph) -> AndGraph {
        var rewriter = Rewriter(graph)
        for node in 0..<graph.nodeCount where graph.isAnd(node) { rewriter.visit(node) }
        return rewriter.rebuilt().compacted()
    }

    private init(_ graph: AndGraph) {
        self.graph = graph
        references = graph.fanoutCounts().map { Int32(truncatingIfNeeded: $0) }
        isReplaced = Array(repeating: false, count: graph.nodeCount)
        isFreed = Array(repeating: false, count: graph.nodeCount)
        cuts = RewriteCuts(graph)
    }

    // One node.

    private mutating func visit(_ node: Int) {
        guard references[node] > 0 else { return }
        var best: (gain: Int, cut: Int, recipe: Int)?
        var freed: [Int] = []
        for index in 0..<Int(cuts.counts[node]) {
            let cut = node * RewriteCuts.perNode + index
            let leaves = leaves(cut)
            if leaves.count < 2 || leaves.contains(where: { references[Int($0)] == 0 }) { continue }
            freed.removeAll(keepingCapacity: true)
            release(node, leaves, &freed)
            // One node can only be replaced by one node.
            if freed.count > 1 {
                let recipe = recipe(cuts.functions[cut], leaves.count)
                let gain = freed.count - added(recipe, leaves, atMost: freed.count - (best?.gain ?? 0))
                if gain > (best?.gain ?? 0) { best = (gain, cut, recipe) }
            }
            restore(freed)
        }
        guard let best else { return }
        freed.removeAll(keepingCapacity: true)
        let leaves = leaves(best.cut)
        release(node, leaves, &freed)
        for inner in freed { isFreed[inner] = false }
        for leaf in leaves { references[Int(leaf)] += 1 }
        isReplaced[node] = true
        replacements[node] = (best.cut, best.recipe)
    }

    private func leaves(_ cut: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(start: cuts.leaves + cut * RewriteCuts.maxInputs, count: Int(cuts.sizes[cut]))
    }

    private mutating func recipe(_ function: UInt64, _ inputs: Int) -> Int {
        let key = SIMD2(function, UInt64(inputs))
        if let known = recipeOf[key] { return known }
        recipes.append(Recipe(function, inputs: inputs))
        recipeOf[key] = recipes.count - 1
        return recipes.count - 1
    }

    /// Takes away the nodes that only `root` needs, down to the leaves.
    private mutating func release(_ root: Int, _ leaves: UnsafeBufferPointer<UInt32>, _ freed: inout [Int]) {
        freed.append(root)
        isFreed[root] = true
        var next = freed.count - 1
        while next < freed.count {
            let node = freed[next]
            next += 1
            release(fanin: Int(graph.fanins0[node] >> 1), leaves, &freed)
            release(fanin: Int(graph.fanins1[node] >> 1), leaves, &freed)
        }
    }

    private mutating func release(fanin: Int, _ leaves: UnsafeBufferPointer<UInt32>, _ freed: inout [Int]) {
        references[fanin] -= 1
        if references[fanin] == 0, graph.isAnd(fanin), !isReplaced[fanin],
            !leaves.contains(UInt32(truncatingIfNeeded: fanin))
        {
            freed.append(fanin)
            isFreed[fanin] = true
        }
    }

    private mutating func restore(_ freed: [Int]) {
        for node in freed {
            isFreed[node] = false
            references[Int(graph.fanins0[node] >> 1)] += 1
            references[Int(graph.fanins1[node] >> 1)] += 1
        }
    }

    /// How many nodes the recipe adds to what remains; `limit` when it is as many or more.
    private mutating func added(_ number: Int, _ leaves: UnsafeBufferPointer<UInt32>, atMost limit: Int) -> Int {
        // By literal of the recipe: the raw literal in the graph, or none.
        literals.removeAll(keepingCapacity: true)
        literals.append(0)
        for leaf in leaves { literals.append(leaf << 1) }
        var count = 0
        for (a, b) in recipes[number].steps {
            let (left, right) = (literals[Int(a >> 1)], literals[Int(b >> 1)])
            var found = Self.none
            if left != Self.none, right != Self.none {
                found =
                    graph.existing(Literal(raw: left ^ UInt32(a & 1)), Literal(raw: right ^ UInt32(b & 1)))?.raw
                    ?? Self.none
            }
            if found == Self.none {
                count += 1
            } else {
                let node = Int(found >> 1)
                if graph.isAnd(node) {
                    if isReplaced[node] { found = Self.none }
                    if isReplaced[node] || isFreed[node] || references[node] == 0 { count += 1 }
                }
            }
            if count >= limit { return limit }
            literals.append(found)
        }
        return count
    }

    private static let none: UInt32 = .max

    // The new graph.

    private func rebuilt() -> AndGraph {
        var result = AndGraph(capacity: graph.nodeCount)
        var renamed = [Literal](repeating: .zero, count: graph.nodeCount)
        for node in 1..<max(1, graph.nodeCount) {
            result.origin = graph.origins[node]
            if !graph.isAnd(node) {
                renamed[node] = result.addInput()
            } else if let (cut, number) = replacements[node] {
                var literals = [.zero] + leaves(cut).map { renamed[Int($0)] }
                for (a, b) in recipes[number].steps {
                    literals.append(
                        result.and(
                            literals[Int(a >> 1)].inverted(if: a & 1 == 1),
                            literals[Int(b >> 1)].inverted(if: b & 1 == 1)))
                }
                let output = recipes[number].output
                renamed[node] = literals[Int(output >> 1)].inverted(if: output & 1 == 1)
            } else {
                let (a, b) = (Literal(raw: graph.fanins0[node]), Literal(raw: graph.fanins1[node]))
                renamed[node] = result.and(
                    renamed[a.node].inverted(if: a.isInverted), renamed[b.node].inverted(if: b.isInverted))
            }
        }
        result.outputs = graph.outputs.map { renamed[$0.node].inverted(if: $0.isInverted) }
        return result
    }
}
