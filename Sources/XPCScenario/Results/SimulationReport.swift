import Foundation
import XPCModel

/// What a simulation showed: counts, cycles and what was covered, ready for JSON.
public struct SimulationReport: Codable, Sendable {
    /// Cycles from command to answer.
    public struct Cycles: Codable, Hashable, Sendable {
        public var min: Int
        public var median: Int
        public var max: Int
    }

    /// How often everything occurred.
    public struct Covered: Codable, Sendable {
        /// Instructions that completed, by mnemonic.
        public var completed: [String: Int] = [:]
        /// Instructions that raised an exception.
        public var refused = 0
        /// Instructions that an interrupt ended, by mnemonic.
        public var interrupted: [String: Int] = [:]
        /// Exceptions by mnemonic and name.
        public var exceptions: [String: [String: Int]] = [:]
        /// CSR accesses: completed, illegal, invalid_seg_mask.
        public var csr: [String: Int] = [:]
        /// Accesses: translated, page_table, and faults by kind of access.
        public var translation: [String: Int] = [:]
        /// xcalls by the depth of the chain that they led to.
        public var chainDepth: [String: Int] = [:]
        /// Interrupts by the sequencer's state in which they came.
        public var interrupts: [String: Int] = [:]
        /// Cycles in which a request waited for the memory.
        public var backPressureCycles = 0

        private enum CodingKeys: String, CodingKey {
            case completed, refused, interrupted, exceptions, csr, translation, interrupts
            case chainDepth = "chain_depth"
            case backPressureCycles = "back_pressure_cycles"
        }
    }

    /// A part of the run: one configuration.
    public struct Part: Codable, Sendable {
        public var operations = 0
        public var mismatches = 0
        public var cycles: [String: Cycles] = [:]
        public var covered = Covered()
        /// Clock cycles of the circuit.
        public var clocks = 0
    }

    /// One scenario in one configuration.
    public struct ScenarioLine: Codable, Sendable {
        public var name: String
        public var configuration: String
        public var expectations: Int
        public var failures: [String]
    }

    /// Operations that were executed and compared.
    public var operations = 0
    /// Differences between circuit and model, and expectations that were not met.
    public var mismatches = 0
    /// By kind: xcall, xcall_cached, xret, xret_buffered, swapseg, xprefetch.
    public var cycles: [String: Cycles] = [:]
    public var covered = Covered()
    /// The same by configuration.
    public var configurations: [String: Part] = [:]
    public var scenarios: [ScenarioLine] = []
    /// The seed of the random operations.
    public var seed: UInt64 = 1
    /// Where the circuit ran.
    public var simulator = SimulatorKind.verilator.rawValue
    /// Clock cycles of the circuit; those of two engines on one memory are not counted.
    public var clocks = 0

    /// As JSON with stable keys in a stable order.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension SimulationReport.Part {
    init(_ statistics: Statistics, stateNames: [String]) {
        operations = statistics.operations
        clocks = statistics.clocks
        for kind in Statistics.Kind.allCases {
            let counts = statistics.cycles[kind.rawValue]
            guard let minimum = counts.minimum, let median = counts.median, let maximum = counts.maximum else {
                continue
            }
            cycles[kind.key] = SimulationReport.Cycles(min: minimum, median: median, max: maximum)
        }
        covered = SimulationReport.Covered(statistics, stateNames: stateNames)
    }
}

extension SimulationReport.Covered {
    init(_ statistics: Statistics, stateNames: [String]) {
        for operation in XPCOperation.allCases {
            let name = "\(operation)"
            completed[name] = statistics.completed(operation)
            interrupted[name] = statistics.interrupted[Int(operation.rawValue)]
            var raised: [String: Int] = [:]
            for exception in Statistics.Raised.allCases {
                let count = statistics.raised(operation, exception)
                if count > 0 { raised[exception.key] = count }
            }
            exceptions[name] = raised
        }
        refused = statistics.refused
        csr = [
            "completed": statistics.csrCompleted, "illegal": statistics.csrIllegal,
            "invalid_seg_mask": statistics.csrMask,
        ]
        translation = ["translated": statistics.translated, "page_table": statistics.passedOn]
        for (index, access) in XPCAccess.allCases.enumerated() {
            translation["\(access.key)_fault"] = statistics.faults[index]
        }
        for (depth, count) in statistics.depths.enumerated() where count > 0 { chainDepth[String(depth)] = count }
        for (state, count) in statistics.interruptStates.enumerated() {
            if state < stateNames.count {
                interrupts[stateNames[state]] = count
            } else if count > 0 {
                interrupts[String(state)] = count
            }
        }
        backPressureCycles = statistics.stallCycles
    }
}

extension XPCAccess {
    /// The key in JSON.
    var key: String {
        switch self {
        case .fetch: "fetch"
        case .load: "load"
        case .store: "store"
        case .loadReserved: "lr"
        case .storeConditional: "sc"
        case .atomic: "amo"
        }
    }
}

extension Statistics.Raised {
    /// The key in JSON.
    var key: String {
        switch self {
        case .illegalInstruction: "illegal_instruction"
        case .invalidEntry: "invalid_x_entry"
        case .invalidCapability: "invalid_xcall_cap"
        case .overflow: "invalid_linkage_overflow"
        case .underflow: "invalid_linkage_underflow"
        case .badRecord: "invalid_linkage_record"
        case .segmentDiffers: "invalid_linkage_segment"
        case .lateWriteError: "invalid_linkage_xlinkerr"
        case .swapError: "swapseg_error"
        case .loadError: "memory_error_load"
        case .storeError: "memory_error_store"
        case .exchangeError: "memory_error_exchange"
        }
    }
}
