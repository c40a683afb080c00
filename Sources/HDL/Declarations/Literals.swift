import Netlist

/// Nil if `value` can be held in `width` bits, else which values can.
func literalProblem(_ value: Int, width: Int, isSigned: Bool) -> String? {
    if isSigned {
        if width >= Int.bitWidth { return nil }
        let limit = 1 << (width - 1)
        return (-limit..<limit).contains(value) ? nil : "\(bits(width)) hold -\(limit) to \(limit - 1)"
    }
    if value < 0 { return "an unsigned number is not negative; subtract instead, or use a signed one" }
    if width >= Int.bitWidth - 1 { return nil }
    let limit = 1 << width
    return value < limit ? nil : "\(bits(width)) hold\(width == 1 ? "s" : "") 0 to \(limit - 1)"
}

/// `1 bit`, `8 bits`.
func bits(_ width: Int) -> String { width == 1 ? "1 bit" : "\(width) bits" }

/// An unsigned constant of `width` bits; `value` must fit. For numbers above `Int.max` and wider than 64 bits.
public func unsigned(
    _ value: StaticBigInt, width: Int, fileID: StaticString = #fileID, line: Int = #line
) -> Unsigned {
    Unsigned(literal(value, width: width, isSigned: false, fileID, line), width: width)
}

/// A signed constant of `width` bits; `value` must fit.
public func signed(
    _ value: StaticBigInt, width: Int, fileID: StaticString = #fileID, line: Int = #line
) -> Signed {
    Signed(literal(value, width: width, isSigned: true, fileID, line), width: width)
}

/// A constant with the bits of `value`.
public func constant(_ value: BitVector, fileID: StaticString = #fileID, line: Int = #line) -> Unsigned {
    guard let elaboration = Elaboration.current else { return Unsigned(width: value.width) }
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place) else { return Unsigned(width: value.width) }
    return Unsigned(builder.bound(builder.constant(value, at: place)), width: value.width)
}

/// An unsigned constant that is computed in Swift; `value` must fit.
public func constant(_ value: Int, width: Int, fileID: StaticString = #fileID, line: Int = #line) -> Unsigned {
    if let problem = literalProblem(value, width: width, isSigned: false), let elaboration = Elaboration.current {
        elaboration.report(
            Diagnostic(
                Code.literalRange, "the constant \(value) does not fit \(bits(width))",
                at: elaboration.place(fileID, line), hint: problem))
    }
    return constant(BitVector(truncating: value, width: width), fileID: fileID, line: line)
}

private func literal(
    _ value: StaticBigInt, width: Int, isSigned: Bool, _ fileID: StaticString, _ line: Int
) -> Bound? {
    guard let elaboration = Elaboration.current else { return nil }
    let place = elaboration.place(fileID, line)
    // `bitWidth` of a big literal counts the sign bit.
    let needed = isSigned || value.signum() < 0 ? value.bitWidth : value.bitWidth - 1
    if needed > width || (!isSigned && value.signum() < 0) {
        elaboration.report(
            Diagnostic(
                Code.literalRange, "a literal of \(bits(needed)) does not fit \(bits(width))", at: place,
                hint: value.signum() < 0 && !isSigned ? "an unsigned number is not negative" : "widen the constant"))
    }
    guard let builder = elaboration.running(at: place) else { return nil }
    let words = (0..<max(1, (width + 63) / 64)).map { UInt64(value[$0]) }
    return builder.bound(builder.constant(BitVector(words: words, width: width), at: place))
}
