import CallSite

// Multiplexers of two kinds, which mean nothing; see `Senseless.swift`.

@_disfavoredOverload
@available(*, deprecated, message: "hardware: 'mux' of Bit and Unsigned needs two operands of one kind; convert one")
@inline(never) public func mux(_ condition: Bit, _ whenOne: Bit, _ whenZero: Unsigned) -> Bit {
    Bit(senseless("mux", whenOne, whenZero, call_site()))
}

@_disfavoredOverload
@available(*, deprecated, message: "hardware: 'mux' of Bit and Signed needs two operands of one kind; convert one")
@inline(never) public func mux(_ condition: Bit, _ whenOne: Bit, _ whenZero: Signed) -> Bit {
    Bit(senseless("mux", whenOne, whenZero, call_site()))
}

@_disfavoredOverload
@available(*, deprecated, message: "hardware: 'mux' of Unsigned and Bit needs two operands of one kind; convert one")
@inline(never) public func mux(_ condition: Bit, _ whenOne: Unsigned, _ whenZero: Bit) -> Unsigned {
    Unsigned(senseless("mux", whenOne, whenZero, call_site()), width: whenOne.width)
}

@_disfavoredOverload
@available(*, deprecated, message: "hardware: 'mux' of Unsigned and Signed needs two operands of one kind; convert one")
@inline(never) public func mux(_ condition: Bit, _ whenOne: Unsigned, _ whenZero: Signed) -> Unsigned {
    Unsigned(senseless("mux", whenOne, whenZero, call_site()), width: whenOne.width)
}

@_disfavoredOverload
@available(*, deprecated, message: "hardware: 'mux' of Signed and Bit needs two operands of one kind; convert one")
@inline(never) public func mux(_ condition: Bit, _ whenOne: Signed, _ whenZero: Bit) -> Signed {
    Signed(senseless("mux", whenOne, whenZero, call_site()), width: whenOne.width)
}

@_disfavoredOverload
@available(*, deprecated, message: "hardware: 'mux' of Signed and Unsigned needs two operands of one kind; convert one")
@inline(never) public func mux(_ condition: Bit, _ whenOne: Signed, _ whenZero: Unsigned) -> Signed {
    Signed(senseless("mux", whenOne, whenZero, call_site()), width: whenOne.width)
}
