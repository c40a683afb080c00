import Estimate
import Foundation

/// What a netlist costs, and the processor time of reading and estimating it, as JSON; takes the options of `xpc estimate`.
struct Result: Encodable {
    var total: ResourceCounts
    var timing: TimingReport?
    var reading: Double
    var estimating: Double
}

func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

let arguments = CommandLine.arguments
func option(_ name: String) -> String? {
    arguments.firstIndex(of: name).flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
}

do {
    var options = EstimateOptions()
    options.effort = option("--effort").flatMap(Effort.init) ?? .normal
    options.timing = arguments.contains("--timing")
    let start = processorSeconds()
    let device = option("--device").flatMap(Device.named) ?? .series7
    let file = try NetlistFile(path: option("--netlist") ?? "", top: option("--top"), device: device)
    let middle = processorSeconds()
    let report = estimate(file, options: options)
    let result = Result(
        total: report.total, timing: report.timing, reading: middle - start, estimating: processorSeconds() - middle)
    print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(2)
}
