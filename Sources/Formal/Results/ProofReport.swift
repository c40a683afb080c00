/// What is known about the properties of a design.
public struct ProofReport: Codable, Hashable, Sendable {
    /// The top module.
    public var design: String
    /// What registers hold before the first edge: `free` or `power-on`.
    public var start: String
    /// Checks and cover points, parents first.
    public var properties: [PropertyResult]
    /// What everything above holds under.
    public var assumptions: [Assumption]
    /// Seconds of everything together.
    public var seconds: Double

    /// What has been assumed.
    public struct Assumption: Codable, Hashable, Sendable {
        public var name: String
        /// The instance, from the top on: `XPCEngine.sequencer`.
        public var instance: String
        /// `Sequencer.swift:120`; nil where it is not known.
        public var place: String?
    }

    /// Whether the property of that name is proven in every instance that has it.
    public func isProven(_ name: String) -> Bool {
        let mine = properties.filter { $0.name == name }
        return !mine.isEmpty && mine.allSatisfy { $0.status == .proven }
    }

    public func count(_ status: PropertyResult.Status) -> Int { properties.count { $0.status == status } }

    /// 0 when everything is proven, 1 when something failed, 3 when something is undecided or says nothing.
    public var exitCode: Int32 {
        if count(.failed) > 0 { return 1 }
        return count(.undecided) + count(.vacuous) > 0 ? 3 : 0
    }
}

/// What is known about one property of one instance.
public struct PropertyResult: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable { case check, assume, cover }
    public enum Status: String, Codable, Hashable, Sendable {
        /// A check: it always holds. A cover point: it can be reached.
        case proven
        /// A check: there is a trace to where it does not hold. A cover point: it can never be reached.
        case failed
        case undecided
        /// A check that always holds because it is never asked, or because its premise never holds.
        case vacuous
    }
    public enum Method: String, Codable, Hashable, Sendable {
        /// Property directed reachability (IC3): for any number of cycles.
        case pdr
        /// Search of all traces up to a depth.
        case bmc
        /// Induction over several cycles.
        case induction = "k-induction"
    }

    public var name: String
    public var kind: Kind
    /// The instance, from the top on: `XPCEngine.sequencer`.
    public var instance: String
    /// `Sequencer.swift:120`; nil where it is not known.
    public var place: String?
    public var status: Status
    /// What decided it; of undecided ones, what was tried last.
    public var method: Method
    /// Clock edges in the shortest trace (the last one sees it); of an undecided one, how far it was checked. Nil: any number.
    public var depth: Int?
    /// Of a proven check: the edge at which its premise can first hold; nil when that is not known.
    public var premiseDepth: Int?
    public var seconds: Double
    /// Of a failed check: whether the evaluator, which shares nothing with the provers, sees it fail at the same edge; nil when it was not asked.
    public var isReplayed: Bool?
    /// Of a failed check: the files of its trace, where they were asked for.
    public var files: [String]?
    /// Of a failed check: how it fails. Not in the JSON.
    public var trace: ProofTrace?

    private enum CodingKeys: String, CodingKey {
        case name, kind, instance, place, status, method, depth, premiseDepth, seconds, isReplayed, files
    }
}
