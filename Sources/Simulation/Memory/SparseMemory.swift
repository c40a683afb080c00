/// A memory outside the circuits: 64-bit words at byte addresses that are multiples of 8, zero until written.
///
/// Circuits reach it through a `MemoryLink` each; several circuits may share one. Used by one thread at a time.
public final class SparseMemory {
    /// A word that a circuit wrote.
    public struct Write: Hashable, Sendable {
        /// The byte address of the word, a multiple of 8.
        public var address: UInt64
        /// What it held before.
        public var before: UInt64
        /// What it held afterwards.
        public var after: UInt64

        public init(address: UInt64, before: UInt64, after: UInt64) {
            self.address = address
            self.before = before
            self.after = after
        }
    }

    /// A word that is not zero.
    public struct Word: Hashable, Sendable {
        /// Its byte address, a multiple of 8.
        public var address: UInt64
        public var value: UInt64

        public init(address: UInt64, value: UInt64) {
            self.address = address
            self.value = value
        }
    }

    /// The words of 4 KiB.
    private typealias Page = UnsafeMutablePointer<UInt64>
    private static let pageWords = 512

    private var pages: [UInt64: Page] = [:]
    /// The page that was found last; no page has the number at first.
    private var lastNumber = UInt64.max
    private var lastPage: Page?
    private var isJournaling = true

    /// Every word that a circuit wrote since the journal was last cleared, in the order in which it happened.
    public private(set) var journal: [Write] = []

    /// An empty memory.
    public init() {}

    deinit { for page in pages.values { page.deallocate() } }

    @inline(__always) private func page(_ number: UInt64) -> Page? {
        number == lastNumber ? lastPage : find(number)
    }

    private func find(_ number: UInt64) -> Page? {
        guard let found = pages[number] else { return nil }
        (lastNumber, lastPage) = (number, found)
        return found
    }

    private func make(_ number: UInt64) -> Page {
        let page = Page.allocate(capacity: Self.pageWords)
        page.initialize(repeating: 0, count: Self.pageWords)
        pages[number] = page
        (lastNumber, lastPage) = (number, page)
        return page
    }

    /// The word that holds the byte at `address`.
    public subscript(address: UInt64) -> UInt64 {
        get { page(address &>> 12).map { $0[Int(truncatingIfNeeded: address &>> 3 & 511)] } ?? 0 }
        set {
            let number = address &>> 12
            guard let page = page(number) ?? (newValue == 0 ? nil : make(number)) else { return }
            page[Int(truncatingIfNeeded: address &>> 3 & 511)] = newValue
        }
    }

    /// A write of a circuit: of the bits that `mask` names.
    ///
    /// - Returns: the word as it was.
    @inline(__always) func write(_ value: UInt64, mask: UInt64, at address: UInt64) -> UInt64 {
        let old = self[address]
        guard mask != 0 else { return old }
        let new = old & ~mask | value & mask
        self[address] = new
        if isJournaling { journal.append(Write(address: address, before: old, after: new)) }
        return old
    }

    /// Writes `words` from `address` on. Not in the journal.
    public func load(_ words: [UInt64], at address: UInt64) {
        for (index, word) in words.enumerated() { self[address &+ 8 * UInt64(index)] = word }
    }

    /// `count` words from `address` on.
    public func words(at address: UInt64, count: Int) -> [UInt64] {
        (0..<max(0, count)).map { self[address &+ 8 * UInt64($0)] }
    }

    /// All words that are not zero, by address.
    public var contents: [Word] {
        pages.sorted { $0.key < $1.key }.flatMap { number, page in
            (0..<Self.pageWords).compactMap { index in
                page[index] == 0 ? nil : Word(address: number << 12 + UInt64(index) * 8, value: page[index])
            }
        }
    }

    /// Forgets every word, and the journal.
    public func removeAll() {
        for page in pages.values { page.deallocate() }
        pages.removeAll(keepingCapacity: true)
        (lastNumber, lastPage) = (.max, nil)
        clearJournal()
    }

    /// Number of entries in the journal.
    public var journalCount: Int { journal.count }

    /// Empties the journal.
    public func clearJournal() { journal.removeAll(keepingCapacity: true) }

    /// Whether a journal is kept; it is, unless this is set to false for long runs that do not read it.
    public func keepJournal(_ keep: Bool) { isJournaling = keep }
}
