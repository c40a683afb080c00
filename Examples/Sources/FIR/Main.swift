import Bench
import Estimate
import HDL
import Netlist
import Simulation

/// Filters a step with an echo, and 2,000 random samples, and compares with the sum that the filter stands for.
@main
struct Main {
    static func main() throws {
        let coefficients = [-3, 0, 19, 32, 19, 0, -3]
        let design = try elaborate { FIRFilter(coefficients: coefficients, sampleWidth: 12) }
        let model = try simulator(design)
        var filter = Bench(model: model, coefficients: coefficients)

        let step = try (0..<10).map { _ in try filter.pass(1000) }
        print("the answer to a step of 1000: \(step.map { String($0) }.joined(separator: " "))")
        // The extremes are where a sum that is too narrow overflows.
        for index in 0..<2 * coefficients.count {
            try filter.pass(coefficients[index % coefficients.count] < 0 ? 2047 : -2048)
        }
        for _ in 0..<2000 {
            if Bool.random() { try filter.pause() }
            try filter.pass(Int.random(in: -2048...2047))
        }
        print("\(filter.count) samples agree")
        print(estimate(design).table())
    }
}

/// The circuit, and the samples that it got.
struct Bench {
    let model: any Simulator
    let coefficients: [Int]
    var history: [Int] = []
    var count = 0

    /// Gives a sample to the circuit; returns what it makes of it, once that was compared.
    @discardableResult
    mutating func pass(_ sample: Int) throws -> Int {
        history.insert(sample, at: 0)
        if history.count > coefficients.count { history.removeLast() }
        try model.poke("sample_valid", 1)
        try model.poke("sample_payload", signed: sample)
        try model.step()
        try expect("filtered_valid", model.peek("filtered_valid"), equals: 1)
        let found = try model.peekSigned("filtered_payload")
        let wanted = zip(coefficients, history).reduce(0) { $0 + $1.0 * $1.1 }
        try expect("sample \(count)", found, equals: wanted)
        count += 1
        return found
    }

    /// A cycle without a sample.
    func pause() throws {
        try model.poke("sample_valid", 0)
        try model.poke("sample_payload", 0xABC)
        try model.step()
        try expect("filtered_valid", model.peek("filtered_valid"), equals: 0)
    }
}
