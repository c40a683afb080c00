/// A small circuit of ANDs that computes a function of at most 6 inputs.
///
/// Operands are raw literals: 0 and 1 are the constants, `2 * (1 + i)` is input `i`, then come the steps.
struct Recipe: Sendable {
    let inputs: Int
    private(set) var steps: [(UInt8, UInt8)] = []
    private(set) var output: UInt8 = 0
    private var known: [UInt64: UInt8] = [:]

    /// Decomposes `function` (a truth table over six variables, of which the first `inputs` matter).
    init(_ function: UInt64, inputs: Int) {
        self.inputs = inputs
        known[0] = 0
        for index in 0..<inputs { known[TruthTable.masks[index]] = UInt8(2 * (1 + index)) }
        output = build(function)
        known = [:]
    }

    private mutating func and(_ a: UInt8, _ b: UInt8) -> UInt8 {
        let (low, high) = (min(a, b), max(a, b))
        if low == 0 || low ^ 1 == high { return 0 }
        if low == 1 || low == high { return high }
        for (index, step) in steps.enumerated() where step.0 == low && step.1 == high {
            return UInt8(2 * (1 + inputs + index))
        }
        steps.append((low, high))
        return UInt8(2 * (inputs + steps.count))
    }

    private mutating func or(_ a: UInt8, _ b: UInt8) -> UInt8 { and(a ^ 1, b ^ 1) ^ 1 }

    static func cofactors(_ function: UInt64, _ index: Int) -> (UInt64, UInt64) {
        let (mask, shift) = (TruthTable.masks[index], UInt64(1 << index))
        let (low, high) = (function & ~mask, function & mask)
        return (low | low << shift, high | high >> shift)
    }

    private static func support(_ function: UInt64, _ inputs: Int) -> [Int] {
        (0..<inputs).filter {
            let (low, high) = cofactors(function, $0)
            return low != high
        }
    }

    private mutating func build(_ function: UInt64) -> UInt8 {
        if let literal = known[function] { return literal }
        if let literal = known[~function] { return literal ^ 1 }
        let literal = decompose(function)
        known[function] = literal
        return literal
    }

    private mutating func decompose(_ function: UInt64) -> UInt8 {
        let support = Self.support(function, inputs)
        // One input that alone can decide the function.
        for index in support {
            let (low, high) = Self.cofactors(function, index)
            let input = UInt8(2 * (1 + index))
            if low == 0 { return and(input, build(high)) }
            if high == 0 { return and(input ^ 1, build(low)) }
            if low == .max { return or(input ^ 1, build(high)) }
            if high == .max { return or(input, build(low)) }
        }
        for index in support {
            let (low, high) = Self.cofactors(function, index)
            if low == ~high { return choose(UInt8(2 * (1 + index)), high, low) }
        }
        // Two inputs that matter only through one function of both.
        for (place, first) in support.enumerated() {
            let (low, high) = Self.cofactors(function, first)
            for second in support[(place + 1)...] {
                let (f00, f01) = Self.cofactors(low, second)
                let (f10, f11) = Self.cofactors(high, second)
                let (a, b) = (UInt8(2 * (1 + first)), UInt8(2 * (1 + second)))
                if f00 == f11, f01 == f10 {
                    let differ = or(and(a, b ^ 1), and(a ^ 1, b))
                    return choose(differ, f01, f00)
                }
                let corners = [f00, f01, f10, f11]
                for odd in 0..<4 {
                    let others = corners.indices.filter { $0 != odd }
                    guard corners[others[0]] == corners[others[1]], corners[others[1]] == corners[others[2]] else {
                        continue
                    }
                    let hit = and(odd & 2 == 0 ? a ^ 1 : a, odd & 1 == 0 ? b ^ 1 : b)
                    return choose(hit, corners[odd], corners[others[0]])
                }
            }
        }
        // Else the input whose halves are simplest.
        var best = (cost: Int.max, index: support[0])
        for index in support {
            let (low, high) = Self.cofactors(function, index)
            var cost = 2 * (Self.support(low, inputs).count + Self.support(high, inputs).count)
            if low & ~high == 0 || high & ~low == 0 { cost -= 1 }
            if cost < best.cost { best = (cost, index) }
        }
        let (low, high) = Self.cofactors(function, best.index)
        return choose(UInt8(2 * (1 + best.index)), high, low)
    }

    /// `select ? high : low`.
    private mutating func choose(_ select: UInt8, _ high: UInt64, _ low: UInt64) -> UInt8 {
        if high == 0 { return and(select ^ 1, build(low)) }
        if low == 0 { return and(select, build(high)) }
        if high == .max { return or(select, build(low)) }
        if low == .max { return or(select ^ 1, build(high)) }
        if low & ~high == 0 { return or(build(low), and(select, build(high))) }
        if high & ~low == 0 { return or(build(high), and(select ^ 1, build(low))) }
        let (one, zero) = (build(high), build(low))
        return or(and(select, one), and(select ^ 1, zero))
    }
}
