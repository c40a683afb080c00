/// Covers an AND graph with LUTs by priority cuts: every pass walks over the nodes once, keeps the best few cuts of each, and
/// chooses one of them. Passes for depth come first; later ones save LUTs and never give the depth up.
public struct Mapper: Sendable {
    /// By what the cuts of a node are ranked in a pass.
    public enum Order: Sendable {
        /// The fastest first, small ones first among those: finds the smallest depth.
        case depth
        /// The fastest first, the cheapest first among those.
        case depthThenArea
        /// The smallest share in the cost of everything before the node first, however slow: lists for the later passes to start
        /// from. What is chosen is not slower than before.
        case unboundedArea
        /// The same, among those that are in time (area flow).
        case areaFlow
        /// What adds the fewest LUTs to the present cover first, among those that are in time; the fewest inputs first among those.
        case exactArea
        /// The same, but what has the smallest area flow first among those that add as many.
        case exactAreaThenFlow

        /// Whether required times play no part yet.
        var isUnbounded: Bool { self == .depth || self == .depthThenArea || self == .unboundedArea }
        var isExact: Bool { self == .exactArea || self == .exactAreaThenFlow }
    }

    /// One walk over the graph.
    public struct Pass: Sendable {
        public var order: Order
        /// Cuts kept per node; at most 32.
        public var cuts: Int

        public init(_ order: Order, cuts: Int) {
            self.order = order
            self.cuts = min(32, max(2, cuts))
        }
    }

    public var costs: LUTCosts
    public var passes: [Pass]
    /// How slowly the number of users that a node is expected to have follows the covers: the weight of what was expected before a pass against
    /// one of what its cover has.
    public var inertia: Float
    /// Whether only what the present cover has counts as shared while areas flow, and what it does not have may be late, as in ABC's `if`. Logic that
    /// many nodes could share, but none does yet, is then made for each of them.
    public var sharesCoverOnly: Bool

    public init(
        costs: LUTCosts = .series7, passes: [Pass] = Mapper.thorough, inertia: Float = 2, sharesCoverOnly: Bool = false
    ) {
        self.costs = costs
        self.passes = passes
        self.inertia = inertia
        self.sharesCoverOnly = sharesCoverOnly
    }

    /// The fewest passes that are worth their time.
    public static let quick = [
        Pass(.depth, cuts: 6), Pass(.depthThenArea, cuts: 6), Pass(.areaFlow, cuts: 6),
        Pass(.exactAreaThenFlow, cuts: 6),
    ]
    /// What more passes gain after these is below a percent.
    public static let thorough = [
        Pass(.depth, cuts: 8), Pass(.depthThenArea, cuts: 8), Pass(.unboundedArea, cuts: 8), Pass(.areaFlow, cuts: 8),
        Pass(.exactArea, cuts: 8), Pass(.exactAreaThenFlow, cuts: 8),
    ]

    /// What follows the reference flow's mapper closest.
    static let reference = Mapper(
        passes: thorough.map { Pass($0.order, cuts: 6) }, inertia: 5, sharesCoverOnly: true)

    /// With choices, which have more cuts to choose from.
    static let wide = thorough.map { Pass($0.order, cuts: 12) }

    /// The LUTs that compute the graph's outputs, at the smallest depth that was found, or at `levels` when that is more.
    public func map(_ graph: AndGraph, levels: Int = 0) -> LUTCover { map(graph, choices: [], levels: levels) }

    /// - Parameter choices: by node, how many of the nodes just before it are choices for it (`ChoiceGraph`).
    func map(_ graph: AndGraph, choices: [UInt8], levels: Int) -> LUTCover {
        var state = MapperState(
            graph, choices: choices, costs: costs, cutsPerNode: passes.map(\.cuts).max() ?? 2,
            sharesCoverOnly: sharesCoverOnly)
        for pass in passes {
            state.run(pass)
            state.settle(setsGoal: pass.order.isUnbounded, levels: levels, inertia: inertia)
        }
        return state.cover()
    }
}
