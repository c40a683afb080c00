/// Responses in order: a ring of words that grows when it is full.
struct ResponseQueue {
    private(set) var count = 0
    /// Words of a response's line.
    private let words: Int
    /// By entry: the cycle in which it is due, twice, plus one when it is an error; then its line.
    private var entries: UnsafeMutablePointer<UInt64>
    /// A power of two.
    private var capacity = 16
    private var head = 0

    init(words: Int) {
        self.words = words
        entries = .allocate(capacity: 16 * (words + 1))
        entries.initialize(repeating: 0, count: 16 * (words + 1))
    }

    func deallocate() { entries.deallocate() }

    private func entry(_ index: Int) -> UnsafeMutablePointer<UInt64> {
        entries + (head &+ index) & (capacity &- 1) &* (words &+ 1)
    }

    /// The cycle in which the first may be given.
    var due: Int { Int(truncatingIfNeeded: entry(0).pointee &>> 1) }

    mutating func removeAll() { (count, head) = (0, 0) }

    /// Copies the first's line; whether it is an error.
    mutating func takeFirst(into data: UnsafeMutablePointer<UInt64>) -> Bool {
        let first = entry(0)
        for word in 0..<words { store(first[1 + word], data, word) }
        head = (head &+ 1) & (capacity &- 1)
        count -= 1
        return first.pointee & 1 == 1
    }

    /// A new last one; its line is to be filled at once.
    mutating func append(due: Int, failed: Bool) -> UnsafeMutablePointer<UInt64> {
        if count == capacity { grow() }
        let last = entry(count)
        count += 1
        last.pointee = UInt64(due) << 1 | (failed ? 1 : 0)
        return last + 1
    }

    private mutating func grow() {
        var larger = ResponseQueue(words: words, capacity: 2 * capacity)
        for index in 0..<count {
            larger.entries.advanced(by: index * (words + 1)).update(from: entry(index), count: words + 1)
        }
        larger.count = count
        deallocate()
        self = larger
    }

    private init(words: Int, capacity: Int) {
        self.words = words
        self.capacity = capacity
        entries = .allocate(capacity: capacity * (words + 1))
        entries.initialize(repeating: 0, count: capacity * (words + 1))
    }
}

/// Stores a word at an address that is aligned to 32 bits only.
@inline(__always) func store(_ value: UInt64, _ words: UnsafeMutablePointer<UInt64>, _ index: Int) {
    UnsafeMutableRawPointer(words).storeBytes(of: value, toByteOffset: 8 * index, as: UInt64.self)
}
