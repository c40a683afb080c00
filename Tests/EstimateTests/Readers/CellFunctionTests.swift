import Testing

@testable import Estimate

/// Every cell of logic computes what Yosys' manual says, over random widths and values.
@Suite struct CellFunctionTests {
    private static let binary = [
        "$and", "$or", "$xor", "$xnor", "$shl", "$shr", "$sshl", "$sshr", "$shift", "$shiftx", "$lt", "$le", "$eq",
        "$ne", "$eqx",
        "$nex", "$ge", "$gt", "$logic_and", "$logic_or", "$add", "$sub", "$mul", "$div", "$mod", "$divfloor",
        "$modfloor", "$pow",
    ]
    private static let unary = [
        "$not", "$pos", "$neg", "$reduce_and", "$reduce_or", "$reduce_xor", "$reduce_xnor", "$reduce_bool",
        "$logic_not",
    ]

    /// A module with one cell, its ports the module's.
    static func netlist(_ type: String, _ parameters: [String: Int], _ inputs: [(String, Int)], _ output: (String, Int))
        -> String
    {
        var next = 2
        var ports: [String] = []
        var connections: [String] = []
        for (name, width, direction) in inputs.map({ ($0.0, $0.1, "input") }) + [(output.0, output.1, "output")] {
            let bits = (next..<next + width).map(String.init).joined(separator: ", ")
            next += width
            ports.append("\"\(name)\": {\"direction\": \"\(direction)\", \"bits\": [\(bits)]}")
            connections.append("\"\(name)\": [\(bits)]")
        }
        let values = parameters.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        return """
            {"modules": {"top": {"ports": {\(ports.joined(separator: ", "))},
              "cells": {"cell": {"type": "\(type)", "parameters": {\(values)}, "connections": {\(connections.joined(separator: ", "))}}}}}}
            """
    }

    private func outputs(
        _ text: String, _ values: [Int], _ widths: [Int], _ device: Device = .series7
    ) throws -> (Int, FlatDesign) {
        let flat = try NetlistFile(Array(text.utf8), name: "cell.json", device: device).flat
        var simulator = FlatSimulator(flat)
        var source = 0
        for (value, width) in zip(values, widths) {
            for bit in 0..<width {
                simulator.inputs[source] = value >> bit & 1 == 1
                source += 1
            }
        }
        return (simulator.word(flat.outputs), flat)
    }

    @Test(arguments: binary) func binaryCell(_ type: String) throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<60 {
            let isExponent = type == "$pow"
            let (aWidth, bWidth, width) = (
                Int.random(in: 1...9), Int.random(in: 1...(isExponent ? 3 : 9)), Int.random(in: 1...11)
            )
            let isSigned = Bool.random() && !isExponent
            var signs = (isSigned, isSigned)
            if ["$shl", "$shr", "$sshl", "$sshr", "$shiftx"].contains(type) { signs.1 = false }
            if type == "$shift" { signs.1 = Bool.random() }
            let a = Int.random(in: 0..<1 << aWidth, using: &random)
            let b = Int.random(in: 0..<1 << bWidth, using: &random)
            let parameters = [
                "A_WIDTH": aWidth, "B_WIDTH": bWidth, "Y_WIDTH": width, "A_SIGNED": signs.0 ? 1 : 0,
                "B_SIGNED": signs.1 ? 1 : 0,
            ]
            let text = Self.netlist(type, parameters, [("A", aWidth), ("B", bWidth)], ("Y", width))
            let (found, _) = try outputs(text, [a, b], [aWidth, bWidth])
            guard let expected = CellOracle(aWidth, bWidth, width, signs).binary(type, a, b) else { continue }
            #expect(found == expected, "\(type) \(parameters) of \(a) and \(b)")
        }
    }

    /// Where there are no multipliers: rows for the digits of the shorter operand, of which that of a sign is subtracted.
    @Test func aProductOfLogic() throws {
        for _ in 0..<200 {
            let (aWidth, bWidth, width) = (Int.random(in: 1...9), Int.random(in: 1...9), Int.random(in: 1...18))
            let isSigned = Bool.random()
            let (a, b) = (Int.random(in: 0..<1 << aWidth), Int.random(in: 0..<1 << bWidth))
            let parameters = [
                "A_WIDTH": aWidth, "B_WIDTH": bWidth, "Y_WIDTH": width, "A_SIGNED": isSigned ? 1 : 0,
                "B_SIGNED": isSigned ? 1 : 0,
            ]
            let text = Self.netlist("$mul", parameters, [("A", aWidth), ("B", bWidth)], ("Y", width))
            let (found, flat) = try outputs(text, [a, b], [aWidth, bWidth], .ice40)
            let expected = CellOracle(aWidth, bWidth, width, (isSigned, isSigned)).binary("$mul", a, b)
            #expect(found == expected, "\(parameters) of \(a) and \(b)")
            #expect(flat.multipliers.isEmpty)
        }
    }

    @Test(arguments: unary) func unaryCell(_ type: String) throws {
        for _ in 0..<40 {
            let (aWidth, width, isSigned) = (Int.random(in: 1...9), Int.random(in: 1...11), Bool.random())
            let a = Int.random(in: 0..<1 << aWidth)
            let parameters = ["A_WIDTH": aWidth, "Y_WIDTH": width, "A_SIGNED": isSigned ? 1 : 0]
            let text = Self.netlist(type, parameters, [("A", aWidth)], ("Y", width))
            let (found, _) = try outputs(text, [a], [aWidth])
            #expect(
                found == CellOracle(aWidth, 0, width, (isSigned, false)).unary(type, a), "\(type) \(parameters) of \(a)"
            )
        }
    }

    @Test func multiplexers() throws {
        for _ in 0..<40 {
            let (a, b, s) = (Int.random(in: 0..<16), Int.random(in: 0..<1 << 12), Int.random(in: 0..<8))
            let mux = Self.netlist("$mux", ["WIDTH": 4], [("A", 4), ("B", 4), ("S", 1)], ("Y", 4))
            #expect(try outputs(mux, [a, b & 15, s & 1], [4, 4, 1]).0 == (s & 1 == 1 ? b & 15 : a))
            let bitwise = Self.netlist("$bwmux", ["WIDTH": 4], [("A", 4), ("B", 4), ("S", 4)], ("Y", 4))
            #expect(try outputs(bitwise, [a, b & 15, s], [4, 4, 4]).0 == (a & ~s | b & 15 & s))
            let parallel = Self.netlist(
                "$pmux", ["WIDTH": 4, "S_WIDTH": 3], [("A", 4), ("B", 12), ("S", 3)], ("Y", 4))
            let hot = [0, 1, 2, 4].randomElement() ?? 0
            let chosen = hot == 0 ? a : b >> (4 * hot.trailingZeroBitCount) & 15
            #expect(try outputs(parallel, [a, b, hot], [4, 12, 3]).0 == chosen)
            let binary = Self.netlist("$bmux", ["WIDTH": 3, "S_WIDTH": 2], [("A", 12), ("S", 2)], ("Y", 3))
            #expect(try outputs(binary, [b, s & 3], [12, 2]).0 == b >> (3 * (s & 3)) & 7)
            let spread = Self.netlist("$demux", ["WIDTH": 3, "S_WIDTH": 2], [("A", 3), ("S", 2)], ("Y", 12))
            #expect(try outputs(spread, [a & 7, s & 3], [3, 2]).0 == (a & 7) << (3 * (s & 3)))
        }
    }

    @Test func carries() throws {
        for _ in 0..<60 {
            let (a, b, ci, bi) = (
                Int.random(in: 0..<32), Int.random(in: 0..<32), Int.random(in: 0...1), Int.random(in: 0...1)
            )
            let parameters = ["A_WIDTH": 5, "B_WIDTH": 5, "Y_WIDTH": 5, "A_SIGNED": 0, "B_SIGNED": 0]
            for (port, expected) in [
                ("X", a ^ (bi == 1 ? ~b & 31 : b)), ("Y", (a + (bi == 1 ? ~b & 31 : b) + ci) & 31),
                (
                    "CO",
                    (0..<5).reduce(0) { result, bit in
                        let mask = 1 << (bit + 1) - 1
                        let sum = (a & mask) + ((bi == 1 ? ~b : b) & mask) + ci
                        return result | (sum >> (bit + 1) & 1) << bit
                    }
                ),
            ] {
                let text = Self.netlist("$alu", parameters, [("A", 5), ("B", 5), ("CI", 1), ("BI", 1)], (port, 5))
                #expect(
                    try outputs(text, [a, b, ci, bi], [5, 5, 1, 1]).0 == expected, "\(port) of \(a) \(b) \(ci) \(bi)")
            }
            let full = Self.netlist("$fa", ["WIDTH": 5], [("A", 5), ("B", 5), ("C", 5)], ("Y", 5))
            #expect(try outputs(full, [a, b, a ^ 21], [5, 5, 5]).0 == a ^ b ^ a ^ 21)
            let lookahead = Self.netlist("$lcu", ["WIDTH": 5], [("P", 5), ("G", 5), ("CI", 1)], ("CO", 5))
            let generate = b & ~a
            var (carry, expected) = (ci, 0)
            for bit in 0..<5 {
                carry = a >> bit & 1 == 1 ? carry : generate >> bit & 1
                expected |= carry << bit
            }
            #expect(try outputs(lookahead, [a, generate, ci], [5, 5, 1]).0 == expected)
        }
    }

    @Test func gates() throws {
        let gates: [(String, [String], (Int) -> Bool)] = [
            ("$_BUF_", ["A"], { $0 == 1 }), ("$_NOT_", ["A"], { $0 == 0 }), ("$_AND_", ["A", "B"], { $0 == 3 }),
            ("$_NAND_", ["A", "B"], { $0 != 3 }), ("$_OR_", ["A", "B"], { $0 != 0 }),
            ("$_NOR_", ["A", "B"], { $0 == 0 }),
            ("$_XOR_", ["A", "B"], { $0 == 1 || $0 == 2 }), ("$_XNOR_", ["A", "B"], { $0 == 0 || $0 == 3 }),
            ("$_ANDNOT_", ["A", "B"], { $0 == 1 }), ("$_ORNOT_", ["A", "B"], { $0 != 2 }),
            ("$_MUX_", ["A", "B", "S"], { ($0 >> 2 == 1 ? $0 >> 1 : $0) & 1 == 1 }),
            ("$_NMUX_", ["A", "B", "S"], { ($0 >> 2 == 1 ? $0 >> 1 : $0) & 1 == 0 }),
            ("$_AOI3_", ["A", "B", "C"], { !($0 & 3 == 3 || $0 & 4 != 0) }),
            ("$_OAI3_", ["A", "B", "C"], { !($0 & 3 != 0 && $0 & 4 != 0) }),
            ("$_AOI4_", ["A", "B", "C", "D"], { !($0 & 3 == 3 || $0 & 12 == 12) }),
            ("$_OAI4_", ["A", "B", "C", "D"], { !($0 & 3 != 0 && $0 & 12 != 0) }),
            ("$_MUX4_", ["A", "B", "C", "D", "S", "T"], { $0 >> ($0 >> 4) & 1 == 1 }),
        ]
        for (type, ports, function) in gates {
            let text = Self.netlist(type, [:], ports.map { ($0, 1) }, ("Y", 1))
            for value in 0..<1 << ports.count {
                let bits = ports.indices.map { value >> $0 & 1 }
                #expect((try outputs(text, bits, bits.map { _ in 1 }).0 == 1) == function(value), "\(type) of \(value)")
            }
        }
    }

    @Test func tables() throws {
        for value in 0..<8 {
            let lut = Self.netlist("$lut", ["WIDTH": 3, "LUT": 0b1001_0110], [("A", 3)], ("Y", 1))
            #expect(try outputs(lut, [value], [3]).0 == 0b1001_0110 >> value & 1)
            // Two cubes: A[0] and not A[1]; A[2].
            let sop = Self.netlist(
                "$sop", ["WIDTH": 3, "DEPTH": 2, "TABLE": 0b10_00_00_00_01_10], [("A", 3)], ("Y", 1))
            #expect((try outputs(sop, [value], [3]).0 == 1) == (value & 3 == 1 || value >> 2 == 1), "\(value)")
            let slice = Self.netlist("$slice", ["A_WIDTH": 3, "Y_WIDTH": 2, "OFFSET": 1], [("A", 3)], ("Y", 2))
            #expect(try outputs(slice, [value], [3]).0 == value >> 1)
            let concat = Self.netlist("$concat", ["A_WIDTH": 3, "B_WIDTH": 1], [("A", 3), ("B", 1)], ("Y", 4))
            #expect(try outputs(concat, [value, 1], [3, 1]).0 == value | 8)
        }
    }
}

/// What cells compute, by whole numbers.
struct CellOracle {
    let aWidth: Int, bWidth: Int, width: Int
    let signs: (a: Bool, b: Bool)

    init(_ aWidth: Int, _ bWidth: Int, _ width: Int, _ signs: (Bool, Bool)) {
        (self.aWidth, self.bWidth, self.width, self.signs) = (aWidth, bWidth, width, signs)
    }

    private func number(_ value: Int, _ width: Int, _ isSigned: Bool) -> Int {
        isSigned && value >> (width - 1) & 1 == 1 ? value - 1 << width : value
    }

    private func cut(_ value: Int) -> Int { value & (1 << width - 1) }

    func unary(_ type: String, _ raw: Int) -> Int {
        let a = number(raw, aWidth, signs.a)
        let ones = raw.nonzeroBitCount
        switch type {
        case "$not": return cut(~a)
        case "$pos": return cut(a)
        case "$neg": return cut(-a)
        case "$reduce_and": return ones == aWidth ? 1 : 0
        case "$reduce_xor": return ones & 1
        case "$reduce_xnor": return 1 - ones & 1
        case "$logic_not": return ones == 0 ? 1 : 0
        default: return ones > 0 ? 1 : 0
        }
    }

    /// Nil where the result is not defined.
    func binary(_ type: String, _ rawA: Int, _ rawB: Int) -> Int? {
        let both = signs.a && signs.b
        let (a, b) = (number(rawA, aWidth, both), number(rawB, bWidth, both))
        switch type {
        case "$and": return cut(a & b)
        case "$or": return cut(a | b)
        case "$xor": return cut(a ^ b)
        case "$xnor": return cut(~(a ^ b))
        case "$lt": return a < b ? 1 : 0
        case "$le": return a <= b ? 1 : 0
        case "$gt": return a > b ? 1 : 0
        case "$ge": return a >= b ? 1 : 0
        case "$eq", "$eqx": return a == b ? 1 : 0
        case "$ne", "$nex": return a != b ? 1 : 0
        case "$logic_and": return rawA != 0 && rawB != 0 ? 1 : 0
        case "$logic_or": return rawA != 0 || rawB != 0 ? 1 : 0
        case "$add": return cut(a + b)
        case "$sub": return cut(a - b)
        case "$mul": return cut(a * b)
        case "$pow": return cut((0..<b).reduce(1) { product, _ in cut(product * a) })
        case "$div": return b == 0 ? nil : cut(a / b)
        case "$mod": return b == 0 ? nil : cut(a % b)
        case "$divfloor": return b == 0 ? nil : cut(floored(a, b))
        case "$modfloor": return b == 0 ? nil : cut(a - floored(a, b) * b)
        default: return shift(type, rawA, rawB)
        }
    }

    private func floored(_ a: Int, _ b: Int) -> Int { a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0) }

    private func shift(_ type: String, _ rawA: Int, _ rawB: Int) -> Int? {
        let a = number(rawA, aWidth, signs.a)
        let size = max(aWidth, width)
        let wide = a & (1 << size - 1)
        let by = number(rawB, bWidth, signs.b)
        switch type {
        case "$shl", "$sshl": return cut(by > 40 ? 0 : a << by)
        case "$shr": return cut(wide >> by)
        case "$sshr": return cut(signs.a ? a >> by : wide >> by)
        case "$shift": return by < 0 ? cut(-by > 40 ? 0 : a << -by) : cut(wide >> by)
        default: return by + width > aWidth ? nil : cut(rawA >> by)
        }
    }
}
