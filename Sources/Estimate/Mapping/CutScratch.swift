/// The best few cuts of one node while its candidates are tried: a short list, sorted by merit, without dominated cuts.
struct CutScratch: ~Copyable {
    struct Entry {
        /// A bit for each leaf, by its number modulo 64.
        var signature: UInt64
        /// LUTs, with a small charge for each input.
        var cost: Float
        var delay: Int32
        var size: Int32
        var slot: Int32
    }

    private var capacity = 0
    private(set) var count = 0
    let entries: UnsafeMutablePointer<Entry>
    /// A row of leaves for each entry, and one more.
    private let leaves: UnsafeMutablePointer<UInt32>
    private let stride: Int
    /// The row that the next candidate is written to.
    private var freeSlot: Int32 = 0
    private let unused: UnsafeMutablePointer<Int32>
    private var unusedCount = 0

    init(capacity: Int, stride: Int) {
        self.stride = stride
        entries = .allocate(capacity: capacity + 1)
        leaves = .allocate(capacity: (capacity + 1) * stride)
        leaves.initialize(repeating: 0, count: (capacity + 1) * stride)
        unused = .allocate(capacity: capacity + 1)
    }

    deinit {
        entries.deallocate()
        leaves.deallocate()
        unused.deallocate()
    }

    /// Empties the list; it keeps at most `limit` cuts from now on.
    @inline(__always)
    mutating func reset(limit: Int) {
        capacity = limit
        count = 0
        for slot in 0..<limit { unused[slot] = Int32(truncatingIfNeeded: slot) }
        unusedCount = limit
        freeSlot = Int32(truncatingIfNeeded: limit)
    }

    /// Where to write the leaves of the next candidate.
    @inline(__always) var freeRow: UnsafeMutablePointer<UInt32> { leaves + Int(freeSlot) &* stride }

    @inline(__always) func row(_ index: Int) -> UnsafeMutablePointer<UInt32> {
        leaves + Int(entries[index].slot) &* stride
    }

    /// Keeps the candidate in the free row, if it is good enough and no cut in the list is a subset of it; drops those that it is a
    /// subset of.
    @inline(__always)
    mutating func insert(_ candidate: Entry, _ order: Mapper.Order) {
        if count == capacity, !Self.precedes(candidate, entries[count &- 1], order) { return }
        let row = freeRow
        var (index, kept) = (0, 0)
        while index < count {
            let entry = entries[index]
            if entry.size <= candidate.size {
                if entry.signature & ~candidate.signature == 0,
                    CutMerge.isSubset(self.row(index), Int(entry.size), row, Int(candidate.size))
                {
                    // Nothing was dropped on the way: the list would have held two cuts of which one is a subset of the other.
                    return
                }
            } else if candidate.signature & ~entry.signature == 0,
                CutMerge.isSubset(row, Int(candidate.size), self.row(index), Int(entry.size))
            {
                unused[unusedCount] = entry.slot
                unusedCount &+= 1
                index &+= 1
                continue
            }
            if kept != index { entries[kept] = entry }
            kept &+= 1
            index &+= 1
        }
        count = kept
        if count == capacity {
            count &-= 1
            unused[unusedCount] = entries[count].slot
            unusedCount &+= 1
        }
        index = count
        while index > 0, Self.precedes(candidate, entries[index &- 1], order) {
            entries[index] = entries[index &- 1]
            index &-= 1
        }
        entries[index] = candidate
        entries[index].slot = freeSlot
        count &+= 1
        unusedCount &-= 1
        freeSlot = unused[unusedCount]
    }

    @inline(__always)
    private static func precedes(_ left: Entry, _ right: Entry, _ order: Mapper.Order) -> Bool {
        if order == .depth || order == .depthThenArea {
            if left.delay != right.delay { return left.delay < right.delay }
            if order == .depth, left.size != right.size { return left.size < right.size }
        }
        if left.cost != right.cost { return left.cost < right.cost }
        if left.size != right.size { return left.size < right.size }
        return left.delay < right.delay
    }

    /// The cut to map the node with, which must not be later than `latest` when the lists are unbounded; -1 when there is none.
    @inline(__always)
    func choice(_ order: Mapper.Order, latest: Int32) -> Int {
        var chosen = 0
        switch order {
        case .depth:
            // The list is ranked by size, so that users find small cuts; the choice is the cheapest of the fastest.
            var index = 1
            while index < count, entries[index].delay == entries[0].delay {
                if entries[index].cost < entries[chosen].cost { chosen = index }
                index &+= 1
            }
        case .unboundedArea:
            while chosen < count, entries[chosen].delay > latest { chosen &+= 1 }
            if chosen == count { return -1 }
        default: break
        }
        return chosen
    }
}
