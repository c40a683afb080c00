import CallSite
import Netlist

// Shifts keep the width: what leaves it is lost, what comes in is zero, or on the right of a signed number its sign.

extension Unsigned {
    /// Shifted towards the top by a constant amount.
    @inline(never)
    public static func << (left: Unsigned, right: Int) -> Unsigned {
        Unsigned(shifted(left.term, right, .shiftLeft, call_site()), width: left.width)
    }

    /// Shifted towards the top by an amount of any width.
    @inline(never)
    public static func << (left: Unsigned, right: Unsigned) -> Unsigned {
        Unsigned(
            apply(.shiftLeft, left.term, right.term, width: left.width, anyWidths: true, symbol: "<<", call_site()),
            width: left.width)
    }

    /// Shifted towards the bottom by a constant amount.
    @inline(never)
    public static func >> (left: Unsigned, right: Int) -> Unsigned {
        Unsigned(shifted(left.term, right, .shiftRight, call_site()), width: left.width)
    }

    /// Shifted towards the bottom by an amount of any width.
    @inline(never)
    public static func >> (left: Unsigned, right: Unsigned) -> Unsigned {
        Unsigned(
            apply(.shiftRight, left.term, right.term, width: left.width, anyWidths: true, symbol: ">>", call_site()),
            width: left.width)
    }
}

extension Signed {
    /// Shifted towards the top by a constant amount.
    @inline(never)
    public static func << (left: Signed, right: Int) -> Signed {
        Signed(shifted(left.term, right, .shiftLeft, call_site()), width: left.width)
    }

    /// Shifted towards the top by an amount of any width.
    @inline(never)
    public static func << (left: Signed, right: Unsigned) -> Signed {
        Signed(
            apply(.shiftLeft, left.term, right.term, width: left.width, anyWidths: true, symbol: "<<", call_site()),
            width: left.width)
    }

    /// Shifted towards the bottom by a constant amount; the sign comes in.
    @inline(never)
    public static func >> (left: Signed, right: Int) -> Signed {
        Signed(shifted(left.term, right, .shiftRightArithmetic, call_site()), width: left.width)
    }

    /// Shifted towards the bottom by an amount of any width; the sign comes in.
    @inline(never)
    public static func >> (left: Signed, right: Unsigned) -> Signed {
        Signed(
            apply(
                .shiftRightArithmetic, left.term, right.term, width: left.width, anyWidths: true, symbol: ">>",
                call_site()),
            width: left.width)
    }
}

/// A shift by a constant is wiring.
@inline(never)
private func shifted(_ term: Term, _ amount: Int, _ operation: Operation, _ address: UInt) -> Bound? {
    let place = Place(returnAddress: address)
    guard let elaboration = Elaboration.of(term.bound, nil) else { return nil }
    guard let builder = elaboration.running(at: place), let a = builder.operand(term.bound, at: place),
        !builder.poisoned.contains(a)
    else { return elaboration.poison(widths: [term.width]) }
    guard amount >= 0 else {
        return elaboration.refuse(
            Code.indexRange, "a shift by \(amount)", at: place, hint: "shift the other way", widths: [term.width])
    }
    if amount == 0 { return builder.bound(a) }
    let (width, kept) = (term.width, term.width - amount)
    guard kept > 0 else {
        guard operation == .shiftRightArithmetic else {
            return builder.bound(builder.constant(.zero(width: width), at: place))
        }
        let sign = builder.append(Node(.slice, width: 1, a: a.index, b: Int32(width - 1)), at: place)
        return builder.bound(builder.append(Node(.signExtend, width: width, a: sign.index), at: place))
    }
    if operation == .shiftLeft {
        let low = builder.append(Node(.slice, width: kept, a: a.index, b: 0), at: place)
        let zeros = builder.constant(.zero(width: amount), at: place)
        return builder.bound(builder.concatenate([low, zeros], at: place))
    }
    let high = builder.append(Node(.slice, width: kept, a: a.index, b: Int32(amount)), at: place)
    let extend: Operation = operation == .shiftRight ? .zeroExtend : .signExtend
    return builder.bound(builder.append(Node(extend, width: width, a: high.index), at: place))
}
