import Testing

@testable import Fuzzing

/// Mistakes that are planted in a tool: the fuzzer finds them.
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
}
