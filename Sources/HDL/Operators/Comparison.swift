import CallSite
import Netlist

extension Bit {
    /// One when both are equal.
    @inline(never)
    public static func === (left: Bit, right: Bit) -> Bit {
        Bit(apply(.equal, left.term, right.term, width: 1, symbol: "===", call_site()))
    }

    /// One when both are equal. The literal must fit.
    @inline(never)
    public static func === (left: Bit, right: Int) -> Bit {
        Bit(compare(.equal, left.term, right, isSigned: false, isReversed: false, symbol: "===", call_site()))
    }

    /// One when they differ.
    @inline(never)
    public static func !== (left: Bit, right: Bit) -> Bit {
        Bit(apply(.notEqual, left.term, right.term, width: 1, symbol: "!==", call_site()))
    }

    /// One when they differ. The literal must fit.
    @inline(never)
    public static func !== (left: Bit, right: Int) -> Bit {
        Bit(compare(.notEqual, left.term, right, isSigned: false, isReversed: false, symbol: "!==", call_site()))
    }

}

extension Unsigned {
    /// One when both are equal. The widths must be one.
    @inline(never)
    public static func === (left: Unsigned, right: Unsigned) -> Bit {
        Bit(apply(.equal, left.term, right.term, width: 1, symbol: "===", call_site()))
    }

    /// One when both are equal. The literal must fit.
    @inline(never)
    public static func === (left: Unsigned, right: Int) -> Bit {
        Bit(compare(.equal, left.term, right, isSigned: false, isReversed: false, symbol: "===", call_site()))
    }

    /// One when they differ. The widths must be one.
    @inline(never)
    public static func !== (left: Unsigned, right: Unsigned) -> Bit {
        Bit(apply(.notEqual, left.term, right.term, width: 1, symbol: "!==", call_site()))
    }

    /// One when they differ. The literal must fit.
    @inline(never)
    public static func !== (left: Unsigned, right: Int) -> Bit {
        Bit(compare(.notEqual, left.term, right, isSigned: false, isReversed: false, symbol: "!==", call_site()))
    }

    /// One when the left is less, as unsigned numbers. The widths must be one.
    @inline(never)
    public static func < (left: Unsigned, right: Unsigned) -> Bit {
        Bit(apply(.lessUnsigned, left.term, right.term, width: 1, symbol: "<", call_site()))
    }

    /// One when the left is less, as unsigned numbers. The literal must fit.
    @inline(never)
    public static func < (left: Unsigned, right: Int) -> Bit {
        Bit(compare(.lessUnsigned, left.term, right, isSigned: false, isReversed: false, symbol: "<", call_site()))
    }

    /// One when the left is less or equal, as unsigned numbers. The widths must be one.
    @inline(never)
    public static func <= (left: Unsigned, right: Unsigned) -> Bit {
        Bit(apply(.lessOrEqualUnsigned, left.term, right.term, width: 1, symbol: "<=", call_site()))
    }

    /// One when the left is less or equal, as unsigned numbers. The literal must fit.
    @inline(never)
    public static func <= (left: Unsigned, right: Int) -> Bit {
        Bit(
            compare(
                .lessOrEqualUnsigned, left.term, right, isSigned: false, isReversed: false, symbol: "<=", call_site()))
    }

    /// One when the left is greater, as unsigned numbers. The widths must be one.
    @inline(never)
    public static func > (left: Unsigned, right: Unsigned) -> Bit {
        Bit(apply(.lessUnsigned, right.term, left.term, width: 1, symbol: ">", call_site()))
    }

    /// One when the left is greater, as unsigned numbers. The literal must fit.
    @inline(never)
    public static func > (left: Unsigned, right: Int) -> Bit {
        Bit(compare(.lessUnsigned, left.term, right, isSigned: false, isReversed: true, symbol: ">", call_site()))
    }

    /// One when the left is greater or equal, as unsigned numbers. The widths must be one.
    @inline(never)
    public static func >= (left: Unsigned, right: Unsigned) -> Bit {
        Bit(apply(.lessOrEqualUnsigned, right.term, left.term, width: 1, symbol: ">=", call_site()))
    }

    /// One when the left is greater or equal, as unsigned numbers. The literal must fit.
    @inline(never)
    public static func >= (left: Unsigned, right: Int) -> Bit {
        Bit(
            compare(
                .lessOrEqualUnsigned, left.term, right, isSigned: false, isReversed: true, symbol: ">=", call_site()))
    }

}

extension Signed {
    /// One when both are equal. The widths must be one.
    @inline(never)
    public static func === (left: Signed, right: Signed) -> Bit {
        Bit(apply(.equal, left.term, right.term, width: 1, symbol: "===", call_site()))
    }

    /// One when both are equal. The literal must fit.
    @inline(never)
    public static func === (left: Signed, right: Int) -> Bit {
        Bit(compare(.equal, left.term, right, isSigned: true, isReversed: false, symbol: "===", call_site()))
    }

    /// One when they differ. The widths must be one.
    @inline(never)
    public static func !== (left: Signed, right: Signed) -> Bit {
        Bit(apply(.notEqual, left.term, right.term, width: 1, symbol: "!==", call_site()))
    }

    /// One when they differ. The literal must fit.
    @inline(never)
    public static func !== (left: Signed, right: Int) -> Bit {
        Bit(compare(.notEqual, left.term, right, isSigned: true, isReversed: false, symbol: "!==", call_site()))
    }

    /// One when the left is less, in two's complement. The widths must be one.
    @inline(never)
    public static func < (left: Signed, right: Signed) -> Bit {
        Bit(apply(.lessSigned, left.term, right.term, width: 1, symbol: "<", call_site()))
    }

    /// One when the left is less, in two's complement. The literal must fit.
    @inline(never)
    public static func < (left: Signed, right: Int) -> Bit {
        Bit(compare(.lessSigned, left.term, right, isSigned: true, isReversed: false, symbol: "<", call_site()))
    }

    /// One when the left is less or equal, in two's complement. The widths must be one.
    @inline(never)
    public static func <= (left: Signed, right: Signed) -> Bit {
        Bit(apply(.lessOrEqualSigned, left.term, right.term, width: 1, symbol: "<=", call_site()))
    }

    /// One when the left is less or equal, in two's complement. The literal must fit.
    @inline(never)
    public static func <= (left: Signed, right: Int) -> Bit {
        Bit(compare(.lessOrEqualSigned, left.term, right, isSigned: true, isReversed: false, symbol: "<=", call_site()))
    }

    /// One when the left is greater, in two's complement. The widths must be one.
    @inline(never)
    public static func > (left: Signed, right: Signed) -> Bit {
        Bit(apply(.lessSigned, right.term, left.term, width: 1, symbol: ">", call_site()))
    }

    /// One when the left is greater, in two's complement. The literal must fit.
    @inline(never)
    public static func > (left: Signed, right: Int) -> Bit {
        Bit(compare(.lessSigned, left.term, right, isSigned: true, isReversed: true, symbol: ">", call_site()))
    }

    /// One when the left is greater or equal, in two's complement. The widths must be one.
    @inline(never)
    public static func >= (left: Signed, right: Signed) -> Bit {
        Bit(apply(.lessOrEqualSigned, right.term, left.term, width: 1, symbol: ">=", call_site()))
    }

    /// One when the left is greater or equal, in two's complement. The literal must fit.
    @inline(never)
    public static func >= (left: Signed, right: Int) -> Bit {
        Bit(
            compare(.lessOrEqualSigned, left.term, right, isSigned: true, isReversed: true, symbol: ">=", call_site()))
    }

}

extension Enumerated {
    /// One when it holds this case.
    @inline(never)
    public static func === (left: Enumerated, right: Cases) -> Bit { left.compared(.equal, right, call_site()) }

    /// One when it holds another case.
    @inline(never)
    public static func !== (left: Enumerated, right: Cases) -> Bit { left.compared(.notEqual, right, call_site()) }

    /// One when both hold the same case.
    @inline(never)
    public static func === (left: Enumerated, right: Enumerated) -> Bit {
        Bit(apply(.equal, left.term, right.term, width: 1, symbol: "===", call_site()))
    }

    /// One when it holds one of these cases.
    @inline(never)
    public func isOne(of cases: Cases...) -> Bit {
        let address = call_site()
        let tests = cases.map { compared(.equal, $0, address) }
        guard let first = tests.first else { return Bit(_bound) }
        return tests.dropFirst().reduce(first) { Bit(apply(.or, $0.term, $1.term, symbol: "isOne", address)) }
    }

    private func compared(_ operation: Operation, _ other: Cases, _ address: UInt) -> Bit {
        let constant = enumerationConstant(other, like: _bound, at: Place(returnAddress: address))
        return Bit(
            apply(operation, term, Term(bound: constant, width: width), width: 1, symbol: "===", address))
    }
}

/// The constant that stands for a case.
func enumerationConstant<Cases: HardwareEnum>(_ value: Cases, like bound: Bound?, at place: Place) -> Bound? {
    guard let elaboration = Elaboration.of(bound, nil), let builder = elaboration.running(at: place) else { return nil }
    let cases = elaboration.cases(of: Cases.self)
    let number = BitVector(UInt64(cases.number(of: value)), width: cases.enumeration.width)
    let node = builder.constant(number, at: place)
    builder.circuit.enumerations[node] = elaboration.number(of: cases)
    return builder.bound(node)
}
