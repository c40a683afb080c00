import CallSite

// With a Bit on the left; see Senseless.swift.

extension Bit {
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '+' of Bit and Bit is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func + (left: Bit, right: Bit) -> Bit { Bit(senseless("+", left, right, call_site())) }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '+' of Bit and Unsigned needs two operands of one kind; convert one")
    @inline(never) public static func + (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("+", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '+' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func + (left: Bit, right: Signed) -> Bit {
        Bit(senseless("+", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '+' of Bit and Int is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func + (left: Bit, right: Int) -> Bit { Bit(senseless("+", left, right, call_site())) }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '-' of Bit and Bit is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func - (left: Bit, right: Bit) -> Bit { Bit(senseless("-", left, right, call_site())) }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '-' of Bit and Unsigned needs two operands of one kind; convert one")
    @inline(never) public static func - (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("-", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '-' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func - (left: Bit, right: Signed) -> Bit {
        Bit(senseless("-", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '-' of Bit and Int is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func - (left: Bit, right: Int) -> Bit { Bit(senseless("-", left, right, call_site())) }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&' of Bit and Unsigned needs two operands of one kind; convert one")
    @inline(never) public static func & (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func & (left: Bit, right: Signed) -> Bit {
        Bit(senseless("&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '|' of Bit and Unsigned needs two operands of one kind; convert one")
    @inline(never) public static func | (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("|", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '|' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func | (left: Bit, right: Signed) -> Bit {
        Bit(senseless("|", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '^' of Bit and Unsigned needs two operands of one kind; convert one")
    @inline(never) public static func ^ (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("^", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '^' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func ^ (left: Bit, right: Signed) -> Bit {
        Bit(senseless("^", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '===' of Bit and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func === (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("===", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '===' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func === (left: Bit, right: Signed) -> Bit {
        Bit(senseless("===", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(
        *, deprecated, message: "hardware: '!==' of Bit and Unsigned needs two operands of one kind; convert one"
    )
    @inline(never) public static func !== (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("!==", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '!==' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func !== (left: Bit, right: Signed) -> Bit {
        Bit(senseless("!==", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<' of Bit and Bit is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func < (left: Bit, right: Bit) -> Bit { Bit(senseless("<", left, right, call_site())) }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<' of Bit and Unsigned needs two operands of one kind; convert one")
    @inline(never) public static func < (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("<", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func < (left: Bit, right: Signed) -> Bit {
        Bit(senseless("<", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<' of Bit and Int is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func < (left: Bit, right: Int) -> Bit { Bit(senseless("<", left, right, call_site())) }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<=' of Bit and Bit is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func <= (left: Bit, right: Bit) -> Bit {
        Bit(senseless("<=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<=' of Bit and Unsigned needs two operands of one kind; convert one")
    @inline(never) public static func <= (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("<=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<=' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func <= (left: Bit, right: Signed) -> Bit {
        Bit(senseless("<=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '<=' of Bit and Int is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func <= (left: Bit, right: Int) -> Bit {
        Bit(senseless("<=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>' of Bit and Bit is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func > (left: Bit, right: Bit) -> Bit { Bit(senseless(">", left, right, call_site())) }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>' of Bit and Unsigned needs two operands of one kind; convert one")
    @inline(never) public static func > (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless(">", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func > (left: Bit, right: Signed) -> Bit {
        Bit(senseless(">", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>' of Bit and Int is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func > (left: Bit, right: Int) -> Bit { Bit(senseless(">", left, right, call_site())) }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>=' of Bit and Bit is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func >= (left: Bit, right: Bit) -> Bit {
        Bit(senseless(">=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>=' of Bit and Unsigned needs two operands of one kind; convert one")
    @inline(never) public static func >= (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless(">=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>=' of Bit and Signed needs two operands of one kind; convert one")
    @inline(never) public static func >= (left: Bit, right: Signed) -> Bit {
        Bit(senseless(">=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '>=' of Bit and Int is not defined for Bit; use Unsigned(bit)")
    @inline(never) public static func >= (left: Bit, right: Int) -> Bit {
        Bit(senseless(">=", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&&' of Bit and Unsigned takes two single bits")
    @inline(never) public static func && (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("&&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&&' of Bit and Signed takes two single bits")
    @inline(never) public static func && (left: Bit, right: Signed) -> Bit {
        Bit(senseless("&&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '&&' of Bit and Int takes two single bits")
    @inline(never) public static func && (left: Bit, right: Int) -> Bit {
        Bit(senseless("&&", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '||' of Bit and Unsigned takes two single bits")
    @inline(never) public static func || (left: Bit, right: Unsigned) -> Bit {
        Bit(senseless("||", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '||' of Bit and Signed takes two single bits")
    @inline(never) public static func || (left: Bit, right: Signed) -> Bit {
        Bit(senseless("||", left, right, call_site()))
    }
    @_disfavoredOverload
    @available(*, deprecated, message: "hardware: '||' of Bit and Int takes two single bits")
    @inline(never) public static func || (left: Bit, right: Int) -> Bit {
        Bit(senseless("||", left, right, call_site()))
    }
}
