/// The nodes around one node as functions of at most eight leaves below it, and which of them can make that node.
struct ResubstitutionWindow {
    private static let mostLeaves = 8
    private static let mostDivisors = 80
    /// Users of a node that are looked at.
    private static let mostUsers = 16

    var nodes: EditableNodes
    /// The users of node `n` in the graph as it was are `users[starts[n] ..< starts[n + 1]]`.
    private var starts: [UInt32]
    private var users: [UInt32]
    private(set) var leaves: [Int] = []
    // By node, for the window of the stamp: where its function is.
    private var stamps: [UInt32]
    private var places: [UInt32]
    private var stamp: UInt32 = 0
    private var functions: [SIMD4<UInt64>] = []
    /// What the node may be made of.
    private var divisors: [Int] = []
    private var stack: [Int] = []

    init(_ graph: AndGraph) {
        nodes = EditableNodes(graph)
        stamps = Array(repeating: 0, count: graph.nodeCount)
        places = Array(repeating: 0, count: graph.nodeCount)
        starts = Array(repeating: 0, count: graph.nodeCount + 2)
        users = []
        // Counted two places further, so that filling moves each start to its own place.
        graph.forEachFanin { fanin, _ in starts[fanin + 2] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        users = Array(repeating: 0, count: Int(starts[starts.count - 1]))
        graph.forEachFanin { fanin, user in
            users[Int(starts[fanin + 1])] = UInt32(truncatingIfNeeded: user)
            starts[fanin + 1] += 1
        }
    }

    /// Chooses leaves below a node, and finds the functions of what is between.
    mutating func open(_ node: Int) {
        stamp += 1
        functions.removeAll(keepingCapacity: true)
        divisors.removeAll(keepingCapacity: true)
        let (left, right) = nodes.fanins(node)
        leaves = left.node == right.node ? [left.node] : [left.node, right.node]
        while let place = cheapestLeaf() {
            let (a, b) = nodes.fanins(leaves.remove(at: place))
            for fanin in [a.node, b.node] where !leaves.contains(fanin) { leaves.append(fanin) }
        }
        for (index, leaf) in leaves.enumerated() { set(leaf, TruthTable.variable(index)) }
        divisors += leaves
        compute(node)
    }

    /// The leaf whose fanins add the fewest leaves in its place; none when there would be too many.
    private func cheapestLeaf() -> Int? {
        var best: (added: Int, place: Int)?
        for (place, leaf) in leaves.enumerated() where nodes.isAnd(leaf) {
            let (a, b) = nodes.fanins(leaf)
            let added = (leaves.contains(a.node) ? 0 : 1) + (leaves.contains(b.node) || a.node == b.node ? 0 : 1) - 1
            // Of two as good the later one: it is nearer to the node.
            if leaves.count + added <= Self.mostLeaves,
                best.map({ (added, -leaf) < ($0.added, -leaves[$0.place]) }) ?? true
            {
                best = (added, place)
            }
        }
        return best?.place
    }

    private func isKnown(_ node: Int) -> Bool { stamps[node] == stamp }

    private mutating func set(_ node: Int, _ function: SIMD4<UInt64>) {
        stamps[node] = stamp
        places[node] = UInt32(truncatingIfNeeded: functions.count)
        functions.append(function)
    }

    private func function(_ node: Int) -> SIMD4<UInt64> { functions[Int(places[node])] }

    private func function(_ literal: Literal) -> SIMD4<UInt64> {
        literal.isInverted ? ~function(literal.node) : function(literal.node)
    }

    private mutating func setFromFanins(_ node: Int) {
        let (a, b) = nodes.fanins(node)
        let both = function(a) & function(b)
        set(node, nodes.isInverted[node] ? ~both : both)
    }

    /// Finds the functions of a node and of what is between it and the leaves, which become divisors.
    private mutating func compute(_ root: Int) {
        stack.append(root)
        while let node = stack.last {
            if isKnown(node) {
                stack.removeLast()
                continue
            }
            let (a, b) = nodes.fanins(node)
            if isKnown(a.node), isKnown(b.node) {
                setFromFanins(node)
                if node != root { divisors.append(node) }
            } else {
                if !isKnown(a.node) { stack.append(a.node) }
                if !isKnown(b.node) { stack.append(b.node) }
            }
        }
    }

    /// What the node may be made of: nodes of the window, and users of those, that stay when it is replaced and are in time.
    mutating func listDivisors(of node: Int, without freed: [UInt32], isInTime: (Int) -> Bool) {
        func isAllowed(_ candidate: Int) -> Bool {
            candidate < node && isInTime(candidate) && !freed.contains(UInt32(truncatingIfNeeded: candidate))
        }
        divisors.removeAll { !isAllowed($0) }
        var next = 0
        while next < divisors.count {
            let (first, last) = (Int(starts[divisors[next]]), Int(starts[divisors[next] + 1]))
            for place in first..<min(last, first + Self.mostUsers) where divisors.count < Self.mostDivisors {
                let user = Int(users[place])
                guard !isKnown(user), nodes.references[user] > 0, isAllowed(user) else { continue }
                let (a, b) = nodes.fanins(user)
                guard isKnown(a.node), isKnown(b.node) else { continue }
                setFromFanins(user)
                divisors.append(user)
            }
            next += 1
        }
    }

    /// A divisor, or with two a conjunction or disjunction of two, that computes the node.
    func structure(of node: Int, withTwo: Bool) -> EditableNodes.Structure? {
        let wanted = function(node)
        for divisor in divisors {
            let literal = Literal(node: divisor)
            if function(divisor) == wanted { return .init(left: literal, right: literal, isInverted: false) }
            if function(divisor) == ~wanted { return .init(left: literal, right: literal, isInverted: true) }
        }
        guard withTwo else { return nil }
        if let (left, right) = pair(wanted) { return .init(left: left, right: right, isInverted: false) }
        if let (left, right) = pair(~wanted) { return .init(left: left, right: right, isInverted: true) }
        return nil
    }

    /// Two literals of which the conjunction is the function.
    private func pair(_ wanted: SIMD4<UInt64>) -> (Literal, Literal)? {
        var covering: [Literal] = []
        for literal in divisors.flatMap({ [Literal(node: $0), !Literal(node: $0)] })
        where wanted & ~function(literal) == .zero {
            for other in covering where function(literal) & function(other) == wanted { return (other, literal) }
            covering.append(literal)
        }
        return nil
    }
}

extension AndGraph {
    /// Each fanin of each AND, with its user.
    fileprivate func forEachFanin(_ body: (_ fanin: Int, _ user: Int) -> Void) {
        for node in 0..<nodeCount where isAnd(node) {
            body(Int(fanins0[node] >> 1), node)
            body(Int(fanins1[node] >> 1), node)
        }
    }
}
