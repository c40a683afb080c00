import Foundation
import Testing

@testable import Estimate

/// Shifts of which never more than one is looked at are one.
@Suite struct SharedShiftTests {
    /// How often Yosys 0.23 (`share` in `synth_xilinx -flatten`) makes one shift of two, by the module of `Tests/Data/netlists/shift.v`.
    private static let merges = [
        ("either", 1), ("left", 1), ("signs", 1), ("uneven", 1), ("three", 2), ("decoded", 1), ("logical", 1),
        ("behind", 1), ("cases", 1), ("dense", 0), ("apart", 0), ("gates", 0), ("itself", 0), ("chained", 0),
        ("enabled", 0), ("kinds", 0), ("narrow", 0), ("widths", 0),
    ]

    private func flat(_ module: String) throws -> FlatDesign {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let path = folder.appendingPathComponent("Data/netlists/shift.json").path
        return try NetlistFile(path: path, top: module).flat
    }

    @Test(arguments: merges) func shiftsAreSharedAsInTheReference(_ module: String, _ merges: Int) throws {
        let before = try flat(module)
        let after = before.inferred()
        #expect(before.shifts.count - after.shifts.count { !$0.result.isEmpty } == merges)
        if after.flipFlops.isEmpty { expectSameOutputs(before, before.sharingShifts(), random: 64) }
    }

    /// Over all values of the inputs, random circuits compute the same with their shifts shared.
    @Test func sharedShiftsComputeTheSame() {
        var (shared, kept) = (0, 0)
        // In the last two a shift reads what another one is made of.
        for seed in Array(0..<300) + [2265, 2984] {
            let before = RandomShifts(seed: UInt64(seed)).flat
            let after = before.sharingShifts()
            if after.shifts.contains(where: \.result.isEmpty) { shared += 1 } else { kept += 1 }
            expectSameOutputs(before, after, "seed \(seed)")
        }
        #expect(shared > 100 && kept > 50, "\(shared), \(kept)")
    }

    /// Compares outputs over all values of the inputs, or over random ones.
    private func expectSameOutputs(
        _ before: FlatDesign, _ after: FlatDesign, _ comment: Comment? = nil, random words: Int? = nil
    ) {
        let count = before.owners.count { $0 == .input }
        var generator = SplitMix(state: 1)
        let masks: [UInt64] = [
            0xAAAA_AAAA_AAAA_AAAA, 0xCCCC_CCCC_CCCC_CCCC, 0xF0F0_F0F0_F0F0_F0F0, 0xFF00_FF00_FF00_FF00,
            0xFFFF_0000_FFFF_0000, 0xFFFF_FFFF_0000_0000,
        ]
        for word in 0..<(words ?? 1 << max(0, count - 6)) {
            let inputs = before.owners.indices.map { input in
                words != nil ? generator.next() : input < 6 ? masks[input] : word >> (input - 6) & 1 == 1 ? ~0 : 0
            }
            let (first, second) = (Self.outputs(before, inputs), Self.outputs(after, inputs))
            guard first == second else {
                #expect(first == second, comment)
                return
            }
        }
    }

    /// The outputs for 64 settings of the sources that are inputs.
    private static func outputs(_ flat: FlatDesign, _ inputs: [UInt64]) -> [UInt64] {
        var values = [UInt64](repeating: 0, count: flat.graph.count)
        func value(_ literal: Literal) -> UInt64 { literal.isInverted ? ~values[literal.node] : values[literal.node] }
        for (index, node) in flat.graph.nodes.enumerated() {
            let (a, b, c) = (Literal(raw: node.a), Literal(raw: node.b), Literal(raw: node.c))
            switch node.kind {
            case .constant: break
            case .and: values[index] = value(a) & value(b)
            case .xor: values[index] = value(a) ^ value(b)
            case .mux: values[index] = value(a) & value(b) | ~value(a) & value(c)
            case .source:
                guard case .chain(let number, let position) = flat.owners[Int(node.a)] else {
                    values[index] = inputs[Int(node.a)]
                    continue
                }
                let chain = flat.chains[number]
                var carry = value(chain.carryIn)
                for place in 0..<position {
                    let propagate = value(chain.propagate[place])
                    carry = propagate & carry | ~propagate & value(chain.generate[place])
                }
                values[index] = value(chain.propagate[position]) ^ carry
            }
        }
        return flat.outputs.map(value)
    }
}

/// A repeatable generator.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

/// Shifts of words of twelve inputs, joined by multiplexers, sums and gates at random; what chooses may depend on the shifts too.
private struct RandomShifts {
    private(set) var flat = FlatDesign()
    private var random: SplitMix
    private var bits: [Literal] = []

    init(seed: UInt64) {
        random = SplitMix(state: seed)
        bits = (0..<12).map { _ in flat.addSource(.input) }
        let inputs = (0..<3).map { _ in (0..<8).map { _ in any(bits) } }
        for _ in 0..<4 { bits.append(flat.graph.and(any(bits), !any(bits))) }
        var words: [[Literal]] = []
        for _ in 0..<Int.random(in: 3...6, using: &random) {
            words.append(shift(any(inputs + words)))
            if chance(4) { bits.append(any(words[words.count - 1])) }
        }
        while words.count > 1 {
            words.shuffle(using: &random)
            words.append(joined(words.removeLast(), words.removeLast(), inputs))
        }
        flat.outputs = words[0]
    }

    private mutating func any<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }

    /// Once in so many times.
    private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    private mutating func shift(_ word: [Literal]) -> [Literal] {
        let kind = any([FlatDesign.Shift.Kind.left, .right, .right, .arithmeticRight])
        let fill = kind == .arithmeticRight ? word[7] : .zero
        let amount = (0..<3).map { _ in any(Array(bits.prefix(4))) }
        return flat.addShift(kind, word, by: amount, fill: fill)
    }

    private mutating func joined(_ a: [Literal], _ b: [Literal], _ inputs: [[Literal]]) -> [Literal] {
        let select = any(bits)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return flat.add(a, b, carry: false)
        case 1: return zip(a, b).map { flat.graph.xor($0, $1) }
        case 2:
            let terms = zip(a, b).map { (flat.graph.choice(select, $0), flat.graph.choice(!select, $1)) }
            return terms.map { flat.graph.or($0.0, $0.1) }
        case 3:
            let sum = flat.add(a, any(inputs), carry: true)
            return zip(sum, b).map { flat.graph.mux(select, $0, $1) }
        default: return zip(a, b).map { flat.graph.mux(select, $0, $1) }
        }
    }
}
