import Netlist

/// Which bits of what has a name are read by the items of a module.
final class ReadBits {
    private let syntax: Syntax
    private let widths: NameWidths
    /// By name: all of it.
    @exclusivity(unchecked) private var whole = Pool<Bool>()
    @exclusivity(unchecked) private var parts: [Name: BitVector] = [:]

    init(_ syntax: Syntax, _ widths: NameWidths) {
        self.syntax = syntax
        self.widths = widths
    }

    func isRead(_ name: Name) -> Bool { Int(name.index) < whole.count && whole[Int(name.index)] }

    /// The bits of what is not read as a whole.
    func bits(_ name: Name) -> BitVector? { parts[name] }

    func mark(_ item: Item) {
        switch item {
        case .parameters, .memory, .contents: break
        case .net(let net): if let value = net.value { mark(value) }
        case .nets(let nets): for net in nets { if let value = net.value { mark(value) } }
        case .assign(_, let value, _): mark(value)
        case .always(let always):
            for event in always.events { mark(event.signal) }
            mark(always.body)
        case .instance(let instance):
            for connection in instance.connections where connection.isInput { mark(connection.value) }
        }
    }

    private func mark(_ body: Body) {
        var next = body.first
        while next >= 0 {
            let link = syntax.statements[Int(next)]
            mark(link.statement)
            next = link.next
        }
    }

    private func mark(_ statement: StatementSyntax) {
        switch statement {
        case .assign(let target, let value, _, _):
            mark(indexOf: target)
            mark(value)
        case .conditional(let condition, let then, let otherwise, _):
            mark(condition)
            mark(then)
            mark(otherwise)
        case .select(let select):
            mark(select.subject)
            for arm in 0..<select.armCount { mark(syntax.arms[Int(select.firstArm + arm)].body) }
        case .assertion(_, _, _, let condition, _): mark(condition)
        case .display(_, let values, _): mark(values)
        }
    }

    private func mark(_ list: ExpressionList) {
        for index in 0..<Int(list.count) { mark(syntax[list, index]) }
    }

    func mark(_ expression: Expression) {
        switch syntax[expression] {
        case .number, .wideNumber, .signedLiteral, .pattern: break
        case .name(let name): mark(name)
        case .position(let name, let index): mark(name, low: Int(index), high: Int(index))
        case .range(let name, let high, let low): mark(name, low: Int(low), high: Int(high))
        case .word(let name, let index), .indexedPart(let name, let index, _):
            mark(name)
            mark(index)
        case .wordPart(let operand, _, _), .unary(_, let operand), .replication(_, let operand), .signed(let operand),
            .unsigned(let operand):
            mark(operand)
        case .binary(_, let left, let right):
            mark(left)
            mark(right)
        case .conditional(let condition, let then, let otherwise):
            mark(condition)
            mark(then)
            mark(otherwise)
        case .concatenation(let parts): mark(parts)
        }
    }

    /// What is assigned is not read, but its index is.
    private func mark(indexOf target: Expression) {
        switch syntax[target] {
        case .word(_, let index), .indexedPart(_, let index, _): mark(index)
        case .wordPart(let word, _, _): mark(indexOf: word)
        default: break
        }
    }

    private func mark(_ name: Name) {
        let index = Int(name.index)
        while whole.count <= index { whole.append(false) }
        whole[index] = true
    }

    private func mark(_ name: Name, low: Int, high: Int) {
        guard !isRead(name), let width = widths[name] else { return }
        for bit in low...high { parts[name, default: .zero(width: width)][bit] = true }
    }
}
