/// The engine cache: x-entries whose capability check passed, filled by xprefetch only (R7.1 to R7.5).
public struct EngineCache: Hashable, Sendable {
    /// One x-entry with its tag (R7.1).
    public struct Entry: Hashable, Sendable {
        /// Tag: the x-entry's ID.
        public var id: UInt64
        /// Tag: the whole `xcap` register under which the capability was checked.
        public var xcap: UInt64
        /// The x-entry as it was read.
        public var target: XEntry
    }

    /// The places of the ring; `nil` is an invalid one.
    public private(set) var entries: [Entry?]
    /// The place that the next fill overwrites (R7.4).
    public private(set) var next = 0

    /// An empty cache with this number of places.
    public init(count: Int) { entries = Array(repeating: nil, count: count) }

    /// The x-entry held under this tag, stale or not (R7.3).
    public func lookUp(id: UInt64, xcap: UInt64) -> XEntry? {
        for case let entry? in entries where entry.id == id && entry.xcap == xcap { return entry.target }
        return nil
    }

    /// Puts an x-entry at the pointer and advances it (R7.4). The tag must not be present (R7.5).
    mutating func fill(id: UInt64, xcap: UInt64, target: XEntry) {
        guard !entries.isEmpty else { return }
        entries[next] = Entry(id: id, xcap: xcap, target: target)
        next = (next + 1) % entries.count
    }

    /// Empties the cache and its replacement state (R7.2).
    mutating func empty() { self = EngineCache(count: entries.count) }
}
