import Netlist

/// What the statements of a circuit drive: nodes by their index, then the clocked writes of memories, then properties.
struct Targets {
    /// How one target is assigned.
    struct Summary {
        /// The blocks in which it is assigned, each once, in order; 0 is the outermost.
        var blocks: [Int] = []
        var isUnderSelect = false
        var isUnderWhen = false
        var isPartial = false
        var isDynamic = false
        var assignments = 0
        /// Values, indices and conditions.
        var sources: [NodeID] = []
        var place = Place.none
    }

    /// Writes of one memory at one event.
    struct WriteKey: Hashable {
        var memory: Int
        var clocking: Clocking
    }

    /// Properties that are watched at one event.
    struct PropertyKey: Hashable {
        var clocking: Clocking
        var signal: NodeID?
        var polarity: Reset.Polarity?
    }

    let circuit: Circuit
    private(set) var summaries: [Int: Summary] = [:]
    private(set) var writes: [WriteKey] = []
    private(set) var properties: [PropertyKey] = []
    private var writeKeys: [WriteKey: Int] = [:]
    private var propertyKeys: [PropertyKey: Int] = [:]
    private var blockCount = 1
    /// The circuit's statements without assignments that later ones override in any case.
    private(set) var statements: Block = []

    init(_ circuit: Circuit) {
        self.circuit = circuit
        var conditions: [NodeID] = []
        for (index, memory) in circuit.memories.enumerated() {
            for port in memory.writePorts {
                let key = WriteKey(memory: index, clocking: port.clocking)
                guard writeKeys[key] == nil else { continue }
                writeKeys[key] = writes.count
                writes.append(key)
            }
        }
        for property in circuit.properties {
            let key = Self.key(property)
            guard propertyKeys[key] == nil else { continue }
            propertyKeys[key] = properties.count
            properties.append(key)
        }
        var overridden: Set<NodeID> = []
        statements = live(circuit.statements, overridden: &overridden)
        collect(statements, block: 0, selects: 0, conditions: &conditions)
    }

    func target(ofWrite memory: MemoryID, port: Int) -> Int {
        let key = WriteKey(memory: memory.index, clocking: circuit.memories[memory.index].writePorts[port].clocking)
        return circuit.nodes.count + (writeKeys[key] ?? 0)
    }

    func target(of property: PropertyID) -> Int {
        circuit.nodes.count + writes.count + (propertyKeys[Self.key(circuit.properties[property.index])] ?? 0)
    }

    func target(of statement: Statement) -> Int? {
        switch statement {
        case .assign(let assignment): Int(assignment.target.index)
        case .write(let memory, let port, _): target(ofWrite: memory, port: port)
        case .property(let property): target(of: property)
        case .when, .select: nil
        }
    }

    /// The value of a wire that is assigned once, as a whole, outside of any condition.
    func onlyValue(of wire: NodeID) -> NodeID? {
        guard let summary = summaries[Int(wire.index)], summary.assignments == 1, summary.blocks == [0],
            !summary.isDynamic, !summary.isPartial
        else { return nil }
        return summary.sources.first
    }

    private static func key(_ property: Property) -> PropertyKey {
        PropertyKey(
            clocking: property.clocking, signal: property.reset?.signal, polarity: property.reset?.polarity)
    }

    private mutating func collect(_ block: Block, block number: Int, selects: Int, conditions: inout [NodeID]) {
        for statement in block {
            switch statement {
            case .when(let when):
                conditions.append(when.condition)
                collect(when.then, block: next(), selects: selects, conditions: &conditions)
                collect(when.otherwise, block: next(), selects: selects, conditions: &conditions)
                conditions.removeLast()
            case .select(let select):
                conditions.append(select.subject)
                for arm in select.arms {
                    collect(arm.body, block: next(), selects: selects + 1, conditions: &conditions)
                }
                if let otherwise = select.otherwise {
                    collect(otherwise, block: next(), selects: selects + 1, conditions: &conditions)
                }
                conditions.removeLast()
            case .assign, .write, .property:
                guard let target = target(of: statement) else { continue }
                var summary = summaries.removeValue(forKey: target) ?? Summary()
                if summary.blocks.last != number, !summary.blocks.contains(number) { summary.blocks.append(number) }
                summary.isUnderSelect = summary.isUnderSelect || selects > 0
                summary.isUnderWhen = summary.isUnderWhen || conditions.count > selects
                summary.assignments += 1
                summary.sources += conditions
                if case .assign(let assignment) = statement {
                    summary.place = summary.place == .none ? assignment.place : summary.place
                    summary.sources.append(assignment.value)
                    if let index = assignment.index {
                        summary.isDynamic = true
                        summary.sources.append(index)
                    } else if circuit.width(assignment.value) != circuit.width(assignment.target) {
                        summary.isPartial = true
                    }
                }
                summaries[target] = summary
            }
        }
    }

    /// True for an assignment to all bits of its target.
    func isWhole(_ assignment: Assignment) -> Bool {
        assignment.index == nil && circuit.width(assignment.value) == circuit.width(assignment.target)
    }

    /// - Parameter overridden: what is assigned as a whole behind this block.
    private func live(_ block: Block, overridden: inout Set<NodeID>) -> Block {
        var result: Block = []
        var added: [NodeID] = []
        for statement in block.reversed() {
            switch statement {
            case .assign(let assignment):
                if overridden.contains(assignment.target) { continue }
                if isWhole(assignment) {
                    overridden.insert(assignment.target)
                    added.append(assignment.target)
                }
                result.append(statement)
            case .when(var when):
                when.then = live(when.then, overridden: &overridden)
                when.otherwise = live(when.otherwise, overridden: &overridden)
                result.append(.when(when))
            case .select(var select):
                for index in select.arms.indices {
                    select.arms[index].body = live(select.arms[index].body, overridden: &overridden)
                }
                if let otherwise = select.otherwise { select.otherwise = live(otherwise, overridden: &overridden) }
                result.append(.select(select))
            case .write, .property: result.append(statement)
            }
        }
        for target in added { overridden.remove(target) }
        return result.reversed()
    }

    private mutating func next() -> Int {
        defer { blockCount += 1 }
        return blockCount
    }

    /// For each group the statements that drive its targets, with the control structure around them and nothing else.
    func slice(_ block: Block, groups: [Int: Int]) -> [Int: Block] {
        var result: [Int: Block] = [:]
        for statement in block {
            switch statement {
            case .when(let when):
                let then = slice(when.then, groups: groups)
                let otherwise = slice(when.otherwise, groups: groups)
                for group in Set(then.keys).union(otherwise.keys) {
                    var part = when
                    part.then = then[group] ?? []
                    part.otherwise = otherwise[group] ?? []
                    result[group, default: []].append(.when(part))
                }
            case .select(let select):
                let arms = select.arms.map { slice($0.body, groups: groups) }
                let otherwise = select.otherwise.map { slice($0, groups: groups) }
                var present = Set(otherwise?.keys.map { $0 } ?? [])
                for arm in arms { present.formUnion(arm.keys) }
                for group in present {
                    var part = select
                    for index in arms.indices { part.arms[index].body = arms[index][group] ?? [] }
                    part.otherwise = otherwise.map { $0[group] ?? [] }
                    result[group, default: []].append(.select(part))
                }
            case .assign, .write, .property:
                guard let target = target(of: statement), let group = groups[target] else { continue }
                result[group, default: []].append(statement)
            }
        }
        return result
    }
}
