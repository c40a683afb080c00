import CallSite
import Netlist

/// Bits `high` down to `low`, as Verilog writes `[high:low]`.
public struct BitRange: Hashable, Sendable {
    public var high: Int
    public var low: Int

    /// Bits; 1 where the range is none.
    var width: Int { low >= 0 && high >= low ? min(high - low, Elaboration.largestWidth) + 1 : 1 }
}

/// `7...0`: the range of bits from `high` down to `low`. (The standard library's `...` would trap.)
@_disfavoredOverload
public func ... (high: Int, low: Int) -> BitRange { BitRange(high: high, low: low) }

extension Unsigned {
    /// Bits `range.high` down to `range.low`. Can be assigned, if the number can.
    public subscript(range: BitRange) -> Unsigned {
        @inline(never) get { Unsigned(sliced(term, range, call_site()), width: range.width) }
    }

    /// Bit `index`. Can be assigned, if the number can.
    public subscript(index: Int) -> Bit {
        @inline(never) get { Bit(sliced(term, BitRange(high: index, low: index), call_site())) }
    }

    /// The bit that `index` names. Read past the top: zero; assigned there: nothing happens.
    public subscript(index: Unsigned) -> Bit {
        @inline(never) get { Bit(element(index, width: 1, call_site())) }
    }

    /// `width` bits from bit `low` on. Can be assigned, if the number can.
    @inline(never)
    public func bits(from low: Int, width: Int) -> Unsigned {
        let range = BitRange(high: low.addingReportingOverflow(width).partialValue &- 1, low: low)
        return Unsigned(sliced(term, range, call_site()), width: range.width)
    }

    /// The part that `index` names, when the number is cut into parts of `width` bits, the lowest first. Read past the top: zeros;
    /// assigned there: nothing happens.
    @inline(never)
    public func part(_ index: Unsigned, width: Int) -> Unsigned {
        let address = call_site()
        guard width >= 1, width <= self.width, self.width % width == 0 else {
            let elaboration = Elaboration.of(_bound, nil)
            let bound = elaboration?.refuse(
                Code.indexRange, "parts of \(HDL.bits(width)) of a number of \(HDL.bits(self.width))",
                at: Place(returnAddress: address), hint: "the parts must fill the number", widths: [1])
            return Unsigned(bound, width: 1)
        }
        return Unsigned(element(index, width: width, address), width: width)
    }

    /// The bits, lowest first.
    public var bits: [Bit] {
        @inline(never) get {
            let address = call_site()
            return (0..<width).map { Bit(sliced(term, BitRange(high: $0, low: $0), address)) }
        }
    }

    private func element(_ index: Unsigned, width: Int, _ address: UInt) -> Bound? {
        let bound = apply(.element, term, index.term, width: width, anyWidths: true, symbol: "[]", address)
        if let bound, let builder = Elaboration.current?.builder, bound.scope.builder === builder {
            let node = NodeID(bound.node + bound.scope.base)
            let made = builder.circuit[node]
            if made.operation == .element {
                builder.dynamicElements[node] = DynamicElement(targets: [NodeID(made.a)], index: NodeID(made.b))
            }
        }
        return bound
    }
}

extension Signed {
    /// Bits `range.high` down to `range.low`, as an unsigned number.
    public subscript(range: BitRange) -> Unsigned {
        @inline(never) get { Unsigned(sliced(term, range, call_site()), width: range.width) }
    }

    /// Bit `index`.
    public subscript(index: Int) -> Bit {
        @inline(never) get { Bit(sliced(term, BitRange(high: index, low: index), call_site())) }
    }

    /// One when it is negative.
    public var sign: Bit {
        @inline(never) get { Bit(sliced(term, BitRange(high: width - 1, low: width - 1), call_site())) }
    }
}

private func sliced(_ term: Term, _ range: BitRange, _ address: UInt) -> Bound? {
    let place = Place(returnAddress: address)
    let made = Elaboration.running(term.bound, nil, at: place) { builder -> Bound? in
        guard let a = builder.operand(term.bound, at: place) else { return nil }
        guard range.low >= 0, range.high >= range.low, range.high < term.width else {
            return builder.refuse(range, of: a, term.width, at: place)
        }
        if range.width == term.width { return builder.bound(a) }
        if !builder.poisoned.isEmpty, builder.poisoned.contains(a) { return nil }
        return builder.bound(
            builder.append(Node(.slice, width: range.width, a: a.index, b: Int32(range.low)), at: place))
    }
    return made ?? Elaboration.of(term.bound, nil)?.poison(widths: [range.width])
}

extension CircuitBuilder {
    /// Reports bits that an operand of `width` bits does not have, unless something was said about it already.
    fileprivate func refuse(_ range: BitRange, of a: NodeID, _ width: Int, at place: Place) -> Bound? {
        if poisoned.contains(a) { return nil }
        let what = range.high == range.low ? "bit \(range.high)" : "bits \(range.high)...\(range.low)"
        return elaboration.refuse(
            Code.indexRange, "\(what) of \(describe(a)), which has \(bits(width))", at: place,
            notes: declarationNotes(a),
            hint: range.high < range.low
                && range.high >= 0 && range.low < width
                ? "write the higher bit first: [\(range.low)...\(range.high)]"
                : "its bits are \(width - 1)...0", widths: [range.width])
    }
}
