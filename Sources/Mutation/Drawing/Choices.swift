import Netlist
import Simulation

/// The changes that one circuit allows.
struct Choices {
    /// A change whose particulars are drawn when it was chosen.
    enum Choice {
        case fixed(Change)
        /// An operand becomes another signal.
        case operand(Int)
        /// The source becomes another signal, as wide as this node.
        case source(NodeID)
        case address(NodeID)
        /// One bit of the value, of those that matter, differs.
        case flip(BitVector, care: BitVector, (BitVector) -> Change)
    }

    let circuit: Circuit
    let statements: [Statement]
    /// Signals that may be connected to something else, by width, ascending.
    private var signals: [Int32: [NodeID]] = [:]

    init(_ circuit: Circuit, _ ghost: GhostLogic.Part, clocks: Set<NodeID>) {
        self.circuit = circuit
        statements = circuit.statements.inOrder
        for index in circuit.nodes.indices where circuit.nodes[index].operation.isSignal && !ghost.nodes[index] {
            guard circuit.nodes[index].operation != .probe, !clocks.contains(NodeID(index)) else { continue }
            signals[circuit.nodes[index].width, default: []].append(NodeID(index))
        }
    }

    /// A change of this cell, drawn; nil where there is none.
    func draw(_ part: Cell.Part, _ random: inout SplitMix) -> Change? {
        guard let choice = random.pick(choices(part)) else { return nil }
        switch choice {
        case .fixed(let change): return change
        case .flip(let value, let care, let change):
            guard let bit = random.pick((0..<value.width).filter { care[$0] }) else { return nil }
            var other = value
            other[bit] = !value[bit]
            return change(other)
        case .operand(let number):
            guard case .node(let id) = part else { return nil }
            let old = circuit[id].operand(number)
            return other(old, below: id.index, &random).map { .operand(number, $0) }
        case .source(let old): return other(old, below: .max, &random).map { .source($0) }
        case .address(let old): return other(old, below: .max, &random).map { .address($0) }
        }
    }

    private func other(_ old: NodeID, below limit: Int32, _ random: inout SplitMix) -> NodeID? {
        random.pick((signals[circuit[old].width] ?? []).filter { $0 != old && $0.index < limit })
    }

    private func choices(_ part: Cell.Part) -> [Choice] {
        switch part {
        case .node(let id): return circuit[id].operation == .constant ? constant(id) : operation(id)
        case .statement(let number): return statement(number)
        case .arm(let number, let arm):
            guard case .select(let select) = statements[number] else { return [] }
            return select.arms[arm].patterns.enumerated().map { index, pattern in
                .flip(pattern.value, care: pattern.care) { .pattern(index, $0) }
            } + [.fixed(.dropped)]
        case .connection(let instance, let port):
            return circuit.instances[instance.index].connections[port].map { [.source($0)] } ?? []
        case .register(let id):
            let register = circuit.registers[id.index]
            var choices: [Choice] = []
            if let value = register.reset?.value {
                choices += [.flip(value, care: .ones(width: value.width)) { .resetValue($0) }, .fixed(.resetDropped)]
            }
            if register.enable != nil { choices += [.fixed(.negated), .fixed(.stuck(true)), .fixed(.stuck(false))] }
            return choices
        case .readPort(let memory, let port):
            let read = circuit.memories[memory.index].readPorts[port]
            var choices: [Choice] = [.address(read.address)]
            if read.enable != nil { choices += [.fixed(.negated), .fixed(.stuck(true)), .fixed(.stuck(false))] }
            if read.clocking != nil { choices.append(.fixed(.underWrite)) }
            return choices
        case .writePort(let memory, let port):
            let write = circuit.memories[memory.index].writePorts[port]
            return [.address(write.address), .source(write.data)]
                + (write.mask == nil ? [] : [.fixed(.stuck(true)), .fixed(.negated)])
        }
    }

    private func statement(_ number: Int) -> [Choice] {
        switch statements[number] {
        case .assign(let assignment): [.fixed(.dropped), .source(assignment.value)]
        case .write: [.fixed(.dropped)]
        case .when: [.fixed(.negated), .fixed(.stuck(true)), .fixed(.stuck(false))]
        case .select(let select): [.source(select.subject)]
        case .property: []
        }
    }

    private func constant(_ id: NodeID) -> [Choice] {
        guard let value = circuit.constant(id) else { return [] }
        let flip = Choice.flip(value, care: .ones(width: value.width)) { .constant($0) }
        guard value.width > 1, value.width <= 64 else { return [flip] }
        return [
            flip, .fixed(.constant(BitVector(value.low64 &+ 1, width: value.width))),
            .fixed(.constant(BitVector(value.low64 &- 1, width: value.width))),
        ]
    }

    private func operation(_ id: NodeID) -> [Choice] {
        let node = circuit[id]
        let operands = (0..<node.operandCount).filter { circuit[node.operand($0)].operation != .constant }
            .map { Choice.operand($0) }
        return node.changes(circuit).map { .fixed($0) } + operands
    }
}

extension Node {
    /// What the operator can be instead, its operands apart.
    fileprivate func changes(_ circuit: Circuit) -> [Change] {
        let swap: [Change] = a == b ? [] : [.swapped]
        let comparison: [Change] = [.stuck(false), .stuck(true)]
        switch operation {
        case .constant, .input, .wire, .register, .instanceOutput, .memoryRead, .probe, .element: return []
        case .not: return [.passes(0)]
        case .and: return [.operation(.or), .operation(.xor), .passes(0), .passes(1)]
        case .or: return [.operation(.and), .operation(.xor), .passes(0), .passes(1)]
        case .xor: return [.operation(.and), .operation(.or), .passes(0), .passes(1)]
        case .reduceAnd: return [.operation(.reduceOr), .operation(.reduceXor)]
        case .reduceOr: return [.operation(.reduceAnd), .operation(.reduceXor)]
        case .reduceXor: return [.operation(.reduceAnd), .operation(.reduceOr)]
        case .add: return [.operation(.subtract), .passes(0), .passes(1)]
        case .subtract: return [.operation(.add), .passes(0)] + swap
        case .multiply: return [.operation(.add), .passes(0), .passes(1)]
        case .equal: return [.operation(.notEqual)] + comparison
        case .notEqual: return [.operation(.equal)] + comparison
        case .lessUnsigned: return [.operation(.lessOrEqualUnsigned), .operation(.lessSigned)] + swap + comparison
        case .lessOrEqualUnsigned:
            return [.operation(.lessUnsigned), .operation(.lessOrEqualSigned)] + swap + comparison
        case .lessSigned: return [.operation(.lessOrEqualSigned), .operation(.lessUnsigned)] + swap + comparison
        case .lessOrEqualSigned: return [.operation(.lessSigned), .operation(.lessOrEqualUnsigned)] + swap + comparison
        case .multiplex: return [.negated, .stuck(true), .stuck(false)]
        case .shiftLeft: return [.operation(.shiftRight), .passes(0)]
        case .shiftRight: return [.operation(.shiftLeft), .operation(.shiftRightArithmetic), .passes(0)]
        case .shiftRightArithmetic: return [.operation(.shiftRight), .operation(.shiftLeft), .passes(0)]
        case .slice:
            let last = circuit.width(operand(0)) - Int(width)
            return [Int(b) - 1, Int(b) + 1].filter { (0...last).contains($0) }.map { .bits(low: $0) }
        case .concatenate:
            return circuit.width(operand(0)) == circuit.width(operand(1)) ? swap : []
        case .zeroExtend: return [.operation(.signExtend)]
        case .signExtend: return [.operation(.zeroExtend)]
        }
    }
}
