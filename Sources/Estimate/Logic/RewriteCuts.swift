/// Small cuts of every node of an AND graph with the functions of the cones, in flat buffers.
final class RewriteCuts {
    static let maxInputs = 6
    static let perNode = 8

    /// Rows of 6 leaves, 8 rows per node.
    let leaves: UnsafeMutablePointer<UInt32>
    let sizes: UnsafeMutablePointer<UInt8>
    let functions: UnsafeMutablePointer<UInt64>
    /// By node: how many cuts it has.
    let counts: UnsafeMutablePointer<UInt8>
    private let signatures: UnsafeMutablePointer<UInt64>
    private let masks: UnsafeMutablePointer<UInt64>
    private let row: UnsafeMutablePointer<UInt32>

    init(_ graph: AndGraph) {
        let count = graph.nodeCount
        leaves = .allocate(capacity: count * Self.perNode * Self.maxInputs)
        sizes = .allocate(capacity: count * Self.perNode)
        functions = .allocate(capacity: count * Self.perNode)
        signatures = .allocate(capacity: count * Self.perNode)
        counts = .allocate(capacity: max(1, count))
        counts.initialize(repeating: 0, count: count)
        masks = .allocate(capacity: 6)
        for index in 0..<6 { masks[index] = TruthTable.masks[index] }
        row = .allocate(capacity: Self.maxInputs)
        graph.fanins0.withUnsafeBufferPointer { first in
            graph.fanins1.withUnsafeBufferPointer { second in
                for node in 0..<count where first[node] != AndGraph.inputMark {
                    enumerate(node, first[node], second[node])
                }
            }
        }
    }

    deinit {
        leaves.deallocate()
        sizes.deallocate()
        functions.deallocate()
        signatures.deallocate()
        counts.deallocate()
        masks.deallocate()
        row.deallocate()
    }

    private func enumerate(_ node: Int, _ first: UInt32, _ second: UInt32) {
        let (left, right) = (Int(first >> 1), Int(second >> 1))
        let base = node * Self.perNode
        var found = 0
        var a = -1
        while a < Int(counts[left]) {
            var b = -1
            while b < Int(counts[right]) {
                merge(base, &found, left, a, first & 1 == 1, right, b, second & 1 == 1)
                b += 1
            }
            a += 1
        }
        counts[node] = UInt8(truncatingIfNeeded: found)
    }

    /// Adds the union of two cuts (-1: the node itself) to the list at `base`, which is sorted by size.
    private func merge(
        _ base: Int, _ found: inout Int, _ left: Int, _ a: Int, _ invertA: Bool, _ right: Int, _ b: Int, _ invertB: Bool
    ) {
        let placeA = left * Self.perNode + a
        let placeB = right * Self.perNode + b
        let signature =
            (a < 0 ? 1 << UInt64(left & 63) : signatures[placeA])
            | (b < 0 ? 1 << UInt64(right & 63) : signatures[placeB])
        if signature.nonzeroBitCount > Self.maxInputs { return }
        let sizeA = a < 0 ? 1 : Int(sizes[placeA])
        let sizeB = b < 0 ? 1 : Int(sizes[placeB])
        let rowA = leaves + (a < 0 ? 0 : placeA * Self.maxInputs)
        let rowB = leaves + (b < 0 ? 0 : placeB * Self.maxInputs)
        var functionA = a < 0 ? masks[0] : functions[placeA]
        var functionB = b < 0 ? masks[0] : functions[placeB]
        var (i, j, size) = (0, 0, 0)
        var (spreadA, spreadB): (UInt32, UInt32) = (0, 0)
        while i < sizeA || j < sizeB {
            if size == Self.maxInputs { return }
            let x: UInt32 = i < sizeA ? (a < 0 ? UInt32(truncatingIfNeeded: left) : rowA[i]) : .max
            let y: UInt32 = j < sizeB ? (b < 0 ? UInt32(truncatingIfNeeded: right) : rowB[j]) : .max
            if x <= y {
                i += 1
                spreadA |= 1 << UInt32(size)
            }
            if y <= x {
                j += 1
                spreadB |= 1 << UInt32(size)
            }
            row[size] = min(x, y)
            size += 1
        }
        guard let position = position(base, found, size, signature) else { return }
        functionA = spread(functionA, sizeA, spreadA)
        functionB = spread(functionB, sizeB, spreadB)
        let last = found < Self.perNode ? found : Self.perNode - 1
        var index = last
        while index > position {
            (leaves + (base + index) * Self.maxInputs).update(
                from: leaves + (base + index - 1) * Self.maxInputs, count: Self.maxInputs)
            sizes[base + index] = sizes[base + index - 1]
            functions[base + index] = functions[base + index - 1]
            signatures[base + index] = signatures[base + index - 1]
            index -= 1
        }
        (leaves + (base + position) * Self.maxInputs).update(from: row, count: Self.maxInputs)
        sizes[base + position] = UInt8(truncatingIfNeeded: size)
        functions[base + position] = (invertA ? ~functionA : functionA) & (invertB ? ~functionB : functionB)
        signatures[base + position] = signature
        if found < Self.perNode { found += 1 }
    }

    /// Where the cut in `row` belongs; nil when it is there already or not good enough.
    private func position(_ base: Int, _ found: Int, _ size: Int, _ signature: UInt64) -> Int? {
        var position = found
        var index = 0
        while index < found {
            let other = Int(sizes[base + index])
            if other > size, position == found { position = index }
            if other == size, signatures[base + index] == signature {
                let leaves = leaves + (base + index) * Self.maxInputs
                var same = true
                var leaf = 0
                while leaf < size {
                    if leaves[leaf] != row[leaf] { same = false }
                    leaf += 1
                }
                if same { return nil }
            }
            index += 1
        }
        return position < Self.perNode ? position : nil
    }

    /// Moves the first `size` variables of a function to the positions of the ones in `places`.
    private func spread(_ function: UInt64, _ size: Int, _ places: UInt32) -> UInt64 {
        var result = function
        var rest = places
        var variable = size - 1
        while variable >= 0 {
            let place = 31 - rest.leadingZeroBitCount
            rest &= ~(1 << UInt32(place))
            if place != variable { result = swapped(result, variable, place) }
            variable -= 1
        }
        return result
    }

    /// Exchanges two variables, the first below the second.
    private func swapped(_ function: UInt64, _ low: Int, _ high: Int) -> UInt64 {
        let shift = UInt64((1 << high) - (1 << low))
        let up = masks[low] & ~masks[high]
        let down = masks[high] & ~masks[low]
        return function & ~(up | down) | (function & up) << shift | (function & down) >> shift
    }
}
