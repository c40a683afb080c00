/// Runs the statements symbolically. For every part (see `LoweringTargets`) it knows at each moment the value that was
/// assigned last, and under which condition, relative to the path it is on, any was.
struct Lowering {
    /// What is known of a part.
    struct State {
        /// Nil: never assigned.
        var value: NodeID?
        /// One bit: whether it was assigned. Where it was not, `value` does not matter.
        var assigned: NodeID
    }

    /// What an arm of a branch did to a part.
    struct Change {
        var part: Int
        var arm: Int
        var state: State
    }

    var builder: LoweringBuilder
    let targets: LoweringTargets
    var states: [State]
    /// What to restore at the end of the arms that are open: part, state before, scope of the entry before.
    private var journal: [(part: Int, state: State, scope: Int32)] = []
    /// The innermost open arm in which a part's old state is in the journal.
    private var scopeOfPart: [Int32]
    private var scope: Int32 = 0
    /// Scratch of `collect`: where the changes of a part go.
    private var slotOfPart: [Int32]

    init(_ circuit: Circuit) {
        targets = LoweringTargets(circuit)
        builder = LoweringBuilder(circuit)
        let count = targets.parts.count
        states = Array(repeating: State(value: nil, assigned: builder.zero), count: count)
        scopeOfPart = Array(repeating: 0, count: count)
        slotOfPart = Array(repeating: -1, count: count)
    }

    mutating func run(_ block: Block) {
        for statement in block {
            switch statement {
            case .assign(let assignment): run(assignment)
            case .when(let when): run(when)
            case .select(let select): run(select)
            case .write(let memory, let port, _): set(targets.writeParts[memory.index][port], nil, builder.one)
            case .property(let property): set(targets.propertyParts[property.index], nil, builder.one)
            }
        }
    }

    mutating func set(_ part: Int, _ value: NodeID?, _ assigned: NodeID) {
        if scope > 0, scopeOfPart[part] != scope {
            journal.append((part, states[part], scopeOfPart[part]))
            scopeOfPart[part] = scope
        }
        states[part] = State(value: value, assigned: assigned)
    }

    // Assignments.

    private mutating func run(_ assignment: Assignment) {
        guard let range = targets[assignment.target] else { return }
        if let index = assignment.index {
            let width = builder.circuit.width(assignment.value)
            let (value, position) = (builder.canonical(assignment.value), builder.canonical(index))
            for part in range {
                let (element, low) = targets.parts[part].low.quotientAndRemainder(dividingBy: width)
                guard (element + 1) * width <= builder.circuit.width(assignment.target) else { break }
                let indexWidth = builder.circuit.width(index)
                guard indexWidth > 62 || element >> indexWidth == 0 else { break }
                let here = builder.equal(position, BitVector(UInt64(element), width: indexWidth))
                assign(part, builder.slice(value, low: low, width: targets.parts[part].width), when: here)
            }
            return
        }
        var (value, condition) = (builder.canonical(assignment.value), builder.one)
        if builder.circuit[assignment.target].operation == .register {
            (value, condition) = peel(value, of: assignment.target)
        }
        let end = assignment.low + builder.circuit.width(assignment.value)
        for part in range {
            let (low, width) = (targets.parts[part].low, targets.parts[part].width)
            guard low >= assignment.low, low < end else { continue }
            let piece = builder.slice(value, low: low - assignment.low, width: width)
            if condition == builder.one {
                assign(part, piece, when: condition)
            } else {
                // Where it does not take the new value it holds, whatever was assigned before.
                set(part, condition == builder.zero ? nil : piece, condition)
            }
        }
    }

    /// A register that is assigned itself holds: takes such values out of `value`, and says when another one remains.
    private mutating func peel(_ value: NodeID, of register: NodeID) -> (NodeID, NodeID) {
        if value == register { return (value, builder.zero) }
        var (current, condition) = (value, builder.one)
        while builder.circuit[current].operation == .multiplex {
            let node = builder.circuit[current]
            let decision = builder.canonical(node.operand(0))
            if node.operand(1) == register {
                condition = builder.and(condition, builder.not(decision))
                current = node.operand(2)
            } else if node.operand(2) == register {
                condition = builder.and(condition, decision)
                current = node.operand(1)
            } else {
                break
            }
            if current == register { return (current, builder.zero) }
        }
        return (builder.canonical(current), condition)
    }

    private mutating func assign(_ part: Int, _ value: NodeID, when condition: NodeID) {
        if condition == builder.zero { return }
        let before = states[part]
        let merged = before.value.map { builder.multiplex(condition, value, $0) } ?? value
        set(part, merged, builder.or(condition, before.assigned))
    }

    // Branches.

    private mutating func run(_ when: When) {
        var conditions: [NodeID] = []
        var changes: [Change] = []
        var current = when
        while true {
            conditions.append(builder.canonical(current.condition))
            runArm(current.then, conditions.count - 1, &changes)
            guard let next = current.elsewhen else { break }
            current = next
        }
        if !current.otherwise.isEmpty { runArm(current.otherwise, conditions.count, &changes) }
        var branches = Branches(conditions: conditions, areDisjoint: false)
        collect(changes, &branches)
    }

    private mutating func run(_ select: Select) {
        let subject = builder.canonical(select.subject)
        var arms = select.arms
        var otherwise = select.otherwise
        let (conditions, covers) = armConditions(subject, arms)
        if otherwise == nil, select.isExhaustive, !covers { otherwise = arms.popLast()?.body }
        var changes: [Change] = []
        for (index, arm) in arms.enumerated() { runArm(arm.body, index, &changes) }
        if let otherwise { runArm(otherwise, arms.count, &changes) }
        var branches = Branches(conditions: Array(conditions.prefix(arms.count)), areDisjoint: true)
        branches.areComplete = covers && otherwise == nil
        collect(changes, &branches)
    }

    /// Runs one arm and takes back what it did, as changes.
    private mutating func runArm(_ block: Block, _ arm: Int, _ changes: inout [Change]) {
        let (outer, start) = (scope, journal.count)
        nextScope += 1
        scope = nextScope
        run(block)
        for entry in journal[start...] {
            changes.append(Change(part: entry.part, arm: arm, state: states[entry.part]))
            states[entry.part] = entry.state
            scopeOfPart[entry.part] = entry.scope
        }
        journal.removeSubrange(start...)
        scope = outer
    }

    private var nextScope: Int32 = 0

    /// Groups the changes by part, in the order of the first change, and merges each group.
    private mutating func collect(_ changes: [Change], _ branches: inout Branches) {
        var groups: [[Change]] = []
        for change in changes {
            if slotOfPart[change.part] < 0 {
                slotOfPart[change.part] = Int32(groups.count)
                groups.append([])
            }
            groups[Int(slotOfPart[change.part])].append(change)
        }
        for group in groups {
            let part = group[0].part
            slotOfPart[part] = -1
            let merged = branches.merge(group, base: states[part], &builder)
            set(part, merged.value, merged.assigned)
        }
    }
}
