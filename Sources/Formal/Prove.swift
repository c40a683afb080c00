import Foundation
import Netlist
import Simulation
import Verilator

/// Proves the properties of a design for every input and any number of cycles, or finds the shortest trace to where one fails.
///
/// The Verilog with its `FORMAL` part becomes gates in Yosys. What induction over all checks together shows is proven; ABC decides each other
/// property on its own (bounded search, then property directed reachability), or an SMT solver does (`ProofOptions.engine`). Nothing is left behind, however the process ends.
///
/// - Parameter progress: is called several times a second while programs run.
/// - Throws: `ProofError`; `SimulationError` when a folder or process cannot be made.
public func prove(
    _ design: Design, _ options: ProofOptions = ProofOptions(), progress: (ProofProgress) -> Void = { _ in }
) throws -> ProofReport {
    let start = Date()
    let tools = try ProofTools(options)
    let workspace = try Workspace(in: FileManager.default.temporaryDirectory.path)
    defer { workspace.close() }
    progress(ProofProgress(done: 0, of: 0, failed: 0, running: ["Yosys reads \(design.topCircuit.name)"]))
    let script = options.engine == .pdr ? ABCEngine.script : SMTEngine.script
    let model = try ProofModel(design, options, script: script, tools: tools, in: workspace)
    var run = try ProofRun(model, options, tools: tools, workspace: workspace)
    try run.work(progress)
    var report = run.report(seconds: Date().timeIntervalSince(start))
    if model.control.hasOneEvent || options.traces != nil {
        for index in report.properties.indices where report.properties[index].trace != nil {
            try write(&report.properties[index], number: index, design, options, canRun: model.control.hasOneEvent)
        }
    }
    report.seconds = Date().timeIntervalSince(start)
    return report
}

/// Runs the trace of a property again, and writes its files.
private func write(
    _ result: inout PropertyResult, number: Int, _ design: Design, _ options: ProofOptions, canRun: Bool
) throws {
    guard let trace = result.trace else { return }
    var path: String?
    if let folder = options.traces {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = "\(folder)/\(number)-\(fileName(result.name))"
    }
    var heading = ["\(result.kind.rawValue) “\(result.name)” of \(result.instance) fails"]
    if let place = result.place { heading.append("at \(place)") }
    heading.append("seen by the clock edge at the end of cycle \(trace.cycles.count - 1)")
    var text = TraceText(heading, trace)
    var files: [String] = []
    if canRun {
        let waves = path.map { $0 + ".vcd" }
        result.isReplayed = try trace.replay(design, property: result.name, waves: waves) { cycle, simulator in
            text.add(cycle, trace.cycles[cycle], simulator)
        }
        if let waves { files.append(waves) }
    } else {
        for (cycle, inputs) in trace.cycles.enumerated() { text.add(cycle, inputs, nil) }
    }
    guard let path else { return }
    try Data((text.lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path + ".txt"))
    result.files = files + [path + ".txt"]
}

/// Letters and digits of a name, with dashes for what is between them.
private func fileName(_ name: String) -> String {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.prefix(8).joined(separator: "-")
}

/// How far a proof is.
public struct ProofProgress: Hashable, Sendable {
    /// Properties that are decided or given up.
    public var done: Int
    public var of: Int
    public var failed: Int
    /// What is being worked on.
    public var running: [String]
}
