import CallSite
import Netlist

// One function per kind comes before the one for any shape: a mistake in an argument is then found in milliseconds.

/// `condition ? whenOne : whenZero`.
@inline(never)
public func mux(_ condition: Bit, _ whenOne: Bit, _ whenZero: Bit) -> Bit {
    Bit(chosen(condition, whenOne.term, whenZero.term, call_site()))
}

/// `condition ? whenOne : whenZero`; the widths must be one.
@inline(never)
public func mux(_ condition: Bit, _ whenOne: Unsigned, _ whenZero: Unsigned) -> Unsigned {
    Unsigned(chosen(condition, whenOne.term, whenZero.term, call_site()), width: whenOne.width)
}

/// `condition ? whenOne : whenZero`; the widths must be one.
@inline(never)
public func mux(_ condition: Bit, _ whenOne: Signed, _ whenZero: Signed) -> Signed {
    Signed(chosen(condition, whenOne.term, whenZero.term, call_site()), width: whenOne.width)
}

/// `condition ? whenOne : whenZero` of any shape; the operands have one shape.
@inline(never)
@_disfavoredOverload
public func mux<Value: HardwareHandle>(_ condition: Bit, _ whenOne: Value, _ whenZero: Value) -> Value {
    multiplexed(condition, whenOne, whenZero, Place(returnAddress: call_site()))
}

/// `condition ? whenOne : whenZero`; the literal is as wide as the other operand.
@inline(never)
public func mux(_ condition: Bit, _ whenOne: Unsigned, _ whenZero: Int) -> Unsigned {
    Unsigned(
        chosen(condition, whenOne.term, whenZero, isSigned: false, isFirst: false, call_site()), width: whenOne.width)
}

/// `condition ? whenOne : whenZero`; the literal is as wide as the other operand.
@inline(never)
public func mux(_ condition: Bit, _ whenOne: Int, _ whenZero: Unsigned) -> Unsigned {
    Unsigned(
        chosen(condition, whenZero.term, whenOne, isSigned: false, isFirst: true, call_site()), width: whenZero.width)
}

/// `condition ? whenOne : whenZero`; the literal is as wide as the other operand.
@inline(never)
public func mux(_ condition: Bit, _ whenOne: Signed, _ whenZero: Int) -> Signed {
    Signed(chosen(condition, whenOne.term, whenZero, isSigned: true, isFirst: false, call_site()), width: whenOne.width)
}

/// `condition ? whenOne : whenZero`; the literal is as wide as the other operand.
@inline(never)
public func mux(_ condition: Bit, _ whenOne: Int, _ whenZero: Signed) -> Signed {
    Signed(chosen(condition, whenZero.term, whenOne, isSigned: true, isFirst: true, call_site()), width: whenZero.width)
}

/// `condition ? whenOne : whenZero`, of which the second is a case.
@inline(never)
public func mux<Cases: HardwareEnum>(
    _ condition: Bit, _ whenOne: Enumerated<Cases>, _ whenZero: Cases
) -> Enumerated<Cases> {
    let place = Place(returnAddress: call_site())
    return multiplexed(condition, whenOne, Enumerated(enumerationConstant(whenZero, like: nil, at: place)), place)
}

/// `condition ? whenOne : whenZero`, of which the first is a case.
@inline(never)
public func mux<Cases: HardwareEnum>(
    _ condition: Bit, _ whenOne: Cases, _ whenZero: Enumerated<Cases>
) -> Enumerated<Cases> {
    let place = Place(returnAddress: call_site())
    return multiplexed(condition, Enumerated(enumerationConstant(whenOne, like: nil, at: place)), whenZero, place)
}

/// A choice between scalars. (Why it is never inlined: see `apply`.)
@inline(never)
private func chosen(_ condition: Bit, _ whenOne: Term, _ whenZero: Term, _ address: UInt) -> Bound? {
    multiplexed(
        condition, Unsigned(whenOne.bound, width: whenOne.width), Unsigned(whenZero.bound, width: whenZero.width),
        Place(returnAddress: address)
    )._bound
}

/// A choice between a scalar and a literal; `isFirst`: the literal is chosen by one.
@inline(never)
private func chosen(
    _ condition: Bit, _ operand: Term, _ number: Int, isSigned: Bool, isFirst: Bool, _ address: UInt
) -> Bound? {
    let other = literal(number, like: operand, isSigned: isSigned, symbol: "mux", address)
    return isFirst ? chosen(condition, other, operand, address) : chosen(condition, operand, other, address)
}

private func multiplexed<Value: HardwareHandle>(
    _ condition: Bit, _ whenOne: Value, _ whenZero: Value, _ place: Place
) -> Value {
    let (leaves, others) = (whenOne.leaves, whenZero.leaves)
    guard let elaboration = Elaboration.of(whenOne._bound, whenZero._bound) else { return whenOne }
    guard leaves.count == others.count else {
        return whenOne._rebind(
            elaboration.refuse(
                Code.widthMismatch, "'mux' of \(leaves.count) and \(others.count) signals", at: place,
                hint: "both need the same number of elements", widths: leaves.map(\.width)))
    }
    guard let builder = elaboration.running(at: place), let left = whenOne._bound, let right = whenZero._bound,
        let selector = builder.operand(condition._bound, at: place),
        let a = builder.operandRun(left, count: leaves.count, at: place),
        let b = builder.operandRun(right, count: leaves.count, at: place)
    else {
        if whenOne._bound == nil || whenZero._bound == nil { _ = elaboration.builder?.operand(nil, at: place) }
        return whenOne._rebind(elaboration.poison(widths: leaves.map(\.width)))
    }
    for (offset, (one, zero)) in zip(leaves, others).enumerated() where one.width != zero.width {
        _ = builder.mismatch(
            "mux", NodeID(a.index + Int32(offset)), NodeID(b.index + Int32(offset)), resultWidth: one.width, at: place)
        return whenOne._rebind(elaboration.poison(widths: leaves.map(\.width)))
    }
    let nodes = leaves.indices.map { offset in
        let (one, zero) = (NodeID(a.index + Int32(offset)), NodeID(b.index + Int32(offset)))
        let node = builder.append(
            Node(.multiplex, width: leaves[offset].width, a: selector.index, b: one.index, c: zero.index), at: place)
        if let enumeration = builder.circuit.enumerations[one] ?? builder.circuit.enumerations[zero] {
            builder.circuit.enumerations[node] = enumeration
        }
        if builder.poisoned.contains(selector) || builder.poisoned.contains(one) || builder.poisoned.contains(zero) {
            builder.poisoned.insert(node)
        }
        return node
    }
    return whenOne._rebind(builder.bound(nodes[0]))
}

/// All parts side by side, the first one at the top; bits, numbers, bundles, as Verilog's `{a, b, c}`.
@inline(never)
public func concatenate(_ parts: any HardwareHandle...) -> Unsigned {
    let place = Place(returnAddress: call_site())
    return concatenated(parts, at: place)
}

/// All parts side by side, the first one at the top.
@inline(never)
public func concatenate(_ parts: [any HardwareHandle]) -> Unsigned {
    let place = Place(returnAddress: call_site())
    return concatenated(parts, at: place)
}

private func concatenated(_ parts: [any HardwareHandle], at place: Place) -> Unsigned {
    let width = max(1, parts.reduce(0) { $0 + $1.bitWidth })
    guard let elaboration = Elaboration.current, let builder = elaboration.running(at: place) else {
        return Unsigned(Elaboration.current?.poison(widths: [width]), width: width)
    }
    guard width <= Elaboration.largestWidth else {
        elaboration.report(.width(width, at: place))
        return Unsigned(elaboration.poison(widths: [width]), width: width)
    }
    var nodes: [NodeID] = []
    for part in parts {
        guard let bound = part._bound, let node = builder.pack(bound, count: part.leaves.count, at: place) else {
            if part._bound == nil { _ = builder.operand(nil, at: place) }
            return Unsigned(elaboration.poison(widths: [width]), width: width)
        }
        nodes.append(node)
    }
    guard !nodes.isEmpty else {
        return Unsigned(
            elaboration.refuse(
                Code.widthRange, "a concatenation of nothing", at: place, hint: "give it at least one part", widths: [1]
            ), width: 1)
    }
    let result = builder.concatenate(nodes, at: place)
    if nodes.contains(where: builder.poisoned.contains) { builder.poisoned.insert(result) }
    return Unsigned(builder.bound(result), width: width)
}
