import Netlist

/// Says in a designer's words what a mutation changes, and where.
struct MutationDescriber {
    let design: Design
    /// By circuit: the path of its first instance.
    private let paths: [Int: String]

    init(_ design: Design) {
        self.design = design
        var paths: [Int: String] = [:]
        var work = [(design.top.index, design.topCircuit.name)]
        while !work.isEmpty {
            let (index, path) = work.removeFirst()
            guard paths[index] == nil else { continue }
            paths[index] = path
            work += design.circuits[index].instances.map { ($0.circuit.index, "\(path).\($0.name)") }
        }
        self.paths = paths
    }

    func instance(_ mutation: Mutation) -> String {
        let index = mutation.cell.circuit.index
        let name = design.circuits[index].name
        guard let path = paths[index], index != design.top.index else { return name }
        return "\(path) (\(name))"
    }

    /// Where each was written; looked up together, for that is slow.
    func places(_ mutations: [Mutation]) -> [String?] {
        design.sources.resolve(mutations.map(place)).map { $0?.description }
    }

    private func place(_ mutation: Mutation) -> Place {
        let circuit = design[mutation.cell.circuit]
        switch mutation.cell.part {
        case .node(let id): return circuit.places[Int(id.index)]
        case .statement(let number), .arm(let number, _):
            switch circuit.statements.inOrder[number] {
            case .assign(let assignment): return assignment.place
            case .when(let when): return when.place
            case .select(let select):
                if case .arm(_, let arm) = mutation.cell.part { return select.arms[arm].place }
                return select.place
            case .write(_, _, let place): return place
            case .property(let property): return circuit.properties[property.index].place
            }
        case .connection(let instance, _): return circuit.instances[instance.index].place
        case .register(let id): return circuit.places[Int(circuit.registers[id.index].node.index)]
        case .readPort(let memory, _), .writePort(let memory, _): return circuit.memories[memory.index].place
        }
    }

    func change(_ mutation: Mutation) -> String {
        let id = mutation.cell.circuit
        let (before, after) = (NodeDescriber(design, id), NodeDescriber(mutation.applied(to: design), id))
        let circuit = before.circuit
        func name(_ node: NodeID) -> String { before.expression(node) }
        switch mutation.cell.part {
        case .node(let node): return self.node(node, mutation, before, after)
        case .statement(let number): return statement(circuit.statements.inOrder[number], mutation.change, before)
        case .arm(let number, let arm):
            guard case .select(let select) = circuit.statements.inOrder[number] else { return "" }
            let patterns = select.arms[arm].patterns
            let text = "the arm \(patterns.map { before.pattern($0, of: select.subject) }.joined(separator: ", "))"
            guard case .pattern(let index, let value) = mutation.change else { return "\(text) is dropped" }
            let new = before.pattern(Pattern(value: value, care: patterns[index].care), of: select.subject)
            return "in \(text) the pattern \(before.pattern(patterns[index], of: select.subject)) becomes \(new)"
        case .connection(let instance, let port):
            guard case .source(let node) = mutation.change else { return "" }
            let child = design[circuit.instances[instance.index].circuit]
            let input = child.names[child.ports[port].node] ?? "input \(port)"
            return "\(circuit.instances[instance.index].name).\(input) is connected to \(name(node))"
        case .register(let id):
            let register = circuit.registers[id.index]
            let text = "register '\(circuit.names[register.node] ?? "without a name")'"
            switch mutation.change {
            case .resetDropped: return "\(text) is not reset"
            case .resetValue(let value):
                return "\(text) is reset to \(before.value(value, of: register.node)) instead of "
                    + before.value(register.reset?.value ?? value, of: register.node)
            case .negated: return "the enable of \(text) is inverted"
            case .stuck(let value): return "the enable of \(text) is always \(value ? 1 : 0)"
            default: return ""
            }
        case .readPort(let memory, let port), .writePort(let memory, let port):
            var kind = "write port"
            if case .readPort = mutation.cell.part { kind = "read port" }
            let text = "\(kind) \(port) of memory '\(circuit.memories[memory.index].name)'"
            switch mutation.change {
            case .address(let node): return "\(text) has the address \(name(node))"
            case .source(let node): return "\(text) has the data \(name(node))"
            case .underWrite: return "\(text) reads the other word while it is written"
            case .negated: return "\(text) has its \(kind == "read port" ? "enable" : "mask") inverted"
            case .stuck(let value): return "\(text) is always \(value ? "on" : "off")"
            default: return ""
            }
        }
    }

    /// Two expressions, and who reads them.
    private func node(_ id: NodeID, _ mutation: Mutation, _ before: NodeDescriber, _ after: NodeDescriber) -> String {
        var circuit = before.circuit
        func text(_ describer: NodeDescriber, _ node: NodeID) -> String {
            var design = design
            design.circuits[mutation.cell.circuit.index] = describer.circuit
            design.circuits[mutation.cell.circuit.index].names[id] = nil
            return NodeDescriber(design, mutation.cell.circuit).expression(node, depth: 4)
        }
        var (old, new) = (text(before, id), text(after, id))
        if case .passes(let operand) = mutation.change {
            new = before.expression(before.circuit[id].operand(operand))
        }
        if case .stuck(let value) = mutation.change, before.circuit[id].operation != .multiplex {
            new = value ? "1" : "0"
        }
        if old == new || mutation.change == .operation(.zeroExtend) || mutation.change == .operation(.signExtend) {
            (old, new) = ("\(before.circuit[id].operation) of \(old)", "\(after.circuit[id].operation) of \(new)")
        }
        circuit.names[id] = nil
        return "\(old) becomes \(new)" + (reader(of: id, in: circuit, before).map { " in \($0)" } ?? "")
    }

    /// What first reads a node: an operator, or the target of an assignment.
    private func reader(of id: NodeID, in circuit: Circuit, _ describer: NodeDescriber) -> String? {
        for index in circuit.nodes.indices where circuit.nodes[index].operands.contains(id) {
            return describer.expression(NodeID(index))
        }
        for statement in circuit.statements.inOrder {
            switch statement {
            case .assign(let assignment) where assignment.value == id || assignment.index == id:
                return describer.signal(assignment.target)
            case .when(let when) where when.condition == id: return "the condition of a 'when'"
            case .select(let select) where select.subject == id: return "the subject of a 'switch'"
            default: continue
            }
        }
        return nil
    }

    private func statement(_ statement: Statement, _ change: Change, _ describer: NodeDescriber) -> String {
        func text(_ node: NodeID) -> String { describer.expression(node) }
        switch (statement, change) {
        case (.assign(let assignment), .source(let node)):
            return "\(target(assignment, describer)) <== \(text(assignment.value)) takes \(text(node)) instead"
        case (.assign(let assignment), _):
            return "\(target(assignment, describer)) <== \(text(assignment.value)) is dropped"
        case (.when(let when), .negated): return "when (\(text(when.condition))) is inverted"
        case (.when(let when), .stuck(let value)):
            return "when (\(text(when.condition))) is always \(value ? "true" : "false")"
        case (.select(let select), .source(let node)):
            return "the switch over \(text(select.subject)) is over \(text(node))"
        case (.write(let memory, let port, _), _):
            return
                "a write through port \(port) of memory '\(describer.circuit.memories[memory.index].name)' is dropped"
        default: return ""
        }
    }

    private func target(_ assignment: Assignment, _ describer: NodeDescriber) -> String {
        let circuit = describer.circuit
        let name = describer.expression(assignment.target)
        if let index = assignment.index { return "\(name)[\(describer.expression(index))]" }
        let width = circuit.width(assignment.value)
        return width == circuit.width(assignment.target)
            ? name : name + describer.bits(low: assignment.low, width: width)
    }
}
