extension Array {
    /// Makes room before an element is appended: what is large and full is given room for eight times as many, so that it is seldom copied. Pages that
    /// nothing was written to cost no memory.
    @inlinable @inline(__always)
    package mutating func makeRoom() {
        if count == capacity, count >= 1 << 14 { reserveCapacity(count * 8) }
    }
}
