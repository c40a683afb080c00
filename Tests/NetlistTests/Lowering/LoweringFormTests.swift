import Netlist
import Testing

/// What the lowered form looks like: enables, shared conditions, and-or forms. Written as expressions over the inputs.
@Suite struct LoweringFormTests {
    private func text(_ lowered: LoweredCircuit, _ node: NodeID?) -> String {
        guard let node else { return "-" }
        let design = design(lowered.circuit)
        return NodeDescriber(design, CircuitID(0)).expression(node, depth: 8)
    }

    /// Each part of the first register: its value and its enable.
    private func parts(_ builder: CircuitBuilder) -> [String] {
        let lowered = builder.circuit.lowered()
        return lowered.registers[0].map { part in
            "[\(part.low + part.width - 1)...\(part.low)] \(text(lowered, part.value)) when \(text(lowered, part.enable))"
        }
    }

    private struct Example {
        var builder = CircuitBuilder()
        let clock: NodeID
        let a: NodeID
        let b: NodeID
        let x: NodeID
        let y: NodeID
        let z: NodeID
        let code: NodeID
        let register: NodeID

        init() {
            clock = builder.input("clock")
            a = builder.input("a")
            b = builder.input("b")
            x = builder.input("x", 8)
            y = builder.input("y", 8)
            z = builder.input("z", 8)
            code = builder.input("code", 3)
            register = builder.register("r", 8, clock: clock)
        }
    }

    @Test func registerThatIsAlwaysAssignedHasNoEnable() {
        var example = Example()
        let (a, x, y, register) = (example.a, example.x, example.y, example.register)
        let builder = example.builder
        example.builder.add(builder.assign(register, x), builder.when(a, [builder.assign(register, y)]))
        #expect(parts(example.builder) == ["[7...0] mux(a, y, x) when -"])
    }

    @Test func enableIsTheDisjunctionOfThePaths() {
        var example = Example()
        let builder = example.builder
        let first = builder.assign(example.register, example.x)
        let second = builder.assign(example.register, example.y)
        example.builder.add(builder.when(example.a, [first], otherwise: [builder.when(example.b, [second])]))
        #expect(parts(example.builder) == ["[7...0] mux(a, x, y) when a | b"])
    }

    @Test func aRegisterAssignedItselfHolds() {
        var example = Example()
        let held = example.builder.node(.multiplex, 8, example.a, example.register, example.x)
        let builder = example.builder
        example.builder.add(builder.assign(example.register, held))
        #expect(parts(example.builder) == ["[7...0] x when !a"])
    }

    @Test func theRegistersOwnEnableIsContained() {
        var example = Example()
        let builder = example.builder
        example.builder.circuit.registers[0].enable = example.b
        example.builder.add(builder.when(example.a, [builder.assign(example.register, example.x)]))
        #expect(parts(example.builder) == ["[7...0] x when a & b"])
    }

    @Test func slicesAndElementsHaveTheirOwnEnables() {
        var example = Example()
        let low = example.builder.slice(example.x, 0, 4)
        let index = example.builder.slice(example.code, 0, 1)
        let builder = example.builder
        example.builder.add(builder.when(example.a, [builder.assign(example.register, low: 4, low)]))
        #expect(parts(example.builder) == ["[7...4] x[3...0] when a"])
        example.builder.add(builder.when(example.b, [builder.assign(example.register, index: index, low)]))
        #expect(
            parts(example.builder) == [
                "[3...0] x[3...0] when b & !code[0]", "[7...4] x[3...0] when a | (b & code[0])",
            ])
    }

    @Test func selectIsAnAndOrForm() {
        var example = Example()
        let builder = example.builder
        let (x, y, z) = (
            builder.assign(example.register, example.x), builder.assign(example.register, example.y),
            builder.assign(example.register, example.z)
        )
        example.builder.add(builder.select(example.code, [([0, 3], [x]), ([1], [y]), ([2], [z]), ([5], [x])]))
        let lowered = example.builder.circuit.lowered()
        let whenX = "(((code === 0) | (code === 3)) | (code === 5))"
        #expect(
            parts(example.builder) == [
                "[7...0] ((\(whenX) & x) | ((code === 1) & y)) | ((code === 2) & z) when "
                    + "((((code === 0) | (code === 3)) | (code === 1)) | ((code === 2) | (code === 5)))".dropFirst()
                    .dropLast()
            ])
        #expect(lowered.evaluationOrder().isOrdered)
    }

    @Test func exhaustiveSelectRunsItsLastArmForTheRest() {
        var example = Example()
        let builder = example.builder
        let (x, y) = (builder.assign(example.register, example.x), builder.assign(example.register, example.y))
        example.builder.add(builder.select(example.code, [([0], [x]), ([1], [y])], isExhaustive: true))
        #expect(parts(example.builder) == ["[7...0] mux(code === 0, x, y) when -"])
    }

    @Test func writesAndPropertiesShareTheirPathCondition() {
        var example = Example()
        let clocking = Clocking(clock: example.clock)
        var memory = Memory(name: "m", width: 8, depth: 8, initial: [], place: example.builder.here)
        for _ in 0..<2 {
            memory.writePorts.append(
                Memory.WritePort(address: example.code, data: example.x, granule: 8, clocking: clocking))
        }
        let place = example.builder.here
        example.builder.circuit.memories = [memory]
        example.builder.circuit.properties = [
            Property(kind: .check, name: "p", condition: example.b, clocking: clocking, reset: nil, place: place)
        ]
        let builder = example.builder
        example.builder.add(
            builder.when(
                example.a, [],
                otherwise: [builder.when(example.b, [.write(MemoryID(0), port: 0, place), .property(PropertyID(0))])]))
        let lowered = example.builder.circuit.lowered()
        #expect(
            text(lowered, lowered.writeEnables[0][0]) == "!a & b"
                || text(lowered, lowered.writeEnables[0][0]) == "b & !a")
        #expect(lowered.writeEnables[0][0] == lowered.propertyEnables[0])
        #expect(lowered.writeEnables[0][1] == nil)
    }

    /// Words that form a knot without a loop of bits have no order; others do, operands first.
    @Test func evaluationOrder() {
        var example = Example()
        let ripple = example.builder.output("ripple", 2)
        let sum = example.builder.node(.add, 8, example.x, example.y)
        let wire = example.builder.wire("total", 8)
        example.builder.output("result", value: wire)
        var builder = example.builder
        builder.add(builder.assign(wire, sum), builder.assign(ripple, low: 0, example.a))
        builder.add(builder.assign(ripple, low: 1, example.b))
        var order = builder.circuit.lowered().evaluationOrder()
        #expect(order.isOrdered)
        let positions = [sum, wire].compactMap { order.nodes.firstIndex(of: $0) }
        #expect(positions.count == 2 && positions[0] < positions[1])
        #expect(Set(order.nodes).count == order.nodes.count)
        builder.circuit.statements.removeLast()
        let below = builder.slice(ripple, 0, 1)
        builder.add(builder.assign(ripple, low: 1, below))
        order = builder.circuit.lowered().evaluationOrder()
        #expect(!order.isOrdered)
    }

    /// A long chain costs no recursion, and space in proportion.
    @Test func longChainsStayLinear() {
        var builder = CircuitBuilder()
        let clock = builder.input("clock")
        let code = builder.input("code", 16)
        let count = 3000
        var chain: Block = []
        for index in (0..<count).reversed() {
            let register = builder.register("r\(index)", 16, clock: clock)
            let condition = builder.equal(code, UInt64(index))
            chain = [builder.when(condition, [builder.assign(register, code)], otherwise: chain)]
        }
        builder.circuit.statements = chain
        let before = builder.circuit.nodes.count
        let lowered = builder.circuit.lowered()
        #expect(lowered.circuit.nodes.count - before < 4 * count)
        #expect(lowered.registers.allSatisfy { $0.count == 1 && $0[0].value == code && $0[0].enable != nil })
    }
}
