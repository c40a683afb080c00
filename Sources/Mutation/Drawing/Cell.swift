import Netlist

/// What a mutation is made in: one thing of one circuit that computes, drives, connects or holds. Each is drawn with the same probability.
///
/// The cells of a design are, over its circuits (each counted once, however many instances it has; modules that are written in Verilog have
/// none), all that makes no clock, is no ghost logic, and is read by something that is not:
/// - each operator and each constant;
/// - each assignment, each write to a memory, each `when`, each `switch` and each of its arms;
/// - each input of an instance;
/// - each register with a reset or an enable;
/// - each port of a memory.
public struct Cell: Hashable, Sendable {
    /// Which thing of the circuit it is.
    public enum Part: Hashable, Sendable {
        /// An operator or a constant.
        case node(NodeID)
        /// A statement by its number: from 0, as written, each before those in it.
        case statement(Int)
        /// An arm of the `switch` that is the statement of that number.
        case arm(Int, Int)
        /// An input of an instance, by its position in the child's ports.
        case connection(InstanceID, port: Int)
        case register(RegisterID)
        case readPort(MemoryID, Int)
        case writePort(MemoryID, Int)
    }

    public var circuit: CircuitID
    public var part: Part

    public init(circuit: CircuitID, part: Part) {
        self.circuit = circuit
        self.part = part
    }
}

extension Design {
    /// All cells, circuit by circuit in their order.
    public var mutableCells: [Cell] {
        let (ghosts, clocks) = (GhostLogic(of: self), clockNodes)
        return circuits.indices.filter { circuits[$0].external == nil }.flatMap { index in
            CellFinder(self, index, ghosts.circuits[index], clocks[index]).parts.map {
                Cell(circuit: CircuitID(index), part: $0)
            }
        }
    }
}

/// The cells of one circuit.
private struct CellFinder {
    let circuit: Circuit
    let ghost: GhostLogic.Part
    let clocks: Set<NodeID>
    /// By node: whether something that is no ghost logic reads it.
    var isRead: [Bool]
    private(set) var parts: [Cell.Part] = []
    private var statements: [Cell.Part] = []
    private var number = 0

    init(_ design: Design, _ index: Int, _ ghost: GhostLogic.Part, _ clocks: Set<NodeID>) {
        circuit = design.circuits[index]
        (self.ghost, self.clocks) = (ghost, clocks)
        isRead = Array(repeating: false, count: circuit.nodes.count)
        visit(circuit.statements)
        visitState()
        visitInstances(design)
        for index in isRead.indices.reversed() where isRead[index] {
            let node = circuit.nodes[index]
            for operand in 0..<node.operandCount { isRead[Int(node.operand(operand).index)] = true }
        }
        let nodes = circuit.nodes.indices.filter {
            let operation = circuit.nodes[$0].operation
            return isRead[$0] && !ghost.nodes[$0] && !clocks.contains(NodeID($0))
                && (operation == .constant || !operation.isSignal)
        }
        parts = nodes.map { .node(NodeID($0)) } + statements + parts
    }

    private mutating func read(_ node: NodeID?) { if let node { isRead[Int(node.index)] = true } }

    /// Registers and memories.
    private mutating func visitState() {
        for (index, register) in circuit.registers.enumerated() where !ghost.registers[index] {
            read(register.enable)
            if register.reset != nil || register.enable != nil { parts.append(.register(RegisterID(index))) }
        }
        for (index, memory) in circuit.memories.enumerated() where !ghost.memories[index] {
            for (port, read) in memory.readPorts.enumerated() where !ghost.isGhost(read.data) {
                self.read(read.address)
                self.read(read.enable)
                parts.append(.readPort(MemoryID(index), port))
            }
            for (port, write) in memory.writePorts.enumerated() {
                for node in [write.address, write.data, write.mask] { read(node) }
                parts.append(.writePort(MemoryID(index), port))
            }
        }
    }

    private mutating func visitInstances(_ design: Design) {
        for (index, instance) in circuit.instances.enumerated() where !ghost.instances[index] {
            for (port, child) in design[instance.circuit].ports.enumerated() where child.direction == .input {
                guard let wire = instance.connections[port], !ghost.isGhost(wire), !clocks.contains(wire)
                else { continue }
                parts.append(.connection(InstanceID(index), port: port))
            }
        }
    }

    /// Says whether the block drives anything that is no ghost logic.
    @discardableResult
    private mutating func visit(_ block: Block) -> Bool {
        var isReal = false
        for statement in block { if visit(statement) { isReal = true } }
        return isReal
    }

    private mutating func visit(_ statement: Statement) -> Bool {
        let mine = number
        number += 1
        switch statement {
        case .assign(let assignment):
            guard !ghost.isGhost(assignment.target), !clocks.contains(assignment.target) else { return false }
            read(assignment.value)
            read(assignment.index)
            statements.append(.statement(mine))
            return true
        case .write(let memory, _, _):
            guard !ghost.memories[memory.index] else { return false }
            statements.append(.statement(mine))
            return true
        case .when(let when):
            let isThenReal = visit(when.then)
            guard visit(when.otherwise) || isThenReal else { return false }
            read(when.condition)
            statements.append(.statement(mine))
            return true
        case .select(let select):
            let areReal = select.arms.map { visit($0.body) }
            guard visit(select.otherwise ?? []) || areReal.contains(true) else { return false }
            read(select.subject)
            statements.append(.statement(mine))
            for arm in areReal.indices where areReal[arm] { statements.append(.arm(mine, arm)) }
            return true
        case .property: return false
        }
    }
}
