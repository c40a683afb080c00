/// Small cuts of the nodes of an AND graph with the functions of the cones. Nodes come in order; a node's list stays until the last of its
/// users has been listed, so the memory is that of the nodes between.
final class RewriteCuts {
    static let maxInputs = 6
    /// More than these rarely gain anything: no list holds two cuts of which one is a part of the other.
    static let perNode = 16

    /// Rows of 6 leaves, 16 rows per block.
    private(set) var leaves: UnsafeMutablePointer<UInt32>
    private(set) var sizes: UnsafeMutablePointer<UInt8>
    private(set) var functions: UnsafeMutablePointer<UInt64>
    private var signatures: UnsafeMutablePointer<UInt64>
    /// By node: how many cuts it has.
    private var counts: [UInt8]
    /// By node: where its cuts begin.
    private var bases: [Int32]
    /// By node: users whose cuts are not listed yet.
    private var pending: [UInt32]
    private var capacity = 1 << 8
    private var used = 0
    private var free: [Int32] = []
    private let masks: UnsafeMutablePointer<UInt64>
    private let row: UnsafeMutablePointer<UInt32>
    private let graph: AndGraph

    init(_ graph: AndGraph) {
        self.graph = graph
        leaves = .allocate(capacity: capacity * Self.perNode * Self.maxInputs)
        sizes = .allocate(capacity: capacity * Self.perNode)
        functions = .allocate(capacity: capacity * Self.perNode)
        signatures = .allocate(capacity: capacity * Self.perNode)
        counts = Array(repeating: 0, count: graph.nodeCount)
        bases = Array(repeating: 0, count: graph.nodeCount)
        pending = Array(repeating: 0, count: graph.nodeCount)
        masks = .allocate(capacity: 6)
        for index in 0..<6 { masks[index] = TruthTable.masks[index] }
        row = .allocate(capacity: Self.maxInputs)
        for node in 0..<graph.nodeCount where graph.isAnd(node) {
            pending[Int(graph.fanins0[node] >> 1)] += 1
            pending[Int(graph.fanins1[node] >> 1)] += 1
        }
    }

    deinit {
        leaves.deallocate()
        sizes.deallocate()
        functions.deallocate()
        signatures.deallocate()
        masks.deallocate()
        row.deallocate()
    }

    /// The places of a node's cuts, after `list`.
    func cuts(of node: Int) -> Range<Int> { Int(bases[node])..<Int(bases[node]) + Int(counts[node]) }

    /// The leaves of the cut at a place.
    func row(_ place: Int) -> UnsafeBufferPointer<UInt32> {
        UnsafeBufferPointer(start: leaves + place * Self.maxInputs, count: Int(sizes[place]))
    }

    /// Lists the cuts of the next node.
    func list(_ node: Int) {
        bases[node] = take()
        enumerate(node, graph.fanins0[node], graph.fanins1[node])
    }

    /// The node has been looked at: lists that nobody needs any more are given back.
    func finish(_ node: Int) {
        for fanin in [Int(graph.fanins0[node] >> 1), Int(graph.fanins1[node] >> 1)] {
            pending[fanin] -= 1
            if pending[fanin] == 0, graph.isAnd(fanin) { free.append(bases[fanin]) }
        }
        if pending[node] == 0 { free.append(bases[node]) }
    }

    private func take() -> Int32 {
        if let block = free.popLast() { return block }
        if used == capacity { grow() }
        used += 1
        return Int32(truncatingIfNeeded: (used - 1) * Self.perNode)
    }

    private func grow() {
        func larger<T>(_ buffer: inout UnsafeMutablePointer<T>, _ each: Int) {
            let copy = UnsafeMutablePointer<T>.allocate(capacity: capacity * 2 * each)
            copy.update(from: buffer, count: capacity * each)
            buffer.deallocate()
            buffer = copy
        }
        larger(&leaves, Self.perNode * Self.maxInputs)
        larger(&sizes, Self.perNode)
        larger(&functions, Self.perNode)
        larger(&signatures, Self.perNode)
        capacity *= 2
    }

    private func enumerate(_ node: Int, _ first: UInt32, _ second: UInt32) {
        let (left, right) = (Int(first >> 1), Int(second >> 1))
        let base = Int(bases[node])
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
        let placeA = Int(bases[left]) + a
        let placeB = Int(bases[right]) + b
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
        guard let position = position(base, &found, size, signature) else { return }
        functionA = spread(functionA, sizeA, spreadA)
        functionB = spread(functionB, sizeB, spreadB)
        let last = found < Self.perNode ? found : Self.perNode - 1
        var index = last
        while index > position {
            move(base + index - 1, to: base + index)
            index -= 1
        }
        (leaves + (base + position) * Self.maxInputs).update(from: row, count: Self.maxInputs)
        sizes[base + position] = UInt8(truncatingIfNeeded: size)
        functions[base + position] = (invertA ? ~functionA : functionA) & (invertB ? ~functionB : functionB)
        signatures[base + position] = signature
        if found < Self.perNode { found += 1 }
    }

    /// Where the cut in `row` belongs; nil when a part of it is there already, or it is not good enough. Cuts that it is a part of are dropped.
    private func position(_ base: Int, _ found: inout Int, _ size: Int, _ signature: UInt64) -> Int? {
        var position = 0
        while position < found, Int(sizes[base + position]) <= size {
            let place = base + position
            if signatures[place] & ~signature == 0,
                CutMerge.isSubset(leaves + place * Self.maxInputs, Int(sizes[place]), row, size)
            {
                return nil
            }
            position += 1
        }
        var (index, kept) = (position, position)
        while index < found {
            let place = base + index
            let isPart =
                signature & ~signatures[place] == 0
                && CutMerge.isSubset(row, size, leaves + place * Self.maxInputs, Int(sizes[place]))
            if !isPart {
                if kept != index { move(base + index, to: base + kept) }
                kept += 1
            }
            index += 1
        }
        found = kept
        return position < Self.perNode ? position : nil
    }

    private func move(_ from: Int, to place: Int) {
        (leaves + place * Self.maxInputs).update(from: leaves + from * Self.maxInputs, count: Self.maxInputs)
        sizes[place] = sizes[from]
        functions[place] = functions[from]
        signatures[place] = signatures[from]
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
