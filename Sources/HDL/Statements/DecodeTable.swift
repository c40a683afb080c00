import Netlist

/// Combinational outputs that are looked up by patterns with don't-cares: an instruction decoder.
///
///     let control = decodeTable(instruction, outputs: Control(), default: [false, nil, 0]) { table in
///         table.row("0000000??????????000?????0110011", true, Operation.add, 0)
///         table.row("0100000??????????000?????0110011", true, Operation.subtract, nil)
///     }
///
/// A row gives one constant for each scalar of `outputs`, in the order of the fields; `nil` does not matter and takes what `default` says, or zero
/// where that is nil too. Where no row matches, the outputs are those of `default`. Rows may not overlap, so their order
/// does not count. A row is a statement of its own, so that the type checker takes no notice of how many there are.
public func decodeTable<Outputs: HardwareValue>(
    _ subject: Unsigned, outputs: Outputs, default values: [(any DecodeEntry)?], fileID: StaticString = #fileID,
    filePath: StaticString = #filePath, line: Int = #line, column: Int = #column, rows: (DecodeTable<Outputs>) -> Void
) -> Outputs.Handle {
    let source = DeclarationSource(fileID: fileID, filePath: filePath, line: line, column: column)
    let result = declare(.wire, outputs, source)
    guard let elaboration = Elaboration.current else { return result }
    let place = elaboration.place(fileID, line, column)
    guard let builder = elaboration.running(at: place), let target = result._bound,
        let node = builder.operand(subject._bound, at: place)
    else { return outputs._bind(elaboration.poison(widths: outputs.leaves.map(\.width))) }
    let first = NodeID(target.node + target.scope.base)
    let table = DecodeTable<Outputs>(builder: builder, subject: node, first: first, leaves: outputs.leaves)
    let otherwise = table.constants(values, "the default row", at: place)
    table.defaults = otherwise
    rows(table)
    table.reportOverlaps()
    for offset in outputs.leaves.indices { builder.drivenWires[NodeID(first.index + Int32(offset))] = place }
    builder.unconditional.append(
        .select(
            Select(
                subject: node, arms: table.rows.map { $0.arm }, otherwise: table.block(otherwise, at: place),
                isExhaustive: false, place: place)))
    return result
}

/// Takes the rows of a decode table.
public final class DecodeTable<Outputs: HardwareValue> {
    struct Row {
        var text: String
        var arm: Select.Arm
    }
    let builder: CircuitBuilder
    let subject: NodeID
    let first: NodeID
    let leaves: [Leaf]
    var defaults: [BitVector] = []
    var rows: [Row] = []

    init(builder: CircuitBuilder, subject: NodeID, first: NodeID, leaves: [Leaf]) {
        self.builder = builder
        self.subject = subject
        self.first = first
        self.leaves = leaves
    }

    /// The outputs where the subject matches `pattern`: one constant for each, nil where it does not matter.
    public func row(
        _ pattern: BitPattern, _ values: (any DecodeEntry)?..., fileID: StaticString = #fileID, line: Int = #line
    ) {
        let place = builder.elaboration.place(fileID, line)
        guard let match = builder.pattern(pattern, for: subject, at: place) else { return }
        let constants = constants(values, "the row \(pattern.text)", at: place)
        rows.append(
            Row(
                text: pattern.text,
                arm: Select.Arm(patterns: [match], body: block(constants, at: place), place: place)))
    }

    /// The values of a row, with those that do not matter filled in.
    func constants(_ values: [(any DecodeEntry)?], _ what: String, at place: Place) -> [BitVector] {
        if values.count != leaves.count {
            let names = leaves.map { $0.name.isEmpty ? "the output" : $0.name }.joined(separator: ", ")
            builder.elaboration.report(
                Diagnostic(
                    Code.decodeRow, "\(what) has \(values.count) values for \(leaves.count) outputs", at: place,
                    hint: "give one for each of \(names); nil where it does not matter"))
        }
        return leaves.enumerated().map { index, leaf in
            let filled = index < defaults.count ? defaults[index] : .zero(width: leaf.width)
            guard index < values.count, let entry = values[index] else { return filled }
            switch entry._value(for: leaf) {
            case .value(let value): return value
            case .problem(let problem):
                let name = leaf.name.isEmpty ? "the output" : "'\(leaf.name)'"
                builder.elaboration.report(
                    Diagnostic(
                        Code.literalRange, "\(entry) in \(what) does not fit \(name), which has \(bits(leaf.width))",
                        at: place, hint: problem))
                return filled
            }
        }
    }

    func block(_ values: [BitVector], at place: Place) -> Block {
        let assignments = values.enumerated().map { index, value in
            let target = NodeID(first.index + Int32(index))
            let constant = builder.constant(value, at: place)
            builder.circuit.enumerations[constant] = builder.circuit.enumerations[target]
            return Statement.assign(Assignment(target: target, value: constant, place: place))
        }
        return Block(assignments)
    }

    /// Rows that match the same number, each with the first that it overlaps.
    func reportOverlaps() {
        let patterns = rows.map { $0.arm.patterns[0] }
        for (index, later) in patterns.enumerated() {
            guard let other = patterns[..<index].firstIndex(where: { $0.overlaps(later) }) else { continue }
            let both = BitVector(
                words: zip(later.value.words, patterns[other].value.words).map { $0 | $1 }, width: later.value.width)
            builder.elaboration.report(
                Diagnostic(
                    Code.decodeOverlap, "the rows \(rows[other].text) and \(rows[index].text) both match \(both)",
                    at: rows[index].arm.place,
                    notes: [Diagnostic.Note("the other row", at: rows[other].arm.place)],
                    hint: "narrow one of them; where the order shall decide, use `switch`"))
        }
    }
}

extension Pattern {
    /// Whether some value matches both.
    fileprivate func overlaps(_ other: Pattern) -> Bool {
        for index in value.words.indices {
            let (care, others) = (self.care.words[index], other.care.words[index])
            if (value.words[index] ^ other.value.words[index]) & care & others != 0 { return false }
        }
        return true
    }
}

extension BitPattern {
    /// As it was written.
    var text: String {
        switch content {
        case .number(let value): "\(value)"
        case .bits(let bits): "\"\(bits)\""
        }
    }
}
