/// Makes an AND graph smaller: a node that another node, or one AND of two others, computes as well is made of those, where that frees more
/// nodes than it adds. Nothing gets slower.
///
/// What nodes compute is compared in a window: all functions of at most eight leaves below the node (`ResubstitutionWindow`).
struct Resubstitution: ~Copyable {
    private let graph: AndGraph
    private var window: ResubstitutionWindow
    private let required: [Int32]
    /// By node: ANDs on the longest path to it; final for all nodes before the one at hand.
    private var levels: [Int32]
    private var freed: [UInt32] = []

    /// The smaller graph; the same functions.
    static func run(_ graph: AndGraph) -> Derivation {
        raw(graph).then { $0.compaction() }
    }

    /// The same, still with nodes that nothing reads.
    private static func raw(_ graph: AndGraph) -> Derivation {
        var pass = Resubstitution(graph)
        for node in 0..<graph.nodeCount where graph.isAnd(node) { pass.visit(node) }
        return pass.rebuilt()
    }

    private init(_ graph: AndGraph) {
        self.graph = graph
        levels = graph.levels()
        required = graph.requiredLevels(levels)
        window = ResubstitutionWindow(graph)
    }

    private mutating func visit(_ node: Int) {
        let (left, right) = window.nodes.fanins(node)
        levels[node] = 1 + max(levels[left.node], levels[right.node])
        guard window.nodes.references[node] > 0 else { return }
        window.open(node)
        freed.removeAll(keepingCapacity: true)
        window.nodes.release(node, downTo: window.leaves, into: &freed)
        window.listDivisors(of: node, without: freed) { levels[$0] < required[node] }
        let structure = window.structure(of: node, withTwo: freed.count > 1)
        window.nodes.restore(freed)
        guard let structure else { return }
        window.nodes.replace(node, by: structure)
        levels[node] = 1 + max(levels[structure.left.node], levels[structure.right.node])
    }

    private func rebuilt() -> Derivation {
        var result = AndGraph(capacity: graph.nodeCount)
        var renamed = [Literal](repeating: Derivation.missing, count: graph.nodeCount)
        renamed[0] = .zero
        for node in 1..<max(1, graph.nodeCount) {
            result.origin = graph.origins[node]
            if !graph.isAnd(node) {
                renamed[node] = result.addInput()
            } else if window.nodes.references[node] > 0 {
                let (a, b) = window.nodes.fanins(node)
                let literal = result.and(
                    renamed[a.node].inverted(if: a.isInverted), renamed[b.node].inverted(if: b.isInverted))
                renamed[node] = literal.inverted(if: window.nodes.isInverted[node])
            }
        }
        result.outputs = graph.outputs.map { renamed[$0.node].inverted(if: $0.isInverted) }
        result.forgetTable()
        return Derivation(graph: result, literals: renamed)
    }
}

extension AndGraph {
    /// Resubstituted and balanced.
    func resubstituted() -> AndGraph { Resubstitution.run(self).graph.balanced() }
}
