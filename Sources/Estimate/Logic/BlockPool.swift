/// Blocks of memory of one size that are used again.
struct BlockPool: ~Copyable {
    private let blockBytes: Int
    private let chunks: UnsafeMutablePointer<UnsafeMutableRawPointer>
    private var chunkCount = 0
    private var free: [UInt32] = []
    private var used: UInt32 = 0
    private static let chunkShift: UInt32 = 6

    /// For at most `capacity` blocks at a time.
    init(blockBytes: Int, capacity: Int) {
        self.blockBytes = blockBytes
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
    subscript(block: UInt32) -> UnsafeMutableRawPointer {
        chunks[Int(block >> Self.chunkShift)] + Int(block & (1 << Self.chunkShift &- 1)) &* blockBytes
    }
}
