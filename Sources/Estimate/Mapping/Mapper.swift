/// Covers an AND graph with LUTs: priority cuts, first for depth, then for area (area flow, exact area) without giving the
/// depth up.
public struct Mapper: Sendable {
    public var costs: LUTCosts
    /// Cuts kept per node.
    public var cutsPerNode: Int
    public var flowPasses: Int
    public var exactPasses: Int
    /// Levels that the result may have beyond the smallest possible.
    public var slack: Int

    public init(
        costs: LUTCosts = .series7, cutsPerNode: Int = 8, flowPasses: Int = 2, exactPasses: Int = 2, slack: Int = 0
    ) {
        self.costs = costs
        self.cutsPerNode = max(2, cutsPerNode)
        self.flowPasses = flowPasses
        self.exactPasses = exactPasses
        self.slack = slack
    }

    /// The LUTs that compute the graph's outputs.
    public func map(_ graph: AndGraph) -> LUTCover {
        let state = MapperState(graph, costs: costs, cutsPerNode: cutsPerNode)
        state.pass(.delay)
        state.settle(relax: 0)
        state.pass(.delayThenArea)
        state.settle(relax: 0)
        // Small cuts for the area passes to start from; no node gets slower.
        state.pass(.areaFlow, keepsArrivals: true)
        state.settle(relax: slack)
        for _ in 0..<flowPasses {
            state.pass(.areaFlow)
            state.settle(relax: nil)
        }
        for _ in 0..<exactPasses {
            state.pass(.exactArea)
            state.settle(relax: nil)
        }
        return state.cover()
    }
}

/// The working memory of one mapping.
final class MapperState {
    private let count: Int
    private let cutsPerNode: Int
    private let maxInputs: Int
    private let fanins0: [UInt32]
    private let fanins1: [UInt32]
    private let outputs: [Literal]
    private let area: UnsafeMutablePointer<Float>

    // The cuts of each node: rows of 8 leaves.
    private let cutLeaves: UnsafeMutablePointer<UInt32>
    private let cutSignatures: UnsafeMutablePointer<UInt64>
    private let cutSizes: UnsafeMutablePointer<UInt8>
    private let cutCounts: UnsafeMutablePointer<UInt8>

    // The cut that each node would be mapped with.
    private let bestLeaves: UnsafeMutablePointer<UInt32>
    private let bestSizes: UnsafeMutablePointer<UInt8>
    private let arrivals: UnsafeMutablePointer<Int32>
    private let flows: UnsafeMutablePointer<Float>
    private let edgeFlows: UnsafeMutablePointer<Float>

    private let required: UnsafeMutablePointer<Int32>
    private let references: UnsafeMutablePointer<Int32>
    private let expectedReferences: UnsafeMutablePointer<Float>
    private var scratch: CutScratch
    private var goal: Int32 = 0
    private var passes = 0

    init(_ graph: AndGraph, costs: LUTCosts, cutsPerNode: Int) {
        count = graph.nodeCount
        self.cutsPerNode = cutsPerNode
        maxInputs = costs.maxInputs
        fanins0 = graph.fanins0
        fanins1 = graph.fanins1
        outputs = graph.outputs
        area = Self.buffer(costs.area.count, 0)
        for (index, cost) in costs.area.enumerated() { area[index] = cost }
        cutLeaves = .allocate(capacity: count * cutsPerNode * 8)
        cutSignatures = .allocate(capacity: count * cutsPerNode)
        cutSizes = .allocate(capacity: count * cutsPerNode)
        cutCounts = Self.buffer(count, 0)
        bestLeaves = .allocate(capacity: count * 8)
        bestSizes = Self.buffer(count, 0)
        arrivals = Self.buffer(count, 0)
        flows = Self.buffer(count, 0)
        edgeFlows = Self.buffer(count, 0)
        required = Self.buffer(count, 0)
        references = Self.buffer(count, 0)
        expectedReferences = Self.buffer(count, 0)
        scratch = CutScratch(capacity: cutsPerNode)
        for (node, fanouts) in graph.fanoutCounts().enumerated() { expectedReferences[node] = Float(fanouts) }
    }

    private static func buffer<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
        let result = UnsafeMutablePointer<T>.allocate(capacity: max(1, count))
        result.initialize(repeating: value, count: count)
        return result
    }

    deinit {
        area.deallocate()
        cutLeaves.deallocate()
        cutSignatures.deallocate()
        cutSizes.deallocate()
        cutCounts.deallocate()
        bestLeaves.deallocate()
        bestSizes.deallocate()
        arrivals.deallocate()
        flows.deallocate()
        edgeFlows.deallocate()
        required.deallocate()
        references.deallocate()
        expectedReferences.deallocate()
        scratch.deallocate()
    }

    private func isAnd(_ node: Int) -> Bool { fanins0[node] != AndGraph.inputMark }

    /// Chooses a cut for every node, by the given order. With `keepsArrivals` slower cuts are kept for users to merge, but none is
    /// chosen.
    func pass(_ order: CutScratch.Order, keepsArrivals: Bool = false) {
        fanins0.withUnsafeBufferPointer { first in
            fanins1.withUnsafeBufferPointer { second in
                for node in 1..<max(1, count) where first[node] != AndGraph.inputMark {
                    choose(node, Int(first[node] >> 1), Int(second[node] >> 1), order, keepsArrivals)
                }
            }
        }
        passes += 1
    }

    private func choose(_ node: Int, _ left: Int, _ right: Int, _ order: CutScratch.Order, _ keepsArrivals: Bool) {
        let isReferenced = order == .exactArea && references[node] > 0
        if isReferenced { _ = release(bestLeaves + node * 8, Int(bestSizes[node])) }
        scratch.reset()
        let isFree = keepsArrivals || order == .delay || order == .delayThenArea
        let limit: Int32 = isFree ? .max : required[node]
        if passes > 0 {
            let size = Int(bestSizes[node])
            var signature: UInt64 = 0
            for index in 0..<size {
                scratch.freeRow[index] = bestLeaves[node * 8 + index]
                signature |= 1 << UInt64(bestLeaves[node * 8 + index] & 63)
            }
            consider(size: size, signature: signature, limit: .max, order: order)
        }
        for a in -1..<Int(cutCounts[left]) {
            for b in -1..<Int(cutCounts[right]) {
                merge(left, a, right, b, limit: limit, order: order)
            }
        }
        // Save the list, and its first as the choice.
        let kept = scratch.count
        for index in 0..<kept {
            let entry = scratch.entries[index]
            let place = node * cutsPerNode + index
            (cutLeaves + place * 8).update(from: scratch.row(index), count: Int(entry.size))
            cutSignatures[place] = entry.signature
            cutSizes[place] = UInt8(truncatingIfNeeded: entry.size)
        }
        cutCounts[node] = UInt8(truncatingIfNeeded: kept)
        var chosen = 0
        if keepsArrivals {
            while chosen < kept, scratch.entries[chosen].delay > arrivals[node] { chosen += 1 }
        }
        if chosen < kept {
            let best = scratch.entries[chosen]
            (bestLeaves + node * 8).update(from: scratch.row(chosen), count: Int(best.size))
            bestSizes[node] = UInt8(truncatingIfNeeded: best.size)
            arrivals[node] = best.delay
        }
        let (flow, edges) = flow(bestLeaves + node * 8, Int(bestSizes[node]))
        flows[node] = flow
        edgeFlows[node] = edges
        if isReferenced { _ = acquire(bestLeaves + node * 8, Int(bestSizes[node])) }
    }

    /// Forms the union of a cut of each fanin (-1: the fanin itself).
    @inline(__always)
    private func merge(
        _ left: Int, _ a: Int, _ right: Int, _ b: Int, limit: Int32, order: CutScratch.Order
    ) {
        let placeA = left * cutsPerNode + a
        let placeB = right * cutsPerNode + b
        let signatureA: UInt64 = a < 0 ? 1 << UInt64(left & 63) : cutSignatures[placeA]
        let signatureB: UInt64 = b < 0 ? 1 << UInt64(right & 63) : cutSignatures[placeB]
        let signature = signatureA | signatureB
        if signature.nonzeroBitCount > maxInputs { return }
        let row = scratch.freeRow
        let sizeA = a < 0 ? 1 : Int(cutSizes[placeA])
        let sizeB = b < 0 ? 1 : Int(cutSizes[placeB])
        var (i, j, size) = (0, 0, 0)
        let rowA = cutLeaves + (a < 0 ? 0 : placeA * 8)
        let rowB = cutLeaves + (b < 0 ? 0 : placeB * 8)
        let soleA = UInt32(truncatingIfNeeded: left)
        let soleB = UInt32(truncatingIfNeeded: right)
        while i < sizeA || j < sizeB {
            if size == maxInputs { return }
            let leafA = i < sizeA ? (a < 0 ? soleA : rowA[i]) : .max
            let leafB = j < sizeB ? (b < 0 ? soleB : rowB[j]) : .max
            if leafA <= leafB { i += 1 }
            if leafB <= leafA { j += 1 }
            row[size] = min(leafA, leafB)
            size += 1
        }
        consider(size: size, signature: signature, limit: limit, order: order)
    }

    /// Rates the candidate in the free row and keeps it if it is good.
    @inline(__always)
    private func consider(size: Int, signature: UInt64, limit: Int32, order: CutScratch.Order) {
        let row = scratch.freeRow
        var delay: Int32 = 0
        for index in 0..<size { delay = max(delay, arrivals[Int(row[index])]) }
        delay += 1
        if delay > limit || scratch.isHopeless(delay: delay, order: order) { return }
        if scratch.isDominated(signature: signature, size: Int32(truncatingIfNeeded: size)) { return }
        let (cost, edges): (Float, Float)
        if order == .exactArea {
            (cost, edges) = exactArea(row, size)
        } else {
            (cost, edges) = flow(row, size)
        }
        scratch.insert(
            CutScratch.Entry(
                signature: signature, area: cost, edges: edges, delay: delay, size: Int32(truncatingIfNeeded: size),
                slot: 0), order: order)
    }

    @inline(__always)
    private func flow(_ row: UnsafeMutablePointer<UInt32>, _ size: Int) -> (Float, Float) {
        var (cost, edges) = (area[size], Float(size))
        for index in 0..<size {
            let leaf = Int(row[index])
            let shares = max(1, expectedReferences[leaf])
            cost += flows[leaf] / shares
            edges += edgeFlows[leaf] / shares
        }
        return (cost, edges)
    }

    /// What the cover would grow by if this cut were used.
    private func exactArea(_ row: UnsafeMutablePointer<UInt32>, _ size: Int) -> (Float, Float) {
        let result = acquire(row, size)
        _ = release(row, size)
        return result
    }

    private func acquire(_ row: UnsafeMutablePointer<UInt32>, _ size: Int) -> (Float, Float) {
        var (cost, edges) = (area[size], Float(size))
        for index in 0..<size {
            let leaf = Int(row[index])
            references[leaf] += 1
            if references[leaf] == 1, bestSizes[leaf] > 0 {
                let (more, moreEdges) = acquire(bestLeaves + leaf * 8, Int(bestSizes[leaf]))
                cost += more
                edges += moreEdges
            }
        }
        return (cost, edges)
    }

    private func release(_ row: UnsafeMutablePointer<UInt32>, _ size: Int) -> (Float, Float) {
        var (cost, edges) = (area[size], Float(size))
        for index in 0..<size {
            let leaf = Int(row[index])
            references[leaf] -= 1
            if references[leaf] == 0, bestSizes[leaf] > 0 {
                let (more, moreEdges) = release(bestLeaves + leaf * 8, Int(bestSizes[leaf]))
                cost += more
                edges += moreEdges
            }
        }
        return (cost, edges)
    }

    /// After a pass: which nodes the cover uses, how often, and when each must be ready. `relax` sets the goal to the present
    /// depth plus so many levels; nil keeps the goal.
    func settle(relax: Int?) {
        for node in 0..<count {
            references[node] = 0
            required[node] = .max
        }
        var depth: Int32 = 0
        for output in outputs {
            references[output.node] += 1
            depth = max(depth, arrivals[output.node])
        }
        if let relax { goal = depth + Int32(truncatingIfNeeded: relax) }
        for output in outputs { required[output.node] = goal }
        for node in stride(from: count - 1, to: 0, by: -1) where references[node] > 0 && bestSizes[node] > 0 {
            for index in 0..<Int(bestSizes[node]) {
                let leaf = Int(bestLeaves[node * 8 + index])
                references[leaf] += 1
                required[leaf] = min(required[leaf], required[node] - 1)
            }
        }
        for node in 0..<count {
            expectedReferences[node] = (2 * expectedReferences[node] + Float(references[node])) / 3
        }
    }

    /// The LUTs in use.
    func cover() -> LUTCover {
        var result = LUTCover()
        for node in 1..<max(1, count) where references[node] > 0 && bestSizes[node] > 0 {
            result.append(
                root: UInt32(truncatingIfNeeded: node),
                leaves: UnsafeBufferPointer(start: bestLeaves + node * 8, count: Int(bestSizes[node])))
        }
        for output in outputs { result.depth = max(result.depth, Int(arrivals[output.node])) }
        return result
    }
}
