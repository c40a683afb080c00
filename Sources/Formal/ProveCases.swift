import Foundation
import Netlist
import Verilator

/// Whether the top's checks that `options.property` names hold for ever while an input of the top keeps a value, for each of the values: by
/// induction, then by property directed reachability (IC3). No trace is looked for; `false` means that it is not known.
///
/// The other checks help: those of instances as far as they are proven for any value, those of the top where they hold for the value. It is one
/// reading of the design for all values, and few questions for each.
///
/// - Parameters:
///   - options: `start`, `timeout`, `jobs`, `resetCycles`; the engine is ABC.
///   - input: an input of the top, wide enough for the values.
///   - instances: two instances of the top; registers of the one that stay equal to those of the other are one in the questions.
///   - progress: is called several times a second while programs run.
///   - decided: is told each value once, and whether the checks hold for it, as soon as that is known: what is induction at once, then the others.
/// - Throws: `ProofError`, also where there is no such input or check; `SimulationError` when a folder or process cannot be made.
public func proveCases(
    _ design: Design, _ options: ProofOptions, input: String, values: [Int],
    instances: (one: String, other: String), progress: (ProofProgress) -> Void = { _ in },
    decided: (_ value: Int, _ holds: Bool) throws -> Void
) throws {
    guard let port = design.topCircuit.port(named: input), port.direction == .input,
        values.allSatisfy({ $0 >= 0 && indexWidth($0 + 1) <= design.topCircuit.width(port.node) })
    else {
        throw ProofError(
            .nothingChosen, "\(design.topCircuit.name) has no input “\(input)” that is wide enough for the values",
            hint: "name an input of the top, and values of as many bits at most")
    }
    let tools = try ProofTools(options)
    let workspace = try Workspace(in: FileManager.default.temporaryDirectory.path)
    defer { workspace.close() }
    func show(_ done: Int, _ words: String) {
        progress(ProofProgress(done: done, of: values.count, failed: 0, running: [words]))
    }
    show(0, "Yosys reads \(design.topCircuit.name)")
    let model = try ProofModel(design, options, script: ABCEngine.script, tools: tools, in: workspace)
    let gates = try GateModel(model, in: workspace)
    func points(_ kind: Property.Kind) -> [Int] { model.points.indices.filter { model.property($0).kind == kind } }
    let wanted = options.property?.lowercased() ?? ""
    let ofTop = points(.check).filter { model.points[$0].path.isEmpty }
    let asked = ofTop.filter { wanted.isEmpty || model.property($0).name.lowercased().contains(wanted) }
    guard !asked.isEmpty else {
        throw ProofError(
            .nothingChosen, "no check of \(design.topCircuit.name) has “\(options.property ?? "")” in its name",
            hint: "they are named in its circuit()")
    }
    var induction = JointInduction(
        gates: gates, assumed: points(.assume), options: options, abc: tools.programs[0], workspace: workspace)
    induction.assumed += try induction.proven(among: points(.check).filter { !ofTop.contains($0) }) {
        show(0, "induction over all checks: \(model.property($0).name)")
    }
    /// What induction does not decide: several questions for a value, of which one is enough.
    var questions: [(value: Int, file: [UInt8])] = []
    for (done, value) in values.enumerated() {
        show(done, "\(input) = \(value): by induction")
        let ofCase = gates.fixing(input, to: value)
        let equal = EqualRegisters(
            gates: ofCase, instances: instances, assumed: induction.assumed, options: options,
            abc: tools.programs[0], workspace: workspace)
        var undecided: [[UInt8]] = []
        /// Whether all of these checks hold by induction where equal registers are one; if not, that is a question.
        func isProven(_ checks: [Int], differingBits: Int) throws -> Bool {
            var inductionOfCase = induction
            inductionOfCase.gates = try equal.merged(until: checks, differingBits: differingBits) ?? ofCase
            if try inductionOfCase.proven(among: checks, { _ in }).count == checks.count { return true }
            undecided.append(inductionOfCase.gates.anyQuestion(checks, assumptions: induction.assumed))
            return false
        }
        // By the help of the top's other checks, and where these do not hold without it.
        let holds =
            try isProven(ofTop, differingBits: 2)
            || (asked.count < ofTop.count && isProven(asked, differingBits: 1))
        if holds { try decided(value, true) } else { questions += undecided.map { (value, $0) } }
    }
    let run = Reachability(options: options, abc: tools.programs[0], workspace: workspace)
    var open = Dictionary(grouping: questions, by: \.value).mapValues(\.count)
    try run.neverHappen(questions.map(\.file)) { index, isNever in
        let value = questions[index].value
        guard let others = open[value] else { return }
        open[value] = isNever || others == 1 ? nil : others - 1
        show(values.count - open.count, "\(open.count) by PDR")
        if open[value] == nil { try decided(value, isNever) }
    }
}

/// Property directed reachability on simplified gates, several questions at a time.
private struct Reachability {
    let options: ProofOptions
    let abc: String
    let workspace: Workspace

    /// Tells by property directed reachability on simplified gates of each file's one event whether it is proven that it never happens.
    func neverHappen(_ files: [[UInt8]], _ ended: (Int, Bool) throws -> Void) throws {
        try sideBySide(
            files.count, jobs: options.jobs, start: { try start($0, files[$0]) },
            ended: { index, output in
                if case .never? = ABCEngine.verdict(output) { try ended(index, true) } else { try ended(index, false) }
            })
    }

    private func start(_ index: Int, _ file: [UInt8]) throws -> RunningCommand {
        let name = "case\(index)"
        try workspace.write("\(name).aig", file)
        let lines = [
            "read_aiger \(name).aig", "fold", "scleanup", "scorr", "dc2", "scleanup", "pdr -T \(options.timeout)",
        ]
        try workspace.write("\(name).abc", lines.joined(separator: "\n") + "\n")
        return try workspace.start(Command(abc, ["-f", "\(name).abc"]), log: "\(name).log")
    }
}
