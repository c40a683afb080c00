/// Names side by side: where a new line starts although the line has room.
enum Bundles {
    /// Shorter bundles share a line with their neighbours.
    private static let smallest = 3

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

    /// A bundle is what has the same letters before its first underscore, as `writes_data` and `writes_mask`, but not `x_1` and
    /// `x_2`.
    ///
    /// - Parameter isLike: whether two neighbours, by their positions, may share a line at all.
    /// - Returns: for each name, whether it starts a line.
    static func starts(
        _ names: [some BidirectionalCollection<UInt8>], isLike: (Int, Int) -> Bool = { _, _ in true }
    ) -> [Bool] {
        var result = Array(repeating: false, count: names.count)
        guard !names.isEmpty else { return [] }
        result[0] = true
        let lengths = names.map { name in
            guard let end = name.firstIndex(of: 0x5F) else { return 0 }
            let rest = name[end...].dropFirst()
            return rest.allSatisfy(isDigit) ? 0 : name.distance(from: name.startIndex, to: end)
        }
        var (start, previous) = (0, 0)
        var next = 0
        while next < names.count {
            start = next
            repeat {
                next += 1
            } while next < names.count && isLike(next - 1, next) && lengths[next] == lengths[start]
                && names[next].prefix(lengths[start]).elementsEqual(names[start].prefix(lengths[start]))
            if start > 0 {
                result[start] = !isLike(start - 1, start) || max(next - start, start - previous) >= smallest
            }
            previous = start
        }
        return result
    }
}
