/// The cuts of one node: rows of leaves, and what is known of each row. The last one is the node by itself.
struct CutList {
    /// A bit for each leaf, by its number modulo 64.
    let signatures: UnsafeMutablePointer<UInt64>
    /// The sum of what its leaves cost.
    let flows: UnsafeMutablePointer<Float>
    /// When the last of its leaves is ready.
    let arrivals: UnsafeMutablePointer<Int32>
    let rows: UnsafeMutablePointer<UInt64>
    let sizes: UnsafeMutablePointer<UInt8>

    /// Bytes of a list of `count` cuts with rows of `words` pairs of leaves.
    static func bytes(_ count: Int, _ words: Int) -> Int { (count * (8 + 4 + 4 + words * 8 + 1) + 7) & ~7 }

    @inline(__always)
    init(at start: UnsafeMutableRawPointer, count: Int, words: Int) {
        signatures = start.assumingMemoryBound(to: UInt64.self)
        flows = (start + count &* 8).assumingMemoryBound(to: Float.self)
        arrivals = (start + count &* 12).assumingMemoryBound(to: Int32.self)
        rows = (start + count &* 16).assumingMemoryBound(to: UInt64.self)
        sizes = (start + count &* (16 &+ words &* 8)).assumingMemoryBound(to: UInt8.self)
    }
}
