import CallSite
import Netlist

// Division by a power of two is wiring. Anything else is a sequential circuit, or a very large one: there is no operator for it.

extension Unsigned {
    /// The quotient by a constant power of two, as wide as the number.
    @inline(never)
    public static func / (left: Unsigned, right: Int) -> Unsigned {
        divided(left, right, symbol: "/", call_site())
    }

    /// The remainder by a constant power of two, as wide as the number.
    @inline(never)
    public static func % (left: Unsigned, right: Int) -> Unsigned {
        divided(left, right, symbol: "%", call_site())
    }
}

extension Signed {
    /// The quotient by a constant power of two, rounded toward zero as in Swift and Verilog: -7 / 4 is -1. (`>>` rounds down: -2.)
    @inline(never)
    public static func / (left: Signed, right: Int) -> Signed {
        divided(left, right, symbol: "/", call_site())
    }

    /// The remainder of that division: it has the sign of the number, -7 % 4 is -3.
    @inline(never)
    public static func % (left: Signed, right: Int) -> Signed {
        divided(left, right, symbol: "%", call_site())
    }
}

@inline(never)
private func divided(_ left: Unsigned, _ right: Int, symbol: StaticString, _ address: UInt) -> Unsigned {
    Unsigned(divided(left.term, right, isSigned: false, symbol: symbol, address), width: left.width)
}

@inline(never)
private func divided(_ left: Signed, _ right: Int, symbol: StaticString, _ address: UInt) -> Signed {
    Signed(divided(left.term, right, isSigned: true, symbol: symbol, address), width: left.width)
}

@inline(never)
private func divided(_ left: Term, _ right: Int, isSigned: Bool, symbol: StaticString, _ address: UInt) -> Bound? {
    guard right > 0, right & (right - 1) == 0 else {
        let elaboration = Elaboration.of(left.bound, nil)
        return elaboration?.refuse(
            Code.divisor, "'\(symbol)' by \(right), which is no power of two", at: Place(returnAddress: address),
            hint: "a general division is a circuit that takes several cycles; multiply by a reciprocal, or build one",
            widths: [left.width])
    }
    let divisor = literal(right, like: left, isSigned: isSigned, symbol: symbol, address)
    let power = right.trailingZeroBitCount
    let isQuotient = symbol.description == "/"
    return built([left, divisor], width: left.width, address) { gates, nodes in
        let (value, width) = (nodes[0], left.width)
        if power == 0 { return isQuotient ? value : gates.constant(0, width: width) }
        let low = gates.slice(value, low: 0, width: power)
        guard isSigned else {
            return gates.extended(
                isQuotient ? gates.slice(value, low: power, width: width - power) : low, to: width)
        }
        let sign = gates.bit(value, width - 1)
        if isQuotient {
            // Divisor - 1 is added to negative numbers, so that what is cut off rounds up.
            let bias = gates.extended(gates.extended(sign, to: power, .signExtend), to: width)
            let sum = gates.add(value, bias)
            return gates.extended(gates.slice(sum, low: power, width: width - power), to: width, .signExtend)
        }
        let above = gates.and(sign, gates.reduce(.reduceOr, low))
        return gates.concatenate([gates.extended(above, to: width - power, .signExtend), low])
    }
}
