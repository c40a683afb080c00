import CircuitSupport
import Netlist

/// Computes values of nodes of at most 64 bits, the slow and obvious way.
struct Interpreter {
    let circuit: Circuit
    /// Values of inputs and registers, and of what else is a source here.
    var sources: [NodeID: UInt64]
    /// How a wire gets its value.
    var drivers: (NodeID) -> NodeID?
    private var known: [NodeID: UInt64] = [:]

    init(_ circuit: Circuit, sources: [NodeID: UInt64], drivers: @escaping (NodeID) -> NodeID? = { _ in nil }) {
        self.circuit = circuit
        self.sources = sources
        self.drivers = drivers
    }

    mutating func value(_ id: NodeID) -> UInt64 {
        if let value = known[id] ?? sources[id] { return value }
        let value = compute(id) & ones(circuit.width(id))
        known[id] = value
        return value
    }

    private mutating func compute(_ id: NodeID) -> UInt64 {
        let node = circuit[id]
        switch node.operation {
        case .constant: return circuit.constant(id)?.low64 ?? 0
        case .wire: return drivers(id).map { value($0) } ?? 0
        default:
            return CircuitSupport.value(
                of: node, operands: node.operands.map { value($0) }, widths: node.operands.map { circuit.width($0) })
        }
    }
}

/// Runs statements the way a person reads them: top to bottom, the last write wins.
struct StatementRunner {
    var values: Interpreter
    /// By target: bit to its value; a bit that is missing was not assigned.
    var assigned: [NodeID: [Int: Bool]] = [:]
    var writes: Set<[Int]> = []
    var properties: Set<Int> = []

    mutating func run(_ block: Block) {
        for statement in block {
            switch statement {
            case .assign(let assignment): run(assignment)
            case .when(let when): run(values.value(when.condition) == 1 ? when.then : when.otherwise)
            case .select(let select): run(chosen(select))
            case .write(let memory, let port, _): writes.insert([memory.index, port])
            case .property(let property): properties.insert(property.index)
            }
        }
    }

    private mutating func chosen(_ select: Select) -> Block {
        let subject = values.value(select.subject)
        for arm in select.arms {
            for pattern in arm.patterns where subject & pattern.care.low64 == pattern.value.low64 { return arm.body }
        }
        return select.otherwise ?? (select.isExhaustive ? select.arms.last?.body : nil) ?? []
    }

    private mutating func run(_ assignment: Assignment) {
        let width = values.circuit.width(assignment.value)
        let value = values.value(assignment.value)
        var low = assignment.low
        if let index = assignment.index {
            let position = values.value(index)
            guard position < UInt64(values.circuit.width(assignment.target) / width) else { return }
            low = Int(position) * width
        }
        for bit in 0..<width { assigned[assignment.target, default: [:]][low + bit] = value >> UInt64(bit) & 1 == 1 }
    }
}
