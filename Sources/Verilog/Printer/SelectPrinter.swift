import Netlist

/// `case` and `casez`.
extension ModulePrinter {
    mutating func select(_ select: SelectSyntax, indent: Int) {
        at(select.place)
        out.text(select.hasDontCares ? "casez (" : "case (")
        out.layOut(select.subject, indent: indent + 4, tail: 2)
        out.text(")")
        endLine(select.place)
        var labels: [SelectSyntax.Label] = []
        for (index, arm) in select.arms.enumerated() {
            labels += arm.labels
            if comments.isEmpty, index + 1 < select.arms.count, arm.isSame(as: select.arms[index + 1]) { continue }
            defer { labels = [] }
            at(arm.place)
            out.spaces(indent + 2)
            self.labels(labels, indent: indent + 2)
            out.text(":")
            armBody(arm, indent: indent + 2)
        }
        out.spaces(indent)
        out.text("endcase")
        out.newLine()
    }

    /// What stands behind a label. No `else` follows it, so a single `if` or `case` needs no `begin`.
    private mutating func armBody(_ arm: SelectSyntax.Arm, indent: Int) {
        guard arm.body.count == 1 else { return body(arm.body, indent: indent, comment: arm.comment) }
        switch arm.body[0] {
        case .assign, .display: return body(arm.body, indent: indent, comment: arm.comment)
        case .conditional(let condition, let then, let otherwise, let place) where otherwise.isEmpty:
            let mark = out.count
            at(place)
            out.text(" if (")
            out.flat(condition)
            out.text(")")
            if then.count == 1 {
                out.text(" ")
                if fits(then[0], comment: arm.comment) { return }
            } else if fits(then, comment: arm.comment) {
                return
            }
            out.take(backTo: mark)
        default: break
        }
        remark(arm.comment)
        out.newLine()
        statement(arm.body[0], indent: indent + 2)
    }

    private mutating func labels(_ labels: [SelectSyntax.Label], indent: Int) {
        if labels.isEmpty { return out.text("default") }
        for (index, label) in labels.enumerated() {
            if index > 0 {
                out.text(",")
                if out.column > TextBuffer.columns - 30 { out.newLine(indent: indent) } else { out.text(" ") }
            }
            switch label {
            case .name(let name): out.name(name)
            case .literal(let value): out.literal(value)
            case .pattern(let value, let care): out.pattern(value, care: care)
            }
        }
    }
}

extension SelectSyntax.Arm {
    /// True for neighbours that do the same one thing: their labels stand together.
    fileprivate func isSame(as other: Self) -> Bool {
        guard !labels.isEmpty, !other.labels.isEmpty, body.count == 1, other.body.count == 1,
            case .assign(let target, let value, _, _) = body[0],
            case .assign(let otherTarget, let otherValue, _, _) = other.body[0]
        else { return false }
        return target == otherTarget && value == otherValue
    }
}
