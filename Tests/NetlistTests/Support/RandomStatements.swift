import CircuitSupport
import Netlist

/// A circuit with random statements over wires, registers, two write ports and two properties. A wire reads only inputs, registers
/// and earlier wires, and is mostly assigned before anything else.
struct RandomStatements {
    var builder = CircuitBuilder("Random")
    var random: SeededGenerator
    private(set) var inputs: [NodeID] = []
    private(set) var registers: [NodeID] = []
    private(set) var wires: [NodeID] = []

    /// Wires that are defined everywhere; only these are read.
    private var defaulted: [NodeID] = []

    var circuit: Circuit { builder.circuit }

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        let clock = builder.input("clock")
        for index in 0..<6 { inputs.append(builder.input("in\(index)", [1, 1, 2, 3, 4, 8][index])) }
        for index in 0..<4 { registers.append(builder.register("r\(index)", [1, 3, 8, 12][index], clock: clock)) }
        for index in 0..<4 { wires.append(builder.wire("w\(index)", [1, 4, 6, 12][index])) }
        let clocking = Clocking(clock: clock)
        var memory = Memory(name: "m", width: 4, depth: 4, initial: [], place: builder.here)
        for _ in 0..<2 {
            memory.writePorts.append(
                Memory.WritePort(address: inputs[2], data: inputs[4], granule: 4, clocking: clocking))
        }
        builder.circuit.memories = [memory]
        for index in 0..<2 {
            builder.circuit.properties.append(
                Property(
                    kind: .check, name: "p\(index)", condition: inputs[0], clocking: clocking, reset: nil,
                    place: builder.here))
        }
        for wire in wires where Int.random(in: 0..<4, using: &random) > 0 {
            let value = expression(width: builder.circuit.width(wire), sources: readable(for: wire), depth: 1)
            builder.circuit.statements.append(builder.assign(wire, value))
            defaulted.append(wire)
        }
        let statements = block(depth: 3)
        builder.circuit.statements += statements
    }

    private func readable(for target: NodeID) -> [NodeID] {
        inputs + registers + defaulted.filter { registers.contains(target) || $0 < target }
    }

    private mutating func block(depth: Int) -> Block {
        Block((0..<Int.random(in: 1...4, using: &random)).map { _ in statement(depth: depth) })
    }

    private mutating func statement(depth: Int) -> Statement {
        let kind = Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &random)
        switch kind {
        case 0..<5: return assignment()
        case 5:
            let index = Int.random(in: 0..<2, using: &random)
            if Bool.random(using: &random) { return .write(MemoryID(0), port: index, builder.here) }
            return .property(PropertyID(index))
        case 6, 7: return when(depth: depth, chain: 3)
        default: return select(depth: depth)
        }
    }

    private mutating func when(depth: Int, chain: Int) -> Statement {
        let condition = expression(width: 1, sources: inputs + registers, depth: 1)
        let then = block(depth: depth - 1)
        var otherwise: Block = []
        switch Int.random(in: 0..<3, using: &random) {
        case 0: otherwise = block(depth: depth - 1)
        case 1 where chain > 0: otherwise = [when(depth: depth, chain: chain - 1)]
        default: break
        }
        return builder.when(condition, then, otherwise: otherwise)
    }

    private mutating func select(depth: Int) -> Statement {
        let subject = (inputs + registers).randomElement(using: &random) ?? inputs[0]
        let width = builder.circuit.width(subject)
        let onlyExact = Bool.random(using: &random)
        var arms: [Select.Arm] = []
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let patterns = (0..<Int.random(in: 1...2, using: &random)).map { _ in
                let care = onlyExact || Bool.random(using: &random) ? BitVector.ones(width: width) : bits(width)
                return Pattern(value: BitVector(bits(width).low64 & care.low64, width: width), care: care)
            }
            arms.append(Select.Arm(patterns: patterns, body: block(depth: depth - 1), place: builder.here))
        }
        let otherwise = Bool.random(using: &random) ? block(depth: depth - 1) : nil
        return .select(
            Select(
                subject: subject, arms: arms, otherwise: otherwise, isExhaustive: Bool.random(using: &random),
                place: builder.here))
    }

    private mutating func bits(_ width: Int) -> BitVector { BitVector(random.next(), width: width) }

    private mutating func assignment() -> Statement {
        let target = (registers + wires).randomElement(using: &random) ?? registers[0]
        let width = builder.circuit.width(target)
        let sources = readable(for: target)
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            let part = Int.random(in: 1...width, using: &random)
            let low = Int.random(in: 0...(width - part), using: &random)
            return builder.assign(target, low: low, expression(width: part, sources: sources, depth: 1))
        case 1:
            let part = Int.random(in: 1...max(1, width / 2), using: &random)
            let index = (inputs + registers).randomElement(using: &random) ?? inputs[0]
            return builder.assign(target, index: index, expression(width: part, sources: sources, depth: 1))
        case 2 where registers.contains(target):
            // A value that holds on one side.
            let condition = expression(width: 1, sources: inputs, depth: 0)
            let value = expression(width: width, sources: sources, depth: 1)
            let flip = Bool.random(using: &random)
            return builder.assign(
                target, builder.node(.multiplex, width, condition, flip ? target : value, flip ? value : target))
        case 3 where registers.contains(target): return builder.assign(target, target)
        default: return builder.assign(target, expression(width: width, sources: sources, depth: 2))
        }
    }

    /// An expression of that width over `sources`.
    private mutating func expression(width: Int, sources: [NodeID], depth: Int) -> NodeID {
        if depth == 0 { return leaf(width: width, sources: sources) }
        let one = expression(width: width, sources: sources, depth: depth - 1)
        let other = expression(width: width, sources: sources, depth: depth - 1)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return builder.node(.and, width, one, other)
        case 1: return builder.node(.xor, width, one, other)
        case 2: return builder.node(.add, width, one, other)
        case 3:
            let condition = leaf(width: 1, sources: sources)
            return builder.node(.multiplex, width, condition, one, other)
        case 4 where width == 1:
            let number = leaf(width: 3, sources: sources)
            return builder.node(.lessUnsigned, 1, number, leaf(width: 3, sources: sources))
        case 5: return builder.node(.not, width, one)
        default: return one
        }
    }

    private mutating func leaf(width: Int, sources: [NodeID]) -> NodeID {
        if Int.random(in: 0..<5, using: &random) == 0 { return builder.constant(bits(width).low64, width) }
        let source = sources.randomElement(using: &random) ?? sources[0]
        let have = builder.circuit.width(source)
        if have == width { return source }
        if have > width {
            return builder.slice(source, Int.random(in: 0...(have - width), using: &random), width)
        }
        return builder.node(Bool.random(using: &random) ? .zeroExtend : .signExtend, width, source)
    }
}
