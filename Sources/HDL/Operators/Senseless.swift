import CallSite
import Netlist

// The pairs of kinds for which an operator means nothing. They exist so that a wrong expression type-checks at once and is
// told about hardware, in place of "unable to type-check this expression in reasonable time" (see docs/language.md). Each is a
// deprecation at compile time (an error with `.treatWarning("DeprecatedDeclaration", as: .error)`) and HDL017 at elaboration.
//
// They are disfavoured, so that right expressions are solved without trying them: signed conditions of 8 terms took the type
// checker 443 ms before and 89 ms since, and wrong expressions still find them.

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

/// Records the senseless pair and gives a value to go on with.
func senseless(_ symbol: String, _ left: any Structured, _ right: Any, _ address: UInt) -> Bound? {
    guard let elaboration = Elaboration.of(left._bound, (right as? any Structured)?._bound) else { return nil }
    return elaboration.refuse(
        Code.kindMismatch, "'\(symbol)' of \(type(of: left)) and \(type(of: right))", at: Place(returnAddress: address),
        hint: "convert one: Unsigned(x), Signed(x), x[0], x.anyOne", widths: [left.bitWidth])
}
