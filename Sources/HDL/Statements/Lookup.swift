import Netlist

/// A table of constants as combinational logic: element `index` of `table`, which gives words of one width; zeros past the end.
///
/// The index has as many bits as the table needs: `indexWidth(table.count)`. For large tables that may be read a cycle later, use a `memory` with `initial`.
public func lookup(
    _ table: [BitVector], at index: Unsigned, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: Int = #line, column: Int = #column
) -> Unsigned {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    let width = table.first?.width ?? 1
    let wrong = table.firstIndex { $0.width != width }.map {
        "word \($0) of a look-up table has \(bits(table[$0].width)), word 0 has \(bits(width))"
    }
    return looked(table, width: legalWidth(width, fileID, line), at: index, wrong, source)
}

/// A table of numbers as combinational logic: element `index` of `table`, in `width` bits; zeros past the end.
public func lookup(
    _ table: [Int], width: Int, at index: Unsigned, fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
) -> Unsigned {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    let width = legalWidth(width, fileID, line)
    let wrong = table.firstIndex { literalProblem($0, width: width, isSigned: false) != nil }.map {
        "word \($0) of a look-up table, \(table[$0]), does not fit \(bits(width))"
    }
    let words = table.map { BitVector(truncating: $0, width: width) }
    return looked(words, width: width, at: index, wrong, source)
}

private func looked(
    _ table: [BitVector], width: Int, at index: Unsigned, _ wrong: String?, _ source: DeclarationSource
) -> Unsigned {
    guard let elaboration = Elaboration.of(index._bound, nil) else { return Unsigned(nil, width: width) }
    let place = elaboration.place(source.fileID, source.line, source.column)
    func refused(_ message: String, _ hint: String) -> Unsigned {
        let bound = elaboration.refuse(Code.lookupTable, message, at: place, hint: hint, widths: [width])
        return Unsigned(bound, width: width)
    }
    if let wrong { return refused(wrong, "the words of a table have one width") }
    if table.isEmpty { return refused("a look-up table without words", "give it at least one") }
    guard let builder = elaboration.running(at: place), let subject = builder.operand(index._bound, at: place),
        !builder.poisoned.contains(subject)
    else { return Unsigned(elaboration.poison(widths: [width]), width: width) }
    guard index.width == indexWidth(table.count) else {
        return refused(
            "an index of \(bits(index.width)) for a look-up table of \(table.count) words",
            "extend or cut it to \(bits(indexWidth(table.count)))")
    }
    let target = builder.append(Node(.wire, width: width), at: place)
    builder.circuit.names[target] = builder.localName(source, fallback: "table")
    builder.drivenWires[target] = place
    func block(_ value: BitVector) -> Block {
        [.assign(Assignment(target: target, value: builder.constant(value, at: place), place: place))]
    }
    let arms = table.enumerated().map { number, word in
        let pattern = Pattern(value: BitVector(UInt64(number), width: index.width))
        return Select.Arm(patterns: [pattern], body: block(word), place: place)
    }
    let isExhaustive = table.count == 1 << index.width
    builder.unconditional.append(
        .select(
            Select(
                subject: subject, arms: arms, otherwise: isExhaustive ? nil : block(.zero(width: width)),
                isExhaustive: isExhaustive, place: place)))
    return Unsigned(builder.bound(target), width: width)
}
