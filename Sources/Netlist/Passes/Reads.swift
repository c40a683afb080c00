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

    private struct Found {
        var target: NodeID
        var entry: Entry
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
        var found = Pool<Found>()
        visit(statements, -1, &found)
        sort(found)
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

    /// Brings the assignments of one target together.
    private mutating func sort(_ found: borrowing Pool<Found>) {
        guard found.count > 0 else { return }
        for number in 0..<found.count { first[Int(found[number].target.index)] += 1 }
        var sum: Int32 = 0
        for index in first.indices {
            sum += first[index]
            first[index] = sum
        }
        entries = Array(repeating: found[0].entry, count: found.count)
        for number in (0..<found.count).reversed() {
            let target = Int(found[number].target.index)
            first[target] -= 1
            entries[Int(first[target])] = found[number].entry
        }
    }

    private mutating func make(_ node: NodeID, _ parent: Int32) -> Int32 {
        guards.append(Guard(node: node, parent: parent))
        return Int32(guards.count - 1)
    }

    private func note(_ assignment: Assignment, _ parent: Int32, _ found: inout Pool<Found>) {
        let entry = Entry(
            value: assignment.value, index: assignment.index ?? assignment.value,
            isDynamic: assignment.index != nil, guardIndex: parent)
        found.append(Found(target: assignment.target, entry: entry))
    }

    private mutating func visit(_ block: Block, _ parent: Int32, _ found: inout Pool<Found>) {
        if let only = block.onlyAssignment { return note(only, parent, &found) }
        for statement in block {
            switch statement {
            case .assign(let assignment): note(assignment, parent, &found)
            case .when(let when):
                // An `elsewhen` depends on the conditions before it.
                var (current, outer) = (when, parent)
                while true {
                    outer = make(current.condition, outer)
                    visit(current.then, outer, &found)
                    guard let next = current.elsewhen else { break }
                    current = next
                }
                visit(current.otherwise, outer, &found)
            case .select(let select):
                let inner = make(select.subject, parent)
                if !select.isAscending { hasUnorderedSelect = true }
                for arm in select.arms.indices { visit(select.arms[arm].body, inner, &found) }
                visit(select.otherwise ?? [], inner, &found)
            case .write(let memory, let port, _): writes[memory.index].append((port, parent))
            case .property(let property): properties[property.index] = parent
            }
        }
    }
}
