import Evaluator
import HDL
import Netlist
import Simulation
import Verilator

/// What runs a circuit: the evaluator, which starts at once; with `--verilator` a model compiled by Verilator, which runs longer tests faster.
public func simulator(_ design: Design) throws -> any Simulator {
    if CommandLine.arguments.contains("--verilator") { return try VerilatedModel(design) }
    return try Evaluator(design)
}

/// What a testbench throws when a circuit does something else than it should.
public struct Mismatch: Error, CustomStringConvertible {
    public var description: String
}

/// Goes on when both are equal.
///
/// - Throws: `Mismatch`, which says what they are.
public func expect<Value: Equatable>(_ what: String, _ found: Value, equals wanted: Value) throws {
    guard found == wanted else { throw Mismatch(description: "\(what) is \(found), not \(wanted)") }
}
