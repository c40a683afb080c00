/// The cuts of one node: rows of leaves, and what is known of each row. The last one is the node by itself.
struct CutList {
    /// A bit for each leaf, by its number modulo 32.
    let signatures: UnsafeMutablePointer<UInt32>
    /// The sum of what its leaves cost.
    let flows: UnsafeMutablePointer<Float>
    /// When the last of its leaves is ready.
    let arrivals: UnsafeMutablePointer<Int32>
    let rows: UnsafeMutablePointer<UInt64>
    let sizes: UnsafeMutablePointer<UInt8>

    /// Bytes of a list of `count` cuts with rows of `words` pairs of leaves.
    static func bytes(_ count: Int, _ words: Int) -> Int { (count * (words * 8 + 4 + 4 + 4 + 1) + 7) & ~7 }

    @inline(__always)
    init(at start: UnsafeMutableRawPointer, count: Int, words: Int) {
        let others = start + count &* words &* 8
        rows = start.assumingMemoryBound(to: UInt64.self)
        signatures = others.assumingMemoryBound(to: UInt32.self)
        flows = (others + count &* 4).assumingMemoryBound(to: Float.self)
        arrivals = (others + count &* 8).assumingMemoryBound(to: Int32.self)
        sizes = (others + count &* 12).assumingMemoryBound(to: UInt8.self)
    }
}
