import CallSite

// With a Unsigned on the left; see Senseless.swift.

extension Unsigned {
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '+' of Unsigned and Bit needs two operands of one kind; convert one")
    @inline(never) public static func + (left: Unsigned, right: Bit) -> Unsigned {
        Unsigned(senseless("+", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '+' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func + (left: Unsigned, right: Signed) -> Unsigned {
        Unsigned(senseless("+", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '-' of Unsigned and Bit needs two operands of one kind; convert one")
    @inline(never) public static func - (left: Unsigned, right: Bit) -> Unsigned {
        Unsigned(senseless("-", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '-' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func - (left: Unsigned, right: Signed) -> Unsigned {
        Unsigned(senseless("-", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&' of Unsigned and Bit needs two operands of one kind; convert one")
    @inline(never) public static func & (left: Unsigned, right: Bit) -> Unsigned {
        Unsigned(senseless("&", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '&' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func & (left: Unsigned, right: Signed) -> Unsigned {
        Unsigned(senseless("&", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '|' of Unsigned and Bit needs two operands of one kind; convert one")
    @inline(never) public static func | (left: Unsigned, right: Bit) -> Unsigned {
        Unsigned(senseless("|", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '|' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func | (left: Unsigned, right: Signed) -> Unsigned {
        Unsigned(senseless("|", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '^' of Unsigned and Bit needs two operands of one kind; convert one")
    @inline(never) public static func ^ (left: Unsigned, right: Bit) -> Unsigned {
        Unsigned(senseless("^", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '^' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func ^ (left: Unsigned, right: Signed) -> Unsigned {
        Unsigned(senseless("^", left, right, call_site()), width: left.width)
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '===' of Unsigned and Bit needs two operands of one kind; convert one"
    )
    @inline(never) public static func === (left: Unsigned, right: Bit) -> Bit {
        Bit(senseless("===", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '===' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func === (left: Unsigned, right: Signed) -> Bit {
        Bit(senseless("===", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '!==' of Unsigned and Bit needs two operands of one kind; convert one"
    )
    @inline(never) public static func !== (left: Unsigned, right: Bit) -> Bit {
        Bit(senseless("!==", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '!==' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func !== (left: Unsigned, right: Signed) -> Bit {
        Bit(senseless("!==", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<' of Unsigned and Bit needs two operands of one kind; convert one")
    @inline(never) public static func < (left: Unsigned, right: Bit) -> Bit {
        Bit(senseless("<", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '<' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func < (left: Unsigned, right: Signed) -> Bit {
        Bit(senseless("<", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<=' of Unsigned and Bit needs two operands of one kind; convert one")
    @inline(never) public static func <= (left: Unsigned, right: Bit) -> Bit {
        Bit(senseless("<=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '<=' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func <= (left: Unsigned, right: Signed) -> Bit {
        Bit(senseless("<=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>' of Unsigned and Bit needs two operands of one kind; convert one")
    @inline(never) public static func > (left: Unsigned, right: Bit) -> Bit {
        Bit(senseless(">", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '>' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func > (left: Unsigned, right: Signed) -> Bit {
        Bit(senseless(">", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>=' of Unsigned and Bit needs two operands of one kind; convert one")
    @inline(never) public static func >= (left: Unsigned, right: Bit) -> Bit {
        Bit(senseless(">=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '>=' of Unsigned and Signed needs two operands of one kind; convert one"
    )
    @inline(never) public static func >= (left: Unsigned, right: Signed) -> Bit {
        Bit(senseless(">=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&&' of Unsigned and Bit takes two single bits")
    @inline(never) public static func && (left: Unsigned, right: Bit) -> Bit {
        Bit(senseless("&&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&&' of Unsigned and Unsigned takes two single bits")
    @inline(never) public static func && (left: Unsigned, right: Unsigned) -> Bit {
        Bit(senseless("&&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&&' of Unsigned and Signed takes two single bits")
    @inline(never) public static func && (left: Unsigned, right: Signed) -> Bit {
        Bit(senseless("&&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '||' of Unsigned and Bit takes two single bits")
    @inline(never) public static func || (left: Unsigned, right: Bit) -> Bit {
        Bit(senseless("||", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '||' of Unsigned and Unsigned takes two single bits")
    @inline(never) public static func || (left: Unsigned, right: Unsigned) -> Bit {
        Bit(senseless("||", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '||' of Unsigned and Signed takes two single bits")
    @inline(never) public static func || (left: Unsigned, right: Signed) -> Bit {
        Bit(senseless("||", left, right, call_site()))
    }
}
