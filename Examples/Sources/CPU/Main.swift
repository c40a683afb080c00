import Bench
import Estimate
import HDL
import Simulation

/// Runs two programs, compares what they show, and says what the processor costs.
@main
struct Main {
    static func main() throws {
        try expect(
            "Fibonacci", run("Fibonacci", fibonacci), equals: [1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233])
        try expect("squares", run("squares", squares), equals: (1...10).map { $0 * $0 })
        print(estimate(try elaborate { CPU(program: fibonacci) }).table())
    }

    /// What a program shows until it halts.
    static func run(_ name: String, _ program: [Instruction]) throws -> [UInt64] {
        let model = try simulator(elaborate { CPU(program: program) })
        let (valid, payload) = (try model.port("shown_valid"), try model.port("shown_payload"))
        let halted = try model.port("isHalted")
        var shown: [UInt64] = []
        while try model.peek(halted) == 0 {
            guard model.cycle < 10_000 else { throw model.stepLimitReached(waitingFor: "the end", limit: 10_000) }
            if try model.peek(valid) == 1 { shown.append(try model.peek(payload)) }
            try model.step()
        }
        print("\(name): \(shown.map { String($0) }.joined(separator: " ")), after \(model.cycle) cycles")
        return shown
    }
}
