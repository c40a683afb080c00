import Foundation
import HDL
import Simulation
import Verilator
import XPCEngine

// The loops do the same: two pokes, a cycle, two peeks, on the `full` engine. They take turns in short rounds, and an overhead is
// the median of the ratios of the rounds, so that what else the machine does falls on all of them.

let cycles = UInt64(20_000)
let rounds = 301

func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Wall-clock milliseconds.
func milliseconds(_ work: () throws -> Void) rethrows -> Double {
    let time = try ContinuousClock().measure { try work() }
    return Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3
}

typealias NativeLoop = @convention(c) (UnsafeMutableRawPointer, UInt64) -> UInt64
let design = try elaborate { XPCEngine(.full) }
let options = ModelOptions(additionalSource: Loops.native)
let compiled = try ModelBuilder().build(VerilogSources(design), options: options)
let models = [try VerilatedModel(compiled), try VerilatedModel(compiled), try VerilatedModel(compiled)]
let native = unsafeBitCast(try models[0].symbol(named: "native_loop"), to: NativeLoop.self)

let names = ["C++", "Swift, pins", "Swift, handles"]
let loops: [() throws -> UInt64] = [
    { native(models[0].handle, cycles) },
    { try Loops.pins(models[1], cycles) },
    { try Loops.handles(models[2], cycles) },
]
var times: [[Double]] = [[], [], []]
for round in 0..<rounds {
    var sums: [UInt64] = [0, 0, 0]
    for turn in loops.indices {
        let which = (turn + round) % loops.count
        let start = processorTime()
        sums[which] = try loops[which]()
        times[which].append((processorTime() - start) / Double(cycles))
    }
    guard Set(sums).count == 1 else {
        print("the loops disagree: \(sums)")
        exit(1)
    }
}

for (index, name) in names.enumerated() {
    let overhead = (median(zip(times[index], times[0]).map { $0 / $1 }) - 1) * 100
    let padded = name.padding(toLength: 16, withPad: " ", startingAt: 0)
    let figures = String(format: "%7.1f ns per cycle", median(times[index]))
    print(padded + figures + (index == 0 ? "" : String(format: "   overhead %.1f %%", overhead)))
}
print("medians over \(rounds) rounds of \(cycles) cycles")

// An unchanged design: hashed, found in the cache, loaded, in its initial state.
let sources = VerilogSources(design)
let start = try (0..<21).map { _ in
    try milliseconds { _ = try VerilatedModel(ModelBuilder().build(sources, options: options)) }
}
let elaboration = try (0..<7).map { _ in try milliseconds { _ = try elaborate { XPCEngine(.full) } } }
let printing = (0..<7).map { _ in milliseconds { _ = VerilogSources(design) } }
print(
    String(
        format: "start: %.1f ms to elaborate and check, %.1f ms to print the Verilog, %.1f ms from the cache",
        median(elaboration), median(printing), median(start)))
