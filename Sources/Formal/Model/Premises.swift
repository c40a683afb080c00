import Netlist

/// Adds a cover point for each `check`: one that is never looked at, or whose premise never holds, says nothing.
///
/// `a.implies(b)` is `!a | b` in the netlist; of `a.implies(b.implies(c))` the premise is `a & b`. The premise of what is no implication is that its
/// statement is reached outside of reset.
struct Premises {
    /// The design with the cover points.
    let design: Design
    /// By circuit: of each check, the cover point that was added.
    let covers: [[PropertyID: PropertyID]]

    init(of design: Design) {
        var (result, covers) = (design, [[PropertyID: PropertyID]]())
        for index in design.circuits.indices {
            let added = Premises.add(to: &result.circuits[index])
            covers.append(added)
        }
        self.design = result
        self.covers = covers
    }

    private static func add(to circuit: inout Circuit) -> [PropertyID: PropertyID] {
        var added: [PropertyID: PropertyID] = [:]
        for index in circuit.properties.indices {
            let property = circuit.properties[index]
            guard property.kind == .check else { continue }
            let premise =
                premise(of: property, in: &circuit)
                ?? circuit.append(constant: BitVector(1, width: 1), at: property.place)
            added[PropertyID(index)] = PropertyID(circuit.properties.count)
            circuit.properties.append(
                Property(
                    kind: .cover, name: "premise of \(property.name)", condition: premise, clocking: property.clocking,
                    reset: property.reset, place: property.place))
        }
        guard !added.isEmpty else { return added }
        circuit.statements = placed(circuit.statements, added)
        return added
    }

    /// The premise of a property, if it is an implication.
    private static func premise(of property: Property, in circuit: inout Circuit) -> NodeID? {
        var result: NodeID?
        var condition = property.condition
        while circuit[condition].operation == .or {
            let (left, right) = (circuit[condition].operand(0), circuit[condition].operand(1))
            guard circuit[left].operation == .not else { break }
            let premise = circuit[left].operand(0)
            if let before = result {
                result = circuit.append(
                    Node(.and, width: 1, a: before.index, b: premise.index), at: property.place)
            } else {
                result = premise
            }
            condition = right
        }
        return result
    }

    /// The statements, each cover point behind its check.
    private static func placed(_ block: Block, _ added: [PropertyID: PropertyID]) -> Block {
        var result: Block = []
        for statement in block {
            switch statement {
            case .property(let id):
                result.append(statement)
                if let cover = added[id] { result.append(.property(cover)) }
            case .when(var when):
                when.then = placed(when.then, added)
                when.otherwise = placed(when.otherwise, added)
                result.append(.when(when))
            case .select(var select):
                for index in select.arms.indices { select.arms[index].body = placed(select.arms[index].body, added) }
                select.otherwise = select.otherwise.map { placed($0, added) }
                result.append(.select(select))
            default: result.append(statement)
            }
        }
        return result
    }
}
