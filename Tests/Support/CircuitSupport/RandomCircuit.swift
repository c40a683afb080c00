import Netlist

/// A legal circuit with a bit of everything that a single module can have, made from a seed.
public final class RandomCircuit {
    private let b: Builder
    private var random: SeededGenerator
    private let clock: NodeID
    private let reset: NodeID
    private var inputs: [NodeID] = []
    private var registers: [NodeID] = []
    private var wires: [NodeID] = []
    private var reads: [NodeID] = []
    private var memories: [MemoryID] = []

    public static func make(seed: UInt64) -> Circuit { RandomCircuit(seed).finish() }

    private init(_ seed: UInt64) {
        b = Builder("Random\(seed)")
        random = SeededGenerator(seed: seed)
        clock = b.input("clock")
        reset = b.input("reset")
    }

    private func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    private func one(of nodes: [NodeID]) -> NodeID { nodes.randomElement(using: &random) ?? reset }

    private func finish() -> Circuit {
        for (index, width) in [1, 1, 2, 3, 5, 8, 8, 13].enumerated() { inputs.append(b.input("in\(index)", width)) }
        for (index, width) in [1, 3, 8, 8, 12, 16].enumerated() {
            let isReset = pick(0...3) > 0
            registers.append(
                b.register(
                    "r\(index)", width, clock: clock, reset: isReset ? reset : nil, value: UInt64(pick(0...1)),
                    enable: pick(0...5) == 0 ? inputs[0] : nil))
        }
        for depth in [4, 5] { memories.append(b.memory("m\(depth)", width: 8, depth: depth, initial: [3, 7])) }
        for _ in 0..<4 {
            let memory = memories[pick(0...1)]
            let width = b.circuit.memories[memory.index].addressWidth
            let isRegistered = pick(0...1) == 1
            reads.append(
                b.read(
                    memory, leaf(width), clock: isRegistered ? clock : nil,
                    enable: isRegistered && pick(0...1) == 1 ? inputs[1] : nil,
                    underWrite: isRegistered && pick(0...1) == 1 ? .new : .old))
        }
        for index in 0..<8 {
            let width = [1, 4, 6, 8, 12, 8, 1, 9][index]
            let wire = index < 4 ? b.output("w\(index)", width) : b.wire("w\(index)", width)
            if pick(0...5) == 0 {
                // By parts, without conditions.
                let split = pick(0...(width - 1))
                if split > 0 { b.assign(wire, value(split, 2)) }
                b.assign(wire, value(width - split, 2), low: split)
            } else {
                // Not a constant, which the tools would see through.
                b.assign(wire, b.xor(value(width, 3), signExtended(inputs[pick(0...7)], width)))
                if pick(0...2) > 0 { block([wire], depth: 2) }
            }
            wires.append(wire)
        }
        for _ in 0..<pick(2...3) { block(registers, depth: 2) }
        for memory in memories {
            b.when(value(1, 1)) { self.write(memory) }
            if pick(0...1) == 0 { write(memory) }
        }
        for index in 0..<3 { b.assign(b.output("o\(index)", 16), value(16, 4)) }
        b.assign(b.output("all", 32), registers.dropLast().reduce(b.constant(0, 32)) { b.xor($0, b.extend($1, 32)) })
        b.assign(b.output("read", 8), reads.reduce(b.constant(0, 8)) { b.add($0, $1) })
        b.property(.check, "a \(pick(0...99))", value(1, 2), clock: clock, reset: reset)
        b.property(.cover, "c", value(1, 2), clock: clock)
        return b.done()
    }

    private func write(_ memory: MemoryID) {
        let width = b.circuit.memories[memory.index].addressWidth
        if pick(0...1) == 0 {
            b.write(memory, value(width, 1), value(8, 2), clock: clock)
        } else {
            b.write(memory, value(width, 1), value(8, 2), clock: clock, mask: value(4, 1), granule: 2)
        }
    }

    private func block(_ targets: [NodeID], depth: Int) {
        for _ in 0..<pick(1...3) { statement(targets, depth: depth) }
    }

    private func statement(_ targets: [NodeID], depth: Int) {
        switch pick(0...(depth > 0 ? 8 : 4)) {
        case 0...3: assignment(one(of: targets))
        case 4:
            let target = one(of: targets)
            let width = b.width(target)
            let part = pick(1...max(1, width / 2))
            b.assign(target, value(part, 1), index: value(pick(1...4), 1))
        case 5, 6:
            let both = pick(0...1) == 0
            b.when(value(1, 2)) {
                self.block(targets, depth: depth - 1)
            } otherwise: {
                if both { self.block(targets, depth: depth - 1) }
            }
        default: select(targets, depth: depth)
        }
    }

    private func select(_ targets: [NodeID], depth: Int) {
        let subject = value(pick(1...4), 1)
        let width = b.width(subject)
        let hasDontCares = pick(0...2) == 0
        let arms: [([Pattern], () -> Void)] = (0..<pick(1...5)).map { _ in
            let patterns = (0..<pick(1...2)).map { _ -> Pattern in
                let care = hasDontCares ? BitVector(random.next(), width: width) : .ones(width: width)
                return Pattern(value: BitVector(random.next() & care.low64, width: width), care: care)
            }
            return (patterns, { self.block(targets, depth: depth - 1) })
        }
        b.select(
            subject, arms, otherwise: pick(0...1) == 0 ? { self.block(targets, depth: depth - 1) } : nil,
            exhaustive: pick(0...1) == 0)
    }

    private func assignment(_ target: NodeID) {
        let width = b.width(target)
        if pick(0...2) > 0 { return b.assign(target, value(width, 3)) }
        let part = pick(1...width)
        b.assign(target, value(part, 2), low: pick(0...(width - part)))
    }

    /// An expression of that width.
    private func value(_ width: Int, _ depth: Int) -> NodeID {
        if depth == 0 { return leaf(width) }
        func some(_ width: Int) -> NodeID { value(width, depth - 1) }
        switch pick(0...19) {
        case 0: return b.and(some(width), some(width))
        case 1: return b.or(some(width), some(width))
        case 2: return b.xor(some(width), some(width))
        case 3: return b.not(some(width))
        case 4: return b.add(some(width), some(width))
        case 5: return b.subtract(some(width), some(width))
        case 6: return b.node(.multiply, width, some(width), some(width))
        case 7, 8: return b.mux(some(1), some(width), some(width))
        case 9: return b.node(.shiftLeft, width, some(width), some(pick(1...5)))
        case 10: return b.node(.shiftRight, width, some(width), some(pick(1...5)))
        case 11: return b.node(.shiftRightArithmetic, width, some(width), some(pick(1...5)))
        case 12:
            let extra = pick(1...6)
            let low = pick(0...extra)
            return b.slice(some(width + extra), low + width - 1, low)
        case 13 where width > 1:
            let split = pick(1...(width - 1))
            return b.join(some(width - split), some(split))
        case 14 where width > 1: return b.extend(some(pick(1...(width - 1))), width)
        case 15 where width > 1: return b.signExtend(some(pick(1...(width - 1))), width)
        case 16: return b.element(some(width * pick(1...3)), some(pick(1...3)), width)
        case 13...19 where width == 1:
            let operand = pick(1...9)
            let operation: [Operation] = [
                .equal, .notEqual, .lessUnsigned, .lessOrEqualUnsigned, .lessSigned, .lessOrEqualSigned, .reduceAnd,
                .reduceOr, .reduceXor,
            ]
            let chosen = operation[pick(0...(operation.count - 1))]
            return chosen.operandCount == 1
                ? b.node(chosen, 1, some(operand)) : b.node(chosen, 1, some(operand), some(operand))
        default: return some(width)
        }
    }

    private func signExtended(_ source: NodeID, _ width: Int) -> NodeID {
        let have = b.width(source)
        if have == width { return source }
        return have > width ? b.slice(source, width - 1, 0) : b.signExtend(source, width)
    }

    private func leaf(_ width: Int) -> NodeID {
        if pick(0...5) == 0 { return b.constant(random.next(), width) }
        let source = one(of: inputs + registers + wires + reads)
        let have = b.width(source)
        if have == width { return source }
        if have > width {
            let low = pick(0...(have - width))
            return b.slice(source, low + width - 1, low)
        }
        return pick(0...1) == 0 ? b.extend(source, width) : b.signExtend(source, width)
    }
}
