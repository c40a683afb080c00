import Netlist

/// A statement inside an `always` block.
enum StatementSyntax: Sendable {
    /// `target <= value;`, or with `blocking` `target = value;`.
    case assign(target: Expression, value: Expression, blocking: Bool, place: Place)
    case conditional(Expression, then: Body, otherwise: Body, place: Place)
    case select(SelectSyntax)
    /// `$display("text", values);`, which Yosys does not see.
    case display(TextNumber, ExpressionList, place: Place)
    /// `assert (condition);` below a comment with its name, and where labels are asked for, behind `property$N: `.
    case assertion(Property.Kind, name: TextNumber, PropertyID, Expression, place: Place)
}

/// Statements, one behind the other, in a `Syntax`.
struct Body: Sendable {
    fileprivate(set) var count: Int32 = 0
    fileprivate(set) var first: Int32 = -1
    fileprivate var last: Int32 = -1

    var isEmpty: Bool { count == 0 }
}

/// A statement, and the one behind it; -1: none.
struct StatementLink: Sendable {
    fileprivate(set) var statement: StatementSyntax
    fileprivate(set) var next: Int32
}

/// A `case`, or a `casez` where a label has don't-cares.
struct SelectSyntax: Sendable {
    var subject: Expression
    var hasDontCares: Bool
    /// The numbers of the arms in the `Syntax`.
    var firstArm: Int32
    var armCount: Int32
    var place: Place

    struct Arm: Sendable {
        /// Names, literals, patterns; empty: `default`.
        var labels: ExpressionList
        /// What a default stands for, when it has a name.
        var comment: TextNumber?
        var body: Body
        var place: Place
    }
}

extension Syntax {
    func append(_ statement: StatementSyntax, to body: inout Body) {
        let number = Int32(truncatingIfNeeded: statements.append(StatementLink(statement: statement, next: -1)))
        if body.count == 0 { body.first = number } else { statements[Int(body.last)].next = number }
        body.last = number
        body.count += 1
    }

    /// Puts the statements of `more` behind those of `body`.
    func append(_ more: Body, to body: inout Body) {
        if more.isEmpty { return }
        if body.isEmpty {
            body = more
            return
        }
        statements[Int(body.last)].next = more.first
        body.last = more.last
        body.count += more.count
    }

    func append(_ arm: SelectSyntax.Arm, to select: inout SelectSyntax) {
        arms.append(arm)
        select.armCount += 1
    }

    func body(_ statement: StatementSyntax) -> Body {
        var body = Body()
        append(statement, to: &body)
        return body
    }

    /// The only statement of a body; nil when there are none or more.
    func only(_ body: Body) -> StatementSyntax? { body.count == 1 ? statements[Int(body.first)].statement : nil }

    func statements(of body: Body) -> Statements { Statements(syntax: self, body: body) }

    /// The statements of a body, in order.
    struct Statements: Sequence, IteratorProtocol {
        private let syntax: Syntax
        private var number: Int32
        private var rest: Int32

        fileprivate init(syntax: Syntax, body: Body) {
            self.syntax = syntax
            (number, rest) = (body.first, body.count)
        }

        mutating func next() -> StatementSyntax? {
            guard rest > 0 else { return nil }
            let link = syntax.statements[Int(number)]
            (number, rest) = (link.next, rest - 1)
            return link.statement
        }
    }
}
