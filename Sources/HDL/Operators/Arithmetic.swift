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
        let address = call_site()
        let other = literal(right, like: left.term, isSigned: false, symbol: "+", address)
        return Unsigned(apply(.add, left.term, other, symbol: "+", address), width: left.width)
    }

    /// The difference, wrapped to the operands' width, which must be one. `subtracting` grows instead.
    @inline(never)
    public static func - (left: Unsigned, right: Unsigned) -> Unsigned {
        Unsigned(apply(.subtract, left.term, right.term, symbol: "-", call_site()), width: left.width)
    }

    /// The difference with a literal that fits, wrapped.
    @inline(never)
    public static func - (left: Unsigned, right: Int) -> Unsigned {
        let address = call_site()
        let other = literal(right, like: left.term, isSigned: false, symbol: "-", address)
        return Unsigned(apply(.subtract, left.term, other, symbol: "-", address), width: left.width)
    }

    /// The exact product: as wide as both operands together.
    @inline(never)
    public static func * (left: Unsigned, right: Unsigned) -> Unsigned {
        let address = call_site()
        let width = left.width + right.width
        let wide = Term(bound: apply(.zeroExtend, left.term, width: width, address), width: width)
        let other = Term(bound: apply(.zeroExtend, right.term, width: width, address), width: width)
        return Unsigned(apply(.multiply, wide, other, symbol: "*", address), width: width)
    }

    /// The exact sum: one bit wider than the operands, which must have one width.
    @inline(never)
    public func adding(_ other: Unsigned) -> Unsigned {
        grown(.add, other, symbol: "adding", call_site())
    }

    /// The exact difference in two's complement; the top bit is the borrow: one bit wider than the operands, which must have one width.
    @inline(never)
    public func subtracting(_ other: Unsigned) -> Unsigned {
        grown(.subtract, other, symbol: "subtracting", call_site())
    }

    private func grown(_ operation: Operation, _ other: Unsigned, symbol: StaticString, _ address: UInt) -> Unsigned {
        let width = max(self.width, other.width) + 1
        let left = Term(bound: apply(.zeroExtend, term, width: width, address), width: self.width + 1)
        let right = Term(bound: apply(.zeroExtend, other.term, width: width, address), width: other.width + 1)
        return Unsigned(apply(operation, left, right, width: width, symbol: symbol, address), width: width)
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
        let address = call_site()
        let other = literal(right, like: left.term, isSigned: true, symbol: "+", address)
        return Signed(apply(.add, left.term, other, symbol: "+", address), width: left.width)
    }

    /// The difference, wrapped to the operands' width, which must be one. `subtracting` grows instead.
    @inline(never)
    public static func - (left: Signed, right: Signed) -> Signed {
        Signed(apply(.subtract, left.term, right.term, symbol: "-", call_site()), width: left.width)
    }

    /// The difference with a literal that fits, wrapped.
    @inline(never)
    public static func - (left: Signed, right: Int) -> Signed {
        let address = call_site()
        let other = literal(right, like: left.term, isSigned: true, symbol: "-", address)
        return Signed(apply(.subtract, left.term, other, symbol: "-", address), width: left.width)
    }

    /// The exact product: as wide as both operands together.
    @inline(never)
    public static func * (left: Signed, right: Signed) -> Signed {
        let address = call_site()
        let width = left.width + right.width
        let wide = Term(bound: apply(.signExtend, left.term, width: width, address), width: width)
        let other = Term(bound: apply(.signExtend, right.term, width: width, address), width: width)
        return Signed(apply(.multiply, wide, other, symbol: "*", address), width: width)
    }

    /// The exact sum: one bit wider than the operands, which must have one width.
    @inline(never)
    public func adding(_ other: Signed) -> Signed {
        grown(.add, other, symbol: "adding", call_site())
    }

    /// The exact difference: one bit wider than the operands, which must have one width.
    @inline(never)
    public func subtracting(_ other: Signed) -> Signed {
        grown(.subtract, other, symbol: "subtracting", call_site())
    }

    private func grown(_ operation: Operation, _ other: Signed, symbol: StaticString, _ address: UInt) -> Signed {
        let width = max(self.width, other.width) + 1
        let left = Term(bound: apply(.signExtend, term, width: width, address), width: self.width + 1)
        let right = Term(bound: apply(.signExtend, other.term, width: width, address), width: other.width + 1)
        return Signed(apply(operation, left, right, width: width, symbol: symbol, address), width: width)
    }
}
