/// Small cuts of the nodes of an AND graph with the functions of the cones. Nodes come in order; a node's list stays until the last of its
/// users has been listed, so the memory is that of the nodes between.
struct RewriteCuts: ~Copyable {
    static let maxInputs = 6

    /// The cuts of one node, the small ones first; the first one is the node by itself.
    struct List {
        let functions: UnsafeMutablePointer<UInt64>
        /// Six leaves each.
        let rows: UnsafeMutablePointer<UInt32>
        let sizes: UnsafeMutablePointer<UInt8>
        var count = 0

        static func bytes(_ cuts: Int) -> Int { (cuts * (8 + 4 * maxInputs + 1) + 7) & ~7 }

        init(at start: UnsafeMutableRawPointer, cuts: Int) {
            functions = start.assumingMemoryBound(to: UInt64.self)
            rows = UnsafeMutableRawPointer(functions + cuts).assumingMemoryBound(to: UInt32.self)
            sizes = UnsafeMutableRawPointer(rows + cuts &* maxInputs).assumingMemoryBound(to: UInt8.self)
        }

        @inline(__always)
        func row(_ cut: Int) -> UnsafeMutablePointer<UInt32> { rows + cut &* maxInputs }

        /// A bit for each leaf of a cut, by its number modulo 64.
        @inline(__always)
        func signature(_ cut: Int) -> UInt64 {
            let row = row(cut)
            var result: UInt64 = 0
            for leaf in 0..<Int(sizes[cut]) { result |= 1 &<< UInt64(row[leaf] & 63) }
            return result
        }

        /// The node itself.
        fileprivate mutating func append(_ node: Int) {
            functions[count] = 0xAAAA_AAAA_AAAA_AAAA
            row(count)[0] = UInt32(truncatingIfNeeded: node)
            sizes[count] = 1
            count &+= 1
        }
    }

    /// A cut of the node at hand while others are tried.
    private struct Entry: CutSlot {
        var signature: UInt64
        var size: Int
        var slot: Int
        /// The cuts of the fanins that it is the union of.
        var left: Int
        var right: Int
    }

    private let graph: AndGraph
    /// More cuts than 16 rarely gain anything: no list holds two cuts of which one is a part of the other.
    private let perNode: Int
    private var pool: BlockPool
    /// By node: its block, how many cuts it has, and users whose cuts are not listed yet.
    private var blocks: [UInt32]
    private var counts: [UInt8]
    private var pending: [UInt32]
    private let inputLists: (UnsafeMutableRawPointer, UnsafeMutableRawPointer)
    private let masks: UnsafeMutablePointer<UInt64>
    // The list of the node at hand, sorted by size, and rows for it and for a candidate.
    private var entries: CutSlots<Entry>
    private let rows: UnsafeMutablePointer<UInt32>
    /// Of the cuts of the second fanin: kept lists are many, and signatures are soon made.
    private let signatures: UnsafeMutablePointer<UInt64>

    init(_ graph: AndGraph, perNode: Int) {
        self.graph = graph
        self.perNode = perNode
        pool = BlockPool(blockBytes: List.bytes(perNode + 1), capacity: graph.nodeCount)
        blocks = Array(repeating: 0, count: graph.nodeCount)
        counts = Array(repeating: 0, count: graph.nodeCount)
        pending = graph.fanoutCounts()
        for output in graph.outputs { pending[output.node] -= 1 }
        inputLists = (
            .allocate(byteCount: List.bytes(1), alignment: 16), .allocate(byteCount: List.bytes(1), alignment: 16)
        )
        masks = .allocate(capacity: 6)
        for index in 0..<6 { masks[index] = TruthTable.masks[index] }
        entries = CutSlots(capacity: perNode)
        rows = .allocate(capacity: (perNode + 1) * Self.maxInputs)
        signatures = .allocate(capacity: perNode + 1)
    }

    deinit {
        inputLists.0.deallocate()
        inputLists.1.deallocate()
        masks.deallocate()
        rows.deallocate()
        signatures.deallocate()
    }

    /// The cuts of the next node; they last until `finish`.
    mutating func list(_ node: Int) -> List {
        let (first, second) = (graph.fanins0[node], graph.fanins1[node])
        let left = list(ofFanin: Int(first >> 1), inputLists.0)
        let right = list(ofFanin: Int(second >> 1), inputLists.1)
        merge(left, right)
        blocks[node] = pool.take()
        counts[node] = UInt8(truncatingIfNeeded: entries.count + 1)
        return save(node, left, first & 1 == 1, right, second & 1 == 1)
    }

    /// The node has been looked at: lists that nobody needs any more are given back.
    mutating func finish(_ node: Int) {
        drop(Int(graph.fanins0[node] >> 1))
        drop(Int(graph.fanins1[node] >> 1))
        if pending[node] == 0 { pool.give(blocks[node]) }
    }

    private mutating func drop(_ fanin: Int) {
        pending[fanin] -= 1
        if pending[fanin] == 0, graph.isAnd(fanin) { pool.give(blocks[fanin]) }
    }

    private func list(ofFanin node: Int, _ storage: UnsafeMutableRawPointer) -> List {
        if graph.isAnd(node) {
            var result = List(at: pool[blocks[node]], cuts: perNode &+ 1)
            result.count = Int(counts[node])
            return result
        }
        var result = List(at: storage, cuts: 1)
        result.append(node)
        return result
    }

    /// Lists the unions of the cuts of two fanins in `entries`.
    private mutating func merge(_ left: List, _ right: List) {
        entries.reset(limit: perNode)
        for cut in 0..<right.count { signatures[cut] = right.signature(cut) }
        // The largest cut that still has a place: the lists are sorted by size.
        var largest = Self.maxInputs
        var a = 0
        while a < left.count, Int(left.sizes[a]) <= largest {
            let (signatureA, sizeA) = (left.signature(a), Int(left.sizes[a]))
            var next = 0
            while next < right.count {
                let b = next
                let sizeB = Int(right.sizes[b])
                if sizeB > largest { break }
                next &+= 1
                let signature = signatureA | signatures[b]
                if sizeA &+ sizeB > largest, signature.nonzeroBitCount > largest { continue }
                let row = rows + entries.freeSlot &* Self.maxInputs
                let size = CutMerge.union(left.row(a), sizeA, right.row(b), sizeB, into: row, limit: largest)
                if size == 0 || hasSubset(row, size, signature) { continue }
                insert(Entry(signature: signature, size: size, slot: entries.freeSlot, left: a, right: b), row)
                if entries.count == perNode { largest = entries[perNode &- 1].size &- 1 }
            }
            a &+= 1
        }
    }

    @inline(__always)
    private func hasSubset(_ row: UnsafeMutablePointer<UInt32>, _ size: Int, _ signature: UInt64) -> Bool {
        var index = 0
        while index < entries.count, entries[index].size <= size {
            if entries[index].signature & ~signature == 0,
                CutMerge.isSubset(rows + entries[index].slot &* Self.maxInputs, entries[index].size, row, size)
            {
                return true
            }
            index &+= 1
        }
        return false
    }

    /// Adds a candidate and drops those that it is a part of.
    @inline(__always)
    private mutating func insert(_ candidate: Entry, _ row: UnsafeMutablePointer<UInt32>) {
        var index = entries.count &- 1
        while index >= 0, entries[index].size > candidate.size {
            if candidate.signature & ~entries[index].signature == 0,
                CutMerge.isSubset(
                    row, candidate.size, rows + entries[index].slot &* Self.maxInputs, entries[index].size)
            {
                entries.remove(index)
            }
            index &-= 1
        }
        if entries.count == perNode { entries.remove(perNode &- 1) }
        entries.insert(candidate) { $0.size > candidate.size }
    }

    /// Keeps the entries, now with their functions.
    private func save(_ node: Int, _ left: List, _ invertA: Bool, _ right: List, _ invertB: Bool) -> List {
        var result = List(at: pool[blocks[node]], cuts: perNode &+ 1)
        result.append(node)
        for index in 0..<entries.count {
            let entry = entries[index]
            let row = rows + entry.slot &* Self.maxInputs
            let (a, b) = (entry.left, entry.right)
            let functionA = spread(left.functions[a], left.row(a), Int(left.sizes[a]), row)
            let functionB = spread(right.functions[b], right.row(b), Int(right.sizes[b]), row)
            let place = index &+ 1
            result.functions[place] = (invertA ? ~functionA : functionA) & (invertB ? ~functionB : functionB)
            result.sizes[place] = UInt8(truncatingIfNeeded: entry.size)
            let copy = result.row(place)
            for leaf in 0..<entry.size { copy[leaf] = row[leaf] }
        }
        result.count = entries.count &+ 1
        return result
    }

    /// A function of some leaves as one of a row that has all of them.
    @inline(__always)
    private func spread(
        _ function: UInt64, _ leaves: UnsafeMutablePointer<UInt32>, _ size: Int, _ row: UnsafeMutablePointer<UInt32>
    ) -> UInt64 {
        var result = function
        // The last place of each leaf first: what is moved up finds only variables that do not matter.
        var variable = size &- 1
        while variable >= 0 {
            var place = variable
            while row[place] != leaves[variable] { place &+= 1 }
            if place != variable { result = swapped(result, variable, place) }
            variable &-= 1
        }
        return result
    }

    /// Exchanges two variables, the first below the second.
    @inline(__always)
    private func swapped(_ function: UInt64, _ low: Int, _ high: Int) -> UInt64 {
        let shift = UInt64((1 &<< high) &- (1 &<< low))
        let up = masks[low] & ~masks[high]
        let down = masks[high] & ~masks[low]
        return function & ~(up | down) | (function & up) &<< shift | (function & down) &>> shift
    }
}
