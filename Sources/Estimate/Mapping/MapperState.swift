/// The working memory of one mapping: what is known of each node, and the cuts of those whose users are still to come.
struct MapperState: ~Copyable {
    /// What a user of a node looks at.
    struct Node {
        /// When the node is ready: LUTs on the longest path to it.
        var arrival: Int32
        /// The node's cost, shared among its users.
        var flow: Float
        /// How many LUTs and outputs of the cover read it.
        var references: Int32
        /// When it must be ready.
        var required: Int32
    }

    let count: Int
    /// Leaves of the largest LUT.
    let stride: Int
    let fanins0: [UInt32]
    let fanins1: [UInt32]
    let outputs: [Literal]
    /// The cost of a LUT by number of inputs.
    let area: UnsafeMutablePointer<Float>
    let nodes: UnsafeMutablePointer<Node>
    /// How many users a node is expected to have.
    let shares: UnsafeMutablePointer<Float>
    /// The cut that each node would be mapped with; of size 0 for inputs.
    let bestLeaves: UnsafeMutablePointer<UInt32>
    let bestSizes: UnsafeMutablePointer<UInt8>
    /// The cuts of each node during a pass: a block of the pool, how many, and how many users are still to come.
    private let blocks: UnsafeMutablePointer<UInt32>
    private let cutCounts: UnsafeMutablePointer<UInt8>
    private let pending: UnsafeMutablePointer<UInt32>
    private var pool: CutPool
    private var scratch: CutScratch
    /// The rows of two fanins themselves, and their signatures.
    private let sole: UnsafeMutablePointer<UInt32>
    private let soleSignatures: UnsafeMutablePointer<UInt64>
    var visits = VisitStack()
    /// When the outputs must be ready.
    var goal: Int32 = 0
    private var isFirst = true

    /// What a LUT's input costs beside the LUT: between covers of as many LUTs, the one with fewer wires is chosen.
    private static let inputCharge: Float = 0.001

    init(_ graph: AndGraph, costs: LUTCosts, cutsPerNode: Int) {
        count = graph.nodeCount
        stride = costs.maxInputs
        fanins0 = graph.fanins0
        fanins1 = graph.fanins1
        outputs = graph.outputs
        area = Self.buffer(stride + 1, 0)
        let unit = costs.area.min { ($0 == 0 ? .infinity : $0) < ($1 == 0 ? .infinity : $1) } ?? 1
        for size in 1...stride {
            area[size] = (size < costs.area.count ? costs.area[size] : unit) + Self.inputCharge * unit * Float(size)
        }
        nodes = Self.buffer(count, Node(arrival: 0, flow: 0, references: 0, required: .max))
        shares = Self.buffer(count, 1)
        bestLeaves = Self.buffer(count * stride, 0)
        bestSizes = Self.buffer(count, 0)
        blocks = Self.buffer(count, 0)
        cutCounts = Self.buffer(count, 0)
        pending = Self.buffer(count, 0)
        pool = CutPool(perBlock: cutsPerNode, stride: stride, capacity: count)
        scratch = CutScratch(capacity: cutsPerNode, stride: stride)
        sole = Self.buffer(2, 0)
        soleSignatures = Self.buffer(2, 0)
        for (node, fanouts) in graph.fanoutCounts().enumerated() { shares[node] = max(1, Float(fanouts)) }
    }

    private static func buffer<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
        let result = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
        result.initialize(repeating: value, count: count)
        return result
    }

    deinit {
        area.deallocate()
        nodes.deallocate()
        shares.deallocate()
        bestLeaves.deallocate()
        bestSizes.deallocate()
        blocks.deallocate()
        cutCounts.deallocate()
        pending.deallocate()
        sole.deallocate()
        soleSignatures.deallocate()
        visits.deallocate()
    }

    /// Chooses a cut for every node.
    mutating func run(_ pass: Mapper.Pass) {
        for node in 0..<count { pending[node] = 0 }
        fanins0.withUnsafeBufferPointer { first in
            fanins1.withUnsafeBufferPointer { second in
                for node in 0..<count where first[node] != AndGraph.inputMark {
                    pending[Int(first[node] >> 1)] &+= 1
                    pending[Int(second[node] >> 1)] &+= 1
                }
                for node in 0..<count where first[node] != AndGraph.inputMark {
                    let (left, right) = (Int(first[node] >> 1), Int(second[node] >> 1))
                    choose(node, left, right, pass)
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
        let best = bestLeaves + node &* stride
        let isReferenced = order == .exactArea && nodes[node].references > 0
        if isReferenced { release(best, Int(bestSizes[node])) }
        scratch.reset(limit: pass.cuts)
        let limit: Int32 = order.isUnbounded ? .max : nodes[node].required
        if !isFirst {
            // What was chosen before stays a candidate, so that no pass makes the cover late.
            let size = Int(bestSizes[node])
            let row = scratch.freeRow
            var signature: UInt64 = 0
            for index in 0..<size {
                row[index] = best[index]
                signature |= 1 &<< UInt64(best[index] & 63)
            }
            consider(row, size, signature, limit, order, isPrevious: true)
        }
        merge(left, right, limit, order)
        save(node, order)
        if isReferenced { _ = acquire(best, Int(bestSizes[node])) }
        nodes[node].flow = flow(best, Int(bestSizes[node])) / shares[node]
    }

    /// Tries the union of each cut of one fanin with each of the other; a fanin by itself is its last cut.
    @inline(__always)
    private mutating func merge(_ left: Int, _ right: Int, _ limit: Int32, _ order: Mapper.Order) {
        sole[0] = UInt32(truncatingIfNeeded: left)
        sole[1] = UInt32(truncatingIfNeeded: right)
        soleSignatures[0] = 1 &<< UInt64(left & 63)
        soleSignatures[1] = 1 &<< UInt64(right & 63)
        let none = CutPool.Block(signatures: soleSignatures, sizes: sole, leaves: sole)
        let (countA, countB) = (Int(cutCounts[left]), Int(cutCounts[right]))
        let blockA = countA > 0 ? pool[blocks[left]] : none
        let blockB = countB > 0 ? pool[blocks[right]] : none
        var a = 0
        while a <= countA {
            let isSoleA = a == countA
            let signatureA = isSoleA ? soleSignatures[0] : blockA.signatures[a]
            let sizeA = isSoleA ? 1 : Int(blockA.sizes[a])
            let rowA = isSoleA ? sole : blockA.leaves + a &* stride
            var b = 0
            while b <= countB {
                let isSoleB = b == countB
                let signature = signatureA | (isSoleB ? soleSignatures[1] : blockB.signatures[b])
                if signature.nonzeroBitCount <= stride {
                    let sizeB = isSoleB ? 1 : Int(blockB.sizes[b])
                    let rowB = isSoleB ? sole + 1 : blockB.leaves + b &* stride
                    let row = scratch.freeRow
                    let size = CutMerge.union(rowA, sizeA, rowB, sizeB, into: row, limit: stride)
                    if size > 0 { consider(row, size, signature, limit, order, isPrevious: false) }
                }
                b &+= 1
            }
            a &+= 1
        }
    }

    /// Rates the candidate in the free row and keeps it if it is good.
    @inline(__always)
    private mutating func consider(
        _ row: UnsafeMutablePointer<UInt32>, _ size: Int, _ signature: UInt64, _ limit: Int32, _ order: Mapper.Order,
        isPrevious: Bool
    ) {
        var delay: Int32 = 0
        var cost = area[size]
        var index = 0
        while index < size {
            let leaf = nodes[Int(row[index])]
            delay = max(delay, leaf.arrival)
            cost += leaf.flow
            index &+= 1
        }
        delay &+= 1
        let isLate = delay > limit
        if isLate, !isPrevious { return }
        if order == .exactArea {
            cost = acquire(row, size)
            takeBack()
        }
        // Only a node outside the cover can have had a late cut: it is the last resort.
        if isLate { cost += 1e9 }
        scratch.insert(
            CutScratch.Entry(
                signature: signature, cost: cost, delay: delay, size: Int32(truncatingIfNeeded: size), slot: 0), order)
    }

    /// Keeps the list for the node's users, and one of its cuts as the choice.
    @inline(__always)
    private mutating func save(_ node: Int, _ order: Mapper.Order) {
        let kept = scratch.count
        cutCounts[node] = UInt8(truncatingIfNeeded: kept)
        let number = pool.take()
        blocks[node] = number
        let block = pool[number]
        var index = 0
        while index < kept {
            let entry = scratch.entries[index]
            block.signatures[index] = entry.signature
            block.sizes[index] = UInt32(truncatingIfNeeded: entry.size)
            (block.leaves + index &* stride).update(from: scratch.row(index), count: stride)
            index &+= 1
        }
        let chosen = scratch.choice(order, latest: nodes[node].arrival)
        guard chosen >= 0 else { return }
        (bestLeaves + node &* stride).update(from: scratch.row(chosen), count: stride)
        bestSizes[node] = UInt8(truncatingIfNeeded: scratch.entries[chosen].size)
        nodes[node].arrival = scratch.entries[chosen].delay
    }

    @inline(__always)
    private func flow(_ row: UnsafeMutablePointer<UInt32>, _ size: Int) -> Float {
        var cost = area[size]
        for index in 0..<size { cost += nodes[Int(row[index])].flow }
        return cost
    }
}
