/// The logic of a flattened design, bit by bit, with exclusive ors and multiplexers still recognisable: what enables and resets of
/// registers are inferred from before the logic is reduced to an `AndGraph`.
///
/// Node 0 is the constant zero. A source is something that logic reads and does not compute: an input of the design, a
/// register's output, an output of an adder or of a memory. Operands come before their users.
struct BitGraph: Sendable {
    enum Kind: UInt8, Sendable { case constant, source, and, xor, mux }

    struct Node: Hashable, Sendable {
        var kind: Kind
        /// Raw literals. `mux`: `a ? b : c`. `source`: `a` is the caller's number.
        var a: UInt32
        var b: UInt32 = 0
        var c: UInt32 = 0
    }

    private(set) var nodes: [Node] = [Node(kind: .constant, a: 0)]
    /// The instance that made each node.
    private(set) var origins: [UInt32] = [0]
    /// Parallel to the nodes: made from a word-level selection, a shift or an index, which the reference flow takes apart late.
    private(set) var isLate: [Bool] = [false]
    /// The instance that new nodes are attributed to.
    var origin: UInt32 = 0 {
        didSet { place = .max }
    }
    /// What of that instance new nodes are made for, as `SignalNames` knows it; the largest number: nobody knows.
    var place: UInt32 = .max
    /// Parallel to the nodes.
    private(set) var places: [UInt32] = [.max]
    /// Whether new nodes are late.
    var makesLateNodes = false
    /// Parallel to the nodes: a choice of a parallel multiplexer.
    private(set) var isChoice: [Bool] = [false]
    private var table: [UInt32]
    private var mask: Int

    init(capacity: Int = 1 << 12) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        table = Array(repeating: 0, count: size)
        mask = size - 1
        nodes.reserveCapacity(capacity)
        origins.reserveCapacity(capacity)
        places.reserveCapacity(capacity)
    }

    var count: Int { nodes.count }

    /// The nodes that a node is computed from.
    func operands(of index: Int) -> [Int] {
        let node = nodes[index]
        return switch node.kind {
        case .constant, .source: []
        case .and, .xor: [Int(node.a >> 1), Int(node.b >> 1)]
        case .mux: [Int(node.a >> 1), Int(node.b >> 1), Int(node.c >> 1)]
        }
    }

    /// The nodes from one number on that literals are computed from.
    func cone(of literals: [Literal], from first: Int) -> Set<Int> {
        var result: Set<Int> = []
        var work = literals.map(\.node)
        while let next = work.popLast() {
            if next >= first, result.insert(next).inserted { work += operands(of: next) }
        }
        return result
    }

    mutating func addSource(_ number: Int) -> Literal {
        append(Node(kind: .source, a: UInt32(truncatingIfNeeded: number)))
    }

    /// Makes a node a source: what it was computed from is not looked at any more.
    mutating func makeSource(_ node: Int, _ number: Int) {
        nodes[node] = Node(kind: .source, a: UInt32(truncatingIfNeeded: number))
    }

    mutating func and(_ left: Literal, _ right: Literal) -> Literal {
        let (low, high) = left.raw < right.raw ? (left, right) : (right, left)
        if low == .zero || low == !high { return .zero }
        if low == .one || low == high { return high }
        return hashed(Node(kind: .and, a: low.raw, b: high.raw))
    }

    mutating func or(_ left: Literal, _ right: Literal) -> Literal { !and(!left, !right) }

    mutating func xor(_ left: Literal, _ right: Literal) -> Literal {
        let sign = left.isInverted != right.isInverted
        let (a, b) = (min(left.raw, right.raw) & ~1, max(left.raw, right.raw) & ~1)
        if a == b { return Literal(sign) }
        if a == 0 { return Literal(raw: b).inverted(if: sign) }
        return hashed(Node(kind: .xor, a: a, b: b)).inverted(if: sign)
    }

    /// A choice of a parallel multiplexer: the value, or zero unless it is chosen.
    mutating func choice(_ select: Literal, _ value: Literal) -> Literal {
        let result = and(select, value)
        if nodes[result.node].kind == .and { isChoice[result.node] = true }
        return result
    }

    /// `select ? high : low`. Constant data stay visible, unless both are constant.
    mutating func mux(_ select: Literal, _ high: Literal, _ low: Literal) -> Literal {
        if select.isConstant { return select == .one ? high : low }
        if select.isInverted { return mux(!select, low, high) }
        let (high, low) = (given(select, true, high), given(select, false, low))
        if high == low { return high }
        if high == !low { return xor(select, low) }
        if low.isInverted {
            return !hashed(Node(kind: .mux, a: select.raw, b: (!high).raw, c: (!low).raw))
        }
        return hashed(Node(kind: .mux, a: select.raw, b: high.raw, c: low.raw))
    }

    /// `literal` where `condition` holds.
    func assuming(_ condition: Literal, _ literal: Literal) -> Literal {
        if condition.isConstant { return literal }
        return given(condition.positive, !condition.isInverted, literal)
    }

    /// `literal` where `select` is known: its own choice by the same signal is decided.
    private func given(_ select: Literal, _ value: Bool, _ literal: Literal) -> Literal {
        var result = literal
        while nodes[result.node].kind == .mux, nodes[result.node].a == select.raw {
            let node = nodes[result.node]
            result = Literal(raw: value ? node.b : node.c).inverted(if: result.isInverted)
        }
        if result.positive == select { return Literal(value).inverted(if: result.isInverted) }
        return result
    }

    /// A balanced tree, neighbours first.
    mutating func reduce(_ terms: [Literal], _ combine: (inout BitGraph, Literal, Literal) -> Literal) -> Literal? {
        var level = terms
        while level.count > 1 {
            var next: [Literal] = []
            next.reserveCapacity(level.count / 2 + 1)
            for index in stride(from: 0, to: level.count, by: 2) {
                next.append(index + 1 < level.count ? combine(&self, level[index], level[index + 1]) : level[index])
            }
            level = next
        }
        return level.first
    }

    mutating func andAll(_ terms: [Literal]) -> Literal { reduce(terms) { $0.and($1, $2) } ?? .one }
    mutating func orAll(_ terms: [Literal]) -> Literal { reduce(terms) { $0.or($1, $2) } ?? .zero }
    mutating func xorAll(_ terms: [Literal]) -> Literal { reduce(terms) { $0.xor($1, $2) } ?? .zero }

    private mutating func append(_ node: Node) -> Literal {
        nodes.append(node)
        origins.append(origin)
        places.append(place)
        isLate.append(makesLateNodes)
        isChoice.append(false)
        return Literal(node: nodes.count - 1)
    }

    private mutating func hashed(_ node: Node) -> Literal {
        var slot = Self.hash(node) & mask
        while table[slot] != 0 {
            if nodes[Int(table[slot])] == node { return Literal(node: Int(table[slot])) }
            slot = (slot + 1) & mask
        }
        let result = append(node)
        table[slot] = UInt32(truncatingIfNeeded: result.node)
        if nodes.count * 2 > table.count { grow() }
        return result
    }

    private static func hash(_ node: Node) -> Int {
        var mixed = (UInt64(node.a) << 32 | UInt64(node.b)) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= (UInt64(node.c) << 2 | UInt64(node.kind.rawValue)) &* 0xC2B2_AE3D_27D4_EB4F
        return Int(truncatingIfNeeded: mixed >> 29)
    }

    private mutating func grow() {
        table = Array(repeating: 0, count: table.count * 2)
        mask = table.count - 1
        for index in nodes.indices.dropFirst() where nodes[index].kind != .source {
            var slot = Self.hash(nodes[index]) & mask
            while table[slot] != 0 { slot = (slot + 1) & mask }
            table[slot] = UInt32(truncatingIfNeeded: index)
        }
    }
}
