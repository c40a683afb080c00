/// What depends on what at the same moment.
protocol DependencyGraph {
    /// How many nodes there are.
    var count: Int { get }
    /// The `index`-th node that `id` depends on; nil past the last one.
    func dependency(of id: NodeID, _ index: Int) -> NodeID?
}

/// The nodes of a lowered circuit, each with the nodes (or bits) that it depends on at the same moment.
struct CombinationalGraph: DependencyGraph {
    let lowered: LoweredCircuit
    /// By instance and port: the `.wire`s of the inputs that this output depends on.
    let instancePins: [[[NodeID]]]

    var count: Int { lowered.circuit.nodes.count }

    subscript(id: NodeID) -> Node { lowered.circuit[id] }

    func dependency(of id: NodeID, _ index: Int) -> NodeID? {
        let node = lowered.circuit.nodes[Int(id.index)]
        guard node.operation == .instanceOutput else { return lowered.dependency(of: id, index) }
        let pins = instancePins[Int(node.a)][Int(node.b)]
        return index < pins.count ? pins[index] : nil
    }

    /// The bits that a bit depends on directly. Instance outputs have none here. For a sum, bit `i` depends on bit `i - 1` of itself,
    /// which stands for the carry.
    func forEachDependency(of bit: CombinationalPaths.Bit, _ body: (CombinationalPaths.Bit) -> Void) {
        let circuit = lowered.circuit
        let node = circuit[bit.node]
        let position = bit.bit
        func one(_ operand: NodeID, _ at: Int) { body(CombinationalPaths.Bit(node: operand, bit: at)) }
        func all(_ operand: NodeID) { for at in 0..<circuit.width(operand) { one(operand, at) } }
        switch node.operation {
        case .constant, .input, .register, .instanceOutput, .probe: break
        case .wire: if let driver = lowered.drivers[Int(bit.node.index)] { one(driver, position) }
        case .memoryRead: if let address = lowered.dependency(of: bit.node, 0) { all(address) }
        case .not: one(node.operand(0), position)
        case .and, .or, .xor:
            one(node.operand(0), position)
            one(node.operand(1), position)
        case .reduceAnd, .reduceOr, .reduceXor: all(node.operand(0))
        case .add, .subtract, .multiply:
            one(node.operand(0), position)
            one(node.operand(1), position)
            if position > 0 { one(bit.node, position - 1) }
        case .equal, .notEqual, .lessUnsigned, .lessOrEqualUnsigned, .lessSigned, .lessOrEqualSigned:
            all(node.operand(0))
            all(node.operand(1))
        case .multiplex:
            one(node.operand(0), 0)
            one(node.operand(1), position)
            one(node.operand(2), position)
        case .shiftLeft:
            one(node.operand(0), position)
            all(node.operand(1))
            if position > 0 { one(bit.node, position - 1) }
        case .shiftRight, .shiftRightArithmetic:
            one(node.operand(0), position)
            all(node.operand(1))
            if position + 1 < Int(node.width) { one(bit.node, position + 1) }
        case .slice: one(node.operand(0), position + Int(node.b))
        case .concatenate:
            let below = circuit.width(node.operand(1))
            if position < below { one(node.operand(1), position) } else { one(node.operand(0), position - below) }
        case .zeroExtend, .signExtend:
            let width = circuit.width(node.operand(0))
            if position < width {
                one(node.operand(0), position)
            } else if node.operation == .signExtend {
                one(node.operand(0), width - 1)
            }
        case .element:
            all(node.operand(1))
            for at in stride(from: position, to: circuit.width(node.operand(0)), by: Int(node.width)) {
                one(node.operand(0), at)
            }
        }
    }
}
