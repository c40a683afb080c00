import Evaluator
import Netlist
import Simulation
import Verilator
import XPCEngine

/// A run of a circuit around engines by its ports, cycle by cycle, in which a check must hold: the trace of a proof that failed.
///
/// Core, kernel and memory are what the ports say: they keep what the circuit assumes, and nothing else.
public struct PortTrace: Sendable {
    public var harness: ProofHarness
    /// The module of it that runs alone; nil: the whole circuit.
    public var module: String?
    /// The check's name. No other property is looked at.
    public var check: String
    /// What registers hold before the first edge, where that is not what they are declared with.
    public var registers: [StateValue]
    /// By cycle: the inputs that change, by name. At first all are zero.
    public var cycles: [[String: BitVector]]

    /// - Parameter cycles: by cycle, the inputs by name: all of them, or those that change.
    public init(
        harness: ProofHarness, module: String?, check: String, registers: [StateValue],
        cycles: [[String: BitVector]]
    ) {
        self.harness = harness
        self.module = module
        self.check = check
        self.registers = registers
        var before: [String: BitVector] = [:]
        self.cycles = cycles.map { inputs in
            let changes = inputs.filter { $0.value != before[$0.key] ?? .zero(width: $0.value.width) }
            before.merge(inputs) { $1 }
            return changes
        }
    }

    /// What is wrong with a trace that does not belong to its circuit.
    struct Unfit: Error {
        let message: String
        let hint: String?
    }

    /// The circuit of a configuration, or its module.
    func design(_ configuration: XPCConfiguration) throws -> Design {
        let design = try harness.design(configuration)
        guard let module else { return design }
        let names = design.circuits.map(\.name)
        guard let index = names.firstIndex(of: module) else {
            throw Unfit(message: "there is no module “\(module)” in \(harness.rawValue)", hint: near(module, names))
        }
        return design.with(top: CircuitID(index))
    }

    /// Runs it.
    ///
    /// - Parameter waves: where a waveform is written.
    /// - Returns: the cycle whose edge sees the check fail; nil when it holds.
    func firstFailure(_ design: Design, _ kind: SimulatorKind, waves: String?) throws -> Int? {
        let checks = design.circuits.flatMap { $0.properties.filter { $0.kind != .cover }.map(\.name) }
        guard checks.contains(check) else {
            throw Unfit(message: "there is no check “\(check)” in \(design.topCircuit.name)", hint: near(check, checks))
        }
        let (started, refused) = design.checking(only: check).poweringOn(with: registers)
        if let first = refused.first {
            throw Unfit(
                message: "no register “\(first.signal)” of \(design.topCircuit.name) can hold that", hint: nil)
        }
        let simulator: any Simulator =
            switch kind {
            case .evaluator: try Evaluator(started)
            case .verilator:
                try VerilatedModel(
                    started, options: ModelOptions(waves: waves != nil, optimization: .byVerilator))
            }
        if let waves { try simulator.startWaves(waves) }
        defer { simulator.stopWaves() }
        for (cycle, inputs) in cycles.enumerated() {
            for (name, value) in inputs {
                let port = try simulator.port(name)
                // What does not fit is the simulator's to refuse.
                try simulator.poke(port, value.fitted(to: simulator.ports[port.index].width) ?? value)
            }
            do throws(SimulationError) {
                try simulator.step()
            } catch {
                guard error.code == .checkFailed else { throw error }
                return cycle
            }
        }
        return nil
    }
}
