/// Which bits the statements of a circuit assign on some path, and which on every path.
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

    init(_ circuit: Circuit, _ targets: LoweringTargets) {
        self.targets = targets
        ever = Array(repeating: false, count: targets.parts.count)
        always = ever
        arms = Array(repeating: 0, count: targets.parts.count)
        run(circuit.statements, circuit)
    }

    /// The bits that an assignment to some part of `target` covers.
    func parts(of assignment: Assignment, _ circuit: Circuit) -> [Int] {
        guard let range = targets[assignment.target] else { return [] }
        if assignment.index != nil {
            let width = circuit.width(assignment.value)
            let end = width > 0 ? circuit.width(assignment.target) / width * width : 0
            return range.filter { targets.parts[$0].low < end }
        }
        let end = assignment.low + circuit.width(assignment.value)
        return range.filter { targets.parts[$0].low >= assignment.low && targets.parts[$0].low < end }
    }

    private mutating func run(_ block: Block, _ circuit: Circuit) {
        for statement in block {
            switch statement {
            case .assign(let assignment):
                for part in parts(of: assignment, circuit) {
                    ever[part] = true
                    guard assignment.index == nil, !always[part] else { continue }
                    always[part] = true
                    added.append(part)
                }
            case .when(let when):
                let chain = when.chain
                merge(
                    chain.arms.map(\.then) + (chain.otherwise.isEmpty ? [] : [chain.otherwise]), circuit,
                    chain.arms.count + 1)
            case .select(let select):
                let bodies = select.arms.map(\.body) + (select.otherwise.map { [$0] } ?? [])
                merge(bodies, circuit, bodies.count + (select.otherwise == nil && !select.isExhaustive ? 1 : 0))
            case .write, .property: break
            }
        }
    }

    /// Runs the arms; what all `count` of them assign is assigned. (There are more than `bodies` when one is empty.)
    private mutating func merge(_ bodies: [Block], _ circuit: Circuit, _ count: Int) {
        var assigned: [Int] = []
        for body in bodies {
            let start = added.count
            run(body, circuit)
            for part in added[start...] { always[part] = false }
            assigned += added[start...]
            added.removeSubrange(start...)
        }
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
