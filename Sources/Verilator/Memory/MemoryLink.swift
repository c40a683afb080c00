import Netlist
import Simulation

/// A memory port of a running circuit, served from a `SparseMemory`. `Sim/memory/link.cpp` says what happens when in a cycle.
///
/// A request that fires in one cycle takes effect in the memory at once and is answered `latency` cycles later, in order. A
/// change of the settings counts from the next cycle that has not begun; a cycle has begun when something was peeked in it.
/// With one seed, the pattern of ready and of delays is the same in every run.
public final class MemoryLink {
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

    /// The words of `Settings` in `Sim/memory/link.cpp`.
    private enum Field: Int {
        case latency, backPressure, responseDelay, grants, failRequest, outstanding, logging
        case cycle, requests, errors, stalls, pending
    }

    /// The memory behind the port.
    public let memory: SparseMemory
    /// Bits of data per request.
    public let dataWidth: Int
    private let link: UnsafeMutableRawPointer
    private let fields: UnsafeMutablePointer<UInt64>

    init(
        _ model: VerilatedModel, _ memory: SparseMemory, _ signals: MemorySignals, _ settings: Settings, seed: UInt64
    ) throws(SimulationError) {
        try MemoryLink.check(settings)
        let (pins, dataWidth) = try signals.pins(of: model)
        self.memory = memory
        self.dataWidth = dataWidth
        link = pins.withUnsafeBytes {
            memory.functions.linkNew(memory.storage, $0.baseAddress ?? UnsafeRawPointer(memory.storage), seed)
        }
        fields = memory.functions.linkSettings(link).assumingMemoryBound(to: UInt64.self)
        store(settings)
        model.functions.attach(
            model.model, link, memory.functions.linkDrive(), memory.functions.linkSample())
    }

    deinit { memory.functions.linkFree(link) }

    /// How the memory answers from now on.
    ///
    /// - Throws: `SIM014` for settings that make no sense.
    public func set(_ settings: Settings) throws(SimulationError) {
        try MemoryLink.check(settings)
        store(settings)
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

    private func store(_ settings: Settings) {
        self[.latency] = UInt64(settings.latency)
        self[.backPressure] = UInt64(settings.backPressure)
        self[.responseDelay] = UInt64(settings.responseDelay)
        self[.outstanding] = UInt64(settings.outstanding ?? 0)
    }

    private subscript(field: Field) -> UInt64 {
        get { fields[field.rawValue] }
        set { fields[field.rawValue] = newValue }
    }

    /// How many more requests may fire before the port stalls; nil for any number. With two circuits on one memory, this
    /// decides whose request comes next, and so makes every interleaving reachable.
    public var grants: Int? {
        get {
            let value = Int64(bitPattern: self[.grants])
            return value < 0 ? nil : Int(value)
        }
        set { self[.grants] = newValue.map { UInt64(max(0, $0)) } ?? .max }
    }

    /// The request with this number fails, counted from 1 since the start or `restart`; nil for none.
    public var failingRequest: Int? {
        get { self[.failRequest] == 0 ? nil : Int(self[.failRequest]) }
        set { self[.failRequest] = UInt64(max(0, newValue ?? 0)) }
    }

    /// Requests of these operations to these byte addresses fail from now on.
    public func fail(_ addresses: ClosedRange<UInt64>, operations: Set<Operation> = Set(Operation.allCases)) {
        let bits = operations.reduce(UInt32(0)) { $0 | 1 << $1.rawValue }
        memory.functions.linkAddRange(link, addresses.lowerBound, addresses.upperBound, bits)
    }

    /// No address fails any more.
    public func clearFailures() {
        memory.functions.linkClearRanges(link)
        failingRequest = nil
    }

    /// Cycles seen since the start or `restart`.
    public var cycle: Int { Int(self[.cycle]) }
    /// Requests that fired.
    public var requests: Int { Int(self[.requests]) }
    /// Requests that were answered with an error.
    public var errors: Int { Int(self[.errors]) }
    /// Cycles in which a request waited for ready.
    public var stalls: Int { Int(self[.stalls]) }
    /// Responses that are still to be given.
    public var pending: Int { Int(self[.pending]) }

    /// Begins anew: the random sequence from `seed`, no response waiting, counts at zero, an empty log. Failing addresses
    /// and settings stay.
    public func restart(seed: UInt64) { memory.functions.linkRestart(link, seed) }

    /// Whether requests are kept in `log`; at first they are not.
    public var isLogging: Bool {
        get { self[.logging] != 0 }
        set { self[.logging] = newValue ? 1 : 0 }
    }

    /// The requests that fired while logging, in order.
    public var log: [Request] {
        let count = Int(memory.functions.linkLogCount(link))
        guard count > 0, let base = memory.functions.linkLog(link) else { return [] }
        return (0..<count).map { request(at: base + $0 * 160) }
    }

    /// Empties the log.
    public func clearLog() { memory.functions.linkClearLog(link) }

    private func request(at entry: UnsafeRawPointer) -> Request {
        func word(_ index: Int) -> UInt64 { entry.load(fromByteOffset: 8 * index, as: UInt64.self) }
        func vector(_ index: Int) -> BitVector {
            BitVector(words: (0..<dataWidth / 64).map { word(index + $0) }, width: dataWidth)
        }
        return Request(
            cycle: Int(word(0)), operation: Operation(rawValue: UInt32(truncatingIfNeeded: word(2))),
            address: word(1), data: vector(4), mask: word(3), failed: word(2) >> 32 != 0, response: vector(12))
    }
}

extension VerilatedModel {
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
        attached.append(link)
        return link
    }
}
