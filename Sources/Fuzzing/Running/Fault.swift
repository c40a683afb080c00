import Foundation
import Netlist

/// A mistake that is planted in a tool, to see that the fuzzer finds it.
public enum Fault: Hashable, Sendable {
    /// The evaluator computes one operation like another one.
    case evaluator(Netlist.Operation, as: Netlist.Operation)
    /// The printer writes one text in place of another; Icarus gets to see it.
    case printer(String, as: String)

    func applied(to design: Design) -> Design {
        guard case .evaluator(let right, let wrong) = self else { return design }
        var result = design
        for circuit in result.circuits.indices {
            for node in result.circuits[circuit].nodes.indices
            where result.circuits[circuit].nodes[node].operation == right {
                result.circuits[circuit].nodes[node].operation = wrong
            }
        }
        return result
    }

    func applied(to verilog: String) -> String {
        guard case .printer(let right, let wrong) = self else { return verilog }
        return verilog.replacingOccurrences(of: right, with: wrong)
    }
}
