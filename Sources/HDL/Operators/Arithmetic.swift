import CallSite
import Netlist

extension Unsigned {
    /// The sum, wrapped to the operands' width, which must be one. `adding` grows instead.
    @inline(never)
    public static func + (left: Unsigned, right: Unsigned) -> Unsigned {
        Unsigned(apply(.add, left.term, right.term, symbol: "+", call_site()), width: left.width)
    }

    /// The sum with a literal that fits, wrapped.
    @inline(never)
    public static func + (left: Unsigned, right: Int) -> Unsigned {
        Unsigned(apply(.add, left.term, right, isSigned: false, symbol: "+", call_site()), width: left.width)
    }

    /// The difference, wrapped to the operands' width, which must be one. `subtracting` grows instead.
    @inline(never)
    public static func - (left: Unsigned, right: Unsigned) -> Unsigned {
        Unsigned(apply(.subtract, left.term, right.term, symbol: "-", call_site()), width: left.width)
    }

    /// The difference with a literal that fits, wrapped.
    @inline(never)
    public static func - (left: Unsigned, right: Int) -> Unsigned {
        Unsigned(apply(.subtract, left.term, right, isSigned: false, symbol: "-", call_site()), width: left.width)
    }

    /// The exact product: as wide as both operands together.
    @inline(never)
    public static func * (left: Unsigned, right: Unsigned) -> Unsigned {
        Unsigned(product(.zeroExtend, left.term, right.term, call_site()), width: left.width &+ right.width)
    }

    /// The exact sum: one bit wider than the operands, which must have one width.
    @inline(never)
    public func adding(_ other: Unsigned) -> Unsigned {
        Unsigned(growing(.add, .zeroExtend, term, other.term, "adding", call_site()), width: width &+ 1)
    }

    /// The exact difference in two's complement; the top bit is the borrow: one bit wider than the operands, which must have one width.
    @inline(never)
    public func subtracting(_ other: Unsigned) -> Unsigned {
        Unsigned(growing(.subtract, .zeroExtend, term, other.term, "subtracting", call_site()), width: width &+ 1)
    }
}

extension Signed {
    /// The sum, wrapped to the operands' width, which must be one. `adding` grows instead.
    @inline(never)
    public static func + (left: Signed, right: Signed) -> Signed {
        Signed(apply(.add, left.term, right.term, symbol: "+", call_site()), width: left.width)
    }

    /// The sum with a literal that fits, wrapped.
    @inline(never)
    public static func + (left: Signed, right: Int) -> Signed {
        Signed(apply(.add, left.term, right, isSigned: true, symbol: "+", call_site()), width: left.width)
    }

    /// The difference, wrapped to the operands' width, which must be one. `subtracting` grows instead.
    @inline(never)
    public static func - (left: Signed, right: Signed) -> Signed {
        Signed(apply(.subtract, left.term, right.term, symbol: "-", call_site()), width: left.width)
    }

    /// The difference with a literal that fits, wrapped.
    @inline(never)
    public static func - (left: Signed, right: Int) -> Signed {
        Signed(apply(.subtract, left.term, right, isSigned: true, symbol: "-", call_site()), width: left.width)
    }

    /// The exact product: as wide as both operands together.
    @inline(never)
    public static func * (left: Signed, right: Signed) -> Signed {
        Signed(product(.signExtend, left.term, right.term, call_site()), width: left.width &+ right.width)
    }

    /// The exact sum: one bit wider than the operands, which must have one width.
    @inline(never)
    public func adding(_ other: Signed) -> Signed {
        Signed(growing(.add, .signExtend, term, other.term, "adding", call_site()), width: width &+ 1)
    }

    /// The exact difference: one bit wider than the operands, which must have one width.
    @inline(never)
    public func subtracting(_ other: Signed) -> Signed {
        Signed(growing(.subtract, .signExtend, term, other.term, "subtracting", call_site()), width: width &+ 1)
    }
}

/// Both operands extended by one bit, then the operation.
@inline(never)
private func growing(
    _ operation: Operation, _ extending: Operation, _ left: Term, _ right: Term, _ symbol: StaticString, _ address: UInt
) -> Bound? {
    let width = widthSum(left.width, 1)
    guard left.width == right.width else {
        return apply(operation, left, right, width: width, symbol: symbol, address)
    }
    let a = Term(bound: apply(extending, left, width: width, address), width: width)
    let b = Term(bound: apply(extending, right, width: width, address), width: width)
    return apply(operation, a, b, symbol: symbol, address)
}

/// Both operands extended to the width of the product, then the product.
@inline(never)
private func product(_ extending: Operation, _ left: Term, _ right: Term, _ address: UInt) -> Bound? {
    let width = widthSum(left.width, right.width)
    guard width <= Elaboration.largestWidth else {
        let elaboration = Elaboration.of(left.bound, right.bound)
        elaboration?.report(.width(width, at: Place(returnAddress: address)))
        return elaboration?.poison(widths: [width])
    }
    let a = Term(bound: apply(extending, left, width: width, address), width: width)
    let b = Term(bound: apply(extending, right, width: width, address), width: width)
    return apply(.multiply, a, b, symbol: "*", address)
}
