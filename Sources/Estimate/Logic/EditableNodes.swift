/// The nodes of an AND graph, of which some are made of others than before; and how often each is used. A fanin always stands before its user.
struct EditableNodes {
    /// A node's new fanins, and whether it is the complement of their conjunction.
    struct Structure {
        var left: Literal
        var right: Literal
        var isInverted: Bool
    }

    private var fanins0: [UInt32]
    private var fanins1: [UInt32]
    /// By node: whether it is the complement of the conjunction of its fanins.
    private(set) var isInverted: [Bool]
    /// By node: uses by nodes in use, and by outputs.
    private(set) var references: [UInt32]

    init(_ graph: AndGraph) {
        fanins0 = graph.fanins0
        fanins1 = graph.fanins1
        isInverted = Array(repeating: false, count: graph.nodeCount)
        references = graph.fanoutCounts()
    }

    func isAnd(_ node: Int) -> Bool { fanins0[node] != AndGraph.inputMark }

    func fanins(_ node: Int) -> (Literal, Literal) { (Literal(raw: fanins0[node]), Literal(raw: fanins1[node])) }

    /// Takes away what only `root` needs, down to the leaves; lists it, `root` first.
    mutating func release(_ root: Int, downTo leaves: [Int], into freed: inout [UInt32]) {
        var next = freed.count
        freed.append(UInt32(truncatingIfNeeded: root))
        while next < freed.count {
            let node = Int(freed[next])
            next += 1
            for fanin in [Int(fanins0[node] >> 1), Int(fanins1[node] >> 1)] {
                references[fanin] -= 1
                if references[fanin] == 0, isAnd(fanin), !leaves.contains(fanin) {
                    freed.append(UInt32(truncatingIfNeeded: fanin))
                }
            }
        }
    }

    /// Takes a release back.
    mutating func restore(_ freed: [UInt32]) {
        for node in freed {
            references[Int(fanins0[Int(node)] >> 1)] += 1
            references[Int(fanins1[Int(node)] >> 1)] += 1
        }
    }

    /// Makes a node of others; what only its old fanins needed is used no more.
    mutating func replace(_ node: Int, by structure: Structure) {
        references[structure.left.node] += 1
        references[structure.right.node] += 1
        var freed: [UInt32] = []
        release(node, downTo: [], into: &freed)
        fanins0[node] = structure.left.raw
        fanins1[node] = structure.right.raw
        isInverted[node] = structure.isInverted
    }
}
