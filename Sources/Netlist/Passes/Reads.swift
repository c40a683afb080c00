/// Who reads what, as the statements are written: a target reads the values that it is assigned and every condition on the way.
package struct Reads {
    /// The conditions (or the subject) that decide whether a block runs, and the guard of the block around it.
    struct Guard {
        var node: NodeID
        /// -1: none.
        var parent: Int32
    }

    /// One assignment.
    struct Entry {
        var value: NodeID
        /// The value itself where there is no index.
        var index: NodeID
        var isDynamic: Bool
        /// -1: none.
        var guardIndex: Int32
    }

    private(set) var guards: [Guard] = []
    /// The assignments, those of one target together, in the order in which they were written.
    private(set) var entries: [Entry] = []
    /// By node: where its assignments begin; one more at the end.
    private var first: [Int32]
    /// By memory: of each write its port and its guard.
    private(set) var writes: [[(port: Int, guardIndex: Int32)]]
    /// Whether a `select` has patterns whose values do not ascend.
    private(set) var hasUnorderedSelect = false
    /// By property; nil: never looked at.
    private(set) var properties: [Int32?]

    init(_ circuit: Circuit) { self.init(circuit, circuit.statements) }

    /// - Parameter statements: to be looked at instead of the circuit's own.
    package init(_ circuit: Circuit, _ statements: Block) {
        first = Array(repeating: 0, count: circuit.nodes.count + 1)
        writes = circuit.memories.map { _ in [] }
        properties = circuit.properties.map { _ in nil }
        var targets = Pool<NodeID>()
        visit(statements, -1, &targets)
        sort(targets)
    }

    /// What a target reads: values, indices and the conditions around them; some more than once.
    package func forEachSource(of target: NodeID, _ body: (NodeID) -> Void) {
        for position in range(of: target) {
            let entry = entries[position]
            body(entry.value)
            if entry.index != entry.value { body(entry.index) }
            var current = Int(entry.guardIndex)
            while current >= 0 {
                body(guards[current].node)
                current = Int(guards[current].parent)
            }
        }
    }

    /// The positions in `entries` of what is assigned to a target.
    func range(of target: NodeID) -> Range<Int> {
        Int(first[Int(target.index)])..<Int(first[Int(target.index) + 1])
    }

    /// Brings the assignments of one target together, as they often are.
    ///
    /// - Parameter targets: of each of the entries.
    private mutating func sort(_ targets: borrowing Pool<NodeID>) {
        var isSorted = true
        for number in 0..<targets.count {
            first[Int(targets[number].index)] += 1
            if number > 0, targets[number].index < targets[number - 1].index { isSorted = false }
        }
        // Where those of each target end, and then where they begin.
        var sum: Int32 = 0
        for index in first.indices {
            let count = first[index]
            first[index] = isSorted ? sum : sum + count
            sum += count
        }
        if isSorted { return }
        var sorted = entries
        for number in (0..<targets.count).reversed() {
            let target = Int(targets[number].index)
            first[target] -= 1
            sorted[Int(first[target])] = entries[number]
        }
        entries = sorted
    }

    private mutating func make(_ node: NodeID, _ parent: Int32) -> Int32 {
        guards.makeRoom()
        guards.append(Guard(node: node, parent: parent))
        return Int32(guards.count - 1)
    }

    private mutating func note(_ assignment: Assignment, _ parent: Int32, _ targets: inout Pool<NodeID>) {
        targets.append(assignment.target)
        entries.makeRoom()
        entries.append(
            Entry(
                value: assignment.value, index: assignment.index ?? assignment.value,
                isDynamic: assignment.index != nil, guardIndex: parent))
    }

    private mutating func visit(_ block: Block, _ parent: Int32, _ targets: inout Pool<NodeID>) {
        if let only = block.onlyAssignment { return note(only, parent, &targets) }
        for statement in block {
            switch statement {
            case .assign(let assignment): note(assignment, parent, &targets)
            case .when(let when):
                // An `elsewhen` depends on the conditions before it.
                var (current, outer) = (when, parent)
                while true {
                    outer = make(current.condition, outer)
                    visit(current.then, outer, &targets)
                    guard let next = current.elsewhen else { break }
                    current = next
                }
                visit(current.otherwise, outer, &targets)
            case .select(let select):
                let inner = make(select.subject, parent)
                if !select.isAscending { hasUnorderedSelect = true }
                for arm in select.arms.indices { visit(select.arms[arm].body, inner, &targets) }
                visit(select.otherwise ?? [], inner, &targets)
            case .write(let memory, let port, _): writes[memory.index].append((port, parent))
            case .property(let property): properties[property.index] = parent
            }
        }
    }
}
