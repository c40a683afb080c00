import CallSite
import Netlist

extension Unsigned {
    /// A number of `width` bits with a one at the bit that this number names; zero when there is no such bit. Without `width`: 2^*w* bits.
    @inline(never)
    public func oneHot(width: Int? = nil) -> Unsigned {
        oneHot(ofWidth: width, call_site())
    }

    /// Which bit is one, of a number in which at most one is; zero when none is. Of several, the numbers of all are or-ed together.
    public var oneHotIndex: Unsigned {
        @inline(never) get { encoded(call_site()) }
    }

    /// One when exactly one bit is one.
    public var isOneHot: Bit {
        @inline(never) get { isOneHot(orNone: false, call_site()) }
    }

    /// One when at most one bit is one.
    public var isOneHotOrZero: Bit {
        @inline(never) get { isOneHot(orNone: true, call_site()) }
    }

    /// Only the lowest one of all, in place.
    public var lowestOneOnly: Unsigned {
        @inline(never) get { lowestOnly(call_site()) }
    }

    /// The number of the lowest bit that is one: a priority encoder in which bit 0 comes first. The payload is zero when none is.
    public var lowestOne: Wire<Valid<Unsigned>> {
        @inline(never) get { priority(fromTop: false, call_site()) }
    }

    /// The number of the highest bit that is one: a priority encoder in which the top bit comes first. The payload is zero when none is.
    public var highestOne: Wire<Valid<Unsigned>> {
        @inline(never) get { priority(fromTop: true, call_site()) }
    }

    @inline(never)
    private func oneHot(ofWidth width: Int?, _ address: UInt) -> Unsigned {
        let result = width ?? (self.width > 16 ? Elaboration.largestWidth + 1 : 1 << self.width)
        let bound = built([term], width: result, address) { gates, nodes in
            gates.node(.shiftLeft, width: result, gates.constant(1, width: result), nodes[0])
        }
        return Unsigned(bound, width: Swift.max(result, 1))
    }

    @inline(never)
    private func encoded(_ address: UInt) -> Unsigned {
        let result = indexWidth(width)
        let bound = built([term], width: result, address) { gates, nodes in
            let bits = (0..<result).reversed().map { place in
                let members = (0..<width).filter { $0 >> place & 1 == 1 }.map { gates.bit(nodes[0], $0) }
                return members.isEmpty ? gates.constant(0, width: 1) : gates.tree(members, gates.or)
            }
            return gates.concatenate(bits)
        }
        return Unsigned(bound, width: result)
    }

    @inline(never)
    private func isOneHot(orNone: Bool, _ address: UInt) -> Bit {
        Bit(built([term], width: 1, address) { $0.isOneHot($1[0], orNone: orNone) })
    }

    @inline(never)
    private func lowestOnly(_ address: UInt) -> Unsigned {
        let bound = built([term], width: width, address) { gates, nodes in
            gates.and(nodes[0], gates.subtract(gates.constant(0, width: width), nodes[0]))
        }
        return Unsigned(bound, width: width)
    }

    @inline(never)
    private func priority(fromTop: Bool, _ address: UInt) -> Wire<Valid<Unsigned>> {
        let result = indexWidth(width)
        let shape = Valid(of: Unsigned(width: result))
        let first = built([term], width: 1, address) { gates, nodes in
            let found = gates.firstOne(nodes[0], low: 0, width: width, fromTop: fromTop)
            let index = found.index.map { gates.extended($0, to: result) } ?? gates.constant(0, width: result)
            return gates.builder.copies(of: [found.isThere, index], at: gates.place)
        }
        guard let first, let builder = Elaboration.current?.builder, first.scope.builder === builder,
            !builder.poisoned.contains(NodeID(first.node + first.scope.base))
        else {
            let elaboration = Elaboration.of(_bound, nil) ?? Elaboration()
            return shape._bind(elaboration.poison(widths: [1, result]))
        }
        return shape._bind(first)
    }
}

extension Gates {
    fileprivate func isOneHot(_ value: NodeID, orNone: Bool) -> NodeID {
        let width = self.width(value)
        let others = and(value, subtract(value, constant(1, width: width)))
        let atMostOne = not(reduce(.reduceOr, others))
        return orNone ? atMostOne : and(atMostOne, reduce(.reduceOr, value))
    }

    /// Whether some bit is one, and the number of the first, counted from `low`; no number for a single bit.
    fileprivate func firstOne(
        _ value: NodeID, low: Int, width: Int, fromTop: Bool
    ) -> (isThere: NodeID, index: NodeID?) {
        if width == 1 { return (bit(value, low), nil) }
        let power = Int.bitWidth - 1 - (width - 1).leadingZeroBitCount
        let below = firstOne(value, low: low, width: 1 << power, fromTop: fromTop)
        let above = firstOne(value, low: low + (1 << power), width: width - (1 << power), fromTop: fromTop)
        let takesAbove = fromTop ? above.isThere : and(not(below.isThere), above.isThere)
        let isThere = or(below.isThere, above.isThere)
        guard let index = below.index else { return (isThere, takesAbove) }
        let other = above.index.map { extended($0, to: power) } ?? constant(0, width: power)
        return (isThere, concatenate([takesAbove, mux(takesAbove, other, index)]))
    }
}
