import Netlist

/// The values of nodes whose operands are known.
extension Flattener {
    /// The value of a node whose operands are known.
    func make(_ instance: Int, _ id: NodeID) -> ValueID {
        let flat = instances[instance]
        guard let circuit = lowered[flat.circuit] else { return 0 }
        let node = circuit.nodes[Int(id.index)]
        let width = Int(node.width)
        func known(_ node: NodeID) -> ValueID { map[flat.base + Int(node.index)] }
        func known(_ frame: Frame) -> ValueID { map[instances[Int(frame.instance)].base + Int(frame.node)] }
        func operand(_ index: Int) -> ValueID { known(node.operand(index)) }
        func operandWidth(_ index: Int) -> Int { circuit.width(node.operand(index)) }
        switch node.operation {
        case .constant: return graph.constant(circuit.lowered.circuit.constant(id) ?? .zero(width: width))
        case .input:
            if let outer = outer(flat, id) {
                return known(Frame(instance: Int32(flat.parent), node: outer.index))
            }
            let position = circuit.ports.firstIndex { $0.node == id }
            return flat.parent < 0 ? position.map { inputs[$0] } ?? graph.zero(width) : graph.zero(width)
        case .wire:
            guard let driver = circuit.drivers[Int(id.index)] else { return graph.zero(width) }
            return known(driver)
        case .register:
            let state = states[flat.firstRegister + Int(node.a)]
            guard let reset = circuit.registers[Int(node.a)].reset, reset.kind == .asynchronous else { return state }
            let active = isActive(reset, known(reset.signal))
            let value = graph.constant(reset.value.resized(to: width))
            return graph.multiplex(active, value, state, width: width)
        case .instanceOutput: return known(inner(flat, node))
        case .probe: return known(probed(instance, node))
        case .memoryRead:
            let memory = flat.firstMemory + Int(node.a)
            let port = circuit.memories[Int(node.a)].readPorts[Int(node.b)]
            if port.clocking != nil { return readData(instance, Int(node.a), Int(node.b)) }
            return graph.unique(
                Value(kind: .memoryRead, width: node.width, a: known(port.address), parameter: Int32(memory)))
        case .not: return graph.not(operand(0), width: width)
        case .and: return graph.binary(.and, operand(0), operand(1), width: width, operands: width)
        case .or: return graph.binary(.or, operand(0), operand(1), width: width, operands: width)
        case .xor: return graph.binary(.xor, operand(0), operand(1), width: width, operands: width)
        case .reduceAnd: return graph.reduce(.reduceAnd, operand(0), operand: operandWidth(0))
        case .reduceOr: return graph.reduce(.reduceOr, operand(0), operand: operandWidth(0))
        case .reduceXor: return graph.reduce(.reduceXor, operand(0), operand: operandWidth(0))
        case .add: return graph.binary(.add, operand(0), operand(1), width: width, operands: width)
        case .subtract: return graph.binary(.subtract, operand(0), operand(1), width: width, operands: width)
        case .multiply: return graph.binary(.multiply, operand(0), operand(1), width: width, operands: width)
        case .equal: return compare(.equal)
        case .notEqual: return compare(.notEqual)
        case .lessUnsigned: return compare(.lessUnsigned)
        case .lessOrEqualUnsigned: return compare(.lessOrEqualUnsigned)
        case .lessSigned: return compare(.lessSigned)
        case .lessOrEqualSigned: return compare(.lessOrEqualSigned)
        case .multiplex: return graph.multiplex(operand(0), operand(1), operand(2), width: width)
        case .shiftLeft: return shift(.shiftLeft)
        case .shiftRight: return shift(.shiftRight)
        case .shiftRightArithmetic: return shift(.shiftRightArithmetic)
        case .slice: return graph.slice(operand(0), low: Int(node.b), width: width)
        case .concatenate:
            return graph.concatenate(operand(0), operand(1), low: operandWidth(1), width: width)
        case .zeroExtend: return graph.zeroExtend(operand(0), from: operandWidth(0), to: width)
        case .signExtend: return graph.signExtend(operand(0), from: operandWidth(0), to: width)
        case .element:
            return graph.element(
                operand(0), operand(1), of: operandWidth(0), indexWidth: operandWidth(1), width: width)
        }
        func compare(_ kind: Kind) -> ValueID {
            graph.binary(kind, operand(0), operand(1), width: 1, operands: operandWidth(0))
        }
        func shift(_ kind: Kind) -> ValueID {
            graph.shift(kind, operand(0), by: operand(1), amountWidth: operandWidth(1), width: width)
        }
    }

    /// One while the reset whose signal has that value is active.
    func isActive(_ reset: Reset, _ signal: ValueID) -> ValueID {
        reset.polarity == .activeHigh ? signal : graph.not(signal, width: 1)
    }

    /// The data of a registered read port.
    func readData(_ instance: Int, _ memory: Int, _ port: Int) -> ValueID {
        let key = (instances[instance].firstMemory + memory) << 16 | port
        if let known = reads[key] { return known }
        let width = design.circuits[instances[instance].circuit].memories[memory].width
        let made = source(.read(instance: instance, memory: memory, port: port), width)
        reads[key] = made
        return made
    }
}
