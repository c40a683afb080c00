import Netlist

/// What the statements of a circuit drive: nodes by their index, then the clocked writes of memories, then properties.
struct Targets {
    /// How one target is assigned.
    struct Summary {
        var blocks: BlockList
        /// The outermost statement around every assignment; nil where there is more than one.
        var statement: Int? { outermost >= 0 ? Int(outermost) : nil }
        private var outermost: Int32
        /// Of the last assignment.
        var value: NodeID? { lastValue < 0 ? nil : NodeID(lastValue) }
        private var lastValue: Int32 = -1
        /// Of a node: where it is assigned for the first time.
        let place: Place
        var assignments: Int32 = 0
        var isUnderSelect = false
        var isUnderWhen = false
        var isPartial = false
        var isDynamic = false

        init(block number: Int32, outermost: Int32, place: Place) {
            self.place = place
            blocks = BlockList(number)
            self.outermost = outermost
        }

        /// Adds one assignment.
        ///
        /// - Parameter assignment: nil for a write or a property.
        mutating func note(
            _ assignment: Assignment?, isWhole: Bool, block number: Int32, outermost: Int32, isUnderWhen: Bool,
            isUnderSelect: Bool
        ) {
            blocks.insert(number)
            if self.outermost != outermost { self.outermost = -1 }
            self.isUnderWhen = self.isUnderWhen || isUnderWhen
            self.isUnderSelect = self.isUnderSelect || isUnderSelect
            assignments += 1
            guard let assignment else { return }
            lastValue = assignment.value.index
            if assignment.index != nil { isDynamic = true } else if !isWhole { isPartial = true }
        }
    }

    /// The blocks in which something is assigned, each once, in order; 0 is the outermost. Mostly there is one.
    enum BlockList: Hashable {
        case one(Int32)
        case several([Int32])

        init(_ number: Int32) { self = .one(number) }

        var isOutermost: Bool { self == .one(0) }

        mutating func insert(_ number: Int32) {
            switch self {
            case .one(let first):
                guard first != number else { return }
                var numbers: [Int32] = []
                numbers.reserveCapacity(8)
                numbers += [first, number]
                self = .several(numbers)
            case .several(var numbers):
                if numbers.last == number || numbers.contains(number) { return }
                // The array is this one's alone while it grows.
                self = .one(number)
                numbers.append(number)
                self = .several(numbers)
            }
        }
    }

    /// Writes of one memory at one event.
    struct WriteKey: Hashable {
        var memory: Int
        var clocking: Clocking
        /// The only port, where ports that never collide need no order.
        var port: Int?
    }

    /// Properties that are watched at one event.
    struct PropertyKey: Hashable {
        var clocking: Clocking
        var signal: NodeID?
        var polarity: Reset.Polarity?
    }

    let circuit: Circuit
    /// By target: one more than the position in `summaries`; 0: not driven.
    private var slots: [Int32] = []
    private var summaries: [Summary] = []
    private(set) var writes: [WriteKey] = []
    private(set) var properties: [PropertyKey] = []
    private var writeKeys: [WriteKey: Int] = [:]
    private var propertyKeys: [PropertyKey: Int] = [:]
    private var blockCount: Int32 = 1
    /// The outermost statement that is being collected.
    private var outermost: Int32 = -1
    /// The circuit's statements without assignments that later ones override in any case.
    private(set) var statements: Block = []

    init(_ circuit: Circuit) {
        self.circuit = circuit
        for (index, memory) in circuit.memories.enumerated() {
            for port in memory.writePorts.indices {
                let key = Self.key(circuit, index, port)
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
        var overridden = Array(repeating: false, count: circuit.nodes.count)
        var added: [NodeID] = []
        statements = live(circuit.statements, overridden: &overridden, added: &added) ?? circuit.statements
        slots = Array(repeating: 0, count: circuit.nodes.count + writes.count + properties.count)
        collect(statements, block: 0, whens: 0, selects: 0)
    }

    /// How many targets there are.
    var count: Int { slots.count }

    /// How a node is driven; nil: not at all.
    func summary(of node: NodeID) -> Summary? {
        let slot = Int(slots[Int(node.index)])
        return slot == 0 ? nil : summaries[slot - 1]
    }

    func target(ofWrite memory: MemoryID, port: Int) -> Int {
        let key = Self.key(circuit, memory.index, port)
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
        guard let summary = summary(of: wire), summary.assignments == 1, summary.blocks.isOutermost,
            !summary.isDynamic, !summary.isPartial
        else { return nil }
        return summary.value
    }

    private static func key(_ circuit: Circuit, _ memory: Int, _ port: Int) -> WriteKey {
        let isAlone = circuit.memories[memory].collisions == .excluded
        return WriteKey(
            memory: memory, clocking: circuit.memories[memory].writePorts[port].clocking, port: isAlone ? port : nil)
    }

    private static func key(_ property: Property) -> PropertyKey {
        PropertyKey(
            clocking: property.clocking, signal: property.reset?.signal, polarity: property.reset?.polarity)
    }

    private mutating func collect(_ block: Block, block number: Int32, whens: Int, selects: Int) {
        if number > 0, let only = block.onlyAssignment {
            return note(.assign(only), block: number, whens: whens, selects: selects)
        }
        for (index, statement) in block.enumerated() {
            if number == 0 { outermost = Int32(index) }
            switch statement {
            case .when(let when):
                collect(when.then, block: next(), whens: whens + 1, selects: selects)
                collect(when.otherwise, block: next(), whens: whens + 1, selects: selects)
            case .select(let select):
                for arm in select.arms.indices {
                    collect(select.arms[arm].body, block: next(), whens: whens, selects: selects + 1)
                }
                if let otherwise = select.otherwise {
                    collect(otherwise, block: next(), whens: whens, selects: selects + 1)
                }
            case .assign, .write, .property: note(statement, block: number, whens: whens, selects: selects)
            }
        }
    }

    /// One that has no statements inside.
    private mutating func note(_ statement: Statement, block number: Int32, whens: Int, selects: Int) {
        var assignment: Assignment?
        var isWhole = true
        let target: Int
        // The usual one calls no method of this large value, for which it would be copied.
        if case .assign(let assigned) = statement {
            assignment = assigned
            isWhole = circuit.width(assigned.value) == circuit.width(assigned.target)
            target = Int(assigned.target.index)
        } else {
            guard let other = self.target(of: statement) else { return }
            target = other
        }
        if slots[target] == 0 {
            summaries.makeRoom()
            summaries.append(
                Summary(block: number, outermost: outermost, place: assignment?.place ?? .none))
            slots[target] = Int32(summaries.count)
        }
        summaries[Int(slots[target]) - 1].note(
            assignment, isWhole: isWhole, block: number, outermost: outermost, isUnderWhen: whens > 0,
            isUnderSelect: selects > 0)
    }

    /// True for an assignment to all bits of its target.
    func isWhole(_ assignment: Assignment) -> Bool {
        assignment.index == nil && circuit.width(assignment.value) == circuit.width(assignment.target)
    }

    private mutating func next() -> Int32 {
        defer { blockCount += 1 }
        return blockCount
    }
}
