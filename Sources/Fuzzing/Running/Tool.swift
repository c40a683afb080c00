import Evaluator
import Foundation
import Netlist
import Simulation
import Verilator

/// What runs a design.
public enum Tool: String, CaseIterable, Sendable {
    /// The netlist in the evaluator of this package.
    case evaluator
    /// The Verilog in Verilator.
    case verilator
    /// The Verilog in Icarus Verilog.
    case icarus
    /// What Yosys' `synth` makes of the Verilog, in Icarus Verilog.
    case yosys
}

/// What all designs of a batch did in a tool: by design and cycle, all outputs in hexadecimal.
typealias Traces = [[String]]

/// A tool did not take a batch, or did not finish it.
struct ToolRefusal: Error {
    var tool: Tool
    var message: String
}

extension Tool {
    /// Runs a batch.
    ///
    /// - Parameter isCautious: without what the tool is known to do wrong, `knownError`.
    func run(_ batch: Batch, isCautious: Bool = false) throws -> Traces {
        switch self {
        case .evaluator: try batch.subjects.map { try evaluator($0, fault: batch.fault) }
        case .verilator: try verilator(batch, isCautious ? .none : .byVerilator)
        case .icarus: try icarus(batch)
        case .yosys: try yosys(batch, isCautious: isCautious)
        }
    }

    /// What may be wrong with a tool that sees something else than the evaluator; it is to blame when a cautious run agrees.
    var knownError: String? {
        switch self {
        case .evaluator, .icarus: nil
        case .verilator: "Verilator's optimisations change the design"
        case .yosys: "Yosys' opt_muxtree changes the design"
        }
    }

    private func refusal(_ text: String) -> ToolRefusal {
        ToolRefusal(tool: self, message: String(text.suffix(4000)))
    }

    /// What `synth` does, without `opt_muxtree`; and without moving registers into read ports, where Yosys 0.23 can stop at an assertion of its own
    /// that the pass left out here hides.
    private static let passes = """
        proc; opt_expr; opt_merge; opt_clean; wreduce; peepopt; opt_clean; alumacc; opt_expr; \
        opt_merge; opt_dff; opt_clean; memory -nomap -nordff; opt_clean; memory_map; opt_expr; opt_merge; opt_dff; opt_clean; \
        techmap; opt_expr; opt_merge; opt_dff; opt_clean; abc -fast; opt_expr; opt_merge; opt_dff; opt_clean
        """

    /// One process synthesizes all designs, each one alone: passes that repeat until nothing changes would otherwise repeat for all of
    /// them until the last one is done, which takes twice as long.
    private func yosys(_ batch: Batch, isCautious: Bool) throws -> Traces {
        let place = try Workplace()
        var script = ""
        for (index, subject) in batch.subjects.enumerated() {
            for file in subject.files { try place.write(file.name, file.text) }
            let synthesis =
                isCautious
                ? "hierarchy -check -top \(subject.top); \(Self.passes)" : "synth -top \(subject.top)"
            script += """
                read_verilog \(subject.files.map(\.name).joined(separator: " "))
                \(synthesis)
                write_verilog -noattr synth\(index).v
                design -reset

                """
        }
        try place.write("synth.ys", script)
        let made = try place.run(["yosys", "-q", "-s", "synth.ys"])
        guard made.status == 0 else { throw refusal("yosys: status \(made.status)\n\(made.text)") }
        try place.write("Batch.v", batch.top)
        return try simulate(batch, batch.subjects.indices.map { "synth\($0).v" } + ["Batch.v"], in: place)
    }

    private func icarus(_ batch: Batch) throws -> Traces {
        let place = try Workplace()
        for (name, text) in batch.files { try place.write(name, batch.fault?.applied(to: text) ?? text) }
        return try simulate(batch, batch.files.map(\.name), in: place)
    }

    /// Runs the bench with those files in Icarus.
    private func simulate(_ batch: Batch, _ sources: [String], in place: Workplace) throws -> Traces {
        for (name, text) in batch.data + [("Bench.v", batch.bench)] { try place.write(name, text) }
        let compiled = try place.run(["iverilog", "-g2001", "-o", "bench", "-s", "Bench"] + sources + ["Bench.v"])
        guard compiled.status == 0 else { throw refusal("iverilog: status \(compiled.status)\n\(compiled.text)") }
        let ran = try place.run(["vvp", "-n", "bench"])
        let lines = ran.text.split(separator: "\n").map(String.init)
        let count = batch.subjects.count
        guard ran.status == 0, lines.count == count * Subject.cycles else {
            throw refusal("vvp: status \(ran.status), \(lines.count) lines\n\(ran.text)")
        }
        return (0..<count).map { index in (0..<Subject.cycles).map { lines[$0 * count + index] } }
    }

    private func evaluator(_ subject: Subject, fault: Fault?) throws -> [String] {
        do throws(SimulationError) {
            let design = fault?.applied(to: subject.design) ?? subject.design
            return try drive(Evaluator(design, checks: false), subject)
        } catch {
            throw refusal(error.description)
        }
    }

    private func verilator(_ batch: Batch, _ optimization: ModelOptions.Optimization) throws -> Traces {
        var sources = VerilogSources(
            files: batch.files.map { VerilogSources.File($0.name, $0.text) }, top: "Batch", ports: batch.ports)
        sources.hasDerivedClocks = batch.subjects.contains { $0.design.hasDerivedClocks }
        // The model runs for a few cycles only, so it need not be fast.
        let options = ModelOptions(checks: false, waves: false, optimization: optimization)
        do throws(SimulationError) {
            let compiled = try ModelBuilder().build(sources, options: options)
            // Nobody will ask for this model again.
            defer {
                try? FileManager.default.removeItem(
                    at: URL(fileURLWithPath: compiled.library).deletingLastPathComponent())
            }
            return try drive(VerilatedModel(compiled), batch)
        } catch {
            throw refusal(error.description)
        }
    }
}

/// Feeds a simulator of a batch with the stimulus of its designs.
private func drive(_ model: some Simulator, _ batch: Batch) throws(SimulationError) -> Traces {
    var traces = Traces(repeating: [], count: batch.subjects.count)
    for cycle in 0..<Subject.cycles {
        for (index, subject) in batch.subjects.enumerated() where subject.inputWidth > 0 {
            try model.poke(model.handle(at: 2 + 2 * index), subject.stimulus[cycle])
        }
        for index in batch.subjects.indices {
            traces[index].append(try model.peekVector(model.handle(at: 3 + 2 * index)).hex)
        }
        let ticking = [0, 1].filter { Subject.ticks[cycle] >> $0 & 1 == 1 }.map { model.handle(at: $0) }
        try model.step(ticking, count: 1)
    }
    return traces
}

/// Feeds a simulator of one design with its stimulus.
private func drive(_ model: some Simulator, _ subject: Subject) throws(SimulationError) -> [String] {
    func handles(_ names: [String]) throws(SimulationError) -> [PortHandle] {
        var result: [PortHandle] = []
        for name in names { result.append(try model.port(name)) }
        return result
    }
    let inputs = try handles(subject.inputs.map(\.name))
    let outputs = try handles(subject.outputs.map(\.name))
    let clocks = try handles(subject.clocks.sorted()).filter { model.ports[$0.index].direction == .clock }
    var trace: [String] = []
    for cycle in 0..<Subject.cycles {
        var low = 0
        for input in inputs {
            try model.poke(input, subject.stimulus[cycle].slice(low: low, width: input.width))
            low += input.width
        }
        var all = BitVector.zero(width: 0)
        for output in outputs { all = all.concatenated(below: try model.peekVector(output)) }
        trace.append(all.hex)
        let ticks = Subject.ticks[cycle]
        try model.step(
            clocks.filter { ticks >> (model.ports[$0.index].name == "clock" ? 0 : 1) & 1 == 1 }, count: 1)
    }
    return trace
}
