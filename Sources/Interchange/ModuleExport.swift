import Netlist
import Verilog

/// One circuit as a module of a Yosys netlist.
///
/// Each node is a row of bits. What is only wiring (slices, concatenations, extensions, constants) has no cell. A wire has nets of its own and a
/// `$pos` cell from its value: it may be read before it is driven, and bit by bit.
struct ModuleExport {
    typealias Bit = YosysNetlist.Bit
    typealias Cell = YosysNetlist.Cell
    typealias Value = YosysNetlist.Value

    let lowered: LoweredCircuit
    let file: VerilogFile
    let ghost: GhostLogic.Part
    var circuit: Circuit { lowered.circuit }
    private(set) var module = YosysNetlist.Module()
    /// By node; empty until its bits are known.
    private var bits: [[Bit]]
    private var nextNet = 2
    private var nextCell = 0

    init(_ original: Circuit, file: VerilogFile, ghost: GhostLogic.Part) {
        lowered = original.lowered()
        self.file = file
        self.ghost = ghost
        bits = Array(repeating: [], count: lowered.circuit.nodes.count)
        let originalCount = original.nodes.count
        for (index, node) in circuit.nodes.enumerated() where node.operation.isSignal && node.operation != .probe {
            if index < originalCount, ghost.isGhost(NodeID(index)) { continue }
            bits[index] = makeNets(Int(node.width))
        }
        addPorts()
        addLogic()
    }

    mutating func makeNets(_ count: Int) -> [Bit] {
        defer { nextNet += count }
        return (nextNet..<nextNet + count).map(Bit.net)
    }

    /// The bits of a node.
    func bits(of node: NodeID) -> [Bit] { bits[Int(node.index)] }

    mutating func add(_ cell: Cell, name: String? = nil) {
        var key = name ?? "$\(nextCell)"
        while module.cells[key] != nil {
            nextCell += 1
            key = "$\(nextCell)"
        }
        nextCell += 1
        module.cells[key] = cell
    }

    private mutating func addPorts() {
        for (port, declared) in zip(circuit.ports, file.ports) {
            module.ports[declared.name] = YosysNetlist.Port(
                direction: port.direction == .input ? "input" : "output", bits: bits(of: port.node))
        }
        for (node, name) in file.names where !bits(of: node).isEmpty {
            addNet(name, bits(of: node))
        }
    }

    // MARK: Logic

    private mutating func addLogic() {
        for (index, node) in circuit.nodes.enumerated() where bits[index].isEmpty { addNode(NodeID(index), node) }
        for (index, driver) in lowered.drivers.enumerated() where !bits[index].isEmpty {
            guard circuit.nodes[index].operation == .wire else { continue }
            let width = bits[index].count
            let value = driver.map(bits(of:)) ?? Array(repeating: .constant(false), count: width)
            guard value.count == width else { continue }  // read by verification logic only
            add(unary("$pos", value, bits[index]))
        }
        for (index, register) in circuit.registers.enumerated() where !ghost.registers[index] {
            addRegister(register, lowered.registers[index])
        }
        for (index, memory) in circuit.memories.enumerated() where !ghost.memories[index] {
            addMemory(memory, enables: lowered.writeEnables[index])
        }
    }

    /// A node whose operands are known. Those of verification logic are not, and it has no bits then.
    private mutating func addNode(_ id: NodeID, _ node: Node) {
        let operands = node.operands.map(bits(of:))
        guard operands.allSatisfy({ !$0.isEmpty }) else { return }
        let width = Int(node.width)
        func extended(_ fill: Bit) -> [Bit] {
            operands[0] + Array(repeating: fill, count: width - operands[0].count)
        }
        switch node.operation {
        case .constant:
            let value = circuit.constant(id) ?? .zero(width: width)
            bits[Int(id.index)] = (0..<width).map { .constant(value[$0]) }
        case .slice: bits[Int(id.index)] = Array(operands[0][Int(node.b)..<Int(node.b) + width])
        case .concatenate: bits[Int(id.index)] = operands[1] + operands[0]
        case .zeroExtend: bits[Int(id.index)] = extended(.constant(false))
        case .signExtend: bits[Int(id.index)] = extended(operands[0][operands[0].count - 1])
        case .input, .wire, .register, .instanceOutput, .memoryRead, .probe: break
        default:
            let result = makeNets(width)
            bits[Int(id.index)] = result
            for cell in cells(node.operation, operands, result) { add(cell) }
        }
    }

    func unary(_ type: String, _ a: [Bit], _ y: [Bit]) -> Cell {
        Cell(
            type: type, parameters: ["A_SIGNED": 0, "A_WIDTH": .number(a.count), "Y_WIDTH": .number(y.count)],
            directions: ["A": "input", "Y": "output"], connections: ["A": a, "Y": y])
    }

    func binary(
        _ type: String, _ a: [Bit], _ b: [Bit], _ y: [Bit], aSigned: Bool = false, bSigned: Bool = false
    ) -> Cell {
        Cell(
            type: type,
            parameters: [
                "A_SIGNED": aSigned ? 1 : 0, "A_WIDTH": .number(a.count), "B_SIGNED": bSigned ? 1 : 0,
                "B_WIDTH": .number(b.count), "Y_WIDTH": .number(y.count),
            ],
            directions: ["A": "input", "B": "input", "Y": "output"], connections: ["A": a, "B": b, "Y": y])
    }

    private mutating func cells(_ operation: Operation, _ operands: [[Bit]], _ y: [Bit]) -> [Cell] {
        let a = operands[0]
        let b = operands.count > 1 ? operands[1] : a
        func signed(_ type: String) -> [Cell] { [binary(type, a, b, y, aSigned: true, bSigned: true)] }
        switch operation {
        case .not: return [unary("$not", a, y)]
        case .reduceAnd: return [unary("$reduce_and", a, y)]
        case .reduceOr: return [unary("$reduce_or", a, y)]
        case .reduceXor: return [unary("$reduce_xor", a, y)]
        case .and: return [binary("$and", a, b, y)]
        case .or: return [binary("$or", a, b, y)]
        case .xor: return [binary("$xor", a, b, y)]
        case .add: return [binary("$add", a, b, y)]
        case .subtract: return [binary("$sub", a, b, y)]
        case .multiply: return [binary("$mul", a, b, y)]
        case .equal: return [binary("$eq", a, b, y)]
        case .notEqual: return [binary("$ne", a, b, y)]
        case .lessUnsigned: return [binary("$lt", a, b, y)]
        case .lessOrEqualUnsigned: return [binary("$le", a, b, y)]
        case .lessSigned: return signed("$lt")
        case .lessOrEqualSigned: return signed("$le")
        case .shiftLeft: return [binary("$shl", a, b, y)]
        case .shiftRight: return [binary("$shr", a, b, y)]
        case .shiftRightArithmetic: return [binary("$sshr", a, b, y, aSigned: true)]
        case .multiplex: return [mux(select: a, one: b, zero: operands[2], y)]
        case .element: return element(a, b, y)
        default: return []
        }
    }

    func mux(select: [Bit], one: [Bit], zero: [Bit], _ y: [Bit]) -> Cell {
        Cell(
            type: "$mux", parameters: ["WIDTH": .number(y.count)],
            directions: ["A": "input", "B": "input", "S": "input", "Y": "output"],
            connections: ["A": zero, "B": one, "S": select, "Y": y])
    }

    /// Shifted right by index * width: zero past the last element.
    private mutating func element(_ a: [Bit], _ index: [Bit], _ y: [Bit]) -> [Cell] {
        let factorWidth = Int.bitWidth - y.count.leadingZeroBitCount
        let factor = (0..<factorWidth).map { Bit.constant(y.count >> $0 & 1 == 1) }
        let amount = makeNets(index.count + factorWidth)
        return [binary("$mul", index, factor, amount), binary("$shr", a, amount, y)]
    }

    mutating func addNet(_ name: String, _ bits: [Bit], attributes: [String: Value] = [:]) {
        module.netnames[name] = YosysNetlist.Net(bits: bits, attributes: attributes)
    }
}
