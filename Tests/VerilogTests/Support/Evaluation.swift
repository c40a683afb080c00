import Netlist

/// A slow, obvious simulator of one circuit without instances, for values of at most 64 bits.
struct Evaluation {
    let circuit: Circuit
    var state: [NodeID: UInt64] = [:]
    var memories: [[UInt64]]
    var inputs: [NodeID: UInt64] = [:]
    private var known: [NodeID: UInt64] = [:]
    /// The targets below each `when` and `select`, by its place.
    private var targets: [Place: Set<NodeID>] = [:]

    init(_ circuit: Circuit) {
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

    mutating func set(_ name: String, _ value: UInt64) {
        if let port = circuit.port(named: name) { inputs[port.node] = value }
        known = [:]
    }

    mutating func get(_ name: String) -> UInt64 { circuit.port(named: name).map { value($0.node) } ?? 0 }

    /// One rising edge of every clock.
    mutating func step() {
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
                var mask = Self.mask(circuit.memories[memory.index].width)
                if let bits = port.mask.map({ value($0) }) {
                    mask = 0
                    for granule in 0..<(circuit.memories[memory.index].width / port.granule)
                    where bits >> UInt64(granule) & 1 == 1 {
                        mask |= Self.mask(port.granule) << UInt64(granule * port.granule)
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
                let mask = Self.mask(width) << UInt64(low)
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

    static func mask(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) - 1 }

    mutating func value(_ id: NodeID) -> UInt64 {
        if let value = known[id] { return value }
        let result = compute(id) & Self.mask(circuit.width(id))
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
        let values = node.operands.map { value($0) }
        let widths = node.operands.map { circuit.width($0) }
        func signed(_ index: Int) -> Int64 {
            Int64(bitPattern: values[index] << UInt64(64 - widths[index])) >> Int64(64 - widths[index])
        }
        switch node.operation {
        case .not: return ~values[0]
        case .and: return values[0] & values[1]
        case .or: return values[0] | values[1]
        case .xor: return values[0] ^ values[1]
        case .reduceAnd: return values[0] == Self.mask(widths[0]) ? 1 : 0
        case .reduceOr: return values[0] == 0 ? 0 : 1
        case .reduceXor: return UInt64(values[0].nonzeroBitCount & 1)
        case .add: return values[0] &+ values[1]
        case .subtract: return values[0] &- values[1]
        case .multiply: return values[0] &* values[1]
        case .equal: return values[0] == values[1] ? 1 : 0
        case .notEqual: return values[0] == values[1] ? 0 : 1
        case .lessUnsigned: return values[0] < values[1] ? 1 : 0
        case .lessOrEqualUnsigned: return values[0] <= values[1] ? 1 : 0
        case .lessSigned: return signed(0) < signed(1) ? 1 : 0
        case .lessOrEqualSigned: return signed(0) <= signed(1) ? 1 : 0
        case .multiplex: return values[0] == 1 ? values[1] : values[2]
        case .shiftLeft: return values[1] < 64 ? values[0] << values[1] : 0
        case .shiftRight: return values[1] < 64 ? values[0] >> values[1] : 0
        case .shiftRightArithmetic: return UInt64(bitPattern: signed(0) >> Int64(min(values[1], 63)))
        case .slice: return values[0] >> UInt64(node.b)
        case .concatenate: return values[0] << UInt64(widths[1]) | values[1]
        case .zeroExtend: return values[0]
        case .signExtend: return UInt64(bitPattern: signed(0))
        case .element:
            guard values[1] < UInt64(widths[0] / Int(node.width)) else { return 0 }
            return values[0] >> (values[1] * UInt64(node.width))
        default: return 0
        }
    }
}
