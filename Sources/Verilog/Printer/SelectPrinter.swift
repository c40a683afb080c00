import Netlist

/// `case` and `casez`.
extension ModulePrinter {
    mutating func select(_ select: SelectSyntax, indent: Int) {
        at(select.place)
        out.text(select.hasDontCares ? "casez (" : "case (")
        out.layOut(select.subject, indent: indent + 4, tail: 2)
        out.text(")")
        endLine(select.place)
        let end = select.firstArm + select.armCount
        var first = select.firstArm
        for number in select.firstArm..<end {
            let arm = syntax.arms[Int(number)]
            if !hasComments, number + 1 < end, syntax.areSame(arm, syntax.arms[Int(number) + 1]) { continue }
            at(arm.place)
            out.spaces(indent + 2)
            labels(first...number, indent: indent + 2)
            out.text(":")
            armBody(arm, indent: indent + 2)
            first = number + 1
        }
        out.spaces(indent)
        out.text("endcase")
        out.newLine()
    }

    /// What stands behind a label. No `else` follows it, so a single `if` or `case` needs no `begin`.
    private mutating func armBody(_ arm: SelectSyntax.Arm, indent: Int) {
        guard let only = syntax.only(arm.body) else { return body(arm.body, indent: indent, comment: arm.comment) }
        switch only {
        case .assign, .display: return body(arm.body, indent: indent, comment: arm.comment)
        case .conditional(let condition, let then, let otherwise, let place) where otherwise.isEmpty:
            let mark = out.count
            at(place)
            out.text(" if (")
            out.flat(condition)
            out.text(")")
            if let inner = syntax.only(then) {
                out.text(" ")
                if fits(inner, comment: arm.comment) { return }
            } else if fits(then, comment: arm.comment) {
                return
            }
            out.take(backTo: mark)
        default: break
        }
        remark(arm.comment)
        out.newLine()
        statement(only, indent: indent + 2)
    }

    /// The labels of neighbouring arms.
    private mutating func labels(_ arms: ClosedRange<Int32>, indent: Int) {
        var isFirst = true
        for arm in arms {
            let labels = syntax.arms[Int(arm)].labels
            for index in 0..<Int(labels.count) {
                if !isFirst {
                    out.text(",")
                    if out.column > TextBuffer.columns - 30 { out.newLine(indent: indent) } else { out.text(" ") }
                }
                out.leaf(syntax[labels, index])
                isFirst = false
            }
        }
        if isFirst { out.text("default") }
    }
}

extension Syntax {
    /// True for neighbours that do the same one thing: their labels stand together.
    fileprivate func areSame(_ arm: SelectSyntax.Arm, _ other: SelectSyntax.Arm) -> Bool {
        guard arm.labels.count > 0, other.labels.count > 0,
            case .assign(let target, let value, _, _)? = only(arm.body),
            case .assign(let otherTarget, let otherValue, _, _)? = only(other.body)
        else { return false }
        return areEqual(target, otherTarget) && areEqual(value, otherValue)
    }
}
