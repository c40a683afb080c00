import Netlist

/// How often each node will be printed, and which expressions may therefore stand where they are used.
extension Legaliser {
    /// An expression longer than this many operands and operators is cut by a net.
    private static let longestExpression: UInt32 = 40

    func countUses() {
        for group in groups {
            if case .expression(let wire) = group.kind, let value = onlyValue(of: wire) {
                count(value)
            } else {
                count(group.block)
            }
        }
        for group in groups {
            switch group.kind {
            case .registers(let registers):
                let register = circuit.registers[registers[0]]
                if let reset = register.reset { count(reset.signal) }
                if let enable = register.enable { count(enable) }
                count(register.clocking.clock)
            case .writes(let key): count(key.clocking.clock)
            case .properties(let key):
                count(key.clocking.clock)
                if let signal = key.signal { count(signal) }
            case .expression, .combinational: break
            }
        }
        for memory in circuit.memories {
            for port in memory.readPorts {
                count(port.address)
                if let clock = port.clocking?.clock { count(clock) }
                if let enable = port.enable { count(enable) }
            }
        }
    }

    private func count(_ block: Block) {
        if let only = block.onlyAssignment { return count(only) }
        for statement in block {
            switch statement {
            case .assign(let assignment): count(assignment)
            case .when(let when):
                count(when.condition)
                count(when.then)
                count(when.otherwise)
            case .select(let select):
                count(select.subject)
                for arm in select.arms.indices { count(select.arms[arm].body) }
                count(select.otherwise ?? [])
            case .write(let memory, let port, _):
                let port = circuit.memories[memory.index].writePorts[port]
                count(port.address)
                count(port.data)
                if let mask = port.mask { count(mask) }
            case .property(let property): for node in circuit.properties[property.index].operands { count(node) }
            }
        }
    }

    private func count(_ assignment: Assignment) {
        count(assignment.value)
        if let index = assignment.index { count(index) }
    }

    private func count(_ root: NodeID) {
        var next: NodeID? = root
        while let id = next ?? work.popLast() {
            next = nil
            let before = uses[Int(id.index)]
            uses[Int(id.index)] = min(before + 1, 2)
            guard before == 0, !isLiteral(id) else { continue }
            let node = circuit.nodes[Int(id.index)]
            if node.operation == .slice {
                if let base = sliceBase(id) { work.append(base) }
            } else {
                for index in 0..<node.operandCount { work.append(node.operand(index)) }
            }
        }
    }

    /// What a slice is cut from in the end, looking through concatenations and extensions; nil for zeros.
    func sliceBase(_ id: NodeID) -> NodeID? {
        var node = id
        var low = 0
        let width = circuit.width(id)
        while true {
            let operation = circuit[node]
            switch operation.operation {
            case .slice:
                low += Int(operation.b)
                node = NodeID(operation.a)
            case .concatenate:
                let split = circuit.width(NodeID(operation.b))
                if low + width <= split {
                    node = NodeID(operation.b)
                } else if low >= split {
                    low -= split
                    node = NodeID(operation.a)
                } else {
                    return node
                }
            case .zeroExtend, .signExtend:
                let inner = circuit.width(NodeID(operation.a))
                if low + width <= inner {
                    node = NodeID(operation.a)
                } else {
                    return operation.operation == .zeroExtend && low >= inner ? nil : node
                }
            default: return node
            }
        }
    }

    /// Finds what is cheap enough to be repeated, and what makes the expression around it too long.
    func chooseNets() {
        var cost = Array(repeating: UInt32(1), count: circuit.nodes.count)
        for index in circuit.nodes.indices where uses[index] > 0 {
            let id = NodeID(index)
            let node = circuit.nodes[index]
            if node.operation.isSignal || isLiteral(id) {
                isCheap[index] = true
                continue
            }
            let operands = node.operation == .slice ? Operands(only: sliceBase(id)) : Operands(node)
            var total: UInt32 = isChain(node, operands) || node.operation == .zeroExtend ? 0 : 1
            for operand in operands { total += needsNet(operand) ? 1 : cost[Int(operand.index)] }
            if total > Self.longestExpression, node.operation != .concatenate {
                while total > Self.longestExpression,
                    let largest = operands.filter({ !needsNet($0) }).max(by: {
                        cost[Int($0.index)] < cost[Int($1.index)]
                    }),
                    cost[Int(largest.index)] > 3
                {
                    isForced[Int(largest.index)] = true
                    total -= cost[Int(largest.index)] - 1
                }
            }
            cost[index] = min(total, Self.longestExpression)
            isCheap[index] = isShort(node, operands)
        }
    }

    /// True for one more operand of a chain: it needs no new place in the reader's head, and neither do zeros in front.
    private func isChain(_ node: Node, _ operands: Operands) -> Bool {
        switch node.operation {
        case .and, .or, .xor: operands.contains { circuit[$0].operation == node.operation && !needsNet($0) }
        default: false
        }
    }

    /// True for what a person would rather read again than look up.
    private func isShort(_ node: Node, _ operands: Operands) -> Bool {
        func isLeaf(_ id: NodeID) -> Bool {
            let node = circuit[id]
            if node.operation.isSignal || isLiteral(id) || needsNet(id) { return true }
            return node.operation == .slice && isCheap[Int(id.index)]
        }
        func isSmall(_ id: NodeID) -> Bool {
            let node = circuit[id]
            return isLeaf(id) || (node.operation == .not && isLeaf(NodeID(node.a)))
        }
        switch node.operation {
        case .slice, .zeroExtend, .not, .reduceOr, .reduceAnd: return operands.allSatisfy(isLeaf)
        case .signExtend: return operands.allSatisfy { circuit[$0].operation.isSignal || needsNet($0) }
        case .and, .or, .xor: return node.width == 1 && operands.allSatisfy(isSmall)
        case .equal, .notEqual:
            return operands.allSatisfy(isLeaf) && operands.contains(where: isLiteral)
        case .concatenate: return operands.allSatisfy(isLeaf)
        default: return false
        }
    }

    /// True for an expression that is given a name of its own.
    func needsNet(_ id: NodeID) -> Bool {
        let index = Int(id.index)
        return isForced[index] && !isLiteral(id) || (uses[index] > 1 && !isCheap[index])
    }

    /// Inputs of instances that are written in the connection, and reads that are written where they are used.
    func chooseInlined() {
        for instance in circuit.instances {
            for case let wire? in instance.connections where circuit[wire].operation == .wire {
                guard uses[Int(wire.index)] == 0, !isPort(wire), circuit.attributes[wire] == nil,
                    !ghost.probed.contains(wire), let value = onlyValue(of: wire), isPlain(value)
                else { continue }
                isInlined[Int(wire.index)] = true
            }
        }
        for group in groups {
            guard case .expression(let wire) = group.kind, let value = onlyValue(of: wire),
                !isInlined[Int(wire.index)]
            else { continue }
            let read = wholeSource(of: value)
            if isInlinableRead(read) {
                inlinedReads[Int(read.index)] = true
            } else if !group.isGhost, !circuit[value].operation.isSignal, !isLiteral(value),
                adopter[value] == nil
            {
                adopter[value] = wire
            }
        }
    }

    /// The value of a wire that is assigned once, as a whole, outside of any condition.
    func onlyValue(of wire: NodeID) -> NodeID? { targets.onlyValue(of: wire) }

    /// True for an expression that is printed as a literal.
    func isLiteral(_ id: NodeID) -> Bool { known.isKnown(id) && !circuit[id].operation.isSignal }

    /// Signals, constants, and what only wires them together.
    private func isPlain(_ id: NodeID, depth: Int = 0) -> Bool {
        let node = circuit[id]
        if node.operation == .memoryRead || node.operation == .constant || node.operation.isSignal { return true }
        guard depth < 4, uses[Int(id.index)] == 1 else { return false }
        switch node.operation {
        case .slice:
            guard let base = sliceBase(id) else { return true }
            return circuit[base].operation.isSignal
        case .concatenate, .zeroExtend, .not: return Operands(node).allSatisfy { isPlain($0, depth: depth + 1) }
        case .equal, .notEqual, .and, .or, .xor, .add, .subtract:
            return Operands(node).allSatisfy {
                circuit[$0].operation.isSignal || circuit[$0].operation == .constant
            }
        default: return false
        }
    }

    /// What a slice of everything is a slice of.
    private func wholeSource(of id: NodeID) -> NodeID {
        var id = id
        while circuit[id].operation == .slice, circuit.width(NodeID(circuit[id].a)) == circuit.width(id),
            uses[Int(id.index)] == 1
        {
            id = NodeID(circuit[id].a)
        }
        return id
    }

    private func isInlinableRead(_ id: NodeID) -> Bool {
        let node = circuit[id]
        guard node.operation == .memoryRead, uses[Int(id.index)] == 1, circuit.names[id] == nil,
            circuit.attributes[id] == nil
        else { return false }
        return circuit.memories[Int(node.a)].readPorts[Int(node.b)].clocking == nil
    }
}

/// The nodes that a node reads, without an array.
struct Operands: Sequence, IteratorProtocol {
    private let node: Node
    private let count: Int
    private var index = 0

    init(_ node: Node) {
        self.node = node
        count = node.operandCount
    }

    /// One, or none.
    init(only operand: NodeID?) {
        node = Node(.slice, width: 1, a: operand?.index ?? 0)
        count = operand == nil ? 0 : 1
    }

    mutating func next() -> NodeID? {
        guard index < count else { return nil }
        defer { index += 1 }
        return node.operand(index)
    }
}
