/// Makes an AND graph smaller: cones of up to 6 inputs are replaced by recipes for their functions where that frees more nodes than it
/// adds, counting what is shared with the rest of the graph.
struct Rewriter: ~Copyable {
    private var graph: AndGraph
    private var references: [Int32]
    /// By node: where in `replacements` it stands how the node is rebuilt; -1 when it stays.
    private var replacementStarts: [Int32]
    /// The number of a recipe, then its leaves.
    private var replacements: [UInt32] = []
    private var book = RecipeBook()
    private var literals: [UInt32] = []
    private var literalLevels: [Int32] = []
    /// When a node is ready, and when it must be so that nothing gets slower; in ANDs.
    private var levels: [Int32]
    private var required: [Int32]
    private let options: Options
    private var isFreed: [Bool]
    private var freed: [Int] = []

    struct Options: Sendable {
        /// Takes another structure also where it frees nothing, for later rounds to find more.
        var changesFreely = false
        /// Nothing gets slower.
        var keepsLevels = false
        /// Cuts that are tried for a node.
        var cuts = 16

        /// The same with another number of cuts.
        func cuts(_ count: Int) -> Options {
            var result = self
            result.cuts = count
            return result
        }

        static let smaller = Options()
        static let freely = Options(changesFreely: true)
        static let keepingLevels = Options(keepsLevels: true)
        static let freelyKeepingLevels = Options(changesFreely: true, keepsLevels: true)
    }

    /// What gains most for its time.
    static let usualScript: [Options] = [.freelyKeepingLevels.cuts(12), .keepingLevels.cuts(12)]

    /// Ways to go that have proved good for some circuits each.
    static let scripts: [[Options]] = [
        [.smaller], [.keepingLevels, .keepingLevels], [.freely, .smaller], [.freelyKeepingLevels, .keepingLevels],
        [.freely, .freely, .smaller, .smaller],
        [.freelyKeepingLevels, .freelyKeepingLevels, .freelyKeepingLevels, .keepingLevels],
    ]

    /// The rewritten graph; the same functions. The recipes that it needs stay in the book, for the next time.
    static func run(_ graph: AndGraph, _ options: Options, _ book: inout RecipeBook) -> Derivation {
        raw(graph, options, &book).then { $0.compaction() }
    }

    /// The same, still with nodes that nothing reads.
    private static func raw(_ graph: AndGraph, _ options: Options, _ book: inout RecipeBook) -> Derivation {
        var rewriter = Rewriter(graph, options)
        swap(&rewriter.book, &book)
        defer { swap(&rewriter.book, &book) }
        rewriter.visitAll()
        return rewriter.rebuilt()
    }

    /// Decides how each node is built.
    private mutating func visitAll() {
        var cuts = RewriteCuts(graph, perNode: options.cuts)
        for node in 0..<graph.nodeCount where graph.isAnd(node) {
            visit(node, cuts.list(node))
            cuts.finish(node)
        }
    }

    private init(_ graph: AndGraph, _ options: Options) {
        self.graph = graph
        self.graph.makeTable()
        self.options = options
        levels = graph.levels()
        required = options.keepsLevels ? graph.requiredLevels(levels) : []
        references = graph.fanoutCounts().map { Int32(truncatingIfNeeded: $0) }
        replacementStarts = Array(repeating: -1, count: graph.nodeCount)
        isFreed = Array(repeating: false, count: graph.nodeCount)
    }

    // One node.

    private mutating func visit(_ node: Int, _ cuts: RewriteCuts.List) {
        guard references[node] > 0 else { return }
        if options.keepsLevels {
            levels[node] = 1 + max(levels[Int(graph.fanins0[node] >> 1)], levels[Int(graph.fanins1[node] >> 1)])
        }
        let least = options.changesFreely ? 0 : 1
        var best: (gain: Int, cut: Int, recipe: Int, level: Int32)?
        // The first one is the node itself.
        for cut in 1..<cuts.count {
            let leaves = UnsafeBufferPointer(start: cuts.row(cut), count: Int(cuts.sizes[cut]))
            if leaves.count < 2 || leaves.contains(where: { references[Int($0)] == 0 }) { continue }
            freed.removeAll(keepingCapacity: true)
            release(node, leaves)
            // At least one node comes in the place of what is freed.
            let needed = best.map { $0.gain + 1 } ?? least
            if freed.count > max(1, needed) {
                let recipe = book.recipe(cuts.functions[cut], inputs: leaves.count)
                let (count, level) = added(recipe, leaves, atMost: freed.count - needed + 1)
                let gain = freed.count - count
                if gain >= needed, !options.keepsLevels || level <= required[node] {
                    best = (gain, cut, recipe, level)
                }
            }
            restore()
        }
        guard let best else { return }
        freed.removeAll(keepingCapacity: true)
        let leaves = UnsafeBufferPointer(start: cuts.row(best.cut), count: Int(cuts.sizes[best.cut]))
        release(node, leaves)
        for inner in freed { isFreed[inner] = false }
        for leaf in leaves { references[Int(leaf)] += 1 }
        replacementStarts[node] = Int32(truncatingIfNeeded: replacements.count)
        if replacements.count + 1 + leaves.count > replacements.capacity {
            replacements.reserveCapacity(replacements.count + max(64, replacements.count / 4))
        }
        replacements.append(UInt32(truncatingIfNeeded: best.recipe))
        replacements += leaves
        levels[node] = best.level
    }

    /// Takes away the nodes that only `root` needs, down to the leaves.
    private mutating func release(_ root: Int, _ leaves: UnsafeBufferPointer<UInt32>) {
        freed.append(root)
        isFreed[root] = true
        var next = freed.count - 1
        while next < freed.count {
            let node = freed[next]
            next += 1
            release(fanin: Int(graph.fanins0[node] >> 1), leaves)
            release(fanin: Int(graph.fanins1[node] >> 1), leaves)
        }
    }

    private mutating func release(fanin: Int, _ leaves: UnsafeBufferPointer<UInt32>) {
        references[fanin] -= 1
        if references[fanin] == 0, graph.isAnd(fanin), replacementStarts[fanin] < 0,
            !leaves.contains(UInt32(truncatingIfNeeded: fanin))
        {
            freed.append(fanin)
            isFreed[fanin] = true
        }
    }

    private mutating func restore() {
        for node in freed {
            isFreed[node] = false
            references[Int(graph.fanins0[node] >> 1)] += 1
            references[Int(graph.fanins1[node] >> 1)] += 1
        }
    }

    /// How many nodes the recipe adds to what remains (`limit` when it is as many or more), and when its result is ready.
    private mutating func added(
        _ number: Int, _ leaves: UnsafeBufferPointer<UInt32>, atMost limit: Int
    ) -> (count: Int, level: Int32) {
        // By literal of the recipe: the raw literal in the graph, or none.
        literals.removeAll(keepingCapacity: true)
        literalLevels.removeAll(keepingCapacity: true)
        literals.append(0)
        literalLevels.append(0)
        for leaf in leaves {
            literals.append(leaf << 1)
            literalLevels.append(levels[Int(leaf)])
        }
        var count = 0
        for step in Int(book.starts[number])..<Int(book.starts[number + 1]) {
            let (a, b) = (book.steps[step].x, book.steps[step].y)
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
                    let isReplaced = replacementStarts[node] >= 0
                    if isReplaced { found = Self.none }
                    if isReplaced || isFreed[node] || references[node] == 0 { count += 1 }
                }
            }
            if count >= limit { return (limit, .max) }
            literals.append(found)
            literalLevels.append(1 + max(literalLevels[Int(a >> 1)], literalLevels[Int(b >> 1)]))
        }
        return (count, literalLevels[Int(book.outputs[number] >> 1)])
    }

    private static let none: UInt32 = .max

    // The new graph.

    private mutating func rebuilt() -> Derivation {
        // What was only needed to decide.
        (levels, required, references, isFreed) = ([], [], [], [])
        graph.forgetTable()
        var result = AndGraph(capacity: graph.nodeCount)
        var renamed = [Literal](repeating: .zero, count: graph.nodeCount)
        for node in 1..<max(1, graph.nodeCount) {
            result.origin = graph.origins[node]
            if !graph.isAnd(node) {
                renamed[node] = result.addInput()
            } else if replacementStarts[node] >= 0 {
                let start = Int(replacementStarts[node])
                let number = Int(replacements[start])
                let leaves = replacements[(start + 1)...].prefix(book.inputs(number))
                var literals = [.zero] + leaves.map { renamed[Int($0)] }
                for step in Int(book.starts[number])..<Int(book.starts[number + 1]) {
                    let (a, b) = (book.steps[step].x, book.steps[step].y)
                    literals.append(
                        result.and(
                            literals[Int(a >> 1)].inverted(if: a & 1 == 1),
                            literals[Int(b >> 1)].inverted(if: b & 1 == 1)))
                }
                let output = book.outputs[number]
                renamed[node] = literals[Int(output >> 1)].inverted(if: output & 1 == 1)
            } else {
                let (a, b) = (Literal(raw: graph.fanins0[node]), Literal(raw: graph.fanins1[node]))
                renamed[node] = result.and(
                    renamed[a.node].inverted(if: a.isInverted), renamed[b.node].inverted(if: b.isInverted))
            }
        }
        result.outputs = graph.outputs.map { renamed[$0.node].inverted(if: $0.isInverted) }
        result.forgetTable()
        return Derivation(graph: result, literals: renamed)
    }
}
