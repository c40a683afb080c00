import CallSite
import Netlist

// Counts are trees: their depth grows with the logarithm of the width.

extension Unsigned {
    /// How many bits are one: from 0 to the width, in as many bits as that needs.
    public var populationCount: Unsigned {
        @inline(never) get { population(call_site()) }
    }

    /// How many zeros stand above the highest one; the width when there is none.
    public var leadingZeroCount: Unsigned {
        @inline(never) get { zeroCount(fromTop: true, call_site()) }
    }

    /// How many zeros stand below the lowest one; the width when there is none.
    public var trailingZeroCount: Unsigned {
        @inline(never) get { zeroCount(fromTop: false, call_site()) }
    }

    @inline(never)
    private func population(_ address: UInt) -> Unsigned {
        let result = countWidth(width)
        let bound = built([term], width: result, address) { gates, nodes in
            gates.extended(gates.population(nodes[0], low: 0, width: width), to: result)
        }
        return Unsigned(bound, width: result)
    }

    @inline(never)
    private func zeroCount(fromTop: Bool, _ address: UInt) -> Unsigned {
        let result = countWidth(width)
        let bound = built([term], width: result, address) { gates, nodes in
            gates.zeros(nodes[0], low: 0, width: width, fromTop: fromTop).count
        }
        return Unsigned(bound, width: result)
    }
}

extension Gates {
    /// The number of ones among `width` bits, in as many bits as it needs.
    fileprivate func population(_ value: NodeID, low: Int, width: Int) -> NodeID {
        switch width {
        case 1: return bit(value, low)
        case 2:
            let (a, b) = (bit(value, low), bit(value, low + 1))
            return concatenate([and(a, b), xor(a, b)])
        case 3:
            let (a, b, c) = (bit(value, low), bit(value, low + 1), bit(value, low + 2))
            return concatenate([or(and(a, b), and(c, or(a, b))), xor(xor(a, b), c)])
        default:
            let half = width / 2
            let result = countWidth(width)
            let below = extended(population(value, low: low, width: half), to: result)
            return add(extended(population(value, low: low + half, width: width - half), to: result), below)
        }
    }

    /// How many zeros come before the first one, and whether there is no one at all. The part that comes first is a power of two
    /// wide, so that its count stands above the other's without an adder.
    fileprivate func zeros(
        _ value: NodeID, low: Int, width: Int, fromTop: Bool
    ) -> (count: NodeID, none: NodeID) {
        if width == 1 {
            let none = not(bit(value, low))
            return (none, none)
        }
        let power = Int.bitWidth - 1 - (width - 1).leadingZeroBitCount
        let first = 1 << power
        let rest = width - first
        let before = zeros(value, low: fromTop ? low + rest : low, width: first, fromTop: fromTop)
        let after = zeros(value, low: fromTop ? low : low + first, width: rest, fromTop: fromTop)
        let none = and(before.none, after.none)
        // Below its top bit, the count of the first part is zero when that part is.
        var parts: [NodeID] = []
        if rest == first {
            parts = [none, and(before.none, not(after.none))]
        } else {
            parts = [before.none]
        }
        if power > 0 {
            let later = rest == first ? slice(after.count, low: 0, width: power) : extended(after.count, to: power)
            parts.append(mux(before.none, later, slice(before.count, low: 0, width: power)))
        }
        return (concatenate(parts), none)
    }
}
