import CircuitSupport
import Evaluator
import Netlist
import Simulation
import Testing

/// Every operator, narrow and wide, against arithmetic on lists of bits.
@Suite struct OperatorTests {
    private static let widths = [1, 2, 7, 31, 63, 64, 65, 100, 127, 128, 129, 192, 200, 513]

    private struct Operator {
        var name: String
        var node: NodeID
        var expected: ([Bits]) -> Bits
    }

    private static func bit(_ value: Bool) -> Bits { Bits([value]) }

    /// A circuit with all operators on two operands of one width, an amount and a bit.
    private func operators(_ width: Int, _ b: Builder) -> (inputs: [NodeID], operators: [Operator]) {
        let (x, y) = (b.input("x", width), b.input("y", width))
        let (amount, flag) = (b.input("amount", 10), b.input("flag"))
        // An amount that is wide itself.
        let wideAmount = b.input("wideAmount", 70)
        var list: [Operator] = []
        func add(_ name: String, _ node: NodeID, _ expected: @escaping ([Bits]) -> Bits) {
            list.append(Operator(name: name, node: node, expected: expected))
        }
        add("not", b.not(x)) { Bits($0[0].bits.map { !$0 }) }
        add("and", b.and(x, y)) { v in Bits(v[0].bits.indices.map { v[0][$0] && v[1][$0] }) }
        add("or", b.or(x, y)) { v in Bits(v[0].bits.indices.map { v[0][$0] || v[1][$0] }) }
        add("xor", b.xor(x, y)) { v in Bits(v[0].bits.indices.map { v[0][$0] != v[1][$0] }) }
        add("andNot", b.and(x, b.not(y))) { v in Bits(v[0].bits.indices.map { v[0][$0] && !v[1][$0] }) }
        add("gate", b.and(b.signExtend(flag, width), y)) { v in Bits(v[1].bits.map { $0 && v[3][0] }) }
        add("reduceAnd", b.node(.reduceAnd, 1, x)) { Self.bit($0[0].bits.allSatisfy(\.self)) }
        add("reduceOr", b.node(.reduceOr, 1, x)) { Self.bit($0[0].bits.contains(true)) }
        add("reduceXor", b.node(.reduceXor, 1, x)) { Self.bit($0[0].bits.filter(\.self).count % 2 == 1) }
        add("add", b.add(x, y)) { $0[0] + $0[1] }
        add("subtract", b.subtract(x, y)) { $0[0] + -$0[1] }
        add("multiply", b.node(.multiply, width, x, y)) { $0[0] * $0[1] }
        add("equal", b.equal(x, y)) { Self.bit($0[0] == $0[1]) }
        add("notEqual", b.node(.notEqual, 1, x, y)) { Self.bit($0[0] != $0[1]) }
        add("less", b.less(x, y)) { Self.bit($0[0].isLess($0[1])) }
        add("lessOrEqual", b.node(.lessOrEqualUnsigned, 1, x, y)) { Self.bit(!$0[1].isLess($0[0])) }
        add("lessSigned", b.node(.lessSigned, 1, x, y)) { Self.bit($0[0].isLessSigned($0[1])) }
        add("lessOrEqualSigned", b.node(.lessOrEqualSigned, 1, x, y)) { Self.bit(!$0[1].isLessSigned($0[0])) }
        add("mux", b.mux(flag, x, y)) { $0[3][0] ? $0[0] : $0[1] }
        for (name, by, at) in [("", amount, 2), ("Wide", wideAmount, 4)] {
            add("left" + name, b.node(.shiftLeft, width, x, by)) { $0[0].shiftedLeft($0[at].number(limit: width)) }
            add("right" + name, b.node(.shiftRight, width, x, by)) {
                $0[0].shiftedRight($0[at].number(limit: width), with: false)
            }
            add("arithmetic" + name, b.node(.shiftRightArithmetic, width, x, by)) {
                $0[0].shiftedRight($0[at].number(limit: width), with: $0[0].isNegative)
            }
        }
        add("concatenate", b.join(x, flag, y)) { Bits($0[1].bits + $0[3].bits + $0[0].bits) }
        for more in [1, 40, 64, 100] {
            add("zero\(more)", b.extend(x, width + more)) { $0[0].extended(width + more, with: false) }
            add("sign\(more)", b.signExtend(x, width + more)) { $0[0].extended(width + more, with: $0[0].isNegative) }
        }
        for (low, count) in [(0, 1), (0, 64), (1, 63), (width / 2, 30), (width / 3, 70), (width - 1, 1)] {
            let count = min(count, width - low)
            guard count > 0 else { continue }
            let slice = b.slice(x, low + count - 1, low)
            add("slice\(low)_\(count)", slice) { Bits(Array($0[0].bits[low..<low + count])) }
            let number = BitVector(UInt64(low), width: count)
            add("sliceEqual\(low)_\(count)", b.equal(slice, b.circuit.append(constant: number, at: b.here))) {
                Self.bit(Bits(Array($0[0].bits[low..<low + count])) == Bits(number))
            }
        }
        for part in [1, 5, 64, 66] where part <= width {
            add("element\(part)", b.element(x, amount, part)) { values in
                let index = values[2].number(limit: width / part)
                return Bits((0..<part).map { index < width / part && values[0][index * part + $0] })
            }
        }
        for constant in [0, 1, 5, .max] as [UInt64] {
            let number = constant == .max ? BitVector.ones(width: width) : BitVector(constant, width: width)
            let node = b.circuit.append(constant: number, at: b.here)
            let bits = Bits(number)
            add("and_\(constant)", b.and(x, node)) { v in Bits(v[0].bits.indices.map { v[0][$0] && bits[$0] }) }
            add("or_\(constant)", b.or(x, node)) { v in Bits(v[0].bits.indices.map { v[0][$0] || bits[$0] }) }
            add("xor_\(constant)", b.xor(x, node)) { v in Bits(v[0].bits.indices.map { v[0][$0] != bits[$0] }) }
            add("add_\(constant)", b.add(x, node)) { $0[0] + bits }
            add("subtract_\(constant)", b.subtract(x, node)) { $0[0] + -bits }
            add("from_\(constant)", b.subtract(node, x)) { bits + -$0[0] }
            add("equal_\(constant)", b.equal(x, node)) { Self.bit($0[0] == bits) }
            add("less_\(constant)", b.less(x, node)) { Self.bit($0[0].isLess(bits)) }
            add("mux_\(constant)", b.mux(flag, node, x)) { $0[3][0] ? bits : $0[0] }
            add("shift_\(constant)", b.node(.shiftLeft, width, x, b.constant(constant & 255, 8))) {
                $0[0].shiftedLeft(Int(constant & 255))
            }
            add("shiftRight_\(constant)", b.node(.shiftRightArithmetic, width, x, b.constant(constant & 255, 8))) {
                $0[0].shiftedRight(Int(constant & 255), with: $0[0].isNegative)
            }
        }
        return ([x, y, amount, flag, wideAmount], list)
    }

    private func value(_ width: Int, _ random: inout SeededGenerator) -> BitVector {
        switch Int.random(in: 0...5, using: &random) {
        case 0: return .zero(width: width)
        case 1: return .ones(width: width)
        case 2: return BitVector(random.next() % 70, width: width)
        default: return BitVector(words: (0...width / 64).map { _ in random.next() }, width: width)
        }
    }

    @Test(arguments: widths) func everyOperator(width: Int) throws {
        let b = Builder("Operators")
        let (inputs, operators) = operators(width, b)
        for (index, operation) in operators.enumerated() {
            b.assign(b.output("o\(index)", b.width(operation.node)), operation.node)
        }
        let evaluator = try Evaluator(design(b.done()))
        let ports = try operators.indices.map { try evaluator.port("o\($0)") }
        var random = SeededGenerator(seed: UInt64(width))
        for _ in 0..<30 {
            var values: [Bits] = []
            for input in inputs {
                let given = value(b.width(input), &random)
                values.append(Bits(given))
                try evaluator.poke(evaluator.port(b.circuit.names[input] ?? ""), given)
            }
            if values[0].width == width, Bool.random(using: &random) {
                values[1] = values[0]
                try evaluator.poke("y", values[0].vector)
            }
            for (operation, port) in zip(operators, ports) {
                let found = try evaluator.peekVector(port)
                #expect(found == operation.expected(values).vector, "\(operation.name) of \(values.map(\.vector))")
            }
        }
    }

    /// All operands constant: what is folded agrees with what is computed.
    @Test(arguments: [1, 7, 64, 65, 130]) func foldedOperators(width: Int) throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<4 {
            let b = Builder("Folded")
            let (inputs, operators) = operators(width, b)
            var values: [Bits] = []
            for input in inputs {
                let given = value(b.width(input), &random)
                values.append(Bits(given))
                let node = b.circuit.nodes[Int(input.index)]
                var other = Circuit(name: "Constant", place: .none)
                other.wideConstants = b.circuit.wideConstants
                let constant = other.append(constant: given, at: .none)
                b.circuit.wideConstants = other.wideConstants
                b.circuit.nodes[Int(input.index)] = other[constant]
                #expect(node.width == other[constant].width)
            }
            b.circuit.ports = []
            for (index, operation) in operators.enumerated() {
                b.assign(b.output("o\(index)", b.width(operation.node)), operation.node)
            }
            let evaluator = try Evaluator(design(b.done()))
            for (index, operation) in operators.enumerated() {
                let found = try evaluator.peekVector("o\(index)")
                #expect(found == operation.expected(values).vector, "\(operation.name) of \(values.map(\.vector))")
            }
        }
    }
}
