import Testing

@testable import Fuzzing

/// Mistakes that are planted in a tool: the fuzzer finds them, and makes what shows them small.
@Suite struct FaultTests {
    /// By fault: within how many designs it is found.
    @Test(arguments: [
        (Fault.evaluator(.shiftRightArithmetic, as: .shiftRight), 150),
        (.evaluator(.lessSigned, as: .lessUnsigned), 150),
        (.evaluator(.signExtend, as: .zeroExtend), 50),
        (.evaluator(.subtract, as: .add), 100),
        (.printer(" >>> ", as: " >> "), 150),
        (.printer("negedge ", as: "posedge "), 150),
        (.printer("casez", as: "case"), 150),
    ])
    func isFoundAndMadeSmall(fault: Fault, designs: Int) throws {
        var comparison = Comparison(tools: [.evaluator, .icarus])
        comparison.fault = fault
        var found: (recipe: Recipe, outcome: Outcome)?
        for start in stride(from: 1, to: designs + 1, by: 50) where found == nil {
            let recipes = (start..<(start + 50)).map { Generator.make(seed: UInt64($0), size: 1) }
            found = zip(recipes, comparison.outcomes(recipes)).first { $0.1.isFailure }.map { ($0.0, $0.1) }
        }
        let (recipe, outcome) = try #require(found, "\(fault) was not found in \(designs) designs")
        let small = comparison.shrink(recipe, outcome, seconds: 5)
        #expect(small.outcome.isLike(outcome))
        #expect(small.recipe.size <= recipe.size / 2 || small.recipe.size < 60)
        // Without the fault the tools agree.
        #expect(!Comparison(tools: [.evaluator, .icarus]).outcomes([small.recipe])[0].isFailure)
    }

    /// What is left of a design is little more than the operator that is wrong.
    @Test func littleIsLeft() throws {
        let sum = Expression.operation(
            Operation.row("($0 - $1)", .unsigned),
            [.signal("i0", [], .unsigned(8)), .signal("i1", [], .unsigned(8))], [], .unsigned(8))
        var recipe = Generator.make(seed: 3, size: 1)
        let top = recipe.modules.count - 1
        recipe.modules[top].inputs = ["i0", "i1"].map { Declared(name: $0, form: .scalar(.unsigned(8))) }
        recipe.modules[top].outputs.append(Declared(name: "difference", form: .scalar(.unsigned(8))))
        recipe.modules[top].items.append(.statements([.assign(.signal("difference", [], .unsigned(8)), sum)]))
        recipe = recipe.repaired
        var comparison = Comparison(tools: [.evaluator, .icarus])
        comparison.fault = .evaluator(.subtract, as: .add)
        let outcome = comparison.outcomes([recipe])[0]
        guard case .differs = outcome else {
            Issue.record("\(outcome.description)")
            return
        }
        let small = comparison.shrink(recipe, outcome, seconds: 20)
        let text = SwiftSource.text(small.recipe)
        #expect(text.split(separator: "\n").count <= 16, "\(text)")
    }
}
