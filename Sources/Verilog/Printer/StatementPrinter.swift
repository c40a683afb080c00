import Netlist

/// What to print besides the circuit.
struct PrintStyle {
    /// What to say behind a statement, by its place; empty without comments.
    var comments: [Place: String] = [:]
    /// Whether properties have labels.
    var labelsProperties = false
}

/// Prints statements and items. It decides about lines and spaces and nothing else.
struct ModulePrinter: ~Copyable {
    var out: TextBuffer
    let style: PrintStyle
    let syntax: Syntax
    let hasComments: Bool

    init(_ style: PrintStyle, _ names: NameScope, _ syntax: Syntax) {
        self.style = style
        self.syntax = syntax
        hasComments = !style.comments.isEmpty
        out = TextBuffer(names: names, syntax: syntax, capacity: 256)
    }

    /// The place of the lines that follow.
    mutating func at(_ place: Place) { if place != .none { out.place = place } }

    /// Ends a statement's line, with the comment that was asked for.
    mutating func endLine(_ place: Place) {
        if hasComments, let comment = style.comments[place] {
            out.text("  // ")
            out.string(comment)
        }
        out.newLine()
    }

    /// The statements of a body that hangs on `if`, `else`, a label or `always`; what stands before it is already written.
    mutating func body(_ statements: Body, indent: Int, comment: TextNumber? = nil, forceBlock: Bool = false) {
        if statements.isEmpty {
            out.text(" ;")
            remark(comment)
            out.newLine()
            return
        }
        let only = forceBlock ? nil : syntax.only(statements)
        if case .assign? = only {
            let mark = out.count
            out.text(" ")
            if fits(only, comment: comment) { return }
            out.take(backTo: mark)
        }
        if !forceBlock, fits(statements, comment: comment) { return }
        if comment == nil, case .select(let select)? = only {
            out.text(" ")
            return self.select(select, indent: indent)
        }
        out.text(" begin")
        remark(comment)
        out.newLine()
        for statement in syntax.statements(of: statements) { self.statement(statement, indent: indent + 2) }
        out.spaces(indent)
        out.text("end")
        out.newLine()
    }

    /// Writes two or three short assignments behind what is on the line, or a few more of constants, if they fit there.
    mutating func fits(_ statements: Body, comment: TextNumber?) -> Bool {
        guard (2...6).contains(statements.count), !hasComments,
            statements.count <= 3 || syntax.statements(of: statements).allSatisfy(syntax.isPlain)
        else { return false }
        let mark = out.count
        let place = out.place
        out.text(" begin")
        var first: Place?
        for statement in syntax.statements(of: statements) {
            guard case .assign(let target, let value, let blocking, let place) = statement else {
                out.take(backTo: mark)
                return false
            }
            first = first ?? place
            out.text(" ")
            out.flat(target)
            out.text(blocking ? " = " : " <= ")
            out.flat(value)
            out.text(";")
        }
        out.text(" end")
        if let first { at(first) }
        guard !out.isTooLong else {
            out.take(backTo: mark)
            out.place = place
            return false
        }
        remark(comment)
        out.newLine()
        return true
    }

    mutating func remark(_ comment: TextNumber?) {
        guard let comment else { return }
        out.text("  // ")
        out.string(syntax[comment])
    }

    /// Writes an assignment behind what is on the line, if it fits there.
    mutating func fits(_ statement: StatementSyntax?, comment: TextNumber?) -> Bool {
        guard case .assign(let target, let value, let blocking, let place)? = statement else { return false }
        at(place)
        out.flat(target)
        out.text(blocking ? " = " : " <= ")
        out.flat(value)
        out.text(";")
        guard !out.isTooLong else { return false }
        remark(comment)
        endLine(place)
        return true
    }

    /// A statement on lines of its own.
    mutating func statement(_ statement: StatementSyntax, indent: Int) {
        out.spaces(indent)
        switch statement {
        case .assign(let target, let value, let blocking, let place):
            at(place)
            out.layOut(target, indent: indent + 4, tail: 4)
            out.text(blocking ? " =" : " <=")
            assigned(value, indent: indent)
            endLine(place)
        case .conditional(let condition, let then, let otherwise, let place):
            conditional(condition, then: then, otherwise: otherwise, place: place, indent: indent)
        case .select(let select):
            self.select(select, indent: indent)
        case .display(let text, let values, let place):
            out.take(backTo: out.count - indent)
            out.text("`ifndef YOSYS")
            out.newLine(indent: indent)
            at(place)
            out.text("$display(")
            quoted(syntax[text])
            for index in 0..<Int(values.count) {
                out.text(", ")
                out.layOut(syntax[values, index], indent: indent + 4, tail: 4)
            }
            out.text(");")
            endLine(place)
            out.text("`endif")
            out.newLine()
        case .assertion(let kind, let name, let number, let condition, let place):
            at(place)
            out.text("// ")
            out.string(syntax[name])
            out.newLine(indent: indent)
            if style.labelsProperties {
                out.string(VerilogFile.label(of: number))
                out.text(": ")
            }
            switch kind {
            case .check: out.text("assert (")
            case .assume: out.text("assume (")
            case .cover, .log: out.text("cover (")
            }
            out.layOut(condition, indent: indent + 2, tail: 2)
            out.text(");")
            endLine(place)
        }
    }

    /// A Verilog string.
    mutating func quoted(_ text: String) {
        out.text("\"")
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C:
                out.byte(0x5C)
                out.byte(byte)
            case 0x0A: out.text("\\n")
            case ..<0x20: break
            default: out.byte(byte)
            }
        }
        out.text("\"")
    }

    /// ` value;` behind an equals sign: choices line by line below it.
    mutating func assigned(_ value: Expression, indent: Int) {
        let mark = out.count
        out.text(" ")
        out.flat(value)
        out.text(";")
        var isLadder = false
        if case .conditional(_, _, let otherwise) = syntax[value], syntax.isConditional(otherwise) { isLadder = true }
        guard out.isTooLong || isLadder else { return }
        out.take(backTo: mark)
        guard syntax.isConditional(value) else {
            out.text(" ")
            out.layOut(value, indent: syntax.isList(value) ? indent : indent + 4)
            return out.text(";")
        }
        out.newLine(indent: indent + 2)
        if !isLadder {
            let start = out.count
            out.flat(value)
            out.text(";")
            if !out.isTooLong { return }
            out.take(backTo: start)
        }
        out.conditional(value, indent: indent + 2, tail: 1)
        out.text(";")
    }

    /// `if (...)` with its `else if` ladder; the indentation is already written.
    private mutating func conditional(
        _ condition: Expression, then: Body, otherwise: Body, place: Place, indent: Int
    ) {
        at(place)
        out.text("if (")
        out.layOut(condition, indent: indent + 4, tail: 8)
        out.text(")")
        body(then, indent: indent)
        if otherwise.isEmpty { return }
        out.spaces(indent)
        out.text("else")
        switch syntax.only(otherwise) {
        case .conditional(let condition, let then, let otherwise, let place)?:
            out.text(" ")
            conditional(condition, then: then, otherwise: otherwise, place: place, indent: indent)
        case .select(let select)?:
            out.text(" ")
            self.select(select, indent: indent)
        default: body(otherwise, indent: indent)
        }
    }
}

extension Syntax {
    /// True for an assignment of a constant or a name.
    fileprivate func isPlain(_ statement: StatementSyntax) -> Bool {
        guard case .assign(_, let value, _, _) = statement else { return false }
        return isPlain(value)
    }
}
