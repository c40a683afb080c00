/// The best few cuts of one node while its candidates are tried: a short list, sorted by merit, without dominated cuts.
struct CutScratch: ~Copyable {
    struct Entry: CutSlot {
        /// A bit for each leaf, by its number modulo 32.
        var signature: UInt32
        /// What the cut is ranked by, the best first.
        var rank: UInt64
        /// LUTs, with a small charge for each input.
        var cost: Float
        /// The sum of what the leaves cost.
        var flow: Float
        var delay: Int32
        var size: Int32
        var slot: Int
    }

    private var capacity = 0
    private var list: CutSlots<Entry>
    /// A row of leaves for each entry, and one more; in pairs.
    private let leaves: UnsafeMutablePointer<UInt64>
    private let words: Int

    init(capacity: Int, words: Int) {
        self.words = words
        list = CutSlots(capacity: capacity)
        leaves = .allocate(capacity: (capacity + 1) * words)
        leaves.initialize(repeating: 0, count: (capacity + 1) * words)
    }

    deinit { leaves.deallocate() }

    @inline(__always) var count: Int { list.count }
    @inline(__always) var entries: UnsafeMutablePointer<Entry> { list.entries }

    /// Empties the list; it keeps at most `limit` cuts from now on.
    @inline(__always)
    mutating func reset(limit: Int) {
        capacity = limit
        list.reset(limit: limit)
    }

    /// Where to write the leaves of the next candidate.
    @inline(__always) var freeRow: UnsafeMutablePointer<UInt32> {
        UnsafeMutableRawPointer(leaves + list.freeSlot &* words).assumingMemoryBound(to: UInt32.self)
    }

    /// The leaves of an entry, in pairs.
    @inline(__always) func pairs(_ index: Int) -> UnsafeMutablePointer<UInt64> {
        leaves + entries[index].slot &* words
    }

    @inline(__always) private func row(_ index: Int) -> UnsafeMutablePointer<UInt32> {
        UnsafeMutableRawPointer(pairs(index)).assumingMemoryBound(to: UInt32.self)
    }

    /// A candidate that is not better than this has no place in the list.
    @inline(__always) var worst: UInt64 { count == capacity ? entries[count &- 1].rank : .max }

    /// Whether a cut in the list is a subset of the candidate in the free row.
    @inline(__always)
    func hasSubset(_ size: Int, _ signature: UInt32) -> Bool {
        let candidate = freeRow
        var index = 0
        while index < count {
            if entries[index].signature & ~signature == 0, Int(entries[index].size) <= size,
                CutMerge.isSubset(row(index), Int(entries[index].size), candidate, size)
            {
                return true
            }
            index &+= 1
        }
        return false
    }

    /// Keeps the candidate in the free row, which is better than the worst and has no subset in the list; drops those that it is a subset of.
    @inline(__always)
    mutating func insert(_ candidate: Entry) {
        var index = 0
        while index < count {
            if candidate.signature & ~entries[index].signature == 0, entries[index].size > candidate.size,
                CutMerge.isSubset(freeRow, Int(candidate.size), row(index), Int(entries[index].size))
            {
                list.remove(index)
            } else {
                index &+= 1
            }
        }
        if count == capacity { list.remove(count &- 1) }
        list.insert(candidate) { candidate.rank < $0.rank }
    }

    /// The cut to map the node with, which must not be later than `latest` when the lists are unbounded; -1 when there is none. `onlyFirst`: of unbounded
    /// lists the best cut or none.
    @inline(__always)
    func choice(_ order: Mapper.Order, latest: Int32, onlyFirst: Bool) -> Int {
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
            if chosen == count || onlyFirst && chosen > 0 { return -1 }
        default: break
        }
        return chosen
    }
}
