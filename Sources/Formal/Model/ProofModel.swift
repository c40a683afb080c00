import Foundation
import Netlist
import Verilator
import Verilog

/// A design as gates, with a literal for each of its properties.
struct ProofModel {
    let premises: Premises
    let files: DesignFiles
    let control: ControlInputs
    let top: ProofTop
    let points: [PropertyPoint]
    let names: NameMap
    /// By point: what is one when a check fails or a cover point is reached.
    let events: [Int]
    private let gates: Aiger
    /// What is one when the resets are not as they are assumed to be.
    private let resetEvent: Int

    /// Writes the Verilog, and lets Yosys make gates of it.
    init(_ design: Design, _ options: ProofOptions, tools: ProofTools, in workspace: Workspace) throws {
        if let unknown = design.circuits.first(where: { $0.external.map { $0.text == nil } ?? false }) {
            throw ProofError(
                .unknownModule, "“\(unknown.name)” is written in Verilog, and its text is not known",
                hint: "give its text by verilogSource, or prove a module that does without it")
        }
        premises = Premises(of: design)
        files = DesignFiles(premises.design)
        control = ControlInputs(of: design)
        points = PropertyList(premises, files: files).points
        guard let topFile = files.file(of: design.top.index) else {
            throw ProofError(.unknownModule, "the top is written in Verilog", hint: "put a circuit around it")
        }
        top = ProofTop(design, topFile, control, resetCycles: options.resetCycles)
        let ghost = GhostLogic(of: premises.design)
        let isFree = options.start == .free && top.hasReset
        let script =
            YosysScript.flattened(
                premises.design, files, ghost: ghost, start: isFree ? .free : .powerOn,
                hasOneEvent: control.hasOneEvent) + YosysScript.gates
        for file in files.files { try workspace.write(file.name, file.text) }
        try workspace.write("proof_top.v", top.text)
        try workspace.write("proof_cells.v", YosysScript.cells)
        try workspace.write("model.ys", script.joined(separator: "\n") + "\n")
        try tools.run(Command(tools.yosys, ["-q", "-s", "model.ys"]), "Yosys", in: workspace)
        let folder = URL(fileURLWithPath: workspace.path)
        let bytes = Array(try Data(contentsOf: folder.appendingPathComponent("model.aig")))
        names = NameMap(
            try String(contentsOf: folder.appendingPathComponent("model.map"), encoding: .utf8),
            events: try String(contentsOf: folder.appendingPathComponent("model.events"), encoding: .utf8))
        guard let gates = Aiger(bytes) else {
            throw ProofError(.toolFailed, "Yosys wrote gates that cannot be read")
        }
        let names = names
        events = try points.map { try Self.event(ProofTop.instance + "." + $0.label, names, gates) }
        resetEvent = top.hasReset ? try Self.event(ProofTop.resetLabel, names, gates) : 0
        self.gates = gates
    }

    func property(_ point: Int) -> Property {
        premises.design.circuits[points[point].circuit].properties[points[point].property.index]
    }

    /// The file that asks whether the event of a point can happen while `assumptions` are kept.
    func question(_ point: Int, assumptions: [Int]) -> [UInt8] {
        let constraints = (assumptions.map { events[$0] } + [resetEvent]).filter { $0 != 0 }
        return gates.bytes(bad: events[point], constraints: constraints.map { $0 ^ 1 })
    }

    /// The literal of an event. A constant one never happens: properties are looked at from the first clock edge on, and never before it.
    private static func event(_ label: String, _ names: NameMap, _ gates: Aiger) throws -> Int {
        let name = label + ".event"
        guard names.events.contains(name) else {
            throw ProofError(
                .toolFailed, "Yosys lost the property “\(label)”", hint: "its version should be between 0.23 and 0.38")
        }
        guard let index = names.outputs[name] else { return 0 }
        guard index < gates.outputs.count else {
            throw ProofError(.toolFailed, "Yosys wrote gates without the output of “\(label)”")
        }
        return gates.outputs[index]
    }
}
