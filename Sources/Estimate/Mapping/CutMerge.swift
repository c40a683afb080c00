/// Sorted rows of leaves.
enum CutMerge {
    /// The union of two rows; its size, or 0 when it is larger than `limit`.
    @inline(__always)
    static func union(
        _ rowA: UnsafeMutablePointer<UInt32>, _ sizeA: Int, _ rowB: UnsafeMutablePointer<UInt32>, _ sizeB: Int,
        into row: UnsafeMutablePointer<UInt32>, limit: Int
    ) -> Int {
        var (i, j, size) = (0, 0, 0)
        var (x, y) = (rowA[0], rowB[0])
        while true {
            if size == limit { return 0 }
            if x == y {
                row[size] = x
                size &+= 1
                i &+= 1
                j &+= 1
                if i == sizeA || j == sizeB { break }
                x = rowA[i]
                y = rowB[j]
            } else if x < y {
                row[size] = x
                size &+= 1
                i &+= 1
                if i == sizeA { break }
                x = rowA[i]
            } else {
                row[size] = y
                size &+= 1
                j &+= 1
                if j == sizeB { break }
                y = rowB[j]
            }
        }
        if size &+ (sizeA &- i) &+ (sizeB &- j) > limit { return 0 }
        while i < sizeA {
            row[size] = rowA[i]
            size &+= 1
            i &+= 1
        }
        while j < sizeB {
            row[size] = rowB[j]
            size &+= 1
            j &+= 1
        }
        return size
    }

    /// True when all leaves of the small row are in the large one.
    @inline(__always)
    static func isSubset(
        _ small: UnsafeMutablePointer<UInt32>, _ smallSize: Int, _ large: UnsafeMutablePointer<UInt32>, _ largeSize: Int
    ) -> Bool {
        var at = 0
        var index = 0
        while index < smallSize {
            let leaf = small[index]
            while at < largeSize, large[at] < leaf { at &+= 1 }
            if at == largeSize || large[at] != leaf { return false }
            at &+= 1
            index &+= 1
        }
        return true
    }
}
