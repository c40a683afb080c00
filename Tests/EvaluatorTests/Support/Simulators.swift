import Evaluator
import Netlist
import Simulation
import Verilator

/// The simulators that a test can choose from.
enum SimulatorKind: CaseIterable {
    case evaluator, verilator

    /// A design that runs, with its internal signals visible.
    func make(_ design: Design) throws -> any Simulator {
        switch self {
        case .evaluator: try Evaluator(design)
        case .verilator: try VerilatedModel(design, options: ModelOptions(visible: true))
        }
    }
}
