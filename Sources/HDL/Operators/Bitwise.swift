import CallSite
import Netlist

extension Bit {
    /// Bitwise and.
    @inline(never)
    public static func & (left: Bit, right: Bit) -> Bit {
        Bit(apply(.and, left.term, right.term, symbol: "&", call_site()))
    }

    /// Bitwise and with a literal that fits.
    @inline(never)
    public static func & (left: Bit, right: Int) -> Bit {
        Bit(apply(.and, left.term, right, isSigned: false, symbol: "&", call_site()))
    }

    /// Bitwise or.
    @inline(never)
    public static func | (left: Bit, right: Bit) -> Bit {
        Bit(apply(.or, left.term, right.term, symbol: "|", call_site()))
    }

    /// Bitwise or with a literal that fits.
    @inline(never)
    public static func | (left: Bit, right: Int) -> Bit {
        Bit(apply(.or, left.term, right, isSigned: false, symbol: "|", call_site()))
    }

    /// Bitwise exclusive or.
    @inline(never)
    public static func ^ (left: Bit, right: Bit) -> Bit {
        Bit(apply(.xor, left.term, right.term, symbol: "^", call_site()))
    }

    /// Bitwise exclusive or with a literal that fits.
    @inline(never)
    public static func ^ (left: Bit, right: Int) -> Bit {
        Bit(apply(.xor, left.term, right, isSigned: false, symbol: "^", call_site()))
    }

    /// And; the same as `&`, with the precedence of a condition.
    @inline(never)
    public static func && (left: Bit, right: Bit) -> Bit {
        Bit(apply(.and, left.term, right.term, symbol: "&&", call_site()))
    }

    /// Or; the same as `|`, with the precedence of a condition.
    @inline(never)
    public static func || (left: Bit, right: Bit) -> Bit {
        Bit(apply(.or, left.term, right.term, symbol: "||", call_site()))
    }

    /// The other value.
    @inline(never)
    public static prefix func ! (value: Bit) -> Bit {
        Bit(apply(.not, value.term, width: 1, call_site()))
    }

    /// The other value; the same as `!`.
    @inline(never)
    public static prefix func ~ (value: Bit) -> Bit {
        Bit(apply(.not, value.term, width: 1, call_site()))
    }

    /// One unless this bit is one and `consequence` is zero.
    @inline(never)
    public func implies(_ consequence: Bit) -> Bit {
        let address = call_site()
        let negated = Term(bound: apply(.not, term, width: 1, address), width: 1)
        return Bit(apply(.or, negated, consequence.term, symbol: "implies", address))
    }
}

extension Unsigned {
    /// Bitwise and of operands of one width.
    @inline(never)
    public static func & (left: Unsigned, right: Unsigned) -> Unsigned {
        Unsigned(apply(.and, left.term, right.term, symbol: "&", call_site()), width: left.width)
    }

    /// Bitwise and with a literal that fits.
    @inline(never)
    public static func & (left: Unsigned, right: Int) -> Unsigned {
        Unsigned(apply(.and, left.term, right, isSigned: false, symbol: "&", call_site()), width: left.width)
    }

    /// Bitwise or of operands of one width.
    @inline(never)
    public static func | (left: Unsigned, right: Unsigned) -> Unsigned {
        Unsigned(apply(.or, left.term, right.term, symbol: "|", call_site()), width: left.width)
    }

    /// Bitwise or with a literal that fits.
    @inline(never)
    public static func | (left: Unsigned, right: Int) -> Unsigned {
        Unsigned(apply(.or, left.term, right, isSigned: false, symbol: "|", call_site()), width: left.width)
    }

    /// Bitwise exclusive or of operands of one width.
    @inline(never)
    public static func ^ (left: Unsigned, right: Unsigned) -> Unsigned {
        Unsigned(apply(.xor, left.term, right.term, symbol: "^", call_site()), width: left.width)
    }

    /// Bitwise exclusive or with a literal that fits.
    @inline(never)
    public static func ^ (left: Unsigned, right: Int) -> Unsigned {
        Unsigned(apply(.xor, left.term, right, isSigned: false, symbol: "^", call_site()), width: left.width)
    }

    /// Every bit inverted.
    @inline(never)
    public static prefix func ~ (value: Unsigned) -> Unsigned {
        Unsigned(apply(.not, value.term, width: value.width, call_site()), width: value.width)
    }

    /// One when every bit is one.
    public var allOnes: Bit {
        @inline(never) get { Bit(apply(.reduceAnd, term, width: 1, call_site())) }
    }

    /// One when some bit is one.
    public var anyOne: Bit {
        @inline(never) get { Bit(apply(.reduceOr, term, width: 1, call_site())) }
    }

    /// One when an odd number of bits is one.
    public var parity: Bit {
        @inline(never) get { Bit(apply(.reduceXor, term, width: 1, call_site())) }
    }
}

extension Signed {
    /// Bitwise and of operands of one width.
    @inline(never)
    public static func & (left: Signed, right: Signed) -> Signed {
        Signed(apply(.and, left.term, right.term, symbol: "&", call_site()), width: left.width)
    }

    /// Bitwise and with a literal that fits.
    @inline(never)
    public static func & (left: Signed, right: Int) -> Signed {
        Signed(apply(.and, left.term, right, isSigned: true, symbol: "&", call_site()), width: left.width)
    }

    /// Bitwise or of operands of one width.
    @inline(never)
    public static func | (left: Signed, right: Signed) -> Signed {
        Signed(apply(.or, left.term, right.term, symbol: "|", call_site()), width: left.width)
    }

    /// Bitwise or with a literal that fits.
    @inline(never)
    public static func | (left: Signed, right: Int) -> Signed {
        Signed(apply(.or, left.term, right, isSigned: true, symbol: "|", call_site()), width: left.width)
    }

    /// Bitwise exclusive or of operands of one width.
    @inline(never)
    public static func ^ (left: Signed, right: Signed) -> Signed {
        Signed(apply(.xor, left.term, right.term, symbol: "^", call_site()), width: left.width)
    }

    /// Bitwise exclusive or with a literal that fits.
    @inline(never)
    public static func ^ (left: Signed, right: Int) -> Signed {
        Signed(apply(.xor, left.term, right, isSigned: true, symbol: "^", call_site()), width: left.width)
    }

    /// Every bit inverted.
    @inline(never)
    public static prefix func ~ (value: Signed) -> Signed {
        Signed(apply(.not, value.term, width: value.width, call_site()), width: value.width)
    }
}
