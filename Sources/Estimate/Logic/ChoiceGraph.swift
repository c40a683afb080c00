/// Several structures of the same logic in one graph. Nodes that are known to compute the same, or complements, are a class: one of them, the
/// representative, stands for it in all fanins; the others are choices.
///
/// The order is that of a walk: all choices of a class come just before the representative, and that before its users.
struct ChoiceGraph {
    /// The representatives' structure, with the choices between; a choice is nobody's fanin.
    let graph: AndGraph
    /// By node: how many of the nodes just before it are choices for it.
    let choices: [UInt8]
    /// By node: whether it is the complement of its representative.
    let isComplement: [Bool]

    /// The graph and what it becomes in each step of each script.
    init(_ base: AndGraph, _ scripts: [[Rewriter.Options]]) {
        var builder = Builder(base)
        var book = RecipeBook()
        for script in scripts {
            var last = base.balancing()
            builder.add(last)
            for options in script {
                last = last.then { Rewriter.run($0, options, &book) }
                builder.add(last)
                last = last.then { $0.balancing() }
                builder.add(last)
            }
        }
        self = builder.ordered(base)
    }

    init(graph: AndGraph, choices: [UInt8], isComplement: [Bool]) {
        self.graph = graph
        self.choices = choices
        self.isComplement = isComplement
    }
}
