import Netlist

/// A register, reset synchronously by the module's `reset` (active high), clocked by the rising edge of `clock`.
///
/// It holds its value where no statement assigns it. Every leaf of `shape` is reset (and powered on) to `reset`, which must fit.
public func register<Shape: HardwareValue>(
    _ shape: Shape, reset: Int = 0, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Shape.Handle {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    let leaves = shape.leaves
    return declareRegister(shape, Array(repeating: reset, count: leaves.count), leaves, source)
}

/// A register whose leaves are reset to the values of `reset`, in order; there must be one for each.
public func register<Shape: HardwareValue>(
    _ shape: Shape, reset: [Int], fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Shape.Handle {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return declareRegister(shape, reset, shape.leaves, source)
}

/// A register of the width of `reset`, which may be wider than 64 bits.
public func register(
    reset: BitVector, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Unsigned {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return declare(.register(reset: [reset]), Unsigned(width: reset.width), source)
}

/// A register that holds a case of an enumeration, `reset` to begin with.
public func register<Cases: HardwareEnum>(
    _ reset: Cases, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Enumerated<Cases> {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    return declareRegister(Enumerated<Cases>(), [reset.encoding], Enumerated<Cases>().leaves, source)
}

private func declareRegister<Shape: HardwareValue>(
    _ shape: Shape, _ resets: [Int], _ leaves: [Leaf], _ source: DeclarationSource
) -> Shape.Handle {
    let elaboration = Elaboration.current
    let place = elaboration?.place(source.fileID, source.line, source.column) ?? .none
    if resets.count != leaves.count {
        elaboration?.report(
            Diagnostic(
                Code.resetCount, "\(resets.count) reset values for a register of \(leaves.count) leaves", at: place,
                hint: "give one for each leaf, in the order of the fields, or one for all: `reset: 0`"))
    }
    let values = leaves.enumerated().map { index, leaf in
        let value = index < resets.count ? resets[index] : 0
        if let problem = literalProblem(value, width: leaf.width, isSigned: leaf.isSigned) {
            elaboration?.report(
                Diagnostic(
                    Code.literalRange,
                    "the reset value \(value) does not fit \(leaf.isSigned ? "a signed" : "an unsigned") register of \(bits(leaf.width))",
                    at: place,
                    hint: problem))
        }
        return BitVector(truncating: value, width: leaf.width)
    }
    return declare(.register(reset: values), shape, source)
}
