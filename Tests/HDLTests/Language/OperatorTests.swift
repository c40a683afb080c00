import HDL
import Netlist
import Testing

/// Each operator: which operation of the netlist it is, and how wide its result.
@Suite struct OperatorTests {
    private func expect(
        _ expected: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ expression: @escaping (Bench) -> any HardwareHandle
    ) throws {
        let circuit = try circuit { bench in
            switch expression(bench) {
            case let value as Unsigned: named(value)
            case let value as Signed: named(value)
            case let value as Bit: named(value)
            default: break
            }
        }
        #expect(circuit.driver("result") == expected, sourceLocation: sourceLocation)
    }

    private func named<Value: SelfHandle>(_ value: Value) {
        let result = wire(value)
        unused(result)
    }

    @Test func arithmetic() throws {
        try expect("add(a, b):8") { $0.a + $0.b }
        try expect("add(a, 8'hff):8") { $0.a + 255 }
        try expect("subtract(a, b):8") { $0.a - $0.b }
        try expect("subtract(a, 8'h01):8") { $0.a - 1 }
        try expect("multiply(zeroExtend(a):11, zeroExtend(n):11):11") { $0.a * $0.n }
        try expect("add(zeroExtend(a):9, zeroExtend(b):9):9") { $0.a.adding($0.b) }
        try expect("subtract(zeroExtend(a):9, zeroExtend(b):9):9") { $0.a.subtracting($0.b) }
        try expect("add(s, t):8") { $0.s + $0.t }
        try expect("add(s, 8'h80):8") { $0.s + -128 }
        try expect("subtract(s, t):8") { $0.s - $0.t }
        try expect("multiply(signExtend(s):16, signExtend(t):16):16") { $0.s * $0.t }
        try expect("add(signExtend(s):9, signExtend(t):9):9") { $0.s.adding($0.t) }
        try expect("subtract(signExtend(s):9, signExtend(t):9):9") { $0.s.subtracting($0.t) }
    }

    @Test func bitwise() throws {
        try expect("and(a, b):8") { $0.a & $0.b }
        try expect("or(a, 8'h0f):8") { $0.a | 15 }
        try expect("xor(a, b):8") { $0.a ^ $0.b }
        try expect("not(a):8") { ~$0.a }
        try expect("and(s, t):8") { $0.s & $0.t }
        try expect("or(s, 8'hff):8") { $0.s | -1 }
        try expect("xor(s, t):8") { $0.s ^ $0.t }
        try expect("not(s):8") { ~$0.s }
        try expect("and(c, d):1") { $0.c & $0.d }
        try expect("and(c, d):1") { $0.c && $0.d }
        try expect("or(c, d):1") { $0.c || $0.d }
        try expect("xor(c, 1'h1):1") { $0.c ^ 1 }
        try expect("not(c):1") { !$0.c }
        try expect("or(not(c):1, d):1") { $0.c.implies($0.d) }
        try expect("reduceAnd(a):1") { $0.a.allOnes }
        try expect("reduceOr(a):1") { $0.a.anyOne }
        try expect("reduceXor(a):1") { $0.a.parity }
    }

    @Test func comparisons() throws {
        try expect("equal(a, b):1") { $0.a === $0.b }
        try expect("notEqual(a, 8'h03):1") { $0.a !== 3 }
        try expect("lessUnsigned(a, b):1") { $0.a < $0.b }
        try expect("lessOrEqualUnsigned(a, b):1") { $0.a <= $0.b }
        try expect("lessUnsigned(b, a):1") { $0.a > $0.b }
        try expect("lessOrEqualUnsigned(8'h03, a):1") { $0.a >= 3 }
        try expect("equal(s, 8'hff):1") { $0.s === -1 }
        try expect("lessSigned(s, t):1") { $0.s < $0.t }
        try expect("lessOrEqualSigned(s, 8'h00):1") { $0.s <= 0 }
        try expect("lessSigned(t, s):1") { $0.s > $0.t }
        try expect("lessOrEqualSigned(t, s):1") { $0.s >= $0.t }
        try expect("equal(c, d):1") { $0.c === $0.d }
        try expect("notEqual(c, 1'h0):1") { $0.c !== 0 }
    }

    @Test func shifts() throws {
        try expect("concatenate(a[5:0], 2'h0):8") { $0.a << 2 }
        try expect("zeroExtend(a[7:2]):8") { $0.a >> 2 }
        try expect("8'h00") { $0.a >> 8 }
        try expect("a") { $0.a << 0 }
        try expect("signExtend(s[7:7]):8") { $0.s >> 100 }
        try expect("signExtend(s[7:1]):8") { $0.s >> 1 }
        try expect("shiftLeft(a, n):8") { $0.a << $0.n }
        try expect("shiftRight(a, b):8") { $0.a >> $0.b }
        try expect("shiftRightArithmetic(s, n):8") { $0.s >> $0.n }
        try expect("shiftLeft(s, n):8") { $0.s << $0.n }
    }

    @Test func wiring() throws {
        try expect("a[5:2]") { $0.a[5...2] }
        try expect("a[7:7]") { $0.a[7] }
        try expect("a") { $0.a[7...0] }
        try expect("a[3:2]") { $0.a.bits(from: 2, width: 2) }
        try expect("s[7:7]") { $0.s.sign }
        try expect("s[3:0]") { $0.s[3...0] }
        try expect("element(a, n):1") { $0.a[$0.n] }
        try expect("element(a, n):2") { $0.a.part($0.n, width: 2) }
        try expect("zeroExtend(a):12") { $0.a.extended(to: 12) }
        try expect("signExtend(s):12") { $0.s.extended(to: 12) }
        try expect("a[2:0]") { $0.a.truncated(to: 3) }
        try expect("a") { $0.a.truncated(to: 8) }
        try expect("signExtend(c):4") { $0.c.repeated(4) }
        try expect("concatenate(concatenate(c, a):9, n):12") { concatenate($0.c, $0.a, $0.n) }
        try expect("concatenate(c, d):2") { concatenate([$0.c, $0.d]) }
        try expect("a") { Signed($0.a) }
        try expect("s") { Unsigned($0.s) }
        try expect("c") { Unsigned($0.c) }
    }

    @Test func choice() throws {
        try expect("multiplex(c, a, b):8") { mux($0.c, $0.a, $0.b) }
        try expect("multiplex(c, 8'h07, b):8") { mux($0.c, 7, $0.b) }
        try expect("multiplex(c, a, 8'h00):8") { mux($0.c, $0.a, 0) }
        try expect("multiplex(c, s, 8'hff):8") { mux($0.c, $0.s, -1) }
        try expect("multiplex(c, 8'h80, s):8") { mux($0.c, -128, $0.s) }
        try expect("multiplex(c, d, c):1") { mux($0.c, $0.d, $0.c) }
    }

    @Test func constants() throws {
        try expect("70'h2a0000000000000000") { _ in unsigned(0x2A_0000_0000_0000_0000, width: 70) }
        try expect("64'hffffffffffffffff") { _ in unsigned(0xFFFF_FFFF_FFFF_FFFF, width: 64) }
        try expect("100'hfffffffffffffffffffffffff") { _ in signed(-1, width: 100) }
        try expect("8'h07") { _ in constant(7, width: 8) }
        try expect("4'h8") { _ in constant(-8, signedWidth: 4) }
        try expect("1'h1") { _ in constant(true) }
        try expect("3'h5") { _ in constant(BitVector(5, width: 3)) }
        try expect("9'h000") { _ in dontCare(unsigned(9)) }
    }
}
