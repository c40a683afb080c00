import Foundation
import Verilog

/// Differential fuzzing: random designs, run by several tools, which must agree on every output in every cycle.
///
/// Design number *k* of a run is made from the seed *seed + k*, so a single one is repeated by its own seed.
public struct Fuzzer: Sendable {
    /// What runs the designs: the evaluator, with which all others are compared, and those.
    public var tools: [Tool]
    /// How large designs are, from 1.
    public var size: Int
    /// How many designs stand side by side in one run of a tool.
    public var batch: Int
    /// Seconds for making one failing design smaller; 0: not at all.
    public var shrinking: Double
    /// A mistake that is planted in one of the tools.
    public var fault: Fault?

    public init(tools: [Tool] = Tool.allCases, size: Int = 1, batch: Int = 25, shrinking: Double = 120) {
        self.tools = [.evaluator] + tools.filter { $0 != .evaluator }
        self.size = max(1, size)
        self.batch = max(1, batch)
        self.shrinking = shrinking
    }

    /// A design on which something is wrong.
    public struct Failure: Sendable {
        public var seed: UInt64
        /// What is wrong, in a few lines.
        public var message: String
        /// Swift that makes the design, made smaller.
        public var swift: String
        /// Its Verilog; empty where the language refuses it.
        public var verilog: String
        /// True where all but one tool agree, and that one's mistake is known (`docs/fuzzing.md`).
        public var isToolError: Bool
    }

    /// Runs `count` designs from `seed` on.
    ///
    /// - Parameter progress: is told after each batch how many designs are done, with their failures.
    /// - Returns: All failures.
    @discardableResult
    public func run(_ count: Int, seed: UInt64, progress: (Int, [Failure]) -> Void = { _, _ in }) -> [Failure] {
        inBatches(count, seed: seed, progress) { seeds in
            let comparison = Comparison(tools: tools, fault: fault)
            let recipes = seeds.map { Generator.make(seed: $0, size: size) }
            return zip(recipes, comparison.outcomes(recipes)).compactMap { recipe, outcome in
                if case .toolError = outcome { return failure(recipe, outcome) }
                guard outcome.isFailure else { return nil }
                let small =
                    shrinking > 0
                    ? comparison.shrink(recipe, outcome, seconds: shrinking) : (recipe: recipe, outcome: outcome)
                return failure(small.recipe, small.outcome)
            }
        }
    }

    /// Runs `count` designs with mistakes: each must end in a diagnostic, or, where the mistake is none, in Verilog that all tools take.
    ///
    /// - Parameter starting: is told each seed before its design is made, so that a crash is known by its seed.
    @discardableResult
    public func runWrong(
        _ count: Int, seed: UInt64, starting: (UInt64) -> Void = { _ in },
        progress: (Int, [Failure]) -> Void = { _, _ in }
    ) -> [Failure] {
        inBatches(count, seed: seed, progress) { seeds in
            var recipes: [Recipe] = []
            for seed in seeds {
                starting(seed)
                let recipe = Generator.makeWrong(seed: seed, size: size)
                if (try? recipe.design()) != nil { recipes.append(recipe) }
            }
            let comparison = Comparison(tools: tools)
            return zip(recipes, comparison.outcomes(recipes)).compactMap { recipe, outcome in
                outcome.isFailure ? failure(recipe, outcome) : nil
            }
        }
    }

    /// The Swift of the design of that seed.
    public func source(seed: UInt64) -> String { SwiftSource.text(Generator.make(seed: seed, size: size)) }

    private func inBatches(
        _ count: Int, seed: UInt64, _ progress: (Int, [Failure]) -> Void, _ body: ([UInt64]) -> [Failure]
    ) -> [Failure] {
        var (done, failures) = (0, [Failure]())
        while done < count {
            let seeds = (0..<min(batch, count - done)).map { seed &+ UInt64(done + $0) }
            let found = body(seeds)
            done += seeds.count
            failures += found
            progress(done, found)
        }
        return failures
    }

    private func failure(_ recipe: Recipe, _ outcome: Outcome) -> Failure {
        let design = try? recipe.design()
        let isToolError = if case .toolError = outcome { true } else { false }
        return Failure(
            seed: recipe.seed, message: outcome.description, swift: SwiftSource.text(recipe),
            verilog: design.map { verilog(of: $0).map(\.text).joined(separator: "\n") } ?? "",
            isToolError: isToolError)
    }
}
