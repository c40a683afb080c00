import Netlist

/// A memory port of a running circuit, served from a `SparseMemory`.
///
/// **A cycle.** At its start, before anything is evaluated, ready and the response are set. Both come from the seed, the waiting
/// responses and the settings alone, never from this cycle's request, so the circuit's outputs may depend on them without a loop. When
/// the circuit has settled, a request that is valid while ready is high fires. It takes effect in the memory at that moment, so requests
/// of several ports are ordered by when they fire; within one cycle, by the order in which the circuits are stepped.
///
/// **Responses.** A request that fires in cycle c is answered in cycle c + latency at the earliest, exactly then if no response delay is
/// asked for; in order, at most one per cycle. The circuit is always ready for them.
///
/// **Data.** Data and mask lanes are those of the aligned line that the address falls into, whatever its low bits. An exchange writes the
/// masked bytes and answers with what they were. A failing request changes nothing. Whenever data means nothing it is 0xa5a5... and
/// 0x5a5a..., in turns: without a valid response, with an error, for a store, and in the bytes that an exchange leaves out. Without a valid
/// response there is an error, too.
///
/// A change of the settings counts from the next cycle that has not begun; a cycle has begun when something was peeked in it.
/// With one seed, the pattern of ready and of delays is the same in every run, on every simulator.
public final class MemoryLink: SimulationDevice {
    /// What a request asks for.
    public enum Operation: UInt32, Hashable, Sendable, CaseIterable {
        case load = 0
        case store = 1
        case exchange = 2
    }

    /// How the memory answers.
    public struct Settings: Hashable, Sendable {
        /// Cycles from a request to its response, at least 1.
        public var latency = 2
        /// The percentage, 0 to 100, of cycles in which no request is taken.
        public var backPressure = 0
        /// The percentage, 0 to 99, of cycles in which a response that is due is held back.
        public var responseDelay = 0
        /// How many requests may wait for their response; nil for any number.
        public var outstanding: Int?

        public init(latency: Int = 2, backPressure: Int = 0, responseDelay: Int = 0, outstanding: Int? = nil) {
            self.latency = latency
            self.backPressure = backPressure
            self.responseDelay = responseDelay
            self.outstanding = outstanding
        }
    }

    /// A request that fired, as the log keeps it.
    public struct Request: Hashable, Sendable {
        /// The link's cycle in which it fired, from 0.
        public var cycle: Int
        /// Nil for the operation number that means nothing; such a request fails.
        public var operation: Operation?
        public var address: UInt64
        /// The data sent along, whether or not the operation uses it.
        public var data: BitVector
        /// One bit per byte.
        public var mask: UInt64
        /// True when it was answered with an error.
        public var failed: Bool
        /// The data of the response.
        public var response: BitVector
    }

    /// The memory behind the port.
    public let memory: SparseMemory
    /// Bits of data per request.
    public let dataWidth: Int
    /// What a cycle works on, outside of the object, so that no access to it is checked at run time.
    let core: UnsafeMutablePointer<MemoryLinkCore>

    /// Cycles seen since the start or `restart`.
    public var cycle: Int { core.pointee.cycle }
    /// Requests that fired.
    public var requests: Int { core.pointee.requests }
    /// Requests that were answered with an error.
    public var errors: Int { core.pointee.errors }
    /// Cycles in which a request waited for ready.
    public var stalls: Int { core.pointee.stalls }
    /// Responses that are still to be given.
    public var pending: Int { core.pointee.waiting.count }
    /// The requests that fired while logging, in order.
    public var log: [Request] { core.pointee.log }

    /// For `Simulator.connect`, which attaches it.
    init(
        _ simulator: any Simulator, _ memory: SparseMemory, _ signals: MemorySignals, _ settings: Settings, seed: UInt64
    ) throws(SimulationError) {
        try MemoryLink.check(settings)
        let pins = try signals.pins(of: simulator)
        self.memory = memory
        dataWidth = 64 * pins.words
        core = .allocate(capacity: 1)
        core.initialize(to: MemoryLinkCore(pins: pins, memory: memory, settings: settings, random: seed))
    }

    deinit {
        core.pointee.waiting.deallocate()
        core.deinitialize(count: 1)
        core.deallocate()
    }

    public func drive() { core.pointee.drive() }

    public func sample() { core.pointee.sample() }

    /// How the memory answers from now on.
    ///
    /// - Throws: `SIM014` for settings that make no sense.
    public func set(_ settings: Settings) throws(SimulationError) {
        try MemoryLink.check(settings)
        core.pointee.settings = settings
    }

    private static func check(_ settings: Settings) throws(SimulationError) {
        guard settings.latency >= 1, (0...100).contains(settings.backPressure),
            (0...99).contains(settings.responseDelay), settings.outstanding ?? 1 >= 1
        else {
            throw SimulationError(
                .badMemoryPort, "a memory cannot have the settings \(settings)",
                hint: "latency and outstanding are at least 1, back-pressure is 0 to 100 percent, "
                    + "response delay 0 to 99 percent")
        }
    }

    /// How many more requests may fire before the port stalls; nil for any number. With two circuits on one memory, this
    /// decides whose request comes next, and so makes every interleaving reachable.
    public var grants: Int? {
        get { core.pointee.granted < 0 ? nil : core.pointee.granted }
        set { core.pointee.granted = newValue.map { max(0, $0) } ?? -1 }
    }

    /// How many more responses are given before the memory falls silent; nil for any number. With 0, no request that waits for its response
    /// gets it until this is changed.
    public var answers: Int? {
        get { core.pointee.answerable < 0 ? nil : core.pointee.answerable }
        set { core.pointee.answerable = newValue.map { max(0, $0) } ?? -1 }
    }

    /// The request with this number fails, counted from 1 since the start or `restart`; nil for none.
    public var failingRequest: Int? {
        get { core.pointee.failingRequest }
        set { core.pointee.failingRequest = newValue }
    }

    /// Requests of these operations to these byte addresses fail from now on.
    public func fail(_ addresses: ClosedRange<UInt64>, operations: Set<Operation> = Set(Operation.allCases)) {
        core.pointee.failures.append((addresses, operations))
    }

    /// No address fails any more.
    public func clearFailures() {
        core.pointee.failures = []
        failingRequest = nil
    }

    /// Begins anew: the random sequence from `seed`, no response waiting, counts at zero, an empty log. Failing addresses
    /// and settings stay.
    public func restart(seed: UInt64) { core.pointee.restart(seed: seed) }

    /// Whether requests are kept in `log`; at first they are not.
    public var isLogging: Bool {
        get { core.pointee.isLogging }
        set { core.pointee.isLogging = newValue }
    }

    /// Empties the log.
    public func clearLog() { core.pointee.log = [] }
}

extension Simulator {
    /// Connects a memory to a port of the circuit. From now on it takes part in every cycle; the ports it drives are not
    /// poked.
    ///
    /// - Parameter seed: where the random back-pressure and delays begin.
    /// - Throws: `SIM001` when a port is missing, `SIM014` when one has another width or direction, or for settings that make
    ///   no sense.
    @discardableResult
    public func connect(
        _ memory: SparseMemory, to signals: MemorySignals, settings: MemoryLink.Settings = .init(), seed: UInt64 = 1
    ) throws(SimulationError) -> MemoryLink {
        let link = try MemoryLink(self, memory, signals, settings, seed: seed)
        attach(link)
        return link
    }
}
