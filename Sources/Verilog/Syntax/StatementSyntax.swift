import Netlist

/// A statement inside an `always` block.
enum StatementSyntax: Sendable {
    /// `target <= value;`, or with `blocking` `target = value;`.
    case assign(target: Expression, value: Expression, blocking: Bool, place: Place)
    case conditional(Expression, then: [StatementSyntax], otherwise: [StatementSyntax], place: Place)
    indirect case select(SelectSyntax)
    /// `$display("text", values);`, which Yosys does not see.
    indirect case display(String, [Expression], place: Place)
    /// `assert (condition);` below a comment with its name, and where labels are asked for, behind `property$N: `.
    indirect case assertion(Property.Kind, name: String, PropertyID, Expression, place: Place)
}

/// A `case`, or a `casez` where a label has don't-cares.
struct SelectSyntax: Sendable {
    var subject: Expression
    var hasDontCares: Bool
    var arms: [Arm]
    var place: Place

    struct Arm: Sendable {
        /// Empty: `default`.
        var labels: [Label]
        /// What a default stands for, when it has a name.
        var comment: String?
        var body: [StatementSyntax]
        var place: Place
    }

    enum Label: Sendable {
        case name(Name)
        case literal(BitVector)
        /// Bits that are zero in `care` are printed as `?`.
        case pattern(BitVector, care: BitVector)
    }
}
