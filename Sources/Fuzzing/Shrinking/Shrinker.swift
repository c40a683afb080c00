import Foundation

extension Comparison {
    /// A smaller recipe that fails in the same way; at most about `seconds` are spent on it.
    func shrink(_ recipe: Recipe, _ outcome: Outcome, seconds: Double) -> (recipe: Recipe, outcome: Outcome) {
        var small = self
        switch outcome {
        case .differs(let first, let second, _, _): small.tools = [first, second]
        case .refused(let tool, _): small.tools = [tool]
        case .rejected, .agrees, .toolError: small.tools = []
        }
        let end = Date().addingTimeInterval(seconds)
        var best = (recipe: recipe, outcome: outcome)
        var isSmaller = true
        while isSmaller, Date() < end {
            isSmaller = false
            var rest = Edits(recipe: best.recipe).candidates[...]
            while !rest.isEmpty, Date() < end {
                let chunk = Array(rest.prefix(12))
                rest = rest.dropFirst(12)
                let outcomes = small.outcomes(chunk)
                let found = outcomes.indices.filter { outcomes[$0].isLike(outcome) }.min {
                    chunk[$0].size < chunk[$1].size
                }
                guard let found else { continue }
                best = (chunk[found], outcomes[found])
                isSmaller = true
                break
            }
        }
        return best
    }
}
