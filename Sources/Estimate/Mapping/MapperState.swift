/// The working memory of one mapping: what is known of each node, and the cuts of those whose users are still to come.
struct MapperState: ~Copyable {
    /// What a user of a node looks at.
    struct Node {
        /// When the node is ready: LUTs on the longest path to it.
        var arrival: Int32
        /// The node's cost, shared among its users; all of it where only what the cover has is shared.
        var flow: Float
        /// How many LUTs and outputs of the cover read it.
        var references: Int32
        /// When it must be ready.
        var required: Int32
    }

    let count: Int
    /// Leaves of the largest LUT.
    let limit: Int
    /// Rows of leaves are stored in pairs.
    let words: Int
    let fanins0: [UInt32]
    let fanins1: [UInt32]
    let outputs: [Literal]
    /// The cost of a LUT by number of inputs.
    let area: UnsafeMutablePointer<Float>
    let nodes: UnsafeMutablePointer<Node>
    /// How many users a node is expected to have.
    let shares: UnsafeMutablePointer<Float>
    /// The cut that each node would be mapped with; of size 0 for inputs.
    let bestPairs: UnsafeMutablePointer<UInt64>
    let bestSizes: UnsafeMutablePointer<UInt8>
    /// The cuts of each node during a pass: a block of the pool, how many, and how many users are still to come.
    private let blocks: UnsafeMutablePointer<UInt32>
    let cutCounts: UnsafeMutablePointer<UInt8>
    private let pending: UnsafeMutablePointer<UInt32>
    /// By node: how many of the nodes just before it are choices for it; empty without choices.
    let choices: [UInt8]
    private var pool: BlockPool
    /// Cuts in a list, with the node itself.
    private let perList: Int
    var scratch: CutScratch
    /// The lists of two fanins that are inputs.
    let inputLists: (UnsafeMutableRawPointer, UnsafeMutableRawPointer)
    var visits = VisitStack()
    /// When the outputs must be ready.
    var goal: Int32 = 0
    private var isFirst = true
    private let sharesCoverOnly: Bool
    /// Whether what the cover does not have counts in full.
    private var countsUnused = false

    /// What a LUT's input costs beside the LUT: between covers of as many LUTs, the one with fewer wires is chosen.
    private static let inputCharge: Float = 0.001
    /// The part of a cut's area flow that counts beside what it adds to the cover.
    static let flowCharge: Float = 0.01

    init(
        _ graph: AndGraph, choices: [UInt8] = [], costs: LUTCosts, cutsPerNode: Int, sharesCoverOnly: Bool = false
    ) {
        self.sharesCoverOnly = sharesCoverOnly
        self.choices = choices
        count = graph.nodeCount
        limit = costs.maxInputs
        words = (limit + 1) / 2
        fanins0 = graph.fanins0
        fanins1 = graph.fanins1
        outputs = graph.outputs
        area = Self.buffer(limit + 1, 0)
        let unit = costs.area.min { ($0 == 0 ? .infinity : $0) < ($1 == 0 ? .infinity : $1) } ?? 1
        for size in 1...limit {
            area[size] = (size < costs.area.count ? costs.area[size] : unit) + Self.inputCharge * unit * Float(size)
        }
        nodes = Self.buffer(count, Node(arrival: 0, flow: 0, references: 0, required: .max))
        shares = Self.buffer(count, 1)
        bestPairs = Self.buffer(count * words, 0)
        bestSizes = Self.buffer(count, 0)
        blocks = Self.buffer(count, 0)
        cutCounts = Self.buffer(count, 0)
        pending = Self.buffer(count, 0)
        perList = cutsPerNode + 1
        pool = BlockPool(blockBytes: CutList.bytes(perList, words), capacity: count)
        scratch = CutScratch(capacity: cutsPerNode, words: words)
        inputLists = (Self.list(words), Self.list(words))
        for node in 0..<count where fanins0[node] != AndGraph.inputMark {
            shares[Int(fanins0[node] >> 1)] += 1
            shares[Int(fanins1[node] >> 1)] += 1
        }
        for output in outputs { shares[output.node] += 1 }
        for node in 0..<count { shares[node] = max(1, shares[node] - 1) }
    }

    private static func buffer<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
        let result = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
        result.initialize(repeating: value, count: count)
        return result
    }

    private static func list(_ words: Int) -> UnsafeMutableRawPointer {
        .allocate(byteCount: CutList.bytes(1, words), alignment: 16)
    }

    deinit {
        area.deallocate()
        nodes.deallocate()
        shares.deallocate()
        bestPairs.deallocate()
        bestSizes.deallocate()
        blocks.deallocate()
        cutCounts.deallocate()
        pending.deallocate()
        inputLists.0.deallocate()
        inputLists.1.deallocate()
        visits.deallocate()
    }

    /// The leaves of the cut that a node would be mapped with.
    @inline(__always)
    func bestRow(_ node: Int) -> UnsafeMutablePointer<UInt32> { Self.leaves(bestPairs + node &* words) }

    @inline(__always)
    static func leaves(_ pairs: UnsafeMutablePointer<UInt64>) -> UnsafeMutablePointer<UInt32> {
        UnsafeMutableRawPointer(pairs).assumingMemoryBound(to: UInt32.self)
    }

    /// What a leaf costs one of its users.
    @inline(__always)
    func flow(ofLeaf leaf: UInt32) -> Float {
        let node = nodes[Int(leaf)]
        guard sharesCoverOnly else { return node.flow }
        return countsUnused && node.references == 0 ? node.flow : node.flow / shares[Int(leaf)]
    }

    /// Chooses a cut for every node.
    mutating func run(_ pass: Mapper.Pass) {
        countsUnused = sharesCoverOnly && pass.order == .areaFlow
        for node in 0..<count { pending[node] = 0 }
        fanins0.withUnsafeBufferPointer { first in
            fanins1.withUnsafeBufferPointer { second in
                for node in 0..<count where first[node] != AndGraph.inputMark {
                    pending[Int(first[node] >> 1)] &+= 1
                    pending[Int(second[node] >> 1)] &+= 1
                }
                // The representative reads the lists of the choices.
                for node in choices.indices {
                    for choice in node - Int(choices[node])..<node { pending[choice] &+= 1 }
                }
                for node in 0..<count where first[node] != AndGraph.inputMark {
                    let (left, right) = (Int(first[node] >> 1), Int(second[node] >> 1))
                    choose(node, left, right, pass)
                    if !choices.isEmpty { dropChoices(of: node) }
                    pending[left] &-= 1
                    if pending[left] == 0 { drop(left) }
                    pending[right] &-= 1
                    if pending[right] == 0 { drop(right) }
                    if pending[node] == 0 { drop(node) }
                }
            }
        }
        isFirst = false
    }

    /// Gives back the cuts of a node without users to come.
    @inline(__always)
    private mutating func drop(_ node: Int) {
        guard cutCounts[node] > 0 else { return }
        pool.give(blocks[node])
        cutCounts[node] = 0
    }

    @inline(__always)
    private mutating func choose(_ node: Int, _ left: Int, _ right: Int, _ pass: Mapper.Pass) {
        let order = pass.order
        let best = bestRow(node)
        let isReferenced = (order.isExact || countsUnused) && nodes[node].references > 0
        if isReferenced { release(best, Int(bestSizes[node])) }
        scratch.reset(limit: pass.cuts)
        let latest: Int32 = order.isUnbounded ? .max : nodes[node].required
        // What was chosen before stays a candidate, so that no pass makes the cover late.
        if !isFirst { reconsider(best, Int(bestSizes[node]), latest, order) }
        merge(left, right, latest, order)
        if !choices.isEmpty { considerChoices(of: node, latest, order) }
        save(node, order)
        if isReferenced { _ = acquire(best, Int(bestSizes[node])) }
    }

    /// The list of a fanin; what is an input has only itself.
    @inline(__always)
    func list(_ node: Int, _ storage: UnsafeMutableRawPointer) -> CutList {
        if cutCounts[node] > 0 { return CutList(at: pool[blocks[node]], count: perList, words: words) }
        let result = CutList(at: storage, count: 1, words: words)
        append(node, to: result, at: 0)
        return result
    }

    /// The cut that is the node itself.
    @inline(__always)
    private func append(_ node: Int, to list: CutList, at place: Int) {
        list.signatures[place] = 1 &<< UInt32(truncatingIfNeeded: node & 31)
        list.flows[place] = flow(ofLeaf: UInt32(truncatingIfNeeded: node))
        list.arrivals[place] = nodes[node].arrival
        list.sizes[place] = 1
        list.rows[place &* words] = UInt64(node)
    }

    /// Gives back the cuts of a representative's choices.
    private mutating func dropChoices(of node: Int) {
        for choice in node - Int(choices[node])..<node {
            pending[choice] &-= 1
            drop(choice)
        }
    }

    /// Keeps the list for the node's users, and one of its cuts as the choice.
    @inline(__always)
    private mutating func save(_ node: Int, _ order: Mapper.Order) {
        let kept = scratch.count
        let number = pool.take()
        blocks[node] = number
        cutCounts[node] = UInt8(truncatingIfNeeded: kept &+ 1)
        let list = CutList(at: pool[number], count: perList, words: words)
        var index = 0
        while index < kept {
            let entry = scratch.entries[index]
            list.signatures[index] = entry.signature
            list.flows[index] = entry.flow
            list.arrivals[index] = entry.delay &- 1
            list.sizes[index] = UInt8(truncatingIfNeeded: entry.size)
            copy(scratch.pairs(index), to: list.rows + index &* words)
            index &+= 1
        }
        let share = sharesCoverOnly ? 1 : shares[node]
        let chosen = scratch.choice(
            order, latest: sharesCoverOnly ? nodes[node].required : nodes[node].arrival, onlyFirst: sharesCoverOnly)
        if chosen >= 0 {
            let entry = scratch.entries[chosen]
            copy(scratch.pairs(chosen), to: bestPairs + node &* words)
            bestSizes[node] = UInt8(truncatingIfNeeded: entry.size)
            nodes[node].arrival = entry.delay
            nodes[node].flow = (area[Int(entry.size)] + entry.flow) / share
        } else {
            nodes[node].flow = flow(bestRow(node), Int(bestSizes[node])) / share
            if sharesCoverOnly { nodes[node].arrival = arrival(bestRow(node), Int(bestSizes[node])) }
        }
        append(node, to: list, at: kept)
    }

    @inline(__always)
    private func copy(_ row: UnsafeMutablePointer<UInt64>, to place: UnsafeMutablePointer<UInt64>) {
        place[0] = row[0]
        if words == 1 { return }
        place[1] = row[1]
        if words == 2 { return }
        place[2] = row[2]
        if words == 3 { return }
        place[3] = row[3]
    }

    @inline(__always)
    private func flow(_ row: UnsafeMutablePointer<UInt32>, _ size: Int) -> Float {
        var cost = area[size]
        for index in 0..<size { cost += flow(ofLeaf: row[index]) }
        return cost
    }

    private func arrival(_ row: UnsafeMutablePointer<UInt32>, _ size: Int) -> Int32 {
        (0..<size).reduce(0) { max($0, nodes[Int(row[$1])].arrival) } + 1
    }
}
