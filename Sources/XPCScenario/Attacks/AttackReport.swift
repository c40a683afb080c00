import Foundation
import XPCEngine

/// What attacks came to, ready for JSON.
public struct AttackReport: Codable, Sendable {
    /// One campaign on one configuration.
    public struct Line: Codable, Sendable {
        public var attack: AttackPlan.Campaign
        public var configuration: String
        /// What user code did: instructions, CSR accesses, loads, stores, fetches. Of faults: how many there were.
        public var operations = 0
        /// Of these, by hostile code.
        public var hostile = 0
        /// Commands and translations that the property monitors judged.
        public var judged = 0
        /// Clock cycles of the circuit.
        public var clocks = 0
        /// How often things occurred, by name.
        public var counts: [String: Int] = [:]
        /// What was violated, with how to see it again.
        public var violations: [String] = []
    }

    public var runs: [Line] = []
    public var operations = 0
    public var hostile = 0
    public var violations = 0
    public var seed: UInt64
    public var simulator: String

    init(seed: UInt64, simulator: String) {
        self.seed = seed
        self.simulator = simulator
    }

    mutating func add(_ line: Line) {
        runs.append(line)
        operations += line.operations
        hostile += line.hostile
        violations += line.violations.count
    }

    /// As JSON with stable keys in a stable order.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// The sum, for a person.
    public var text: String { "\(operations) operations, \(hostile) of them hostile, \(violations) violations" }
}

extension AttackReport.Line {
    init(
        _ campaign: AttackPlan.Campaign, _ configuration: XPCConfiguration, _ outcome: AttackRun.Outcome,
        stateNames: [String] = []
    ) {
        attack = campaign
        self.configuration = configuration.name
        operations = outcome.operations
        hostile = outcome.hostileOperations
        judged = outcome.judged
        clocks = outcome.clocks
        violations = outcome.mismatch.map { [$0.description] } ?? []
        let covered = SimulationReport.Covered(outcome.statistics, stateNames: stateNames)
        for (name, count) in covered.completed where count > 0 { counts["\(name) completed"] = count }
        for (name, exceptions) in covered.exceptions {
            for (exception, count) in exceptions { counts["\(name) \(exception)"] = count }
        }
        for (name, count) in covered.interrupted where count > 0 { counts["\(name) interrupted"] = count }
        for (name, count) in covered.csr where count > 0 { counts["csr \(name)"] = count }
        for (name, count) in covered.translation where count > 0 { counts["access \(name)"] = count }
    }

    init(_ campaign: AttackPlan.Campaign, _ configuration: XPCConfiguration, _ outcome: FaultOutcome) {
        attack = campaign
        self.configuration = configuration.name
        operations = outcome.cases
        counts = outcome.counts
        violations = outcome.failures
    }

    /// A line or more for a person.
    public var text: String {
        var line = "\(padded(attack.rawValue, 10))\(padded(configuration, 9))\(operations) "
        line += hostile > 0 ? "operations, \(hostile) hostile, \(judged) judged, \(clocks) cycles" : "cases"
        if hostile == 0, !counts.isEmpty {
            line += ": " + counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        return ([line] + violations).joined(separator: "\n")
    }
}
