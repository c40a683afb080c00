import ArgumentParser
import Formal
import HDL
import Netlist
import XPCEngine

/// What `xpc prove` proves about an engine: a circuit around it, or around several.
enum ProofHarness: String, CaseIterable, ExpressibleByArgument {
    /// The engine in any core: all checks that stand in its parts.
    case engine
    /// P15: a thread after other threads.
    case threads
    /// The radix table against the bitmap.
    case tables

    /// The circuit.
    func design(_ configuration: XPCConfiguration) throws -> Design {
        switch self {
        case .engine: try elaborate { EngineInCore(configuration) }
        case .threads: try elaborate { EnginesAfterSwitch(configuration) }
        case .tables: try elaborate { CapabilityTables(configuration) }
        }
    }

    /// Of two engines side by side their own checks are left out: `engine` proves them, and they make the question harder.
    var omitsInnerChecks: Bool { self == .threads }
}
