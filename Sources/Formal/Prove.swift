import Foundation
import Netlist
import Simulation
import Verilator

/// Proves the properties of a design for every input and any number of cycles, or finds the shortest trace to where one fails.
///
/// The Verilog with its `FORMAL` part becomes gates in Yosys; ABC decides each property on its own (bounded search, then property directed
/// reachability). Nothing is left behind, however the process ends.
///
/// - Parameter progress: is called several times a second while programs run.
/// - Throws: `ProofError`; `SimulationError` when a folder or process cannot be made.
public func prove(
    _ design: Design, _ options: ProofOptions = ProofOptions(), progress: (ProofProgress) -> Void = { _ in }
) throws -> ProofReport {
    let start = Date()
    let tools = try ProofTools()
    let workspace = try Workspace(in: FileManager.default.temporaryDirectory.path)
    defer { workspace.close() }
    progress(ProofProgress(done: 0, of: 0, failed: 0, running: ["Yosys makes gates of \(design.topCircuit.name)"]))
    let model = try ProofModel(design, options, tools: tools, in: workspace)
    var run = try ProofRun(model, options, tools: tools, workspace: workspace)
    try run.work(progress)
    return run.report(seconds: Date().timeIntervalSince(start))
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
