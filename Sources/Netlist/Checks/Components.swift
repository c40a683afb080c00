extension DependencyGraph {
    /// The strongly connected components that `roots` reach, dependencies first (Tarjan's algorithm, without recursion).
    func forEachComponent(from roots: [NodeID], _ body: (ArraySlice<NodeID>) -> Void) {
        var order = [Int32](repeating: 0, count: count)
        var low = [Int32](repeating: 0, count: count)
        var isOpen = [Bool](repeating: false, count: count)
        var open: [NodeID] = []
        var stack: [(node: NodeID, next: Int)] = []
        var counter: Int32 = 0
        func enter(_ node: NodeID) {
            counter += 1
            order[Int(node.index)] = counter
            low[Int(node.index)] = counter
            isOpen[Int(node.index)] = true
            open.append(node)
            stack.append((node, 0))
        }
        for root in roots where order[Int(root.index)] == 0 {
            enter(root)
            while let (node, next) = stack.last {
                let position = Int(node.index)
                if let operand = dependency(of: node, next) {
                    stack[stack.count - 1].next += 1
                    let other = Int(operand.index)
                    if order[other] == 0 {
                        enter(operand)
                    } else if isOpen[other] {
                        low[position] = min(low[position], order[other])
                    }
                    continue
                }
                stack.removeLast()
                if let parent = stack.last {
                    low[Int(parent.node.index)] = min(low[Int(parent.node.index)], low[position])
                }
                guard low[position] == order[position] else { continue }
                let start = open.lastIndex(of: node) ?? 0
                for member in open[start...] { isOpen[Int(member.index)] = false }
                body(open[start...])
                open.removeSubrange(start...)
            }
        }
    }
}
