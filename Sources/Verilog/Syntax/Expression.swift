import Netlist

/// A Verilog expression: its number in the `Syntax` of the module. Widths and signs are already right: whoever makes one knows
/// Verilog's rules, the printer does not.
struct Expression: Sendable {
    fileprivate let number: Int32
}

/// What an expression is.
enum ExpressionNode: Sendable {
    /// A sized, unsigned literal of at most 64 bits, and a wider one; `Syntax.literal(_:)` makes the right one.
    case number(UInt64, width: Int32)
    case wideNumber(ConstantNumber)
    /// A sized, signed literal.
    case signedLiteral(ConstantNumber)
    /// A label of a `casez`: bits that are zero in `care` are printed as `?`.
    case pattern(ConstantNumber, care: ConstantNumber)
    case name(Name)
    /// `name[bit]`.
    case position(Name, Int32)
    /// `name[high:low]`.
    case range(Name, high: Int32, low: Int32)
    /// `name[index]`: a word of a memory, or a bit chosen at run time.
    case word(Name, Expression)
    /// `word[high:low]`: a part of a word of a memory, to be written.
    case wordPart(Expression, high: Int32, low: Int32)
    /// `name[base +: width]`.
    case indexedPart(Name, base: Expression, width: Int32)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case conditional(Expression, Expression, Expression)
    /// The highest part first.
    case concatenation(ExpressionList)
    case replication(Int32, Expression)
    /// `$signed(x)`.
    case signed(Expression)
    /// `$unsigned(x)`: keeps a signed expression from being read as unsigned by its surroundings.
    case unsigned(Expression)
}

/// A constant that needs memory of its own: its number in the `Syntax`.
struct ConstantNumber: Sendable {
    fileprivate let number: Int32
}

/// A text of a statement: its number in the `Syntax`.
struct TextNumber: Sendable {
    fileprivate let number: Int32
}

/// Expressions side by side in a `Syntax`.
struct ExpressionList: Sendable {
    fileprivate(set) var first: Int32
    fileprivate(set) var count: Int32
}

enum UnaryOperator: UInt8, Sendable {
    case not
    case logicalNot
    case reduceAnd
    case reduceOr
    case reduceXor

    var text: StaticString {
        switch self {
        case .not: "~"
        case .logicalNot: "!"
        case .reduceAnd: "&"
        case .reduceOr: "|"
        case .reduceXor: "^"
        }
    }
}

enum BinaryOperator: UInt8, Sendable {
    case add
    case subtract
    case multiply
    case and
    case or
    case xor
    case logicalAnd
    case logicalOr
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    case shiftLeft
    case shiftRight
    case shiftRightArithmetic

    /// True when `(x op y) op z` and `x op (y op z)` are one value.
    var isAssociative: Bool {
        switch self {
        case .add, .multiply, .and, .or, .xor, .logicalAnd, .logicalOr: true
        default: false
        }
    }

    var text: StaticString {
        switch self {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .and: "&"
        case .or: "|"
        case .xor: "^"
        case .logicalAnd: "&&"
        case .logicalOr: "||"
        case .equal: "=="
        case .notEqual: "!="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .shiftLeft: "<<"
        case .shiftRight: ">>"
        case .shiftRightArithmetic: ">>>"
        }
    }
}

/// The expressions and statements of a module, in flat memory without references: what an item needed is forgotten when the item is printed.
final class Syntax {
    @exclusivity(unchecked) private var expressions = Pool<ExpressionNode>()
    @exclusivity(unchecked) private var lists = Pool<Expression>()
    @exclusivity(unchecked) private var constants: [BitVector] = []
    @exclusivity(unchecked) private var texts: [String] = []
    @exclusivity(unchecked) var statements = Pool<StatementLink>()
    @exclusivity(unchecked) var arms = Pool<SelectSyntax.Arm>()
    /// How much must not be forgotten yet.
    @exclusivity(unchecked) private var kept = (expressions: 0, lists: 0, constants: 0)

    /// All that was made so far is read later than the next item is printed.
    func keep() { kept = (expressions.count, lists.count, constants.count) }

    /// Forgets what was made since `keep()`.
    func forget() {
        expressions.cut(to: kept.expressions)
        lists.cut(to: kept.lists)
        if constants.count > kept.constants { constants.removeSubrange(kept.constants...) }
        if !texts.isEmpty { texts.removeAll(keepingCapacity: true) }
        statements.cut(to: 0)
        arms.cut(to: 0)
    }

    func make(_ node: ExpressionNode) -> Expression {
        Expression(number: Int32(truncatingIfNeeded: expressions.append(node)))
    }

    subscript(expression: Expression) -> ExpressionNode { expressions[Int(expression.number)] }

    subscript(constant: ConstantNumber) -> BitVector { constants[Int(constant.number)] }

    func note(_ value: BitVector) -> ConstantNumber {
        constants.append(value)
        return ConstantNumber(number: Int32(constants.count - 1))
    }

    subscript(text: TextNumber) -> String { texts[Int(text.number)] }

    func note(_ text: String) -> TextNumber {
        texts.append(text)
        return TextNumber(number: Int32(texts.count - 1))
    }

    /// An empty list, to be filled before another one is made.
    func list() -> ExpressionList { ExpressionList(first: Int32(lists.count), count: 0) }

    func append(_ expression: Expression, to list: inout ExpressionList) {
        lists.append(expression)
        list.count += 1
    }

    func list(_ expressions: [Expression]) -> ExpressionList {
        var list = list()
        for expression in expressions { append(expression, to: &list) }
        return list
    }

    subscript(list: ExpressionList, index: Int) -> Expression { lists[Int(list.first) + index] }

    func expressions(of list: ExpressionList) -> [Expression] { (0..<Int(list.count)).map { self[list, $0] } }
}
