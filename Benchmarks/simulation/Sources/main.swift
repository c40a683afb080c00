import Evaluator
import Foundation
import HDL
import Netlist
import Simulation
import XPCEngine

/// Seconds of processor time that `body` takes: what a busy machine does besides does not count.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = now()
    try body()
    return now() - start
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Resets a circuit, runs it with the stimulus of the peers' `bench_sim.py`, and prints the cycles per second (the median of the
/// rounds) and the sum of `y` over all cycles, which every tool must agree on.
func measure(
    _ circuit: String, _ size: Int, _ design: Design, rounds: Int, cycles: Int, constant: [String], varying: String,
    value: (Int) -> UInt64
) throws {
    let evaluator = try Evaluator(design)
    let (y, input) = (try evaluator.port("y"), try evaluator.port(varying))
    try evaluator.poke("reset", 1)
    try evaluator.step(4)
    try evaluator.poke("reset", 0)
    for name in constant { try evaluator.poke(name, 1) }
    var (sum, cycle, rates): (UInt64, Int, [Double]) = (0, 0, [])
    for _ in 0..<rounds {
        let time = try seconds {
            for _ in 0..<cycles {
                try evaluator.poke(input, value(cycle))
                try evaluator.step(1)
                sum &+= try evaluator.peek(y)
                cycle += 1
            }
        }
        rates.append(Double(cycles) / time)
    }
    print(
        "{\"sim\": \"evaluator\", \"circuit\": \"\(circuit)\", \"n\": \(size), "
            + "\"cycles_per_s\": \(Int(median(rates))), \"hash\": \"\(String(sum, radix: 16))\"}")
}

try measure(
    "table", 9, elaborate { Table(copies: 9) }, rounds: 30, cycles: 10_000, constant: ["inValid", "outReady"],
    varying: "inKey"
) { 0x0A00_0001 + UInt64($0 % 7) }
try measure("chain", 1000, elaborate { Chain(stages: 1000) }, rounds: 20, cycles: 1000, constant: [], varying: "a") {
    UInt64($0)
}

let engine = try elaborate { XPCEngine(.full) }
var starts: [Double] = []
for _ in 0..<21 {
    starts.append(
        try seconds {
            let evaluator = try Evaluator(engine)
            try evaluator.step(1)
        })
}
let running = try Evaluator(engine)
let perCycle = try seconds { try running.step(10_000) } / 10_000
print(
    "{\"sim\": \"evaluator\", \"circuit\": \"engine full\", \"start_ms\": \((median(starts) * 10_000).rounded() / 10), "
        + "\"cycles_per_s\": \(Int(1 / perCycle))}")
