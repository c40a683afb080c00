import Netlist

extension Mutation {
    /// The design with this mutation; unchanged where the change does not fit the cell.
    public func applied(to design: Design) -> Design {
        var result = design
        guard result.circuits.indices.contains(cell.circuit.index) else { return design }
        result.circuits[cell.circuit.index].apply(change, to: cell.part)
        return result
    }
}

extension Circuit {
    mutating func apply(_ change: Change, to part: Cell.Part) {
        switch part {
        case .node(let id): apply(change, toNode: id)
        case .statement(let number): apply(change, toStatement: number)
        case .arm(let number, let arm): apply(change, toArm: arm, of: number)
        case .register(let id): apply(change, toRegister: id.index)
        case .connection(let instance, let port):
            guard case .source(let node) = change else { return }
            let wire = append(Node(.wire, width: width(node)), at: instances[instance.index].place)
            instances[instance.index].connections[port] = wire
            statements.append(.assign(Assignment(target: wire, value: node, place: instances[instance.index].place)))
        case .readPort(let memory, let port):
            var read = memories[memory.index].readPorts[port]
            switch change {
            case .address(let node): read.address = node
            case .underWrite: read.underWrite = read.underWrite == .old ? .new : .old
            case .negated: read.enable = read.enable.map { inverse(of: $0) }
            case .stuck(let value): read.enable = value ? nil : append(constant: BitVector(0, width: 1), at: place)
            default: return
            }
            memories[memory.index].readPorts[port] = read
        case .writePort(let memory, let port):
            var write = memories[memory.index].writePorts[port]
            switch change {
            case .address(let node): write.address = node
            case .source(let node): write.data = node
            case .negated: write.mask = write.mask.map { inverse(of: $0) }
            case .stuck: write.mask = nil
            default: return
            }
            if write.mask == nil { write.granule = memories[memory.index].width }
            memories[memory.index].writePorts[port] = write
        }
    }

    mutating func inverse(of node: NodeID) -> NodeID {
        append(Node(.not, width: width(node), a: node.index), at: places[Int(node.index)])
    }

    mutating func apply(_ change: Change, toNode id: NodeID) {
        let index = Int(id.index)
        let old = nodes[index]
        /// The same value through an operator that changes nothing: a node cannot be another one's second name.
        func passing(_ operand: Int32) -> Node { Node(.and, width: Int(old.width), a: operand, b: operand) }
        switch change {
        case .operation(let operation): nodes[index].operation = operation
        case .passes(let operand): nodes[index] = passing(old.operand(operand).index)
        case .swapped: (nodes[index].a, nodes[index].b) = (old.b, old.a)
        case .operand(0, let node): nodes[index].a = node.index
        case .operand(1, let node): nodes[index].b = node.index
        case .operand(_, let node): nodes[index].c = node.index
        case .bits(let low): nodes[index].b = Int32(low)
        case .negated: (nodes[index].b, nodes[index].c) = (old.c, old.b)
        case .stuck(let value):
            nodes[index] =
                old.operation == .multiplex
                ? passing(value ? old.b : old.c) : Node(value ? .equal : .notEqual, width: 1, a: old.a, b: old.a)
        case .constant(let value):
            // The constant that is appended takes the old one's place.
            let new = append(constant: value, at: places[index])
            nodes[index] = self[new]
            nodes.removeLast()
            places.removeLast()
        default: return
        }
    }

    private mutating func apply(_ change: Change, toRegister index: Int) {
        switch change {
        case .resetValue(let value): registers[index].reset?.value = value
        case .resetDropped: registers[index].reset = nil
        case .negated: registers[index].enable = registers[index].enable.map { inverse(of: $0) }
        case .stuck(true): registers[index].enable = nil
        case .stuck(false): registers[index].enable = append(constant: BitVector(0, width: 1), at: place)
        default: return
        }
    }

    private mutating func apply(_ change: Change, toStatement number: Int) {
        let all = statements
        statements = all.replacing(number) { with(change, in: $0) }
    }

    private mutating func apply(_ change: Change, toArm arm: Int, of number: Int) {
        statements = statements.replacing(number) { $0.with(change, inArm: arm) }
    }

    /// What a statement becomes.
    mutating func with(_ change: Change, in statement: Statement) -> Block {
        switch (statement, change) {
        case (.assign, .dropped), (.write, .dropped): return []
        case (.assign(var assignment), .source(let node)):
            assignment.value = node
            return [.assign(assignment)]
        case (.when(var when), .negated):
            when.condition = inverse(of: when.condition)
            return [.when(when)]
        case (.when(let when), .stuck(let value)): return value ? when.then : when.otherwise
        case (.select(var select), .source(let node)):
            select.subject = node
            return [.select(select)]
        default: return [statement]
        }
    }
}

extension Statement {
    /// What a `switch` becomes by a change of one of its arms.
    func with(_ change: Change, inArm arm: Int) -> Block {
        guard case .select(var select) = self, select.arms.indices.contains(arm) else { return [self] }
        switch change {
        case .dropped:
            select.arms.remove(at: arm)
            select.isExhaustive = false
            if select.arms.isEmpty { return select.otherwise ?? [] }
        case .pattern(let index, let value) where select.arms[arm].patterns.indices.contains(index):
            let care = select.arms[arm].patterns[index].care
            select.arms[arm].patterns[index] = Pattern(value: value, care: care)
            select.isExhaustive = false
        default: break
        }
        return [.select(select)]
    }
}
