import Testing

@testable import Fuzzing

/// Mistakes that are planted in a tool: the fuzzer finds them, and makes a design that shows one small.
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
    func isFound(fault: Fault, designs: Int) throws {
        var comparison = Comparison(tools: [.evaluator, .icarus])
        comparison.fault = fault
        var found: (recipe: Recipe, outcome: Outcome)?
        for start in stride(from: 1, to: designs + 1, by: 50) where found == nil {
            let recipes = (start..<(start + 50)).map { Generator.make(seed: UInt64($0), size: 1) }
            found = zip(recipes, comparison.outcomes(recipes)).first { $0.1.isFailure }.map { ($0.0, $0.1) }
        }
        let (recipe, _) = try #require(found, "\(fault) was not found in \(designs) designs")
        // Without the fault the tools agree.
        #expect(!Comparison(tools: [.evaluator, .icarus]).outcomes([recipe])[0].isFailure)
    }

    /// What is left of a design is little more than the operator that is wrong.
    @Test func littleIsLeft() throws {
        let byte = Kind.unsigned(8)
        func signal(_ name: String) -> Expression { .signal(name, [], byte) }
        func operation(_ template: String, _ operands: [Expression]) -> Expression {
            .operation(Operation.row(template, .unsigned), operands, [], byte)
        }
        func declared(_ name: String) -> Declared { Declared(name: name, form: .scalar(byte)) }
        let difference = operation(
            "($0 - $1)", [signal("w2"), operation("min($0, $1)", [signal("i1"), signal("r1")])])
        let recipe = Recipe(
            seed: 1,
            modules: [
                Part(
                    name: "Top", inputs: [declared("i0"), declared("i1")], outputs: [declared("o0"), declared("o1")],
                    second: nil, reset: nil,
                    items: [
                        .register(declared("r1"), reset: [0]), .wire(declared("w1")), .wire(declared("w2")),
                        .statements([
                            .assign(signal("w1"), operation("($0 ^ $1)", [signal("i0"), signal("i1")])),
                            .assign(signal("w2"), operation("($0 + $1)", [signal("w1"), signal("r1")])),
                            .assign(signal("r1"), operation("($0 | $1)", [signal("w2"), signal("i0")])),
                            .assign(signal("o0"), difference), .assign(signal("o1"), signal("w1")),
                        ]),
                    ])
            ])
        var comparison = Comparison(tools: [.evaluator, .icarus])
        comparison.fault = .evaluator(.subtract, as: .add)
        let outcome = comparison.outcomes([recipe])[0]
        guard case .differs = outcome else {
            Issue.record("\(outcome.description)")
            return
        }
        let small = comparison.shrink(recipe, outcome, seconds: 300)
        let text = SwiftSource.text(small.recipe)
        #expect(text.split(separator: "\n").count <= 16, "\(text)")
    }
}
