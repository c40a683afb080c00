import Netlist

/// An input port of the module whose stored property it is. Leaves that are `Flipped` become outputs.
public func input<Shape: HardwareValue>(
    _ shape: Shape, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Shape.Handle {
    declare(.input, shape, DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column))
}

/// An output port of the module whose stored property it is. Leaves that are `Flipped` become inputs.
///
/// It must be assigned on every path of `circuit()`, and may be read there.
public func output<Shape: HardwareValue>(
    _ shape: Shape, fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: Int = #line,
    column: Int = #column
) -> Shape.Handle {
    declare(.output, shape, DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column))
}
