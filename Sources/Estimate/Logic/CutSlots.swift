/// A candidate in a short list of cuts: the row of leaves that belongs to it.
protocol CutSlot {
    var slot: Int { get set }
}

/// The best cuts of one node while others are tried, in order. Each has a row of leaves, and one row more is free for the next candidate.
struct CutSlots<Entry: CutSlot>: ~Copyable {
    private(set) var count = 0
    let entries: UnsafeMutablePointer<Entry>
    /// The row that the next candidate is written to.
    private(set) var freeSlot = 0
    private let unused: UnsafeMutablePointer<Int>
    private var unusedCount = 0

    init(capacity: Int) {
        entries = .allocate(capacity: capacity + 1)
        unused = .allocate(capacity: capacity + 1)
    }

    deinit {
        entries.deallocate()
        unused.deallocate()
    }

    /// Empties the list; it has at most `limit` entries from now on.
    @inline(__always)
    mutating func reset(limit: Int) {
        count = 0
        for slot in 0..<limit { unused[slot] = slot }
        unusedCount = limit
        freeSlot = limit
    }

    @inline(__always)
    subscript(index: Int) -> Entry { entries[index] }

    /// Puts the candidate in the free row behind all entries that it does not come before; the list must not be full.
    @inline(__always)
    mutating func insert(_ candidate: Entry, comesBefore: (Entry) -> Bool) {
        var index = count
        while index > 0, comesBefore(entries[index &- 1]) {
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
    mutating func remove(_ place: Int) {
        unused[unusedCount] = entries[place].slot
        unusedCount &+= 1
        count &-= 1
        var index = place
        while index < count {
            entries[index] = entries[index &+ 1]
            index &+= 1
        }
    }
}
