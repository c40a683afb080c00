/// Physical memory as the engine sees it: words at PAs that are multiples of 8, and accesses that may fail (R4.10 to R4.12).
public protocol XPCMemory {
    /// The word at `address`, or `nil` if the access fails.
    mutating func load(_ address: UInt64) -> UInt64?

    /// Stores a word; false if the access fails, and then memory is as it was.
    mutating func store(_ value: UInt64, at address: UInt64) -> Bool

    /// Stores a word and gives the one before it, atomically; `nil` if the access fails, and then memory is as it was.
    mutating func exchange(_ value: UInt64, at address: UInt64) -> UInt64?
}
