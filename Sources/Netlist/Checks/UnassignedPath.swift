/// Finds a path through the statements on which a part is not assigned.
struct UnassignedPath {
    /// A choice on the path.
    enum Decision: Sendable {
        case when(NodeID, is: Bool, Place)
        /// An arm of a select is taken.
        case arm(Select, Int)
        /// No arm is: there is no default.
        case noArm(Select)
        /// A dynamic index picks another element.
        case notElement(NodeID, Int, Place)
    }

    private enum Outcome {
        case untouched
        case assigned
        case missing([Decision])
    }

    let circuit: Circuit
    let target: NodeID
    let part: LoweringTargets.Part

    /// The choices that lead past every assignment; nil when there is no such path.
    func find() -> [Decision]? {
        if case .missing(let decisions) = run(circuit.statements) { return decisions }
        return nil
    }

    private func run(_ block: Block) -> Outcome {
        var path: [Decision] = []
        var isTouched = false
        for statement in block {
            switch outcome(of: statement) {
            case .untouched: continue
            case .assigned: return .assigned
            case .missing(let decisions):
                isTouched = true
                path += decisions
            }
        }
        return isTouched ? .missing(path) : .untouched
    }

    private func outcome(of statement: Statement) -> Outcome {
        switch statement {
        case .write, .property: return .untouched
        case .assign(let assignment): return outcome(of: assignment)
        case .when(let when):
            let (chain, otherwise) = when.chain
            let outcomes = (chain.map(\.then) + [otherwise]).map(run)
            return choose(outcomes) { arm in
                var decisions: [Decision] = chain.prefix(arm).map { .when($0.condition, is: false, $0.place) }
                if arm < chain.count { decisions.append(.when(chain[arm].condition, is: true, chain[arm].place)) }
                return decisions
            }
        case .select(let select):
            var bodies = select.arms.map(\.body)
            if let otherwise = select.otherwise {
                bodies.append(otherwise)
            } else if !select.isExhaustive {
                bodies.append([])
            }
            return choose(bodies.map(run)) { arm in
                [arm < select.arms.count ? .arm(select, arm) : .noArm(select)]
            }
        }
    }

    private func outcome(of assignment: Assignment) -> Outcome {
        guard assignment.target == target else { return .untouched }
        let width = circuit.width(assignment.value)
        if let index = assignment.index {
            let element = part.low / width
            guard (element + 1) * width <= circuit.width(target) else { return .untouched }
            return .missing([.notElement(index, element, assignment.place)])
        }
        return part.low >= assignment.low && part.low < assignment.low + width ? .assigned : .untouched
    }

    /// The first arm that does not assign, unless all do or none has anything to do with it.
    private func choose(_ outcomes: [Outcome], _ decisions: (Int) -> [Decision]) -> Outcome {
        var chosen: (arm: Int, path: [Decision])?
        var isTouched = false
        for (arm, outcome) in outcomes.enumerated() {
            switch outcome {
            case .assigned: isTouched = true
            case .untouched: if chosen == nil { chosen = (arm, []) }
            case .missing(let path):
                isTouched = true
                if chosen == nil { chosen = (arm, path) }
            }
        }
        guard isTouched else { return .untouched }
        return chosen.map { .missing(decisions($0.arm) + $0.path) } ?? .assigned
    }
}

extension UnassignedPath.Decision {
    var place: Place {
        switch self {
        case .when(_, _, let place), .notElement(_, _, let place): place
        case .arm(let select, let arm): select.arms[arm].place
        case .noArm(let select): select.place
        }
    }

    /// In words: `'state' is .idle`.
    func text(_ describer: NodeDescriber) -> String {
        switch self {
        case .when(let condition, let value, _): return describer.condition(condition, is: value)
        case .notElement(let index, let element, _): return "\(quoted(index, describer)) is not \(element)"
        case .arm(let select, let arm):
            let patterns = select.arms[arm].patterns.map { describer.pattern($0, of: select.subject) }
            return "\(quoted(select.subject, describer)) is \(list(patterns, "or"))"
        case .noArm(let select):
            let subject = quoted(select.subject, describer)
            if select.otherwise == nil, let missing = select.onlyMissingValue(describer.circuit.width(select.subject)) {
                return "\(subject) is \(describer.value(missing, of: select.subject))"
            }
            let patterns = select.arms.flatMap(\.patterns).map { describer.pattern($0, of: select.subject) }
            if patterns.count > 6 { return "\(subject) matches no case" }
            if patterns.count == 1 { return "\(subject) is not \(patterns[0])" }
            return "\(subject) is none of \(list(patterns, "or"))"
        }
    }

    private func quoted(_ id: NodeID, _ describer: NodeDescriber) -> String {
        describer.name(id).map { "'\($0)'" } ?? describer.expression(id)
    }
}

extension Select {
    /// The one value that exact patterns leave out, if it is one.
    fileprivate func onlyMissingValue(_ width: Int) -> BitVector? {
        let patterns = arms.flatMap(\.patterns)
        guard width <= 12, patterns.allSatisfy(\.isExact) else { return nil }
        let values = Set(patterns.map(\.value.low64))
        guard values.count == 1 << width - 1 else { return nil }
        return (0..<UInt64(1) << UInt64(width)).first { !values.contains($0) }.map { BitVector($0, width: width) }
    }
}
