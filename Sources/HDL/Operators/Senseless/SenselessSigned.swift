import CallSite

// With a Signed on the left; see Senseless.swift.

extension Signed {
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '+' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func + (left: Signed, right: Bit) -> Signed {
        Signed(senseless("+", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '+' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func + (left: Signed, right: Unsigned) -> Signed {
        Signed(senseless("+", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '-' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func - (left: Signed, right: Bit) -> Signed {
        Signed(senseless("-", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '-' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func - (left: Signed, right: Unsigned) -> Signed {
        Signed(senseless("-", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func & (left: Signed, right: Bit) -> Signed {
        Signed(senseless("&", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '&' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func & (left: Signed, right: Unsigned) -> Signed {
        Signed(senseless("&", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '|' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func | (left: Signed, right: Bit) -> Signed {
        Signed(senseless("|", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '|' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func | (left: Signed, right: Unsigned) -> Signed {
        Signed(senseless("|", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '^' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func ^ (left: Signed, right: Bit) -> Signed {
        Signed(senseless("^", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '^' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func ^ (left: Signed, right: Unsigned) -> Signed {
        Signed(senseless("^", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '===' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func === (left: Signed, right: Bit) -> Bit {
        Bit(senseless("===", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '===' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func === (left: Signed, right: Unsigned) -> Bit {
        Bit(senseless("===", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '!==' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func !== (left: Signed, right: Bit) -> Bit {
        Bit(senseless("!==", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '!==' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func !== (left: Signed, right: Unsigned) -> Bit {
        Bit(senseless("!==", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func < (left: Signed, right: Bit) -> Bit {
        Bit(senseless("<", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '<' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func < (left: Signed, right: Unsigned) -> Bit {
        Bit(senseless("<", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<=' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func <= (left: Signed, right: Bit) -> Bit {
        Bit(senseless("<=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '<=' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func <= (left: Signed, right: Unsigned) -> Bit {
        Bit(senseless("<=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func > (left: Signed, right: Bit) -> Bit {
        Bit(senseless(">", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '>' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func > (left: Signed, right: Unsigned) -> Bit {
        Bit(senseless(">", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>=' of Signed and Bit needs two operands of one kind; convert one")
    @inline(never) public static func >= (left: Signed, right: Bit) -> Bit {
        Bit(senseless(">=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '>=' of Signed and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func >= (left: Signed, right: Unsigned) -> Bit {
        Bit(senseless(">=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&&' of Signed and Bit takes two single bits")
    @inline(never) public static func && (left: Signed, right: Bit) -> Bit {
        Bit(senseless("&&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&&' of Signed and Unsigned takes two single bits")
    @inline(never) public static func && (left: Signed, right: Unsigned) -> Bit {
        Bit(senseless("&&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&&' of Signed and Signed takes two single bits")
    @inline(never) public static func && (left: Signed, right: Signed) -> Bit {
        Bit(senseless("&&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '||' of Signed and Bit takes two single bits")
    @inline(never) public static func || (left: Signed, right: Bit) -> Bit {
        Bit(senseless("||", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '||' of Signed and Unsigned takes two single bits")
    @inline(never) public static func || (left: Signed, right: Unsigned) -> Bit {
        Bit(senseless("||", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '||' of Signed and Signed takes two single bits")
    @inline(never) public static func || (left: Signed, right: Signed) -> Bit {
        Bit(senseless("||", left, right, call_site()))
    }
}
