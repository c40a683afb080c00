import Foundation
import Netlist
import Verilator
import Verilog

/// A design made ready for provers: its Verilog, what stands around it, and where its properties are.
struct ProofModel {
    let premises: Premises
    let files: DesignFiles
    let control: ControlInputs
    let top: ProofTop
    let points: [PropertyPoint]
    /// Writes the Verilog, and lets Yosys make one flat module of it.
    ///
    /// - Parameter script: what Yosys does with that.
    init(
        _ design: Design, _ options: ProofOptions, script more: [String], tools: ProofTools, in workspace: Workspace
    ) throws {
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
        let version = YosysVersion(try tools.run(Command(tools.yosys, ["-V"]), "Yosys", in: workspace))
        let script =
            YosysScript.flattened(
                premises.design, files, ghost: ghost, start: isFree ? .free : .powerOn,
                hasOneEvent: control.hasOneEvent, version: version) + more.map(version.command)
        for file in files.files { try workspace.write(file.name, file.text) }
        try workspace.write("proof_top.v", top.text)
        try workspace.write("proof_cells.v", GateModel.cells)
        try workspace.write("proof_cover.v", SMTEngine.cover)
        try workspace.write("model.ys", script.joined(separator: "\n") + "\n")
        try tools.run(Command(tools.yosys, ["-q", "-s", "model.ys"]), "Yosys", in: workspace)
    }

    func property(_ point: Int) -> Property {
        premises.design.circuits[points[point].circuit].properties[points[point].property.index]
    }
}
