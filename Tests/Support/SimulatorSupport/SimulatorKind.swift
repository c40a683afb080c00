import Evaluator
import Netlist
import Simulation
import Verilator

/// The simulators that a test can choose from.
public enum SimulatorKind: CaseIterable, Sendable {
    case evaluator, verilator

    /// A design that runs.
    ///
    /// - Parameter visible: whether its internal signals can be seen; those of the evaluator always can.
    public func make(_ design: Design, visible: Bool = true) throws -> any Simulator {
        switch self {
        case .evaluator: try Evaluator(design)
        case .verilator: try VerilatedModel(design, options: ModelOptions(visible: visible))
        }
    }
}
