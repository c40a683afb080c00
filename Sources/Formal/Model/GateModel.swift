import Foundation
import Verilator

/// A design as gates, with a literal for each of its properties.
struct GateModel {
    let names: NameMap
    /// By point: what is one when a check fails or a cover point is reached.
    private(set) var events: [Int]
    private var gates: Aiger
    /// What is one when the resets are not as they are assumed to be.
    private var resetEvent: Int

    /// Turns a flat module into gates and writes them, with each property as an output of the top.
    static let script = [
        "techmap -map proof_cells.v",
        "tee -q -o model.events select -list a:proof_property",
        "expose a:proof_property",
        "memory_map",
        "formalff -clk2ff -ff2anyinit -setundef",
        "opt_clean",
        "setundef -undriven -anyseq",
        "opt -full",
        "techmap",
        "setundef -undriven -anyseq",
        "opt -fast",
        "dffunmap",
        "abc -g AND -fast",
        "opt_clean",
        "write_aiger -zinit -map model.map model.aig",
    ]

    /// The file that turns properties into outputs: one when a check or an assumption fails, or a cover point is reached.
    static let cells = """
        (* techmap_celltype = "$assert $assume" *)
        module proof$kept(input A, input EN);
          (* keep, proof_property *) wire event = EN & ~A;
        endmodule
        (* techmap_celltype = "$cover" *)
        module proof$cover(input A, input EN);
          (* keep, proof_property *) wire event = EN & A;
        endmodule

        """

    /// Reads what Yosys wrote.
    init(_ model: ProofModel, in workspace: Workspace) throws {
        let folder = URL(fileURLWithPath: workspace.path)
        let bytes = Array(try Data(contentsOf: folder.appendingPathComponent("model.aig")))
        let names = NameMap(
            try String(contentsOf: folder.appendingPathComponent("model.map"), encoding: .utf8),
            events: try String(contentsOf: folder.appendingPathComponent("model.events"), encoding: .utf8))
        guard let gates = Aiger(bytes) else {
            throw ProofError(.toolFailed, "Yosys wrote gates that cannot be read")
        }
        events = try model.points.map { try Self.event(ProofTop.instance + "." + $0.label, names, gates) }
        resetEvent = model.top.hasReset ? try Self.event(ProofTop.resetLabel, names, gates) : 0
        self.names = names
        self.gates = gates
    }

    /// The same design while an input of the top has one value.
    func fixing(_ input: String, to value: Int) -> GateModel {
        var values: [Int: Bool] = [:]
        for (index, bit) in names.inputs where bit.signal == input { values[index] = value >> bit.bit & 1 == 1 }
        return replaced(gates.replacing(inputs: values))
    }

    /// The same design with a register in the place of another, by latch: `twins`' values for its keys.
    func merging(_ twins: [Int: Int]) -> GateModel { replaced(gates.replacing(latches: twins)) }

    private func replaced(_ replacement: (graph: Aiger, literal: (Int) -> Int)) -> GateModel {
        var result = self
        result.gates = replacement.graph
        result.events = events.map(replacement.literal)
        result.resetEvent = replacement.literal(resetEvent)
        return result
    }

    /// The file that asks whether the events of points can happen while `assumptions` are kept.
    func questions(_ points: [Int], assumptions: [Int]) -> [UInt8] {
        gates.bytes(bad: points.map { events[$0] }, constraints: constraints(assumptions))
    }

    /// The file that asks whether any of the events can happen.
    func anyQuestion(_ points: [Int], assumptions: [Int]) -> [UInt8] {
        var any = gates
        let event = any.appendOr(points.map { events[$0] })
        return any.bytes(bad: [event], constraints: constraints(assumptions))
    }

    /// The file that asks of each of `checks` whether it can fail after all of them have held over so many clock edges, from anywhere.
    ///
    /// - Parameter asOne: asks one question instead: whether any can.
    func inductionStep(_ checks: [Int], asOne: Bool, assumptions: [Int], edges: Int) -> [UInt8] {
        InductionStep(gates, edges: edges).bytes(
            checks: checks.map { events[$0] }, asOne: asOne, constraints: constraints(assumptions))
    }

    /// The registers of the second instance that the first has too, by latch; without those that do not start with the same value, or with any.
    func twins(_ instances: (one: String, other: String)) -> [Int: Int] {
        var twins: [Int: Int] = [:]
        for (bit, latch) in names.latches {
            for separator in [".", "_"] {
                let prefix = "\(ProofTop.instance).\(instances.other)\(separator)"
                guard bit.signal.hasPrefix(prefix) else { continue }
                let name = "\(ProofTop.instance).\(instances.one)\(separator)\(bit.signal.dropFirst(prefix.count))"
                guard let twin = names.latches[NameMap.Bit(signal: name, bit: bit.bit)], twin != latch,
                    gates.latches[latch].initial <= 1, gates.latches[latch].initial == gates.latches[twin].initial
                else { continue }
                // Of several names, the same one in every run.
                twins[latch] = min(twin, twins[latch] ?? twin)
            }
        }
        return twins
    }

    /// The bits of each register that has a name, and the register of each bit: of several names the first in the alphabet.
    var registers: (bits: [String: [Int]], ofLatch: [Int: String]) {
        var ofLatch: [Int: String] = [:]
        for (bit, latch) in names.latches { ofLatch[latch] = min(bit.signal, ofLatch[latch] ?? bit.signal) }
        return (Dictionary(grouping: ofLatch.keys) { ofLatch[$0] ?? "" }, ofLatch)
    }

    /// The file that asks whether any of these registers differs from its twin.
    func differenceQuestion(twins: [Int: Int], assumptions: [Int]) -> [UInt8] {
        var any = gates
        let events = twins.sorted { $0.key < $1.key }.flatMap { latch, twin in
            let (one, other) = (any.latch(latch), any.latch(twin))
            return [any.appendAnd(one, other ^ 1), any.appendAnd(one ^ 1, other)]
        }
        let event = any.appendOr(events)
        return any.bytes(bad: [event], constraints: constraints(assumptions))
    }

    /// Two instances over some clock edges, with these registers equal before the last one.
    func equalityStep(_ checks: [Int], twins: [Int: Int], assumptions: [Int]) -> EqualityStep {
        EqualityStep(gates, twins: twins, events: literals(checks), constraints: constraints(assumptions))
    }

    func literals(_ points: [Int]) -> [Int] { points.map { events[$0] } }

    private func constraints(_ assumptions: [Int]) -> [Int] {
        (assumptions.map { events[$0] } + [resetEvent]).filter { $0 != 0 }.map { $0 ^ 1 }
    }

    /// The literal of an event. A constant one never happens: properties are looked at from the first clock edge on, and never before it.
    private static func event(_ label: String, _ names: NameMap, _ gates: Aiger) throws -> Int {
        let name = label + ".event"
        guard names.events.contains(name) else {
            throw ProofError(
                .toolFailed, "Yosys lost the property “\(label)”", hint: "versions 0.23 and 0.70 are known to work")
        }
        guard let index = names.outputs[name] else { return 0 }
        guard index < gates.outputs.count else {
            throw ProofError(.toolFailed, "Yosys wrote gates without the output of “\(label)”")
        }
        return gates.outputs[index]
    }
}
