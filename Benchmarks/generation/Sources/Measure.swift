import Foundation

/// Wall-clock and processor seconds of one stage.
struct Stage {
    var name: String
    var wall: Double
    var processor: Double
}

/// Runs `work` and notes how long it took.
func measure<Result>(into stages: inout [Stage], _ name: String, _ work: () throws -> Result) rethrows -> Result {
    let (wall, processor) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
    let result = try work()
    stages.append(
        Stage(
            name: name, wall: seconds(CLOCK_MONOTONIC) - wall, processor: seconds(CLOCK_PROCESS_CPUTIME_ID) - processor)
    )
    return result
}

private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The most memory that the process has had so far, in bytes: `VmHWM`.
func peakMemory() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
        return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }
    return 0
}
