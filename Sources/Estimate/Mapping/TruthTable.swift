/// A Boolean function of at most 8 inputs: bit `v` is its value when the inputs, as a number, are `v`.
public struct TruthTable: Hashable, Sendable {
    public var words: SIMD4<UInt64>
    /// How many inputs it has.
    public var inputs: Int

    public init(words: SIMD4<UInt64>, inputs: Int) {
        self.words = words
        self.inputs = inputs
    }

    static let masks: [UInt64] = [
        0xAAAA_AAAA_AAAA_AAAA, 0xCCCC_CCCC_CCCC_CCCC, 0xF0F0_F0F0_F0F0_F0F0, 0xFF00_FF00_FF00_FF00,
        0xFFFF_0000_FFFF_0000, 0xFFFF_FFFF_0000_0000,
    ]

    /// The words of input `index` alone.
    static func variable(_ index: Int) -> SIMD4<UInt64> {
        switch index {
        case 6: SIMD4(0, .max, 0, .max)
        case 7: SIMD4(0, 0, .max, .max)
        default: SIMD4(repeating: masks[index])
        }
    }

    /// With input `index` held at a value; the result does not depend on it.
    public func cofactor(_ index: Int, _ value: Bool) -> TruthTable {
        var result = words
        switch index {
        case 6:
            result =
                value ? SIMD4(words[1], words[1], words[3], words[3]) : SIMD4(words[0], words[0], words[2], words[2])
        case 7:
            result =
                value ? SIMD4(words[2], words[3], words[2], words[3]) : SIMD4(words[0], words[1], words[0], words[1])
        default:
            let mask = SIMD4<UInt64>(repeating: Self.masks[index])
            let shift = SIMD4<UInt64>(repeating: 1 << UInt64(index))
            if value {
                let kept = words & mask
                result = kept | (kept &>> shift)
            } else {
                let kept = words & ~mask
                result = kept | (kept &<< shift)
            }
        }
        return TruthTable(words: result, inputs: inputs)
    }

    /// The inputs that the function depends on.
    public var support: [Int] {
        (0..<inputs).filter { cofactor($0, false).words != cofactor($0, true).words }
    }

    /// For 64 input vectors at once.
    public func evaluate(_ operands: [UInt64]) -> UInt64 {
        var result: UInt64 = 0
        for vector in 0..<64 {
            var index = 0
            for (position, operand) in operands.enumerated() {
                index |= Int(operand >> UInt64(vector) & 1) << position
            }
            result |= (words[index / 64] >> UInt64(index % 64) & 1) << UInt64(vector)
        }
        return result
    }
}

/// Computes functions of cones of an AND graph.
struct ConeEvaluator {
    private let graph: AndGraph
    private var stamps: [UInt32]
    private var places: [Int32]
    private var stamp: UInt32 = 0
    private var tables: [SIMD4<UInt64>] = []
    private var stack: [UInt32] = []

    init(_ graph: AndGraph) {
        self.graph = graph
        stamps = Array(repeating: 0, count: graph.nodeCount)
        places = Array(repeating: 0, count: graph.nodeCount)
    }

    /// The function of `root` in terms of at most 8 `leaves`.
    mutating func function(root: Int, leaves: ArraySlice<UInt32>) -> TruthTable {
        stamp += 1
        tables.removeAll(keepingCapacity: true)
        for (index, leaf) in leaves.enumerated() { set(Int(leaf), TruthTable.variable(index)) }
        stack.append(UInt32(truncatingIfNeeded: root))
        while let top = stack.last {
            let node = Int(top)
            if stamps[node] == stamp {
                stack.removeLast()
                continue
            }
            guard graph.isAnd(node) else {
                set(node, SIMD4(repeating: 0))
                stack.removeLast()
                continue
            }
            let (a, b) = (Literal(raw: graph.fanins0[node]), Literal(raw: graph.fanins1[node]))
            let ready = stamps[a.node] == stamp && stamps[b.node] == stamp
            if ready {
                set(node, value(a) & value(b))
                stack.removeLast()
            } else {
                if stamps[a.node] != stamp { stack.append(UInt32(truncatingIfNeeded: a.node)) }
                if stamps[b.node] != stamp { stack.append(UInt32(truncatingIfNeeded: b.node)) }
            }
        }
        return TruthTable(words: tables[Int(places[root])], inputs: leaves.count)
    }

    private mutating func set(_ node: Int, _ table: SIMD4<UInt64>) {
        stamps[node] = stamp
        places[node] = Int32(truncatingIfNeeded: tables.count)
        tables.append(table)
    }

    private func value(_ literal: Literal) -> SIMD4<UInt64> {
        let table = tables[Int(places[literal.node])]
        return literal.isInverted ? ~table : table
    }
}
