import Netlist

/// A `select` that was lowered to an and-or form: `value` where `subject` equals `constant`, of three and more.
///
/// The reference flow turns such a parallel multiplexer into a tree of two-way multiplexers on the subject's bits when the
/// constants are dense enough.
struct Selection {
    var subject: NodeID
    var choices: [(constant: BitVector, value: NodeID)]
    /// True when the value does not matter where no constant matches; else it is zero there.
    var isFreeElsewhere = false

    /// The and-or forms among the nodes that lowering appended, by their roots.
    static func find(in lowered: LoweredCircuit, from first: Int) -> [NodeID: Selection] {
        let circuit = lowered.circuit
        var result: [NodeID: Selection] = [:]
        var inner: Set<NodeID> = []
        for index in stride(from: circuit.nodes.count - 1, through: first, by: -1) {
            let id = NodeID(index)
            guard circuit[id].operation == .or, circuit[id].width > 1, !inner.contains(id) else { continue }
            var terms: [NodeID] = []
            var work = [id]
            var members: [NodeID] = []
            while let next = work.popLast() {
                let node = circuit[next]
                if node.operation == .or, next.index >= Int32(first) {
                    members.append(next)
                    work += [node.operand(1), node.operand(0)]
                } else {
                    terms.append(next)
                }
            }
            inner.formUnion(members)
            if let selection = Selection(circuit, terms) { result[id] = selection }
        }
        guard !result.isEmpty else { return result }
        for index in first..<circuit.nodes.count where circuit.nodes[index].operation == .multiplex {
            let node = circuit.nodes[index]
            result[node.operand(1)]?.freeElsewhere(if: node.operand(0), in: circuit)
        }
        for parts in lowered.registers {
            for part in parts {
                guard let enable = part.enable else { continue }
                result[part.value]?.freeElsewhere(if: enable, in: circuit)
            }
        }
        return result
    }

    /// The value is looked at only while `condition`: it is free elsewhere if that implies that a constant matches.
    private mutating func freeElsewhere(if condition: NodeID, in circuit: Circuit) {
        let known = Set(choices.map(\.constant))
        let terms = Self.alternatives(circuit, condition)
        isFreeElsewhere =
            isFreeElsewhere
            || terms.allSatisfy { term in
                guard circuit[term].operation == .equal, circuit[term].operand(0) == subject,
                    let constant = circuit.constant(circuit[term].operand(1))
                else { return false }
                return known.contains(constant)
            }
    }

    private init?(_ circuit: Circuit, _ terms: [NodeID]) {
        var subject: NodeID?
        var choices: [(constant: BitVector, value: NodeID)] = []
        for term in terms {
            let node = circuit[term]
            guard node.operation == .and else { return nil }
            let mask = circuit[node.operand(0)]
            guard mask.operation == .signExtend else { return nil }
            for condition in Self.alternatives(circuit, mask.operand(0)) {
                let test = circuit[condition]
                guard test.operation == .equal, let constant = circuit.constant(test.operand(1)),
                    subject == nil || subject == test.operand(0)
                else { return nil }
                subject = test.operand(0)
                choices.append((constant, node.operand(1)))
            }
        }
        guard let subject, choices.count >= 3, circuit.width(subject) <= 16 else { return nil }
        self.subject = subject
        self.choices = choices
    }

    private static func alternatives(_ circuit: Circuit, _ condition: NodeID) -> [NodeID] {
        guard circuit[condition].operation == .or else { return [condition] }
        return alternatives(circuit, circuit[condition].operand(0))
            + alternatives(circuit, circuit[condition].operand(1))
    }
}
