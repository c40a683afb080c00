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
    let width = legalWidth(width, fileID, line)
    return Unsigned(literal(value, width: width, isSigned: false, fileID, line), width: width)
}

/// A signed constant of `width` bits; `value` must fit.
public func signed(
    _ value: StaticBigInt, width: Int, fileID: StaticString = #fileID, line: Int = #line
) -> Signed {
    let width = legalWidth(width, fileID, line)
    return Signed(literal(value, width: width, isSigned: true, fileID, line), width: width)
}

/// A constant with the bits of `value`.
public func constant(_ value: BitVector, fileID: StaticString = #fileID, line: Int = #line) -> Unsigned {
    let width = legalWidth(value.width, fileID, line)
    return Unsigned(constantBound(value.resized(to: width), fileID, line), width: width)
}

/// An unsigned constant that is computed in Swift; `value` must fit.
public func constant(_ value: Int, width: Int, fileID: StaticString = #fileID, line: Int = #line) -> Unsigned {
    let width = legalWidth(width, fileID, line)
    return Unsigned(checkedConstant(value, width: width, isSigned: false, fileID, line), width: width)
}

/// A signed constant that is computed in Swift; `value` must fit.
public func constant(_ value: Int, signedWidth: Int, fileID: StaticString = #fileID, line: Int = #line) -> Signed {
    let width = legalWidth(signedWidth, fileID, line)
    return Signed(checkedConstant(value, width: width, isSigned: true, fileID, line), width: width)
}

/// A bit that is known when the circuit is made.
public func constant(_ value: Bool, fileID: StaticString = #fileID, line: Int = #line) -> Bit {
    Bit(constantBound(BitVector(value ? 1 : 0, width: 1), fileID, line))
}

/// A case as a value.
public func constant<Cases: HardwareEnum>(
    _ value: Cases, fileID: StaticString = #fileID, line: Int = #line
) -> Enumerated<Cases> {
    let place = Elaboration.current?.place(fileID, line) ?? .none
    return Enumerated<Cases>(enumerationConstant(value, like: nil, at: place))
}

/// A value of this shape that does not matter where it is used. It is zero, in every tool.
public func dontCare<Shape: HardwareValue>(
    _ shape: Shape, fileID: StaticString = #fileID, line: Int = #line
) -> Shape.Handle {
    let leaves = shape.leaves
    let elaboration = Elaboration.current ?? Elaboration()
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place) else {
        return shape._bind(elaboration.poison(widths: leaves.map(\.width)))
    }
    let nodes = leaves.map { leaf in
        let node = builder.constant(.zero(width: leaf.width), at: place)
        builder.circuit.enumerations[node] = leaf.enumeration.map { elaboration.number(of: $0) }
        return node
    }
    return shape._bind(builder.bound(nodes[0]))
}

private func constantBound(_ value: BitVector, _ fileID: StaticString, _ line: Int) -> Bound? {
    guard let elaboration = Elaboration.current else { return nil }
    let place = elaboration.place(fileID, line)
    guard let builder = elaboration.running(at: place) else { return elaboration.poison(widths: [value.width]) }
    return builder.bound(builder.constant(value, at: place))
}

private func checkedConstant(
    _ value: Int, width: Int, isSigned: Bool, _ fileID: StaticString, _ line: Int
) -> Bound? {
    if let problem = literalProblem(value, width: width, isSigned: isSigned), let elaboration = Elaboration.current {
        return elaboration.refuse(
            Code.literalRange, "the constant \(value) does not fit \(bits(width))",
            at: elaboration.place(fileID, line), hint: problem, widths: [width])
    }
    return constantBound(BitVector(truncating: value, width: width), fileID, line)
}

private func literal(
    _ value: StaticBigInt, width: Int, isSigned: Bool, _ fileID: StaticString, _ line: Int
) -> Bound? {
    // `bitWidth` of a big literal counts the sign bit.
    let isNegative = value.signum() < 0
    let needed = isSigned || isNegative ? value.bitWidth : value.bitWidth - 1
    if needed > width || (!isSigned && isNegative), let elaboration = Elaboration.current {
        return elaboration.refuse(
            Code.literalRange, "a literal of \(bits(needed)) does not fit \(bits(width))",
            at: elaboration.place(fileID, line),
            hint: isNegative && !isSigned ? "an unsigned number is not negative" : "widen the constant",
            widths: [width])
    }
    let words = (0..<(width + 63) / 64).map { UInt64(value[$0]) }
    return constantBound(BitVector(words: words, width: width), fileID, line)
}
