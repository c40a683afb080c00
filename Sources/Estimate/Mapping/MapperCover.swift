/// Nodes that a walk through the cover has still to visit.
struct VisitStack {
    private(set) var nodes: UnsafeMutablePointer<UInt32>
    private var capacity = 1 << 10
    var count = 0

    init() { nodes = .allocate(capacity: capacity) }

    func deallocate() { nodes.deallocate() }

    @inline(__always)
    mutating func reserve(_ more: Int) {
        if count &+ more > capacity { grow() }
    }

    /// There is room: `reserve` came before.
    @inline(__always)
    mutating func append(_ node: Int) {
        nodes[count] = UInt32(truncatingIfNeeded: node)
        count &+= 1
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
        larger.update(from: nodes, count: count)
        nodes.deallocate()
        nodes = larger
        capacity *= 2
    }
}

extension MapperState {
    /// Uses a cut: what the cover grows by. All references that this adds are in `visits`.
    mutating func acquire(_ row: UnsafeMutablePointer<UInt32>, _ size: Int) -> Float {
        var cost = area[size]
        visits.count = 0
        var next = 0
        var (leaves, leafCount) = (row, size)
        while true {
            visits.reserve(leafCount)
            var index = 0
            while index < leafCount {
                let leaf = Int(leaves[index])
                // Only who uses a LUT first brings it into the cover; the other references can be taken back as well.
                let isNew = nodes[leaf].references == 0 && bestSizes[leaf] > 0
                nodes[leaf].references &+= 1
                visits.append(leaf &<< 1 | (isNew ? 1 : 0))
                index &+= 1
            }
            var isFound = false
            while next < visits.count, !isFound {
                let visit = visits.nodes[next]
                next &+= 1
                if visit & 1 == 1 {
                    let node = Int(visit &>> 1)
                    leaves = bestRow(node)
                    leafCount = Int(bestSizes[node])
                    cost += area[leafCount]
                    isFound = true
                }
            }
            if !isFound { return cost }
        }
    }

    /// Takes back the references that `acquire` added.
    @inline(__always)
    mutating func takeBack() {
        var index = 0
        while index < visits.count {
            nodes[Int(visits.nodes[index] &>> 1)].references &-= 1
            index &+= 1
        }
    }

    /// Gives a cut back, with what only it used.
    mutating func release(_ row: UnsafeMutablePointer<UInt32>, _ size: Int) {
        visits.count = 0
        var (leaves, leafCount) = (row, size)
        while true {
            visits.reserve(leafCount)
            var index = 0
            while index < leafCount {
                let leaf = Int(leaves[index])
                nodes[leaf].references &-= 1
                if nodes[leaf].references == 0, bestSizes[leaf] > 0 { visits.append(leaf) }
                index &+= 1
            }
            if visits.count == 0 { return }
            visits.count &-= 1
            let node = Int(visits.nodes[visits.count])
            leaves = bestRow(node)
            leafCount = Int(bestSizes[node])
        }
    }

    /// After a pass: which nodes the cover uses, how often, and when each must be ready. `setsGoal` makes the present depth the
    /// goal, or `levels` when that is more; else the goal stays.
    mutating func settle(setsGoal: Bool, levels: Int, inertia: Float) {
        for node in 0..<count {
            nodes[node].references = 0
            nodes[node].required = .max
        }
        var depth: Int32 = 0
        for output in outputs {
            nodes[output.node].references += 1
            depth = max(depth, nodes[output.node].arrival)
        }
        if setsGoal { goal = max(depth, Int32(clamping: levels)) }
        for output in outputs { nodes[output.node].required = goal }
        for node in (1..<max(1, count)).reversed() where nodes[node].references > 0 && bestSizes[node] > 0 {
            let before = nodes[node].required - 1
            let row = bestRow(node)
            for index in 0..<Int(bestSizes[node]) {
                let leaf = Int(row[index])
                nodes[leaf].references += 1
                nodes[leaf].required = min(nodes[leaf].required, before)
            }
            if !choices.isEmpty {
                for choice in node - Int(choices[node])..<node { nodes[choice].required = nodes[node].required }
            }
        }
        for node in 0..<count {
            shares[node] = max(1, (inertia * shares[node] + Float(nodes[node].references)) / (inertia + 1))
        }
    }

    /// The LUTs in use.
    func cover() -> LUTCover {
        let (nodes, sizes) = (nodes, bestSizes)
        let roots = (1..<max(1, count)).lazy.filter { nodes[$0].references > 0 && sizes[$0] > 0 }
        var result = LUTCover()
        result.reserve(roots: roots.count { _ in true }, leaves: roots.reduce(0) { $0 + Int(sizes[$1]) })
        for node in roots {
            result.append(
                root: UInt32(truncatingIfNeeded: node),
                leaves: UnsafeBufferPointer(start: bestRow(node), count: Int(bestSizes[node])))
        }
        for output in outputs { result.depth = max(result.depth, Int(nodes[output.node].arrival)) }
        return result
    }
}
