/// How many mutants were killed, and by what.
public struct MutationScore: Codable, Hashable, Sendable {
    public var mutants = 0
    public var killed = 0
    public var equivalent = 0
    public var survived = 0
    /// Killed mutants by the test that failed.
    public var killers: [String: Int] = [:]

    public init(_ results: some Sequence<MutantResult>) {
        for result in results {
            mutants += 1
            switch result.verdict {
            case .killed:
                killed += 1
                killers[result.by, default: 0] += 1
            case .equivalent: equivalent += 1
            case .survived: survived += 1
            }
        }
    }

    /// Killed of those that are not equivalent, 0 to 1; 1 where there are none.
    public var score: Double {
        let all = mutants - equivalent
        return all == 0 ? 1 : Double(killed) / Double(all)
    }
}
