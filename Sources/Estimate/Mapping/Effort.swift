/// How much time a mapping may take.
public enum Effort: String, CaseIterable, Sendable {
    /// The graph as it is, few passes.
    case fast
    /// Balanced and rewritten, many passes.
    case normal
    /// Several ways to restructure the graph; the best of their mappings.
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
        let quick = Mapper(costs: costs, passes: Mapper.quick)
        let thorough = Mapper(costs: costs, passes: Mapper.thorough)
        if effort == .fast { return Mapping(graph, quick) }
        let levels = Mapper(costs: costs, passes: [Mapper.Pass(.depth, cuts: 8)]).map(graph).depth
        var best: Mapping?
        func offer(_ candidate: AndGraph, _ mapper: Mapper) {
            let mapping = Mapping(candidate, mapper, levels: levels)
            guard mapping.cover.depth <= levels else { return }
            if let best, costs.area(best.cover) <= costs.area(mapping.cover) { return }
            best = mapping
        }
        let balanced = graph.balanced()
        switch effort {
        case .fast: break
        case .normal:
            offer(balanced, quick)
            offer(graph.rewritten([.freelyKeepingLevels, .keepingLevels]), quick)
            if let chosen = best?.graph { offer(chosen, thorough) }
        case .high:
            offer(graph, thorough)
            offer(balanced, thorough)
            for script in Rewriter.scripts {
                offer(graph.rewritten(script), thorough)
                offer(balanced.rewritten(script), thorough)
            }
        }
        return best ?? Mapping(graph, thorough)
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
        return script.reduce(self) { Rewriter.run($0, $1, &book).balanced() }
    }
}
