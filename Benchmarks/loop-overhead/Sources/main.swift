import Foundation
import Simulation
import Verilator

// The two loops do the same: two pokes, a cycle, two peeks. They take turns in short rounds, and the overhead is the median of
// the ratios of the rounds, so that what else the machine does falls on both.

let cycles = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 20_000 : 20_000
let rounds = 301

func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

func measure(_ work: () throws -> UInt64) rethrows -> (nanoseconds: Double, sum: UInt64) {
    let start = processorTime()
    let sum = try work()
    return ((processorTime() - start) / Double(cycles), sum)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func swiftLoop(_ model: VerilatedModel) throws -> UInt64 {
    let (data, operation) = (
        try model.inputPin("data", as: UInt64.self), try model.inputPin("operation", as: UInt8.self)
    )
    let (result, busy) = (try model.outputPin("result", as: UInt64.self), try model.outputPin("busy", as: UInt8.self))
    var sum: UInt64 = 0
    for cycle in 0..<UInt64(cycles) {
        try data.poke(cycle &* 0x9E37_79B9_7F4A_7C15)
        try operation.poke(UInt8(truncatingIfNeeded: cycle & 15))
        try model.step(1)
        sum &+= result.peek() &+ UInt64(busy.peek())
    }
    return sum
}

typealias Loop = @convention(c) (UnsafeMutableRawPointer, UInt64) -> UInt64
let options = ModelOptions(additionalSource: Workload.nativeLoop)
let compiled = try ModelBuilder().build(Workload.sources, options: options)

var (native, swift): ([Double], [Double]) = ([], [])
let (first, second) = (try VerilatedModel(compiled), try VerilatedModel(compiled))
for round in 0..<rounds {
    let loop = unsafeBitCast(try first.symbol(named: "native_loop"), to: Loop.self)
    let inCpp = { measure { loop(first.handle, UInt64(cycles)) } }
    let inSwift = { try measure { try swiftLoop(second) } }
    let (a, b) =
        round % 2 == 0
        ? (inCpp(), try inSwift())
        : {
            let b = $0
            return (inCpp(), b)
        }(try inSwift())
    guard a.sum == b.sum else {
        print("the loops disagree: \(a.sum) in C++, \(b.sum) in Swift")
        exit(1)
    }
    native.append(a.nanoseconds)
    swift.append(b.nanoseconds)
}

let overhead = (median(zip(swift, native).map { $0 / $1 }) - 1) * 100
print(String(format: "C++    %7.1f ns per cycle", median(native)))
print(String(format: "Swift  %7.1f ns per cycle", median(swift)))
print(String(format: "overhead %.1f %% (medians over %d rounds of %d cycles)", overhead, rounds, cycles))
