import HDL
import Netlist

/// One operator: its hardware, and the same in Swift.
struct OperatorRow: Sendable {
    var name: String
    /// Bits of the result, from those of the operands.
    var width: @Sendable (_ w: Int, _ v: Int) -> Int
    var hardware: @Sendable (_ x: Unsigned, _ y: Unsigned, _ n: Unsigned) -> any HardwareHandle
    var software: @Sendable (Operands) -> UInt64

    init(
        _ name: String, _ width: @escaping @Sendable (Int, Int) -> Int,
        _ hardware: @escaping @Sendable (Unsigned, Unsigned, Unsigned) -> any HardwareHandle,
        _ software: @escaping @Sendable (Operands) -> UInt64
    ) {
        (self.name, self.width, self.hardware, self.software) = (name, width, hardware, software)
    }
}

/// Two operands of `w` bits and an amount of `v`.
struct Operands {
    var x: UInt64
    var y: UInt64
    var n: UInt64
    var w: Int

    static func mask(_ width: Int) -> UInt64 { width >= 64 ? .max : (1 << UInt64(width)) - 1 }
    static func signed(_ value: UInt64, _ width: Int) -> Int {
        Int(truncatingIfNeeded: Int64(bitPattern: value << UInt64(64 - width)) >> Int64(64 - width))
    }
    var s: Int { Self.signed(x, w) }
    var t: Int { Self.signed(y, w) }
    /// The bits of `x`, lowest first.
    var bits: [Bool] { (0..<w).map { x >> UInt64($0) & 1 == 1 } }
}

extension UInt64 {
    init(bits: [Bool]) { self = bits.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt64($1.offset) : 0) } }
}

/// All operators side by side, each with an output of its own, whose width is the stated one.
final class OperatorSheet: Module {
    let x: Unsigned
    let y: Unsigned
    let n: Unsigned
    let results: [Unsigned]
    let rows: [OperatorRow]

    init(width w: Int, amount v: Int, rows: [OperatorRow]) {
        x = input(unsigned(w))
        y = input(unsigned(w))
        n = input(unsigned(v))
        results = rows.map { output(unsigned($0.width(w, v))) }
        self.rows = rows
    }

    override func circuit() {
        unused(x, y, n)
        for (row, result) in zip(rows, results) { result <== row.hardware(x, y, n).asBits }
    }
}

extension OperatorRow {
    /// Bits that hold 0 to `most`.
    static func count(_ most: Int) -> Int { Int.bitWidth - most.leadingZeroBitCount }

    static let arithmetic: [OperatorRow] = [
        OperatorRow("x / 4", { w, _ in w }, { x, _, _ in x / 4 }, { $0.x / 4 }),
        OperatorRow("x % 4", { w, _ in w }, { x, _, _ in x % 4 }, { $0.x % 4 }),
        OperatorRow("x / 1", { w, _ in w }, { x, _, _ in x / 1 }, { $0.x }),
        OperatorRow("x % 1", { w, _ in w }, { x, _, _ in x % 1 }, { _ in 0 }),
        OperatorRow("s / 2", { w, _ in w }, { x, _, _ in Signed(x) / 2 }, { UInt64(bitPattern: Int64($0.s / 2)) }),
        OperatorRow("s / 4", { w, _ in w }, { x, _, _ in Signed(x) / 4 }, { UInt64(bitPattern: Int64($0.s / 4)) }),
        OperatorRow("s % 2", { w, _ in w }, { x, _, _ in Signed(x) % 2 }, { UInt64(bitPattern: Int64($0.s % 2)) }),
        OperatorRow("s % 4", { w, _ in w }, { x, _, _ in Signed(x) % 4 }, { UInt64(bitPattern: Int64($0.s % 4)) }),
        OperatorRow("s % 1", { w, _ in w }, { x, _, _ in Signed(x) % 1 }, { _ in 0 }),
        OperatorRow("min", { w, _ in w }, { x, y, _ in min(x, y) }, { Swift.min($0.x, $0.y) }),
        OperatorRow("max", { w, _ in w }, { x, y, _ in max(x, y) }, { Swift.max($0.x, $0.y) }),
        OperatorRow("min 3", { w, _ in w }, { x, _, _ in min(x, 3) }, { Swift.min($0.x, 3) }),
        OperatorRow("max 3", { w, _ in w }, { x, _, _ in max(x, 3) }, { Swift.max($0.x, 3) }),
        OperatorRow(
            "signed min", { w, _ in w }, { x, y, _ in min(Signed(x), Signed(y)) },
            { UInt64(bitPattern: Int64(Swift.min($0.s, $0.t))) }),
        OperatorRow(
            "signed max", { w, _ in w }, { x, y, _ in max(Signed(x), Signed(y)) },
            { UInt64(bitPattern: Int64(Swift.max($0.s, $0.t))) }),
        OperatorRow(
            "signed max -2", { w, _ in w }, { x, _, _ in max(Signed(x), -2) },
            { UInt64(bitPattern: Int64(Swift.max($0.s, -2))) }),
        OperatorRow(
            "signed min -2", { w, _ in w }, { x, _, _ in min(Signed(x), -2) },
            { UInt64(bitPattern: Int64(Swift.min($0.s, -2))) }),
        OperatorRow("-s", { w, _ in w }, { x, _, _ in -Signed(x) }, { UInt64(bitPattern: Int64(-$0.s)) }),
        OperatorRow(
            "negated", { w, _ in w + 1 }, { x, _, _ in Signed(x).negated }, { UInt64(bitPattern: Int64(-$0.s)) }),
        OperatorRow(
            "absolute", { w, _ in w }, { x, _, _ in Signed(x).absoluteValue }, { UInt64($0.s.magnitude) }),
        OperatorRow(
            "signed x - y < 0", { _, _ in 1 }, { x, y, _ in Signed(x).subtracting(Signed(y)) < 0 },
            { $0.s - $0.t < 0 ? 1 : 0 }),
    ]

    static let shifts: [OperatorRow] = [
        OperatorRow("grow 3", { w, _ in w + 3 }, { x, _, _ in x.shiftedLeft(by: 3) }, { $0.x << 3 }),
        OperatorRow("grow 0", { w, _ in w }, { x, _, _ in x.shiftedLeft(by: 0) }, { $0.x }),
        OperatorRow(
            "grow n", { w, v in w + (1 << v) - 1 }, { x, _, n in x.shiftedLeft(by: n) }, { $0.x << $0.n }),
        OperatorRow(
            "signed grow 2", { w, _ in w + 2 }, { x, _, _ in Signed(x).shiftedLeft(by: 2) },
            { UInt64(bitPattern: Int64($0.s * 4)) }),
        OperatorRow(
            "signed grow n", { w, v in w + (1 << v) - 1 }, { x, _, n in Signed(x).shiftedLeft(by: n) },
            { UInt64(bitPattern: Int64($0.s << Int($0.n))) }),
        OperatorRow("left", { w, _ in w }, { x, _, n in x << n }, { $0.x << $0.n }),
        OperatorRow("right", { w, _ in w }, { x, _, n in x >> n }, { $0.x >> $0.n }),
        OperatorRow(
            "signed right", { w, _ in w }, { x, _, n in Signed(x) >> n },
            { UInt64(bitPattern: Int64($0.s >> Int($0.n))) }),
        OperatorRow("left by y", { w, _ in w }, { x, y, _ in x << y }, { $0.x << $0.y }),
        OperatorRow("rotate 1", { w, _ in w }, { x, _, _ in x.rotatedLeft(by: 1) }, { $0.rotated(1) }),
        OperatorRow("rotate -1", { w, _ in w }, { x, _, _ in x.rotatedRight(by: 1) }, { $0.rotated(-1) }),
        OperatorRow("rotate 1000", { w, _ in w }, { x, _, _ in x.rotatedLeft(by: 1000) }, { $0.rotated(1000) }),
        OperatorRow("rotate n", { w, _ in w }, { x, _, n in x.rotatedLeft(by: n) }, { $0.rotated(Int($0.n)) }),
        OperatorRow("rotate -n", { w, _ in w }, { x, _, n in x.rotatedRight(by: n) }, { $0.rotated(-Int($0.n)) }),
        OperatorRow("rotate y", { w, _ in w }, { x, y, _ in x.rotatedLeft(by: y) }, { $0.rotated(Int($0.y)) }),
    ]

    static let bits: [OperatorRow] = [
        OperatorRow(
            "population", { w, _ in count(w) }, { x, _, _ in x.populationCount }, { UInt64($0.x.nonzeroBitCount) }),
        OperatorRow(
            "leading", { w, _ in count(w) }, { x, _, _ in x.leadingZeroCount },
            { UInt64($0.x.leadingZeroBitCount - 64 + $0.w) }),
        OperatorRow(
            "trailing", { w, _ in count(w) }, { x, _, _ in x.trailingZeroCount },
            { UInt64(Swift.min($0.w, $0.x.trailingZeroBitCount)) }),
        OperatorRow(
            "lowest", { w, _ in 1 + indexWidth(w) }, { x, _, _ in x.lowestOne },
            { $0.x == 0 ? 0 : UInt64($0.x.trailingZeroBitCount) << 1 | 1 }),
        OperatorRow(
            "highest", { w, _ in 1 + indexWidth(w) }, { x, _, _ in x.highestOne },
            { $0.x == 0 ? 0 : UInt64(63 - $0.x.leadingZeroBitCount) << 1 | 1 }),
        OperatorRow("lowest only", { w, _ in w }, { x, _, _ in x.lowestOneOnly }, { $0.x & ~($0.x &- 1) }),
        OperatorRow(
            "is one hot", { _, _ in 1 }, { x, _, _ in x.isOneHot }, { $0.x.nonzeroBitCount == 1 ? 1 : 0 }),
        OperatorRow(
            "is one hot or zero", { _, _ in 1 }, { x, _, _ in x.isOneHotOrZero },
            { $0.x.nonzeroBitCount <= 1 ? 1 : 0 }),
        OperatorRow(
            "one hot index", { w, _ in indexWidth(w) }, { x, _, _ in x.oneHotIndex },
            { $0.bits.enumerated().reduce(0) { $0 | ($1.element ? UInt64($1.offset) : 0) } }),
        OperatorRow("one hot", { _, v in 1 << v }, { _, _, n in n.oneHot() }, { 1 << $0.n }),
        OperatorRow("one hot 3", { _, _ in 3 }, { _, _, n in n.oneHot(width: 3) }, { 1 << $0.n }),
        OperatorRow("reversed", { w, _ in w }, { x, _, _ in x.bitsReversed }, { UInt64(bits: $0.bits.reversed()) }),
        OperatorRow(
            "bytes", { w, _ in 8 * w }, { x, _, _ in concatenate(Array(repeating: x, count: 8)).bytesSwapped },
            { operands in
                let bits = Array(repeating: operands.bits, count: 8).joined()
                let bytes = stride(from: 0, to: 8 * operands.w, by: 8).map { Array(bits.dropFirst($0).prefix(8)) }
                return UInt64(bits: Array(bytes.reversed().joined()))
            }),
        OperatorRow("gray", { w, _ in w }, { x, _, _ in x.grayEncoded }, { $0.x ^ $0.x >> 1 }),
        OperatorRow(
            "gray back", { w, _ in w }, { x, _, _ in x.grayDecoded },
            { operands in (0..<operands.w).reduce(0) { $0 ^ operands.x >> UInt64($1) } }),
        OperatorRow(
            "one hot mux", { w, _ in w + 1 },
            { x, y, n in
                let choices = [(x, y), (y, x), (x ^ y, x)].map { value, other in
                    Valid(of: unsigned(x.width)).from(bits: concatenate(value, other[0]))
                }
                return oneHotMux(n.oneHot(width: 3), vector(choices, of: Valid(of: unsigned(x.width))))
            },
            { operands in
                switch operands.n {
                case 0: operands.x << 1 | operands.y & 1
                case 1: operands.y << 1 | operands.x & 1
                case 2: (operands.x ^ operands.y) << 1 | operands.x & 1
                default: 0
                }
            }),
        OperatorRow(
            "priority mux", { w, _ in w },
            { x, y, n in
                priorityMux(
                    [
                        Choice(when: x[0], y), Choice(when: y[0], x), Choice(when: n === 2, x ^ y),
                    ], otherwise: x & y)
            },
            { $0.x & 1 == 1 ? $0.y : $0.y & 1 == 1 ? $0.x : $0.n == 2 ? $0.x ^ $0.y : $0.x & $0.y }),
        OperatorRow(
            "bypass", { w, _ in w },
            { x, y, n in
                bypass(
                    n, stored: x,
                    youngestFirst: [
                        BypassSource(valid: x[0], address: constant(1, width: n.width), value: y),
                        BypassSource(valid: y[0], address: constant(1, width: n.width), value: ~x),
                        BypassSource(valid: constant(true), address: constant(2, width: n.width), value: ~y),
                    ])
            },
            {
                $0.n == 1 && $0.x & 1 == 1
                    ? $0.y : $0.n == 1 && $0.y & 1 == 1 ? ~$0.x : $0.n == 2 ? ~$0.y : $0.x
            }),
    ]
}

extension Operands {
    /// The bits turned towards the top.
    fileprivate func rotated(_ amount: Int) -> UInt64 {
        UInt64(bits: (0..<w).map { bits[(($0 - amount) % w + w) % w] })
    }
}
