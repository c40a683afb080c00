import Netlist

/// Finds blocks of statements that drive their wires with constants, whatever happens. An `always @*` that reads nothing that changes is never
/// run: by Verilog-2001 it waits for a change first.
struct ConstantBlocks {
    let circuit: Circuit
    let known: KnownValues

    /// The values of the wires behind the block; nil when they depend on something.
    func values(of wires: [NodeID], _ block: Block) -> [NodeID: BitVector]? {
        var values: [NodeID: BitVector] = [:]
        for wire in wires { values[wire] = .zero(width: circuit.width(wire)) }
        return run(block, &values) ? values : nil
    }

    /// False when the values cannot be known.
    private func run(_ block: Block, _ values: inout [NodeID: BitVector]) -> Bool {
        for statement in block {
            switch statement {
            case .assign(let assignment):
                guard assign(assignment, &values) else { return false }
            case .when(let when):
                let branches =
                    known[when.condition].map { [$0[0] ? when.then : when.otherwise] } ?? [when.then, when.otherwise]
                guard runAlike(branches, &values) else { return false }
            case .select(let select):
                guard runAlike(arms(of: select), &values) else { return false }
            case .write, .property: return false
            }
        }
        return true
    }

    /// Runs each branch from the same values; all must come to the same.
    private func runAlike(_ branches: [Block], _ values: inout [NodeID: BitVector]) -> Bool {
        let before = values
        for (index, branch) in branches.enumerated() {
            var result = before
            guard run(branch, &result), index == 0 || result == values else { return false }
            values = result
        }
        return true
    }

    /// The arms that may be run.
    private func arms(of select: Select) -> [Block] {
        if let subject = known[select.subject] { return [select.body(for: subject)] }
        var result: [Block] = []
        for arm in select.arms {
            result.append(arm.body)
            if arm.patterns.contains(where: \.care.isZero) { return result }
        }
        if let otherwise = select.otherwise { return result + [otherwise] }
        guard select.isExhaustive, let last = select.arms.last else { return result + [[]] }
        return result + [last.body]
    }

    private func assign(_ assignment: Assignment, _ values: inout [NodeID: BitVector]) -> Bool {
        guard let whole = values[assignment.target] else { return false }
        let width = circuit.width(assignment.value)
        var low = assignment.low
        if let index = assignment.index {
            guard let number = known[index] else { return false }
            // Past the end nothing is written, whatever the value.
            guard let position = number.asUInt64, position < UInt64(whole.width / width) else { return true }
            low = Int(position) * width
        }
        guard let value = known[assignment.value] else { return false }
        let high = low + value.width
        values[assignment.target] = whole.slice(low: 0, width: low).concatenated(below: value)
            .concatenated(below: whole.slice(low: high, width: whole.width - high))
        return true
    }
}

extension Select {
    /// What is run for that value of the subject.
    func body(for subject: BitVector) -> Block {
        for arm in arms where arm.patterns.contains(where: { $0.matches(subject) }) { return arm.body }
        return otherwise ?? (isExhaustive ? arms.last?.body : nil) ?? []
    }
}

extension Pattern {
    fileprivate func matches(_ subject: BitVector) -> Bool {
        zip(zip(subject.words, value.words), care.words).allSatisfy { ($0.0 ^ $0.1) & $1 == 0 }
    }
}
