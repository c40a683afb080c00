extension AndGraph {
    /// By node: ANDs on the longest path to it.
    func levels() -> [Int32] {
        var result = [Int32](repeating: 0, count: nodeCount)
        for node in 0..<nodeCount where isAnd(node) {
            result[node] = 1 + max(result[Int(fanins0[node] >> 1)], result[Int(fanins1[node] >> 1)])
        }
        return result
    }

    /// By node: the level at which it must be ready so that no output gets later than the latest one is.
    func requiredLevels(_ levels: [Int32]) -> [Int32] {
        let depth = outputs.map { levels[$0.node] }.max() ?? 0
        var result = [Int32](repeating: depth, count: nodeCount)
        for node in (0..<nodeCount).reversed() where isAnd(node) {
            for fanin in [fanins0[node] >> 1, fanins1[node] >> 1] {
                result[Int(fanin)] = min(result[Int(fanin)], result[node] - 1)
            }
        }
        return result
    }
}
