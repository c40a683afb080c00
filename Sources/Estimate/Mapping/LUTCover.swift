/// LUTs over the nodes of an `AndGraph`: each computes one node (its root) from others (its leaves). Roots ascend.
public struct LUTCover: Sendable {
    public private(set) var roots: [UInt32] = []
    /// The leaves of LUT `i` are `leaves[starts[i] ..< starts[i + 1]]`.
    public private(set) var starts: [Int32] = [0]
    public private(set) var leaves: [UInt32] = []
    /// LUTs on the longest path.
    public var depth = 0

    public init() {}

    public var count: Int { roots.count }

    /// The nodes that LUT `index` reads.
    public func leaves(of index: Int) -> ArraySlice<UInt32> { leaves[Int(starts[index])..<Int(starts[index + 1])] }

    /// By node: the number of the LUT on the longest path to it that computes it; zero where none does.
    func levels(nodeCount: Int) -> [Int32] {
        var result = [Int32](repeating: 0, count: nodeCount)
        for index in 0..<count {
            result[Int(roots[index])] = 1 + leaves(of: index).reduce(0) { max($0, result[Int($1)]) }
        }
        return result
    }

    mutating func reserve(roots rootCount: Int, leaves leafCount: Int) {
        roots.reserveCapacity(rootCount)
        starts.reserveCapacity(rootCount + 1)
        leaves.reserveCapacity(leafCount)
    }

    mutating func append(root: UInt32, leaves newLeaves: UnsafeBufferPointer<UInt32>) {
        roots.append(root)
        leaves.append(contentsOf: newLeaves)
        starts.append(Int32(truncatingIfNeeded: leaves.count))
    }

    mutating func append(root: UInt32, sorted newLeaves: [UInt32]) {
        newLeaves.withUnsafeBufferPointer { append(root: root, leaves: $0) }
    }

    /// The same LUTs with ascending roots.
    func sorted() -> LUTCover {
        var result = LUTCover()
        for index in roots.indices.sorted(by: { roots[$0] < roots[$1] }) {
            result.append(root: roots[index], sorted: Array(leaves(of: index)))
        }
        result.depth = depth
        return result
    }

    /// The same LUTs over nodes with other numbers, in the same order.
    func renamed(_ number: (UInt32) -> UInt32) -> LUTCover {
        var result = self
        for index in roots.indices { result.roots[index] = number(roots[index]) }
        for index in leaves.indices { result.leaves[index] = number(leaves[index]) }
        return result
    }

    /// The LUTs' functions.
    public func functions(in graph: AndGraph) -> [TruthTable] {
        var evaluator = ConeEvaluator(graph)
        return (0..<count).map { evaluator.function(root: Int(roots[$0]), leaves: leaves(of: $0)) }
    }

    /// The values of the graph's outputs as the LUTs compute them, for 64 input vectors at once.
    ///
    /// - Parameter functions: the LUTs' functions, where they are known.
    public func simulate(_ graph: AndGraph, _ values: [UInt64], functions: [TruthTable]? = nil) -> [UInt64] {
        let functions = functions ?? self.functions(in: graph)
        var results = [UInt64](repeating: 0, count: graph.nodeCount)
        for (input, value) in zip(graph.inputs, values) { results[Int(input)] = value }
        for index in 0..<count {
            let operands = leaves(of: index).map { results[Int($0)] }
            results[Int(roots[index])] = functions[index].evaluate(operands)
        }
        return graph.outputs.map { AndGraph.value($0, results) }
    }
}
