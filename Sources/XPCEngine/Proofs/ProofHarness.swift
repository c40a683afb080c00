import HDL
import Netlist

/// What is proven about an engine: a circuit around it, or around several.
public enum ProofHarness: String, CaseIterable, Sendable {
    /// The engine in any core: all checks that stand in its parts.
    case engine
    /// P15: a thread after other threads.
    case threads
    /// The radix table against the bitmap.
    case tables
    /// P10: how each instruction ends, against the specification.
    case outcomes
    /// P14: two engines on one entry of a relay-segment list.
    case exchanges
    /// P4, P13: a record between call and return.
    case records
    /// P13: a build with buffered records beside the blocking one.
    case builds

    /// The circuit.
    public func design(_ configuration: XPCConfiguration) throws -> Design {
        switch self {
        case .engine: try elaborate { EngineInCore(configuration) }
        case .threads: try elaborate { EnginesAfterSwitch(configuration) }
        case .tables: try elaborate { CapabilityTables(configuration) }
        case .outcomes: try elaborate { InstructionOutcomes(configuration) }
        case .exchanges: try elaborate { EnginesOnOneEntry(configuration) }
        case .records: try elaborate { RecordInMemory(configuration) }
        case .builds:
            try elaborate { BuildsSideBySide(configuration) }
                .pausing(["one": "runsBlocking", "other": "runsBuffered"])
        }
    }

    /// `engine` proves the engine's own checks; in the circuits around engines they help.
    public var asksInnerChecks: Bool { self == .engine || self == .tables }
}
