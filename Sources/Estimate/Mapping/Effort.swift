/// How much time a mapping may take.
public enum Effort: String, CaseIterable, Sendable {
    /// The graph as it is, few passes.
    case fast
    /// Rewritten and balanced, more passes.
    case normal
    /// Several ways to restructure the graph, then choices between structures and resubstitution; the best of their mappings.
    case high
}

/// A graph and the LUTs that compute its outputs.
public struct Mapping: Sendable {
    /// What was mapped: the input, or what it was restructured to. Inputs and outputs correspond.
    public var graph: AndGraph
    public var cover: LUTCover

    public init(graph: AndGraph, cover: LUTCover) {
        self.graph = graph
        self.cover = cover
    }

    init(_ graph: AndGraph, _ mapper: Mapper, levels: Int = 0) {
        self.graph = graph
        cover = mapper.map(graph, levels: levels)
    }

    /// Maps a graph. The levels are at most the smallest that mapping the graph as it is can reach.
    public static func make(_ graph: AndGraph, costs: LUTCosts = .plainSix, effort: Effort = .normal) -> Mapping {
        if effort == .fast { return Mapping(graph, Mapper(costs: costs, passes: Mapper.quick)) }
        var search = MappingSearch(graph, costs)
        switch effort {
        case .fast: break
        case .normal:
            search.offer(graph.rewritten(Rewriter.usualScript))
            // Restructuring does not help all logic, chains of exclusive ors for one.
            if search.gain < 0.02 { search.offer(graph) }
        case .high:
            let balanced = graph.balanced()
            search.offer(graph)
            search.offer(balanced)
            for script in Rewriter.scripts {
                search.offer(graph.rewritten(script))
                search.offer(balanced.rewritten(script))
            }
            for _ in 0..<2 {
                search.offerChoices()
                search.offerResubstituted()
            }
        }
        return search.best
    }
}

/// The best mapping of those that were tried.
private struct MappingSearch {
    private let costs: LUTCosts
    private let levels: Int
    /// What the quick mapping of the graph as it is costs.
    private let first: Float
    private(set) var best: Mapping

    /// For mappings of as many levels as the graph as it is needs.
    init(_ graph: AndGraph, _ costs: LUTCosts) {
        self.costs = costs
        best = Mapping(graph, Mapper(costs: costs, passes: Mapper.quick))
        levels = best.cover.depth
        first = costs.area(best.cover)
    }

    /// The part of the LUTs of the quick mapping that is saved.
    var gain: Float { first > 0 ? 1 - costs.area(best.cover) / first : 0 }

    /// Maps a graph that computes the same.
    mutating func offer(_ graph: AndGraph) {
        offer(Mapping(graph, Mapper(costs: costs, passes: Mapper.thorough), levels: levels))
    }

    /// Maps the best graph so far together with what it can be restructured to.
    mutating func offerChoices() {
        let base = best.compact()
        let choices = ChoiceGraph(base, Rewriter.scripts)
        let mapper = Mapper(costs: costs, passes: Mapper.wide)
        let cover = mapper.map(choices.graph, choices: choices.choices, levels: levels)
        if let mapping = choices.resolved(cover) { offer(mapping) }
    }

    /// Maps the best graph so far resubstituted, and what rewriting leaves of that.
    mutating func offerResubstituted() {
        let smaller = best.graph.compacted().resubstituted()
        offer(smaller)
        offer(smaller.rewritten(Rewriter.usualScript).resubstituted())
    }

    private mutating func offer(_ mapping: Mapping) {
        if mapping.cover.depth <= levels, costs.area(mapping.cover) < costs.area(best.cover) { best = mapping }
    }
}

extension Mapping {
    /// The graph without what nothing reads; taken over where every node stays as it is.
    fileprivate mutating func compact() -> AndGraph {
        let compaction = graph.compaction()
        if compaction.keepsStructure(of: graph) {
            cover = cover.renamed { UInt32(truncatingIfNeeded: compaction.literals[Int($0)].node) }
            graph = compaction.graph
        }
        return compaction.graph
    }
}

extension LUTCosts {
    /// The cost of a cover.
    func area(_ cover: LUTCover) -> Float {
        (0..<cover.count).reduce(0) { $0 + area[min(cover.leaves(of: $1).count, area.count - 1)] }
    }
}

extension AndGraph {
    /// Rewritten and balanced once for each of the options.
    func rewritten(_ script: [Rewriter.Options]) -> AndGraph {
        var book = RecipeBook()
        return script.reduce(self) { Rewriter.run($0, $1, &book).graph.balanced() }
    }
}
