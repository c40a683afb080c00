import Simulation

/// A memory outside the circuits: 64-bit words at byte addresses that are multiples of 8, zero until written.
///
/// It lives in C++, so that circuits reach it without going through Swift; see `Sim/memory`. Several circuits may share one.
/// Used by one thread at a time.
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

    let functions: MemoryFunctions
    let storage: UnsafeMutableRawPointer

    /// An empty memory.
    ///
    /// - Parameter builder: the programs and the cache to build the memory model with, once; nil for the usual ones.
    /// - Throws: what `ModelBuilder` throws.
    public init(builder: ModelBuilder? = nil) throws(SimulationError) {
        let builder = if let builder { builder } else { try ModelBuilder() }
        functions = try MemoryFunctions(SharedLibrary(builder.memoryLibrary()))
        storage = functions.new()
    }

    deinit { functions.free(storage) }

    /// The word that holds the byte at `address`.
    public subscript(address: UInt64) -> UInt64 {
        get { functions.read(storage, address) }
        set { functions.write(storage, address, newValue) }
    }

    /// Writes `words` from `address` on. Not in the journal.
    public func load(_ words: [UInt64], at address: UInt64) {
        words.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            functions.writeBlock(storage, address, base, UInt64(buffer.count))
        }
    }

    /// `count` words from `address` on.
    public func words(at address: UInt64, count: Int) -> [UInt64] {
        guard count > 0 else { return [] }
        return [UInt64](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let base = buffer.baseAddress {
                functions.readBlock(storage, address, base, UInt64(count))
                initialized = count
            }
        }
    }

    /// All words that are not zero, by address.
    public var contents: [Word] {
        let count = Int(functions.contents(storage, nil, 0))
        var pairs = [UInt64](repeating: 0, count: 2 * count)
        pairs.withUnsafeMutableBufferPointer { _ = functions.contents(storage, $0.baseAddress, UInt64(count)) }
        return (0..<count).map { Word(address: pairs[2 * $0], value: pairs[2 * $0 + 1]) }
    }

    /// Forgets every word, and the journal.
    public func removeAll() { functions.clear(storage) }

    /// Every word that a circuit wrote since the journal was last cleared, in the order in which it happened.
    public var journal: [Write] {
        let count = Int(functions.journalCount(storage))
        guard count > 0, let entries = functions.journal(storage) else { return [] }
        let words = entries.assumingMemoryBound(to: UInt64.self)
        return (0..<count).map {
            Write(address: words[3 * $0], before: words[3 * $0 + 1], after: words[3 * $0 + 2])
        }
    }

    /// Number of entries in the journal.
    public var journalCount: Int { Int(functions.journalCount(storage)) }

    /// Empties the journal.
    public func clearJournal() { functions.clearJournal(storage) }

    /// Whether a journal is kept; it is, unless this is set to false for long runs that do not read it.
    public func keepJournal(_ keep: Bool) { functions.setJournaling(storage, keep ? 1 : 0) }
}
