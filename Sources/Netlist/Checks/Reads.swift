/// Who reads what, as the statements are written: a target reads the values that it is assigned and every condition on the way.
struct Reads {
    /// The conditions (or the subject) that decide whether a block runs, and the guard of the block around it.
    struct Guard {
        var node: NodeID
        /// -1: none.
        var parent: Int
    }

    struct Entry {
        var value: NodeID
        var index: NodeID?
        var guardIndex: Int
    }

    private(set) var guards: [Guard] = []
    private(set) var entries: [NodeID: [Entry]] = [:]
    /// By memory: of each write its port and its guard.
    private(set) var writes: [[(port: Int, guardIndex: Int)]]
    /// By property; nil: never looked at.
    private(set) var properties: [Int?]

    init(_ circuit: Circuit) {
        writes = circuit.memories.map { _ in [] }
        properties = circuit.properties.map { _ in nil }
        visit(circuit.statements, -1)
    }

    private mutating func make(_ node: NodeID, _ parent: Int) -> Int {
        guards.append(Guard(node: node, parent: parent))
        return guards.count - 1
    }

    private mutating func visit(_ block: Block, _ parent: Int) {
        for statement in block {
            switch statement {
            case .assign(let assignment):
                entries[assignment.target, default: []].append(
                    Entry(value: assignment.value, index: assignment.index, guardIndex: parent))
            case .when(let when):
                // An `elsewhen` depends on the conditions before it.
                let (arms, otherwise) = when.chain
                var outer = parent
                for arm in arms {
                    outer = make(arm.condition, outer)
                    visit(arm.then, outer)
                }
                visit(otherwise, outer)
            case .select(let select):
                let inner = make(select.subject, parent)
                for arm in select.arms { visit(arm.body, inner) }
                visit(select.otherwise ?? [], inner)
            case .write(let memory, let port, _): writes[memory.index].append((port, parent))
            case .property(let property): properties[property.index] = parent
            }
        }
    }
}
