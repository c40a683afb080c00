extension MapperState {
    /// Tries what the node was mapped with before.
    @inline(__always)
    mutating func reconsider(
        _ best: UnsafeMutablePointer<UInt32>, _ size: Int, _ latest: Int32, _ order: Mapper.Order
    ) {
        let row = scratch.freeRow
        var (signature, flow, arrival): (UInt32, Float, Int32) = (0, 0, 0)
        var index = 0
        while index < size {
            let leaf = best[index]
            row[index] = leaf
            signature |= 1 &<< (leaf & 31)
            flow += self.flow(ofLeaf: leaf)
            arrival = max(arrival, nodes[Int(leaf)].arrival)
            index &+= 1
        }
        var cost = area[size] + flow
        if order.isExact { cost = exactCost(row, size, cost, order) }
        // Only a node outside the cover can have had a late cut: it is the last resort.
        if arrival >= latest { cost += 1e9 }
        scratch.insert(
            CutScratch.Entry(
                signature: signature, rank: Self.rank(order, cost, size, arrival &+ 1), cost: cost, flow: flow,
                delay: arrival &+ 1, size: Int32(truncatingIfNeeded: size), slot: 0))
    }

    /// What a cut adds to the present cover.
    @inline(__always)
    private mutating func exactCost(
        _ row: UnsafeMutablePointer<UInt32>, _ size: Int, _ flowCost: Float, _ order: Mapper.Order
    ) -> Float {
        let cost = acquire(row, size)
        takeBack()
        return order == .exactAreaThenFlow ? cost + Self.flowCharge * flowCost : cost
    }

    /// A number by which cuts are compared: the order's first property in the highest bits.
    @inline(__always)
    private static func rank(_ order: Mapper.Order, _ cost: Float, _ size: Int, _ delay: Int32) -> UInt64 {
        // Floating-point numbers above zero are in the order of their bits.
        let cost = UInt64(cost.bitPattern)
        let (size, delay) = (UInt64(truncatingIfNeeded: size), UInt64(truncatingIfNeeded: min(delay, 0xFF_FFFF)))
        switch order {
        case .depth: return delay << 40 | size << 32 | cost
        case .depthThenArea: return delay << 40 | cost << 8 | size
        default: return cost << 32 | size << 24 | delay
        }
    }

    /// Tries the union of each cut of one fanin with each of the other.
    @inline(__always)
    mutating func merge(_ left: Int, _ right: Int, _ latest: Int32, _ order: Mapper.Order) {
        let (area, words, limit) = (area, words, limit)
        let listA = list(left, inputLists.0)
        let listB = list(right, inputLists.1)
        let (countA, countB) = (max(1, Int(cutCounts[left])), max(1, Int(cutCounts[right])))
        var a = 0
        while a < countA {
            let (signatureA, flowA, arrivalA) = (listA.signatures[a], listA.flows[a], listA.arrivals[a])
            let sizeA = Int(listA.sizes[a])
            let rowA = Self.leaves(listA.rows + a &* words)
            var b = 0
            while b < countB {
                let place = b
                b &+= 1
                let arrival = max(arrivalA, listB.arrivals[place])
                if arrival >= latest { continue }
                let flowB = listB.flows[place]
                let sizeB = Int(listB.sizes[place])
                // The union costs at least what the dearer of the two does.
                let least = max(sizeA, sizeB)
                let bound = order.isExact ? area[least] : area[least] + max(flowA, flowB)
                if Self.rank(order, bound, least, arrival &+ 1) >= scratch.worst { continue }
                let signature = signatureA | listB.signatures[place]
                if signature.nonzeroBitCount > limit { continue }
                let rowB = Self.leaves(listB.rows + place &* words)
                let row = scratch.freeRow
                let size = CutMerge.union(rowA, sizeA, rowB, sizeB, into: row, limit: limit)
                if size == 0 || scratch.hasSubset(size, signature) { continue }
                var flow: Float = 0
                var index = 0
                while index < size {
                    flow += self.flow(ofLeaf: row[index])
                    index &+= 1
                }
                var cost = area[size] + flow
                if order.isExact { cost = exactCost(row, size, cost, order) }
                let rank = Self.rank(order, cost, size, arrival &+ 1)
                if rank >= scratch.worst { continue }
                scratch.insert(
                    CutScratch.Entry(
                        signature: signature, rank: rank, cost: cost, flow: flow, delay: arrival &+ 1,
                        size: Int32(truncatingIfNeeded: size), slot: 0))
            }
            a &+= 1
        }
    }

    /// Tries the cuts of a representative's choices.
    mutating func considerChoices(of node: Int, _ latest: Int32, _ order: Mapper.Order) {
        for choice in node - Int(choices[node])..<node {
            let list = list(choice, inputLists.0)
            // The last cut is the choice itself, which nobody reads.
            for place in 0..<Int(cutCounts[choice]) - 1 where list.arrivals[place] < latest {
                let size = Int(list.sizes[place])
                let row = Self.leaves(list.rows + place &* words)
                let copy = scratch.freeRow
                for index in 0..<size { copy[index] = row[index] }
                if scratch.hasSubset(size, list.signatures[place]) { continue }
                var cost = area[size] + list.flows[place]
                if order.isExact { cost = exactCost(copy, size, cost, order) }
                let delay = list.arrivals[place] &+ 1
                let rank = Self.rank(order, cost, size, delay)
                if rank >= scratch.worst { continue }
                scratch.insert(
                    CutScratch.Entry(
                        signature: list.signatures[place], rank: rank, cost: cost, flow: list.flows[place],
                        delay: delay, size: Int32(truncatingIfNeeded: size), slot: 0))
            }
        }
    }
}
