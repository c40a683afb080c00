/// Lists of cuts in blocks of one size that are used again: only nodes whose users are still to come hold one.
struct CutPool: ~Copyable {
    /// The cuts of one node.
    struct Block {
        let signatures: UnsafeMutablePointer<UInt64>
        let sizes: UnsafeMutablePointer<UInt32>
        /// Rows of `stride` leaves.
        let leaves: UnsafeMutablePointer<UInt32>
    }

    private let perBlock: Int
    private let stride: Int
    private let blockBytes: Int
    private let chunks: UnsafeMutablePointer<UnsafeMutableRawPointer>
    private var chunkCount = 0
    private var free: [UInt32] = []
    private var used: UInt32 = 0
    private static let chunkShift: UInt32 = 8

    /// For at most `capacity` blocks at a time.
    init(perBlock: Int, stride: Int, capacity: Int) {
        self.perBlock = perBlock
        self.stride = stride
        blockBytes = (perBlock * (8 + 4 + stride * 4) + 7) & ~7
        chunks = .allocate(capacity: capacity >> Int(Self.chunkShift) + 1)
    }

    deinit {
        for index in 0..<chunkCount { chunks[index].deallocate() }
        chunks.deallocate()
    }

    /// A block that nobody holds.
    mutating func take() -> UInt32 {
        if let block = free.popLast() { return block }
        if Int(used >> Self.chunkShift) == chunkCount {
            chunks[chunkCount] = .allocate(byteCount: blockBytes << Int(Self.chunkShift), alignment: 16)
            chunkCount += 1
        }
        used &+= 1
        return used &- 1
    }

    /// Nobody holds the block any more.
    mutating func give(_ block: UInt32) { free.append(block) }

    @inline(__always)
    subscript(block: UInt32) -> Block {
        let number = Int(block & (1 << Self.chunkShift &- 1))
        let start = chunks[Int(block >> Self.chunkShift)] + number &* blockBytes
        let sizes = start + perBlock &* 8
        return Block(
            signatures: start.assumingMemoryBound(to: UInt64.self), sizes: sizes.assumingMemoryBound(to: UInt32.self),
            leaves: (sizes + perBlock &* 4).assumingMemoryBound(to: UInt32.self))
    }
}
