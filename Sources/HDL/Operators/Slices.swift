import CallSite
import Netlist

/// Bits `high` down to `low`, as Verilog writes `[high:low]`.
public struct BitRange: Hashable, Sendable {
    public var high: Int
    public var low: Int
}

/// `7...0`: the range of bits from `high` down to `low`. (The standard library's `...` would trap.)
@_disfavoredOverload
public func ... (high: Int, low: Int) -> BitRange { BitRange(high: high, low: low) }

extension Unsigned {
    /// Bits `range.high` down to `range.low`. Can be assigned, if the number can.
    public subscript(range: BitRange) -> Unsigned {
        @inline(never) get {
            let width = max(1, range.high - range.low + 1)
            return Unsigned(sliced(term, range, width, call_site()), width: width)
        }
    }

    /// Bit `index`. Can be assigned, if the number can.
    public subscript(index: Int) -> Bit {
        @inline(never) get { Bit(sliced(term, index...index as BitRange, 1, call_site())) }
    }

    /// The bit that `index` names. Read past the top: zero; assigned there: nothing happens.
    public subscript(index: Unsigned) -> Bit {
        @inline(never) get { Bit(element(index, width: 1, call_site())) }
    }

    /// `width` bits from bit `low` on. Can be assigned, if the number can.
    @inline(never)
    public func bits(from low: Int, width: Int) -> Unsigned {
        Unsigned(
            sliced(term, BitRange(high: low + width - 1, low: low), max(1, width), call_site()), width: max(1, width))
    }

    /// The part that `index` names, when the number is cut into parts of `width` bits, the lowest first. Read past the top: zeros;
    /// assigned there: nothing happens.
    @inline(never)
    public func part(_ index: Unsigned, width: Int) -> Unsigned {
        Unsigned(element(index, width: max(1, width), call_site()), width: max(1, width))
    }

    /// The bits, lowest first.
    public var bits: [Bit] { (0..<width).map { self[$0] } }

    private func element(_ index: Unsigned, width: Int, _ address: UInt) -> Bound? {
        let place = Place(returnAddress: address)
        let bound = apply(.element, term, index.term, width: width, anyWidths: true, symbol: "[]", address)
        if let bound, let builder = bound.scope.builder, let target = builder.operand(_bound, at: place),
            let selector = builder.operand(index._bound, at: place)
        {
            builder.dynamicElements[NodeID(bound.node + bound.scope.base)] = DynamicElement(
                targets: [target], index: selector)
        }
        return bound
    }
}

extension Signed {
    /// Bits `range.high` down to `range.low`, as an unsigned number.
    public subscript(range: BitRange) -> Unsigned {
        @inline(never) get {
            let width = max(1, range.high - range.low + 1)
            return Unsigned(sliced(term, range, width, call_site()), width: width)
        }
    }

    /// Bit `index`.
    public subscript(index: Int) -> Bit {
        @inline(never) get { Bit(sliced(term, index...index as BitRange, 1, call_site())) }
    }

    /// One when it is negative.
    public var sign: Bit {
        @inline(never) get { Bit(sliced(term, BitRange(high: width - 1, low: width - 1), 1, call_site())) }
    }
}

private func sliced(_ term: Term, _ range: BitRange, _ width: Int, _ address: UInt) -> Bound? {
    let place = Place(returnAddress: address)
    guard let elaboration = Elaboration.of(term.bound, nil) else { return nil }
    guard let builder = elaboration.running(at: place), let a = builder.operand(term.bound, at: place) else {
        return elaboration.poison(widths: [width])
    }
    guard range.low >= 0, range.high >= range.low, range.high < term.width else {
        if builder.poisoned.contains(a) { return elaboration.poison(widths: [width]) }
        let name = builder.describe(a)
        let what = range.high == range.low ? "bit \(range.high)" : "bits \(range.high)...\(range.low)"
        return elaboration.refuse(
            Code.indexRange, "\(what) of '\(name)', which has \(bits(term.width))", at: place,
            notes: builder.declarationNotes(a),
            hint: range.high < range.low
                ? "write the higher bit first: [\(range.low)...\(range.high)]"
                : "its bits are \(term.width - 1)...0", widths: [width])
    }
    if width == term.width { return builder.bound(a) }
    return builder.bound(builder.append(Node(.slice, width: width, a: a.index, b: Int32(range.low)), at: place))
}
