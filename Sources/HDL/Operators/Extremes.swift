import CallSite
import Netlist

/// The smaller of two numbers of one width.
@inline(never)
public func min(_ left: Unsigned, _ right: Unsigned) -> Unsigned {
    Unsigned(extreme(left.term, right.term, .lessUnsigned, symbol: "min", call_site()), width: left.width)
}

/// The smaller of a number and a literal that fits.
@inline(never)
public func min(_ left: Unsigned, _ right: Int) -> Unsigned {
    let address = call_site()
    let other = literal(right, like: left.term, symbol: "min", address)
    return Unsigned(extreme(left.term, other, .lessUnsigned, symbol: "min", address), width: left.width)
}

/// The greater of two numbers of one width.
@inline(never)
public func max(_ left: Unsigned, _ right: Unsigned) -> Unsigned {
    Unsigned(extreme(left.term, right.term, .lessUnsigned, symbol: "max", call_site()), width: left.width)
}

/// The greater of a number and a literal that fits.
@inline(never)
public func max(_ left: Unsigned, _ right: Int) -> Unsigned {
    let address = call_site()
    let other = literal(right, like: left.term, symbol: "max", address)
    return Unsigned(extreme(left.term, other, .lessUnsigned, symbol: "max", address), width: left.width)
}

/// The smaller of two numbers of one width, in two's complement.
@inline(never)
public func min(_ left: Signed, _ right: Signed) -> Signed {
    Signed(extreme(left.term, right.term, .lessSigned, symbol: "min", call_site()), width: left.width)
}

/// The smaller of a number and a literal that fits, in two's complement.
@inline(never)
public func min(_ left: Signed, _ right: Int) -> Signed {
    let address = call_site()
    let other = literal(right, like: left.term, isSigned: true, symbol: "min", address)
    return Signed(extreme(left.term, other, .lessSigned, symbol: "min", address), width: left.width)
}

/// The greater of two numbers of one width, in two's complement.
@inline(never)
public func max(_ left: Signed, _ right: Signed) -> Signed {
    Signed(extreme(left.term, right.term, .lessSigned, symbol: "max", call_site()), width: left.width)
}

/// The greater of a number and a literal that fits, in two's complement.
@inline(never)
public func max(_ left: Signed, _ right: Int) -> Signed {
    let address = call_site()
    let other = literal(right, like: left.term, isSigned: true, symbol: "max", address)
    return Signed(extreme(left.term, other, .lessSigned, symbol: "max", address), width: left.width)
}

extension Signed {
    /// The number with the opposite sign, wrapped: that of the least number is itself. `negated` grows instead.
    @inline(never)
    public static prefix func - (value: Signed) -> Signed {
        Signed(negative(value.term, width: value.width, call_site()), width: value.width)
    }

    /// The number with the opposite sign, exact: one bit wider.
    public var negated: Signed {
        @inline(never) get { Signed(negative(term, width: width + 1, call_site()), width: width + 1) }
    }

    /// The distance from zero, exact: of *w* bits, which hold that of the least number too.
    public var absoluteValue: Unsigned {
        @inline(never) get {
            let bound = built([term], width: width, call_site()) { gates, nodes in
                let sign = gates.bit(nodes[0], width - 1)
                return gates.mux(sign, gates.subtract(gates.constant(0, width: width), nodes[0]), nodes[0])
            }
            return Unsigned(bound, width: width)
        }
    }
}

private func negative(_ value: Term, width: Int, _ address: UInt) -> Bound? {
    built([value], width: width, address) { gates, nodes in
        gates.subtract(gates.constant(0, width: width), gates.extended(nodes[0], to: width, .signExtend))
    }
}

private func extreme(
    _ left: Term, _ right: Term, _ less: Operation, symbol: String, _ address: UInt
) -> Bound? {
    built(left, right, width: left.width, symbol: symbol, address) { gates, a, b in
        let isLess = gates.node(less, width: 1, a, b)
        return symbol == "min" ? gates.mux(isLess, a, b) : gates.mux(isLess, b, a)
    }
}
