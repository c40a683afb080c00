/// The best few cuts of one node while its candidates are tried: a short list, sorted by merit, without dominated cuts.
struct CutScratch {
    /// What the order of the candidates is.
    enum Order { case delay, delayThenArea, areaFlow, exactArea }

    struct Entry {
        var signature: UInt64
        var area: Float
        var edges: Float
        var delay: Int32
        var size: Int32
        var slot: Int32
    }

    let capacity: Int
    private(set) var count = 0
    let entries: UnsafeMutablePointer<Entry>
    /// `capacity + 1` rows of 8 leaves.
    let leaves: UnsafeMutablePointer<UInt32>
    /// The row that the next candidate is written to.
    private(set) var freeSlot: Int32 = 0
    private var unused: UnsafeMutablePointer<Int32>
    private var unusedCount = 0

    init(capacity: Int) {
        self.capacity = capacity
        entries = .allocate(capacity: capacity + 1)
        leaves = .allocate(capacity: (capacity + 1) * 8)
        unused = .allocate(capacity: capacity + 1)
        reset()
    }

    func deallocate() {
        entries.deallocate()
        leaves.deallocate()
        unused.deallocate()
    }

    mutating func reset() {
        count = 0
        unusedCount = 0
        for slot in (0..<capacity + 1).reversed() {
            unused[unusedCount] = Int32(truncatingIfNeeded: slot)
            unusedCount += 1
        }
        takeSlot()
    }

    private mutating func takeSlot() {
        unusedCount -= 1
        freeSlot = unused[unusedCount]
    }

    /// Where to write the leaves of the next candidate.
    @inline(__always) var freeRow: UnsafeMutablePointer<UInt32> { leaves + Int(freeSlot) * 8 }

    @inline(__always) func row(_ index: Int) -> UnsafeMutablePointer<UInt32> { leaves + Int(entries[index].slot) * 8 }

    /// True when a cut in the list is a subset of the candidate in the free row; removes those that the candidate is a subset of.
    mutating func isDominated(signature: UInt64, size: Int32) -> Bool {
        let candidate = freeRow
        var index = 0
        while index < count {
            let entry = entries[index]
            if entry.size <= size {
                if entry.signature & ~signature == 0,
                    Self.isSubset(row(index), Int(entry.size), candidate, Int(size))
                {
                    return true
                }
            } else if signature & ~entry.signature == 0,
                Self.isSubset(candidate, Int(size), row(index), Int(entry.size))
            {
                unused[unusedCount] = entry.slot
                unusedCount += 1
                for later in index + 1..<count { entries[later - 1] = entries[later] }
                count -= 1
                continue
            }
            index += 1
        }
        return false
    }

    /// Both rows are sorted.
    @inline(__always)
    private static func isSubset(
        _ small: UnsafeMutablePointer<UInt32>, _ smallSize: Int, _ large: UnsafeMutablePointer<UInt32>, _ largeSize: Int
    ) -> Bool {
        var at = 0
        for index in 0..<smallSize {
            let leaf = small[index]
            while at < largeSize, large[at] < leaf { at += 1 }
            if at == largeSize || large[at] != leaf { return false }
            at += 1
        }
        return true
    }

    /// Adds the candidate in the free row, if it is good enough.
    mutating func insert(_ candidate: Entry, order: Order) {
        var entry = candidate
        entry.slot = freeSlot
        var position = count
        while position > 0, Self.precedes(entry, entries[position - 1], order) { position -= 1 }
        if position >= capacity { return }
        if count == capacity {
            count -= 1
            unused[unusedCount] = entries[count].slot
            unusedCount += 1
        }
        var index = count
        while index > position {
            entries[index] = entries[index - 1]
            index -= 1
        }
        entries[position] = entry
        count += 1
        takeSlot()
    }

    /// True when the candidate would not make it into a full list, judged without its area.
    @inline(__always)
    func isHopeless(delay: Int32, order: Order) -> Bool {
        count == capacity && (order == .delay || order == .delayThenArea) && delay > entries[count - 1].delay
    }

    @inline(__always)
    private static func precedes(_ left: Entry, _ right: Entry, _ order: Order) -> Bool {
        let tolerance: Float = 0.001
        switch order {
        case .delay:
            if left.delay != right.delay { return left.delay < right.delay }
            if left.size != right.size { return left.size < right.size }
            return left.area < right.area - tolerance
        case .delayThenArea:
            if left.delay != right.delay { return left.delay < right.delay }
            if left.area < right.area - tolerance { return true }
            if left.area > right.area + tolerance { return false }
            return left.size < right.size
        case .areaFlow, .exactArea:
            if left.area < right.area - tolerance { return true }
            if left.area > right.area + tolerance { return false }
            if left.edges < right.edges - tolerance { return true }
            if left.edges > right.edges + tolerance { return false }
            if left.size != right.size { return left.size < right.size }
            return left.delay < right.delay
        }
    }
}
