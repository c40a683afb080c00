/// Which bits of a circuit's wires the statements assign on some path, and which on every path.
struct Coverage {
    let targets: LoweringTargets
    /// By part: assigned somewhere.
    private(set) var ever: [Bool]
    /// By part: assigned on every path. During the run: on the path so far.
    private(set) var always: [Bool]
    /// Parts whose `always` became true in the arms that are open.
    private var added: [Int] = []
    /// Scratch: how many arms of the branch at hand assign a part.
    private var arms: [Int32]

    init(_ circuit: Circuit) {
        targets = LoweringTargets(circuit, wiresOnly: true)
        ever = Array(repeating: false, count: targets.parts.count)
        always = ever
        arms = Array(repeating: 0, count: targets.parts.count)
        run(circuit.statements, circuit)
    }

    private mutating func run(_ assignment: Assignment, _ circuit: Circuit) {
        guard let range = targets[assignment.target] else { return }
        let width = circuit.width(assignment.value)
        if assignment.index != nil {
            let end = width > 0 ? circuit.width(assignment.target) / width * width : 0
            for part in range where targets.parts[part].low < end { ever[part] = true }
            return
        }
        let bits = assignment.low..<assignment.low + width
        for part in range where bits.contains(targets.parts[part].low) {
            ever[part] = true
            if always[part] { continue }
            always[part] = true
            added.append(part)
        }
    }

    private mutating func run(_ block: Block, _ circuit: Circuit) {
        for statement in block {
            switch statement {
            case .assign(let assignment): run(assignment, circuit)
            case .when(let when):
                var (current, count, assigned) = (when, 2, [Int]())
                while true {
                    runArm(current.then, circuit, &assigned)
                    guard let next = current.elsewhen else { break }
                    (current, count) = (next, count + 1)
                }
                runArm(current.otherwise, circuit, &assigned)
                merge(assigned, armCount: count)
            case .select(let select):
                var assigned: [Int] = []
                for arm in select.arms { runArm(arm.body, circuit, &assigned) }
                if let otherwise = select.otherwise { runArm(otherwise, circuit, &assigned) }
                let hasDefault = select.otherwise != nil || !select.isExhaustive
                merge(assigned, armCount: select.arms.count + (hasDefault ? 1 : 0))
            case .write, .property: break
            }
        }
    }

    /// Runs one arm, takes back what it did, and adds to `assigned` what it assigns.
    private mutating func runArm(_ body: Block, _ circuit: Circuit, _ assigned: inout [Int]) {
        let start = added.count
        run(body, circuit)
        for part in added[start...] { always[part] = false }
        assigned += added[start...]
        added.removeSubrange(start...)
    }

    /// What all `count` arms assign is assigned.
    private mutating func merge(_ assigned: [Int], armCount count: Int) {
        // Only now, because branches inside the bodies use the same counters.
        for part in assigned { arms[part] += 1 }
        for part in assigned where arms[part] > 0 {
            if arms[part] == count {
                always[part] = true
                added.append(part)
            }
            arms[part] = 0
        }
    }
}

extension When {
    /// The `when`s of an `elsewhen` chain, and what is left for the end.
    var chain: (arms: [When], otherwise: Block) {
        var arms = [self]
        while let next = arms[arms.count - 1].elsewhen { arms.append(next) }
        return (arms, arms[arms.count - 1].otherwise)
    }
}
