import HDL
import Netlist
import Testing

/// What a pipeline is built of: decode tables, look-up tables, registers that follow a value, optional ports.
@Suite struct PipelineTests {
    enum Operation: HardwareEnum { case add, subtract, shift }

    struct Control: Bundle {
        let writes = bit
        let operation = Enumerated<Operation>()
        let amount = unsigned(4)
    }

    @Test func decodeTables() throws {
        let lines = try statements { bench in
            let control = decodeTable(bench.n, outputs: Control(), default: [false, Operation.shift, nil]) { table in
                table.row("00?", true, Operation.add, 3)
                table.row("11?", 1, nil, nil)
                table.row(2, true, Operation.subtract, BitVector(9, width: 4))
            }
            bench.out <== concatenate(control.writes, Unsigned(control.operation), control.amount).extended(to: 8)
        }
        #expect(
            lines.dropLast() == [
                "switch n",
                ". 00?", "  control_writes = 1'h1", "  control_operation = 2'h0", "  control_amount = 4'h3",
                ". 11?", "  control_writes = 1'h1", "  control_operation = 2'h2", "  control_amount = 4'h0",
                ". 010", "  control_writes = 1'h1", "  control_operation = 2'h1", "  control_amount = 4'h9",
                ". otherwise", "  control_writes = 1'h0", "  control_operation = 2'h2", "  control_amount = 4'h0",
            ])
    }

    @Test func aTableOfOneOutput() throws {
        let lines = try statements { bench in
            when(bench.c) {
                let hit = decodeTable(bench.n, outputs: bit, default: [false]) { table in
                    for number in [1, 4] { table.row(BitPattern(number), true) }
                }
                bench.out <== hit.asBits.extended(to: 8)
            }.otherwise { bench.out <== 0 }
        }
        // The table counts on every path.
        #expect(
            lines.prefix(7) == [
                "switch n", ". 001", "  hit = 1'h1", ". 100", "  hit = 1'h1", ". otherwise", "  hit = 1'h0",
            ])
    }

    @Test func lookupTables() throws {
        let lines = try statements { bench in
            let squares = lookup([0, 1, 4, 9, 16, 25], width: 8, at: bench.n)
            let masks = lookup([BitVector(1, width: 8), BitVector(3, width: 8)], at: bench.a[0].asBits)
            bench.out <== squares ^ masks
        }
        #expect(
            lines == [
                "switch n", ". 000", "  squares = 8'h00", ". 001", "  squares = 8'h01", ". 010", "  squares = 8'h04",
                ". 011", "  squares = 8'h09", ". 100", "  squares = 8'h10", ". 101", "  squares = 8'h19",
                ". otherwise", "  squares = 8'h00",
                "switch a[0:0] all", ". 0", "  masks = 8'h01", ". 1", "  masks = 8'h03",
                "out = xor(squares, masks):8",
            ])
    }

    @Test func registersThatFollow() throws {
        let circuit = try circuit { bench in
            when(bench.d) {
                let last = registerNext(bench.a, reset: 7)
                let held = registerEnabled(bench.b, when: bench.c, reset: nil)
                bench.out <== last ^ held
            }
        }
        #expect(
            circuit.statementLines == [
                "last = a", "when c", "  held = b", "when d", "  out = xor(last, held):8",
            ])
        #expect(circuit.registers.map { $0.reset.map { "\($0.value)" } } == ["8'h07", nil])
    }

    @Test func pipelineRegisters() throws {
        let circuit = try circuit { bench in
            let decode = pipelineRegister(bench.a, valid: bench.c, stall: bench.d, flush: bench.n[0])
            let execute = pipelineRegister(decode)
            let control = wire(Control().from(bits: bench.a[6...0]))
            let late = pipelineRegister(control, valid: bench.c, flush: bench.d)
            unused(late)
            bench.out <== mux(execute.valid, execute.payload, 0)
        }
        #expect(
            circuit.statementLines.filter { !$0.contains("control_") } == [
                "when not(d):1", "  decode_valid = c", "  decode_payload = a", "when n[0:0]", "  decode_valid = 1'h0",
                "execute_valid = decode_valid", "execute_payload = decode_payload",
                "late_valid = c", "when d", "  late_valid = 1'h0",
                "out = multiplex(execute_valid, execute_payload, 8'h00):8",
            ])
        let names = circuit.registers.map { (circuit.names[$0.node] ?? "", $0.reset != nil) }
        #expect(names.filter(\.1).map(\.0) == ["decode_valid", "execute_valid", "late_valid"])
    }

    /// A port that is there only where a parameter asks for it.
    final class Tapped: Module {
        let value = input(unsigned(8))
        let result = output(unsigned(8))
        let tap: Unsigned?
        let taps: [Bit]
        let request: Wire<Valid<Unsigned>>?

        init(isTapped: Bool) {
            tap = isTapped ? output(unsigned(8)) : nil
            taps = isTapped ? [output(bit), output(bit)] : []
            request = isTapped ? input(Valid(of: unsigned(8))) : nil
        }

        override func circuit() {
            result <== ~value
            if let tap { tap <== value }
            for tap in taps { tap <== value[0] }
            if let request { unused(request) }
        }
    }

    @Test func optionalPorts() throws {
        func ports(_ isTapped: Bool) throws -> [String] {
            let circuit = try elaborate { Tapped(isTapped: isTapped) }.topCircuit
            return circuit.ports.map { circuit.names[$0.node] ?? "" }
        }
        #expect(try ports(false) == ["value", "result"])
        #expect(
            try ports(true) == ["value", "result", "tap", "taps_0", "taps_1", "request_valid", "request_payload"])
    }
}
