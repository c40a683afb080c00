/// Makes an AND graph smaller: cones of up to 6 inputs are replaced by recipes for their functions where that frees more nodes than it
/// adds, counting what is shared with the rest of the graph.
struct Rewriter {
    private static let maxInputs = 6
    private static let cutsPerNode = 8

    private let graph: AndGraph
    private var references: [Int32]
    /// Leaves of the cut that a node is rebuilt from.
    private var replacements: [Int: (leaves: [UInt32], recipe: Int)] = [:]
    private var isReplaced: [Bool]
    private var recipes: [Recipe] = []
    private var recipeOf: [SIMD2<UInt64>: Int] = [:]
    private var evaluator: ConeEvaluator
    private var cuts: [[UInt32]] = []
    private var cutStarts: [Int32]
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
        evaluator = ConeEvaluator(graph)
        cutStarts = [0]
        enumerate()
    }

    // Cuts.

    private mutating func enumerate() {
        for node in 0..<graph.nodeCount {
            if graph.isAnd(node) { enumerate(node) }
            cutStarts.append(Int32(truncatingIfNeeded: cuts.count))
        }
    }

    private func cuts(of node: Int) -> ArraySlice<[UInt32]> { cuts[Int(cutStarts[node])..<Int(cutStarts[node + 1])] }

    private mutating func enumerate(_ node: Int) {
        let (left, right) = (Int(graph.fanins0[node] >> 1), Int(graph.fanins1[node] >> 1))
        var found: [[UInt32]] = []
        for a in [[UInt32(truncatingIfNeeded: left)]] + cuts(of: left) {
            for b in [[UInt32(truncatingIfNeeded: right)]] + cuts(of: right) {
                guard let union = Self.union(a, b), !found.contains(union) else { continue }
                found.append(union)
            }
        }
        found.sort { $0.count < $1.count }
        cuts += found.prefix(Self.cutsPerNode)
    }

    private static func union(_ a: [UInt32], _ b: [UInt32]) -> [UInt32]? {
        var result: [UInt32] = []
        result.reserveCapacity(maxInputs)
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            if result.count == maxInputs { return nil }
            let x = i < a.count ? a[i] : .max
            let y = j < b.count ? b[j] : .max
            if x <= y { i += 1 }
            if y <= x { j += 1 }
            result.append(min(x, y))
        }
        return result
    }

    // One node.

    private mutating func visit(_ node: Int) {
        guard references[node] > 0 else { return }
        var best: (gain: Int, leaves: [UInt32], recipe: Int)?
        for leaves in cuts(of: node) where leaves.count > 1 {
            if leaves.contains(where: { references[Int($0)] == 0 }) { continue }
            var freed: [Int] = []
            release(node, leaves, &freed)
            let recipe = recipe(evaluator.function(root: node, leaves: leaves[...]).words[0], leaves.count)
            let gain = freed.count - added(recipes[recipe], leaves)
            if gain > (best?.gain ?? 0) { best = (gain, leaves, recipe) }
            restore(freed, leaves)
        }
        guard let best else { return }
        var freed: [Int] = []
        release(node, best.leaves, &freed)
        for inner in freed { isFreed[inner] = false }
        for leaf in best.leaves { references[Int(leaf)] += 1 }
        isReplaced[node] = true
        replacements[node] = (best.leaves, best.recipe)
    }

    private mutating func recipe(_ function: UInt64, _ inputs: Int) -> Int {
        let key = SIMD2(function, UInt64(inputs))
        if let known = recipeOf[key] { return known }
        recipes.append(Recipe(function, inputs: inputs))
        recipeOf[key] = recipes.count - 1
        return recipes.count - 1
    }

    /// Takes away the nodes that only `root` needs, down to the leaves.
    private mutating func release(_ root: Int, _ leaves: [UInt32], _ freed: inout [Int]) {
        freed.append(root)
        isFreed[root] = true
        var next = freed.count - 1
        while next < freed.count {
            let node = freed[next]
            next += 1
            for raw in [graph.fanins0[node], graph.fanins1[node]] {
                let fanin = Int(raw >> 1)
                references[fanin] -= 1
                if references[fanin] == 0, graph.isAnd(fanin), !isReplaced[fanin],
                    !leaves.contains(UInt32(truncatingIfNeeded: fanin))
                {
                    freed.append(fanin)
                    isFreed[fanin] = true
                }
            }
        }
    }

    private mutating func restore(_ freed: [Int], _ leaves: [UInt32]) {
        for node in freed {
            isFreed[node] = false
            references[Int(graph.fanins0[node] >> 1)] += 1
            references[Int(graph.fanins1[node] >> 1)] += 1
        }
    }

    /// How many nodes the recipe adds to what remains.
    private func added(_ recipe: Recipe, _ leaves: [UInt32]) -> Int {
        var literals: [Literal?] = [.zero] + leaves.map { Literal(raw: $0 << 1) }
        var count = 0
        for (a, b) in recipe.steps {
            let left = literals[Int(a >> 1)]?.inverted(if: a & 1 == 1)
            let right = literals[Int(b >> 1)]?.inverted(if: b & 1 == 1)
            var found: Literal?
            if let left, let right { found = graph.existing(left, right) }
            if let node = found?.node, graph.isAnd(node), isFreed[node] || references[node] == 0 || isReplaced[node] {
                if isReplaced[node] { found = nil }
                count += 1
            } else if found == nil {
                count += 1
            }
            literals.append(found)
        }
        return count
    }

    // The new graph.

    private func rebuilt() -> AndGraph {
        var result = AndGraph(capacity: graph.nodeCount)
        var renamed = [Literal](repeating: .zero, count: graph.nodeCount)
        for node in 1..<max(1, graph.nodeCount) {
            result.origin = graph.origins[node]
            if !graph.isAnd(node) {
                renamed[node] = result.addInput()
            } else if let (leaves, number) = replacements[node] {
                var literals = [.zero] + leaves.map { renamed[Int($0)] }
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
