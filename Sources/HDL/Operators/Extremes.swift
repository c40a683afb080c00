import CallSite
import Netlist

/// The smaller of two numbers of one width.
@inline(never)
public func min(_ left: Unsigned, _ right: Unsigned) -> Unsigned {
    extreme(left, right, symbol: "min", call_site())
}

/// The smaller of a number and a literal that fits.
@inline(never)
public func min(_ left: Unsigned, _ right: Int) -> Unsigned {
    extreme(left, right, symbol: "min", call_site())
}

/// The greater of two numbers of one width.
@inline(never)
public func max(_ left: Unsigned, _ right: Unsigned) -> Unsigned {
    extreme(left, right, symbol: "max", call_site())
}

/// The greater of a number and a literal that fits.
@inline(never)
public func max(_ left: Unsigned, _ right: Int) -> Unsigned {
    extreme(left, right, symbol: "max", call_site())
}

/// The smaller of two numbers of one width, in two's complement.
@inline(never)
public func min(_ left: Signed, _ right: Signed) -> Signed {
    extreme(left, right, symbol: "min", call_site())
}

/// The smaller of a number and a literal that fits, in two's complement.
@inline(never)
public func min(_ left: Signed, _ right: Int) -> Signed {
    extreme(left, right, symbol: "min", call_site())
}

/// The greater of two numbers of one width, in two's complement.
@inline(never)
public func max(_ left: Signed, _ right: Signed) -> Signed {
    extreme(left, right, symbol: "max", call_site())
}

/// The greater of a number and a literal that fits, in two's complement.
@inline(never)
public func max(_ left: Signed, _ right: Int) -> Signed {
    extreme(left, right, symbol: "max", call_site())
}

extension Signed {
    /// The number with the opposite sign, wrapped: that of the least number is itself. `negated` grows instead.
    @inline(never)
    public static prefix func - (value: Signed) -> Signed {
        negative(value, width: value.width, call_site())
    }

    /// The number with the opposite sign, exact: one bit wider.
    public var negated: Signed {
        @inline(never) get { negative(self, width: width &+ 1, call_site()) }
    }

    /// The distance from zero, exact: of *w* bits, which hold that of the least number too.
    public var absoluteValue: Unsigned {
        @inline(never) get { absolute(self, call_site()) }
    }
}

@inline(never)
private func absolute(_ value: Signed, _ address: UInt) -> Unsigned {
    let width = value.width
    let bound = built([value.term], width: width, address) { gates, nodes in
        let sign = gates.bit(nodes[0], width - 1)
        return gates.mux(sign, gates.subtract(gates.constant(0, width: width), nodes[0]), nodes[0])
    }
    return Unsigned(bound, width: width)
}

@inline(never)
private func negative(_ value: Signed, width: Int, _ address: UInt) -> Signed {
    let bound = built([value.term], width: width, address) { gates, nodes in
        gates.subtract(gates.constant(0, width: width), gates.extended(nodes[0], to: width, .signExtend))
    }
    return Signed(bound, width: width)
}

@inline(never)
private func extreme(_ left: Unsigned, _ right: Unsigned, symbol: StaticString, _ address: UInt) -> Unsigned {
    Unsigned(extreme(left.term, right.term, .lessUnsigned, symbol: symbol.description, address), width: left.width)
}

@inline(never)
private func extreme(_ left: Unsigned, _ right: Int, symbol: StaticString, _ address: UInt) -> Unsigned {
    let other = literal(right, like: left.term, symbol: symbol, address)
    return Unsigned(extreme(left.term, other, .lessUnsigned, symbol: symbol.description, address), width: left.width)
}

@inline(never)
private func extreme(_ left: Signed, _ right: Signed, symbol: StaticString, _ address: UInt) -> Signed {
    Signed(extreme(left.term, right.term, .lessSigned, symbol: symbol.description, address), width: left.width)
}

@inline(never)
private func extreme(_ left: Signed, _ right: Int, symbol: StaticString, _ address: UInt) -> Signed {
    let other = literal(right, like: left.term, isSigned: true, symbol: symbol, address)
    return Signed(extreme(left.term, other, .lessSigned, symbol: symbol.description, address), width: left.width)
}

private func extreme(_ left: Term, _ right: Term, _ less: Operation, symbol: String, _ address: UInt) -> Bound? {
    built(left, right, width: left.width, symbol: symbol, address) { gates, a, b in
        let isLess = gates.node(less, width: 1, a, b)
        return symbol == "min" ? gates.mux(isLess, a, b) : gates.mux(isLess, b, a)
    }
}
