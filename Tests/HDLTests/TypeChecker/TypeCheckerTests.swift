import CompilerSupport
import Testing

/// How the operators are declared decides whether an expression type-checks in milliseconds or never.
@Suite struct TypeCheckerTests {
    /// At least twice what the hardest of the ordinary expressions needs.
    static let budget = 20_000

    @Test(arguments: [(Expression.right, budget), (Expression.hard, 100_000)])
    func longExpressionsTypeCheck(expressions: [Expression], budget: Int) throws {
        for message in try TypeChecker(scopes: budget).messages(Expression.source(expressions)) {
            let index = message.line - 3
            let name = expressions.indices.contains(index) ? expressions[index].name : "line \(message.line)"
            Issue.record("\(name): \(message.severity): \(message.text)")
        }
    }

    @Test func mistakesAreToldAboutHardware() throws {
        let source = Expression.source(WrongExpression.all.map(\.expression))
        let messages = try TypeChecker(scopes: Self.budget).messages(source)
        for (index, wrong) in WrongExpression.all.enumerated() {
            let found = messages.filter { $0.line == index + 3 && $0.severity == "error" }.map(\.text)
            #expect(found.contains { $0.contains(wrong.message) }, "\(wrong.expression.name): \(found)")
            #expect(!found.contains { $0.contains("reasonable time") }, "\(wrong.expression.name)")
        }
    }

    @Test func theBudgetIsABudget() throws {
        let messages = try TypeChecker(scopes: 10).messages(Expression.source(Expression.right))
        #expect(messages.contains { $0.text.contains("reasonable time") })
    }
}
