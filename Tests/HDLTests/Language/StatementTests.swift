import HDL
import Netlist
import Testing

/// Statements as the tree that the netlist keeps.
@Suite struct StatementTests {
    enum Mode: HardwareEnum { case off, slow, fast }

    @Test func whenChains() throws {
        let lines = try statements { bench in
            bench.out <== 0
            when(bench.c) {
                bench.out <== bench.a
                when(bench.d) { bench.out[3...0] <== 1 }
            }.elsewhen(bench.d) {
                let sum = wire(bench.a + bench.b)
                bench.out <== sum
            }.elsewhen(bench.a === 0) {
                bench.out[7] <== true
            }.otherwise {
                bench.out <== bench.b
            }
        }
        #expect(
            lines == [
                "sum = add(a, b):8", "out = 8'h00", "when c", "  out = a", "  when d", "    out[3:0] = 4'h1",
                "otherwise", "  when d", "    out = sum", "  otherwise", "    when equal(a, 8'h00):1",
                "      out[7:7] = 1'h1", "    otherwise", "      out = b",
            ])
    }

    @Test func aNamedValueInAConditionOfAChain() throws {
        let lines = try statements { bench in
            when(bench.c) { bench.out <== 0 }.elsewhen(wire(bench.d & bench.c)) { bench.out <== 1 }
        }
        #expect(
            lines == [
                "signal = and(d, c):1", "when c", "  out = 8'h00", "otherwise", "  when signal", "    out = 8'h01",
            ])
    }

    @Test func switchOverCases() throws {
        let lines = try statements { bench in
            let mode = register(Mode.off)
            mode.switch {
                on(.off) { mode <== .slow }
                on(.slow, .fast) { bench.out <== 1 }
            }
            mode.switch {
                on(.fast) { mode <== mux(bench.c, mode, .off) }
                otherwise {}
            }
        }
        #expect(
            lines == [
                "switch mode all", ". 00", "  mode = 2'h1", ". 01, 10", "  out = 8'h01", "switch mode", ". 10",
                "  mode = multiplex(c, mode, 2'h0):2", ". otherwise",
            ])
    }

    @Test func switchOverNumbersAndPatterns() throws {
        let lines = try statements { bench in
            bench.n.switch {
                on(0, 1) { bench.out <== 0 }
                on("1??") { bench.out <== 1 }
                on("0_10") { bench.out <== 2 }
                on(BitPattern(3)) { bench.out <== 3 }
            }
            bench.n.switch {
                for value in 0..<2 { on(BitPattern(value)) { bench.out <== constant(value, width: 8) } }
                otherwise { bench.out <== 9 }
            }
        }
        #expect(
            lines == [
                "switch n all", ". 000, 001", "  out = 8'h00", ". 1??", "  out = 8'h01", ". 010", "  out = 8'h02",
                ". 011", "  out = 8'h03", "switch n", ". 000", "  out = 8'h00", ". 001", "  out = 8'h01",
                ". otherwise", "  out = 8'h09",
            ])
    }

    @Test func slicesAndDynamicParts() throws {
        let lines = try statements { bench in
            bench.out[bench.n] <== bench.c
            bench.out.part(bench.n, width: 2) <== bench.a[1...0]
            bench.out[5...2][1] <== bench.d
            bench.out[3...0].part(bench.c.repeated(1), width: 2) <== bench.b[1...0]
        }
        #expect(
            lines == [
                "out[[n]] = c", "out[[n]] = a[1:0]", "out[3:3] = d", "switch c all", ". 0", "  out[1:0] = b[1:0]",
                ". 1", "  out[3:2] = b[1:0]",
            ])
    }

    @Test func bundlesConnectInBothDirections() throws {
        let lines = try statements { bench in
            let left = wire(Stream(of: unsigned(8)))
            let right = wire(Stream(of: unsigned(8)))
            left <== right
            bench.out <== mux(bench.c, left, right).payload
            when(left.fires) { bench.out <== 0 }
        }
        #expect(
            lines == [
                "left_valid = right_valid", "right_ready = left_ready", "left_payload = right_payload",
                "out = multiplex(c, left_payload, right_payload):8", "when and(left_valid, left_ready):1",
                "  out = 8'h00",
            ])
    }

    @Test func viewsAsBits() throws {
        let lines = try statements { bench in
            let pair = wire(Valid(of: unsigned(7)))
            pair <== Valid(of: unsigned(7)).from(bits: bench.a)
            bench.out <== pair.asBits
        }
        #expect(
            lines == ["pair_valid = a[0:0]", "pair_payload = a[7:1]", "out = concatenate(pair_payload, pair_valid):8"])
    }

    @Test func vectors() throws {
        let lines = try statements { bench in
            let bank = register(vector(3, of: unsigned(8)))
            bank[0] <== bench.a
            bank[bench.n] <== bench.b
            bench.out <== bank[bench.n]
            bank[bench.n][bench.n] <== bench.c
            bank[bench.n[1...0]][7...4] <== 0
        }
        var expected = [
            "bank_0 = a", "switch n", ". 000", "  bank_0 = b", ". 001", "  bank_1 = b", ". 010", "  bank_2 = b",
        ]
        expected.append("out = element(concatenate(concatenate(bank_2, bank_1):16, bank_0):24, n):8")
        expected.append("switch n all")
        for (index, pattern) in ["000", "001", "010", "011", "100", "101", "110", "111"].enumerated() {
            expected.append(". " + pattern)
            expected.append("  switch n")
            for (number, inner) in ["000", "001", "010"].enumerated() {
                expected.append("  . " + inner)
                expected.append("    bank_\(number)[\(index):\(index)] = c")
            }
        }
        expected.append("switch n[1:0]")
        for (number, pattern) in ["00", "01", "10"].enumerated() {
            expected.append(". " + pattern)
            expected.append("  bank_\(number)[7:4] = 4'h0")
        }
        #expect(lines == expected)
    }

    @Test func arraysAsVectors() throws {
        let lines = try statements { bench in
            let lanes = (0..<2).map { _ in register(Valid(of: unsigned(4))) }
            let all = vector(lanes, of: Valid(of: unsigned(4)))
            all[bench.n[0...0]].payload <== bench.a[3...0]
        }
        #expect(
            lines == ["switch n[0:0] all", ". 0", "  lanes_0_payload = a[3:0]", ". 1", "  lanes_1_payload = a[3:0]"])
    }

    @Test func comparedCases() throws {
        let lines = try statements { bench in
            let mode = register(Mode.fast)
            let other = wire(constant(Mode.slow))
            bench.out[0] <== mode === .slow
            bench.out[1] <== mode !== .off
            bench.out[2] <== mode.isOne(of: .off, .fast)
            bench.out[3] <== mode === other
            bench.out[5...4] <== Unsigned(mode)
        }
        #expect(
            lines == [
                "other = 2'h1", "out[0:0] = equal(mode, 2'h1):1", "out[1:1] = notEqual(mode, 2'h0):1",
                "out[2:2] = or(equal(mode, 2'h0):1, equal(mode, 2'h2):1):1", "out[3:3] = equal(mode, other):1",
                "out[5:4] = mode",
            ])
    }
}
