import Netlist

/// A slow, obvious simulator of one circuit without instances, for values of at most 64 bits.
public struct Evaluation {
    public let circuit: Circuit
    public var state: [NodeID: UInt64] = [:]
    public var memories: [[UInt64]]
    public var inputs: [NodeID: UInt64] = [:]
    private var known: [NodeID: UInt64] = [:]
    /// The targets below each `when` and `select`, by its place.
    private var targets: [Place: Set<NodeID>] = [:]

    public init(_ circuit: Circuit) {
        self.circuit = circuit
        memories = circuit.memories.map { memory in
            (0..<memory.depth).map { $0 < memory.initial.count ? memory.initial[$0].low64 : 0 }
        }
        for register in circuit.registers { state[register.node] = register.initial.low64 }
        _ = collect(circuit.statements)
    }

    private mutating func collect(_ block: Block) -> Set<NodeID> {
        var result: Set<NodeID> = []
        for statement in block {
            switch statement {
            case .assign(let assignment): result.insert(assignment.target)
            case .when(let when):
                targets[when.place] = collect(when.then + when.otherwise)
                result.formUnion(targets[when.place] ?? [])
            case .select(let select):
                targets[select.place] = collect(select.arms.flatMap(\.body) + (select.otherwise ?? []))
                result.formUnion(targets[select.place] ?? [])
            case .write, .property: break
            }
        }
        return result
    }

    public mutating func set(_ name: String, _ value: UInt64) {
        if let port = circuit.port(named: name) { inputs[port.node] = value }
        known = [:]
    }

    public mutating func get(_ name: String) -> UInt64 { circuit.port(named: name).map { value($0.node) } ?? 0 }

    /// One rising edge of every clock.
    public mutating func step() {
        var next = state
        for register in circuit.registers {
            var value = state[register.node] ?? 0
            if register.enable.map({ self.value($0) }) ?? 1 == 1 {
                run(circuit.statements, target: register.node, &value)
            }
            if let reset = register.reset, self.value(reset.signal) == (reset.polarity == .activeHigh ? 1 : 0) {
                value = reset.value.low64
            }
            next[register.node] = value
        }
        var written = memories
        write(circuit.statements, &written)
        for (index, memory) in circuit.memories.enumerated() {
            for port in memory.readPorts where port.clocking != nil && port.enable.map({ value($0) }) ?? 1 == 1 {
                let address = value(port.address)
                let words = port.underWrite == .new ? written[index] : memories[index]
                next[port.data] = address < UInt64(memory.depth) ? words[Int(address)] : 0
            }
        }
        state = next
        memories = written
        known = [:]
    }

    private mutating func write(_ block: Block, _ words: inout [[UInt64]]) {
        for statement in block {
            switch statement {
            case .when(let when): write(value(when.condition) == 1 ? when.then : when.otherwise, &words)
            case .select(let select): write(chosen(select), &words)
            case .write(let memory, let number, _):
                let port = circuit.memories[memory.index].writePorts[number]
                let address = value(port.address)
                guard address < UInt64(words[memory.index].count) else { continue }
                var mask = ones(circuit.memories[memory.index].width)
                if let bits = port.mask.map({ value($0) }) {
                    mask = 0
                    for granule in 0..<(circuit.memories[memory.index].width / port.granule)
                    where bits >> UInt64(granule) & 1 == 1 {
                        mask |= ones(port.granule) << UInt64(granule * port.granule)
                    }
                }
                let old = words[memory.index][Int(address)]
                words[memory.index][Int(address)] = old & ~mask | value(port.data) & mask
            case .assign, .property: break
            }
        }
    }

    private mutating func run(_ block: Block, target: NodeID, _ result: inout UInt64) {
        for statement in block {
            switch statement {
            case .when(let when) where targets[when.place]?.contains(target) == true:
                run(value(when.condition) == 1 ? when.then : when.otherwise, target: target, &result)
            case .select(let select) where targets[select.place]?.contains(target) == true:
                run(chosen(select), target: target, &result)
            case .assign(let assignment) where assignment.target == target:
                let width = circuit.width(assignment.value)
                var low = assignment.low
                if let index = assignment.index {
                    let position = value(index)
                    guard position < UInt64(circuit.width(target) / width) else { continue }
                    low = Int(position) * width
                }
                let mask = ones(width) << UInt64(low)
                result = result & ~mask | value(assignment.value) << UInt64(low) & mask
            default: break
            }
        }
    }

    private mutating func chosen(_ select: Select) -> Block {
        let subject = value(select.subject)
        for arm in select.arms {
            for pattern in arm.patterns where subject & pattern.care.low64 == pattern.value.low64 { return arm.body }
        }
        return select.otherwise ?? (select.isExhaustive ? select.arms.last?.body : nil) ?? []
    }

    public mutating func value(_ id: NodeID) -> UInt64 {
        if let value = known[id] { return value }
        let result = compute(id) & ones(circuit.width(id))
        known[id] = result
        return result
    }

    private mutating func compute(_ id: NodeID) -> UInt64 {
        let node = circuit[id]
        switch node.operation {
        case .constant: return circuit.constant(id)?.low64 ?? 0
        case .input: return inputs[id] ?? 0
        case .register: return state[id] ?? 0
        case .instanceOutput, .probe: return 0
        case .wire:
            var result: UInt64 = 0
            run(circuit.statements, target: id, &result)
            return result
        case .memoryRead:
            let port = circuit.memories[Int(node.a)].readPorts[Int(node.b)]
            if port.clocking != nil { return state[id] ?? 0 }
            let address = value(port.address)
            let words = memories[Int(node.a)]
            return address < UInt64(words.count) ? words[Int(address)] : 0
        default: break
        }
        return CircuitSupport.value(
            of: node, operands: node.operands.map { value($0) }, widths: node.operands.map { circuit.width($0) })
    }
}
