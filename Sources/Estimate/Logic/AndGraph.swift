/// Combinational logic as two-input AND nodes with complemented edges (an AIG): append-only arrays, hashed by structure,
/// constants folded.
///
/// Node 0 is the constant zero. Fanins come before their users, so the order of the nodes is topological.
public struct AndGraph: Sendable {
    /// Marks an input in `fanins0`.
    @usableFromInline static let inputMark: UInt32 = .max

    /// Parallel to the nodes: the raw literals of an AND's fanins, the smaller first; for an input, `inputMark`.
    public private(set) var fanins0: [UInt32] = [inputMark]
    public private(set) var fanins1: [UInt32] = [inputMark]
    /// Who made the node: an index that the user of the graph chooses. Parallel to the nodes.
    public private(set) var origins: [UInt32] = [0]
    /// The input nodes, in order of creation.
    public private(set) var inputs: [UInt32] = []
    /// What the graph computes.
    public var outputs: [Literal] = []
    /// What new nodes are attributed to.
    public var origin: UInt32 = 0

    /// The ANDs by their fanins; empty where nobody looks them up.
    private var table: [UInt32]
    private var mask: Int { table.count - 1 }

    /// An empty graph.
    public init(capacity: Int = 1 << 10) {
        self.init(capacity: capacity, table: Array(repeating: 0, count: Self.tableSize(capacity)))
    }

    /// A graph of which the nodes are not looked up, until `and` adds one.
    static func withoutTable(capacity: Int) -> AndGraph { AndGraph(capacity: capacity, table: []) }

    private init(capacity: Int, table: [UInt32]) {
        self.table = table
        reserve(capacity)
    }

    /// Room for so many nodes.
    mutating func reserve(_ capacity: Int) {
        fanins0.reserveCapacity(capacity)
        fanins1.reserveCapacity(capacity)
        origins.reserveCapacity(capacity)
    }

    /// A power of two of at least twice as many places.
    private static func tableSize(_ capacity: Int) -> Int {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        return size
    }

    /// Gives back the memory by which ANDs are found; it is made again where it is needed.
    mutating func forgetTable() { table = [] }

    /// Prepares for `existing`.
    mutating func makeTable() {
        if table.isEmpty { fillTable(Self.tableSize(nodeCount)) }
    }

    /// All nodes: the constant, inputs and ANDs.
    public var nodeCount: Int { fanins0.count }
    /// ANDs only.
    public var andCount: Int { fanins0.count - 1 - inputs.count }

    @inlinable public func isAnd(_ node: Int) -> Bool { fanins0[node] != Self.inputMark }

    /// A new input.
    public mutating func addInput() -> Literal {
        let node = append(Self.inputMark, Self.inputMark)
        inputs.append(UInt32(truncatingIfNeeded: node))
        return Literal(node: node)
    }

    /// Conjunction.
    public mutating func and(_ left: Literal, _ right: Literal) -> Literal {
        if let folded = Self.folded(left, right) { return folded }
        let (low, high) = left.raw < right.raw ? (left.raw, right.raw) : (right.raw, left.raw)
        if let simple = simplified(left, right) ?? simplified(right, left) { return simple }
        return hashed(low, high)
    }

    /// The conjunction of just these two: what their fanins are plays no part.
    mutating func andAsIs(_ left: Literal, _ right: Literal) -> Literal {
        if let folded = Self.folded(left, right) { return folded }
        return hashed(min(left.raw, right.raw), max(left.raw, right.raw))
    }

    /// A conjunction that is a node of its own, whatever the graph has.
    mutating func separateAnd(_ left: Literal, _ right: Literal) -> Literal {
        Literal(node: append(min(left.raw, right.raw), max(left.raw, right.raw)))
    }

    /// A conjunction that is a constant or one of the operands.
    static func folded(_ left: Literal, _ right: Literal) -> Literal? {
        let (low, high) = left.raw < right.raw ? (left.raw, right.raw) : (right.raw, left.raw)
        if low == 0 || low ^ 1 == high { return .zero }
        if low == 1 || low == high { return Literal(raw: high) }
        return nil
    }

    private mutating func hashed(_ low: UInt32, _ high: UInt32) -> Literal {
        makeTable()
        var slot = Self.hash(low, high) & mask
        while table[slot] != 0 {
            let node = Int(table[slot])
            if fanins0[node] == low, fanins1[node] == high { return Literal(node: node) }
            slot = (slot + 1) & mask
        }
        let node = append(low, high)
        table[slot] = UInt32(truncatingIfNeeded: node)
        if nodeCount * 2 > table.count { fillTable(table.count * 2) }
        return Literal(node: node)
    }

    /// The conjunction, if the graph has it or it folds to one of the operands; after `makeTable`.
    func existing(_ left: Literal, _ right: Literal) -> Literal? {
        if let folded = Self.folded(left, right) { return folded }
        let (low, high) = left.raw < right.raw ? (left.raw, right.raw) : (right.raw, left.raw)
        var slot = Self.hash(low, high) & mask
        while table[slot] != 0 {
            let node = Int(table[slot])
            if fanins0[node] == low, fanins1[node] == high { return Literal(node: node) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// What follows from the fanins of `left`: absorption, contradiction, substitution and resolution over two levels.
    private mutating func simplified(_ left: Literal, _ right: Literal) -> Literal? {
        guard isAnd(left.node) else { return nil }
        let (a, b) = (Literal(raw: fanins0[left.node]), Literal(raw: fanins1[left.node]))
        if !left.isInverted {
            if right == a || right == b { return left }
            if right == !a || right == !b { return .zero }
            guard isAnd(right.node), !right.isInverted else { return nil }
            let (c, d) = (Literal(raw: fanins0[right.node]), Literal(raw: fanins1[right.node]))
            return c == !a || c == !b || d == !a || d == !b ? .zero : nil
        }
        if right == !a || right == !b { return right }
        if right == a { return and(a, !b) }
        if right == b { return and(b, !a) }
        guard isAnd(right.node) else { return nil }
        let (c, d) = (Literal(raw: fanins0[right.node]), Literal(raw: fanins1[right.node]))
        if right.isInverted {
            if a == c && b == !d || a == d && b == !c { return !a }
            if b == c && a == !d || b == d && a == !c { return !b }
            return nil
        }
        if c == !a || c == !b || d == !a || d == !b { return right }
        if c == a || d == a { return and(right, !b) }
        if c == b || d == b { return and(right, !a) }
        return nil
    }

    /// Disjunction.
    public mutating func or(_ left: Literal, _ right: Literal) -> Literal { !and(!left, !right) }

    /// Exclusive or.
    public mutating func xor(_ left: Literal, _ right: Literal) -> Literal {
        let sign = left.isInverted != right.isInverted
        let (a, b) = (left.positive, right.positive)
        return or(and(a, !b), and(!a, b)).inverted(if: sign)
    }

    /// `select ? high : low`.
    public mutating func mux(_ select: Literal, _ high: Literal, _ low: Literal) -> Literal {
        if high == low { return high }
        if high == !low { return xor(select, low) }
        return or(and(select, high), and(!select, low))
    }

    /// How often each node is used, by ANDs and by outputs.
    public func fanoutCounts() -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: nodeCount)
        for node in 0..<nodeCount where isAnd(node) {
            counts[Int(fanins0[node] >> 1)] += 1
            counts[Int(fanins1[node] >> 1)] += 1
        }
        for output in outputs { counts[output.node] += 1 }
        return counts
    }

    /// Values of all nodes for 64 input vectors at once; `values` is parallel to `inputs`.
    public func simulate(_ values: [UInt64]) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: nodeCount)
        for (input, value) in zip(inputs, values) { result[Int(input)] = value }
        for node in 0..<nodeCount where isAnd(node) {
            let (a, b) = (Literal(raw: fanins0[node]), Literal(raw: fanins1[node]))
            result[node] = Self.value(a, result) & Self.value(b, result)
        }
        return result
    }

    /// A literal's value among the values of all nodes.
    public static func value(_ literal: Literal, _ values: [UInt64]) -> UInt64 {
        literal.isInverted ? ~values[literal.node] : values[literal.node]
    }

    /// The same graph with only the nodes that `outputs` need; all inputs stay.
    public func compacted() -> AndGraph { compaction().graph }

    func compaction() -> Derivation {
        var used = [Bool](repeating: false, count: nodeCount)
        for output in outputs { used[output.node] = true }
        for node in stride(from: nodeCount - 1, to: 0, by: -1) where used[node] && isAnd(node) {
            used[Int(fanins0[node] >> 1)] = true
            used[Int(fanins1[node] >> 1)] = true
        }
        var result = AndGraph(capacity: nodeCount)
        var renamed = [Literal](repeating: Derivation.missing, count: nodeCount)
        renamed[0] = .zero
        for node in 1..<max(1, nodeCount) {
            result.origin = origins[node]
            if !isAnd(node) {
                renamed[node] = result.addInput()
            } else if used[node] {
                let (a, b) = (Literal(raw: fanins0[node]), Literal(raw: fanins1[node]))
                renamed[node] = result.and(
                    renamed[a.node].inverted(if: a.isInverted), renamed[b.node].inverted(if: b.isInverted))
            }
        }
        result.outputs = outputs.map { renamed[$0.node].inverted(if: $0.isInverted) }
        result.forgetTable()
        return Derivation(graph: result, literals: renamed)
    }

    private mutating func append(_ low: UInt32, _ high: UInt32) -> Int {
        // Arrays that grow by themselves would take twice as much.
        if nodeCount == fanins0.capacity { reserve(nodeCount + nodeCount / 4 + 16) }
        fanins0.append(low)
        fanins1.append(high)
        origins.append(origin)
        return fanins0.count - 1
    }

    private static func hash(_ low: UInt32, _ high: UInt32) -> Int {
        let mixed = (UInt64(low) << 32 | UInt64(high)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 29)
    }

    private mutating func fillTable(_ size: Int) {
        table = []
        table = Array(repeating: 0, count: size)
        let mask = mask
        for node in 1..<nodeCount where isAnd(node) {
            var slot = Self.hash(fanins0[node], fanins1[node]) & mask
            while table[slot] != 0 { slot = (slot + 1) & mask }
            table[slot] = UInt32(truncatingIfNeeded: node)
        }
    }
}
