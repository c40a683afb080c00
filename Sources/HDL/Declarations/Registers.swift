import Netlist

/// A register, reset by the module's `reset`, clocked by `clock`: unless stated otherwise, synchronously, active high, at the rising edge.
///
/// It holds its value where no statement assigns it. Every leaf of `shape` is reset (and powered on) to `reset`, which must fit. With
/// `reset: nil` the register is not reset; it powers on to zero. A signal as `shape` gives its shape only.
///
/// `in` names another clock and reset than those of the region (`clocked(by:)`) or module around it.
public func register<Shape: HardwareValue>(
    _ shape: Shape, reset: Int? = 0, in domain: ClockDomain? = nil, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Shape.Handle {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    let leaves = shape.leaves
    let (elaboration, place) = opened(source)
    let value = reset ?? 0
    for leaf in leaves { check(value, fits: leaf, elaboration, at: place) }
    return declareRegister(shape, .all(value), leaves, isReset: reset != nil, source, domain, elaboration, at: place)
}

/// A register whose leaves are reset to the values of `reset`, in order; there must be one for each.
public func register<Shape: HardwareValue>(
    _ shape: Shape, reset: [Int], in domain: ClockDomain? = nil, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Shape.Handle {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return declareRegister(shape, reset, shape.leaves, source, domain)
}

/// A register of one bit.
public func register(
    _ shape: Bit, reset: Bool, in domain: ClockDomain? = nil, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Bit {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return declareRegister(shape, [reset ? 1 : 0], shape.leaves, source, domain)
}

/// A register of the width of `reset`, which may be wider than 64 bits.
public func register(
    reset: BitVector, in domain: ClockDomain? = nil, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line,
    column: Int = #column
) -> Unsigned {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    let width = legalWidth(reset.width, fileID, line)
    return declare(
        .register(initial: .each([reset.resized(to: width)]), isReset: true), Unsigned(nil, width: width), source,
        domain: domain)
}

/// A register that holds a case of an enumeration, `reset` to begin with.
public func register<Cases: HardwareEnum>(
    _ reset: Cases, in domain: ClockDomain? = nil, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line,
    column: Int = #column
) -> Enumerated<Cases> {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return declareRegister(Enumerated<Cases>(), [reset.encoding], Enumerated<Cases>().leaves, source, domain)
}

private func declareRegister<Shape: HardwareValue>(
    _ shape: Shape, _ resets: [Int], _ leaves: [Leaf], _ source: DeclarationSource, _ domain: ClockDomain?
) -> Shape.Handle {
    let (elaboration, place) = opened(source)
    if resets.count != leaves.count {
        elaboration?.report(
            Diagnostic(
                Code.resetCount,
                "\(resets.count) reset value\(resets.count == 1 ? "" : "s") for a register of \(leaves.count) scalars",
                at: place, hint: "give one for each scalar, in the order of the fields, or one for all: `reset: 0`"))
    }
    let values = leaves.enumerated().map { index, leaf in
        let value = index < resets.count ? resets[index] : 0
        check(value, fits: leaf, elaboration, at: place)
        return BitVector(truncating: value, width: leaf.width)
    }
    return declareRegister(shape, .each(values), leaves, isReset: true, source, domain, elaboration, at: place)
}

private func declareRegister<Shape: HardwareValue>(
    _ shape: Shape, _ initial: PendingDeclaration.InitialValue, _ leaves: [Leaf], isReset: Bool,
    _ source: DeclarationSource, _ domain: ClockDomain?, _ elaboration: Elaboration?, at place: Place
) -> Shape.Handle {
    let kind = PendingDeclaration.Kind.register(initial: initial, isReset: isReset)
    guard let elaboration else { return declare(kind, shape, source, domain: domain) }
    return declare(kind, shape, leaves, source, domain: domain, elaboration, at: place)
}

private func opened(_ source: DeclarationSource) -> (Elaboration?, Place) {
    let elaboration = Elaboration.current
    return (elaboration, elaboration?.place(source.fileID, source.line, source.column) ?? .none)
}

private func check(_ value: Int, fits leaf: Leaf, _ elaboration: Elaboration?, at place: Place) {
    guard value != 0, let elaboration, let problem = literalProblem(value, of: leaf) else { return }
    elaboration.report(
        Diagnostic(
            Code.literalRange,
            "the reset value \(value) does not fit a register of \(bits(leaf.width))\(leaf.isSigned ? ", signed" : "")",
            at: place, hint: problem))
}

/// Nil if a leaf can hold `value`, else which values it can.
private func literalProblem(_ value: Int, of leaf: Leaf) -> String? {
    if let enumeration = leaf.enumeration, !enumeration.cases.isEmpty, !enumeration.cases.indices.contains(value) {
        return "\(enumeration.name) has the cases 0 to \(enumeration.cases.count - 1)"
    }
    return literalProblem(value, width: leaf.width, isSigned: leaf.isSigned)
}
