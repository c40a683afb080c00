import Netlist

/// The state of a link, and what it does in a cycle.
struct MemoryLinkCore {
    let pins: MemoryPins
    unowned(unsafe) let memory: SparseMemory
    var settings: MemoryLink.Settings
    /// Requests that may still fire; negative: any number.
    var granted = -1
    /// Responses that may still be given; negative: any number.
    var answerable = -1
    var failures: [(addresses: ClosedRange<UInt64>, operations: Set<MemoryLink.Operation>)] = []
    var failingRequest: Int?
    /// The state of the random sequence.
    var random: SplitMix
    /// Whether ready is high in this cycle.
    private var isReady = false
    /// The responses that are still to be given.
    var waiting: ResponseQueue
    var isLogging = false
    var log: [MemoryLink.Request] = []
    private(set) var cycle = 0
    private(set) var requests = 0
    private(set) var errors = 0
    private(set) var stalls = 0

    /// What stands where there is no data: each bit is one and zero in turns.
    private var meaningless: UInt64 { requests & 1 == 0 ? 0x5A5A_5A5A_5A5A_5A5A : 0xA5A5_A5A5_A5A5_A5A5 }

    /// - Parameter memory: lives longer.
    init(pins: MemoryPins, memory: SparseMemory, settings: MemoryLink.Settings, random: UInt64) {
        self.pins = pins
        self.memory = memory
        self.settings = settings
        self.random = SplitMix(seed: random)
        waiting = ResponseQueue(words: pins.words)
    }

    mutating func restart(seed: UInt64) {
        random = SplitMix(seed: seed)
        waiting.removeAll()
        log = []
        (cycle, requests, errors, stalls) = (0, 0, 0, 0)
    }

    mutating func drive() {
        // Two draws in every cycle, whatever happens: the pattern depends on the seed and the cycle alone.
        let isPressed = chance(settings.backPressure)
        let isHeld = chance(settings.responseDelay)
        let data = pins.responseData.assumingMemoryBound(to: UInt64.self)
        let isAnswered = !isHeld && answerable != 0 && waiting.count > 0 && waiting.due <= cycle
        if isAnswered {
            if answerable > 0 { answerable -= 1 }
            pins.responseError.storeBytes(of: waiting.takeFirst(into: data) ? 1 : 0, as: UInt8.self)
        } else {
            pins.responseError.storeBytes(of: 1, as: UInt8.self)
            for word in 0..<pins.words { store(meaningless, data, word) }
        }
        pins.responseValid.storeBytes(of: isAnswered ? 1 : 0, as: UInt8.self)
        isReady = !isPressed && granted != 0
        if let outstanding = settings.outstanding, waiting.count >= outstanding { isReady = false }
        pins.requestReady.storeBytes(of: isReady ? 1 : 0, as: UInt8.self)
    }

    mutating func sample() {
        if pins.requestValid.load(as: UInt8.self) & 1 == 1 {
            if isReady { accept() } else { stalls &+= 1 }
        }
        cycle &+= 1
    }

    /// A request fires.
    private mutating func accept() {
        requests &+= 1
        if granted > 0 { granted -= 1 }
        let code = pins.operation.load(as: UInt8.self) & 3
        let operation = MemoryLink.Operation(rawValue: UInt32(code))
        let address = MemoryPins.load(pins.address, bytes: pins.addressBytes)
        let line = address & ~UInt64(8 * pins.words - 1)
        let mask = MemoryPins.load(pins.mask, bytes: pins.words)
        let failed = fails(address, operation)
        if failed { errors &+= 1 }
        let response = waiting.append(due: cycle &+ settings.latency, failed: failed)
        for word in 0..<pins.words {
            response[word] = meaningless
            if failed { continue }
            let place = line &+ 8 * UInt64(word)
            if operation == .load {
                response[word] = memory[place]
                continue
            }
            let bits = Self.expanded(mask &>> UInt64(8 * word) & 0xFF)
            let old = memory.write(requested(word), mask: bits, at: place)
            if operation == .exchange { response[word] = old & bits | meaningless & ~bits }
        }
        guard isLogging else { return }
        log.append(
            MemoryLink.Request(
                cycle: cycle, operation: operation, address: address,
                data: BitVector(words: (0..<pins.words).map { requested($0) }, width: 64 * pins.words), mask: mask,
                failed: failed,
                response: BitVector(words: (0..<pins.words).map { response[$0] }, width: 64 * pins.words)))
    }

    /// A word of the request's data. Wide ports are 32-bit words, and only so aligned.
    @inline(__always) private func requested(_ word: Int) -> UInt64 {
        pins.data.loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self)
    }

    private func fails(_ address: UInt64, _ operation: MemoryLink.Operation?) -> Bool {
        guard let operation, requests != failingRequest else { return true }
        return failures.contains { $0.operations.contains(operation) && $0.addresses.contains(address) }
    }

    private static func expanded(_ bytes: UInt64) -> UInt64 {
        if bytes == 0xFF { return .max }
        return (0..<8).reduce(0) { bytes >> $1 & 1 == 1 ? $0 | 0xFF << (8 * $1) : $0 }
    }

    /// True in `percent` of the draws.
    @inline(__always) private mutating func chance(_ percent: Int) -> Bool {
        if percent == 0 {
            random.skip()
            return false
        }
        return random.next() % 100 < UInt64(percent)
    }
}
