import XPCModel

/// What was executed and what came of it: counted while running, in fixed arrays.
struct Statistics {
    /// Kinds of operations whose cycles are counted apart.
    enum Kind: Int, CaseIterable {
        case xcall, xcallCached, xret, xretBuffered, swapseg, xprefetch

        /// The key in JSON.
        var key: String {
            switch self {
            case .xcall: "xcall"
            case .xcallCached: "xcall_cached"
            case .xret: "xret"
            case .xretBuffered: "xret_buffered"
            case .swapseg: "swapseg"
            case .xprefetch: "xprefetch"
            }
        }
    }

    /// Places of an exception among those counted: causes, an invalid linkage by its reason, a memory error by its kind.
    enum Raised: Int, CaseIterable {
        case illegalInstruction, invalidEntry, invalidCapability
        case overflow, underflow, badRecord, segmentDiffers, lateWriteError
        case swapError, loadError, storeError, exchangeError

        init(_ exception: XPCException) {
            switch exception.cause {
            case .invalidEntry: self = .invalidEntry
            case .invalidCapability: self = .invalidCapability
            case .swapError: self = .swapError
            case .invalidLinkage:
                switch exception.tval & 7 {
                case 1: self = .overflow
                case 2: self = .underflow
                case 3: self = .badRecord
                case 4: self = .segmentDiffers
                default: self = .lateWriteError
                }
            case .memoryError:
                self = exception.tval & 3 == 0 ? .loadError : exception.tval & 3 == 1 ? .storeError : .exchangeError
            default: self = .illegalInstruction
            }
        }
    }

    private static let raisedCount = Raised.allCases.count
    private static let depthLimit = 16

    private(set) var completed = [Int](repeating: 0, count: 4)
    var interrupted = [Int](repeating: 0, count: 4)
    private(set) var raised = [Int](repeating: 0, count: 4 * raisedCount)
    private(set) var csrCompleted = 0
    private(set) var csrIllegal = 0
    private(set) var csrMask = 0
    private(set) var translated = 0
    private(set) var passedOn = 0
    private(set) var faults = [Int](repeating: 0, count: XPCAccess.allCases.count)
    private(set) var depths = [Int](repeating: 0, count: depthLimit)
    private(set) var interruptStates = [Int](repeating: 0, count: 32)
    var stallCycles = 0
    var clocks = 0
    private(set) var cycles = Kind.allCases.map { _ in CycleCounts() }

    mutating func count(_ operation: XPCOperation, _ exception: XPCException) {
        raised[Int(operation.rawValue) * Self.raisedCount + Raised(exception).rawValue] += 1
    }

    mutating func count(_ instruction: XPCInstruction, _ outcome: XPCOutcome, _ response: EngineResponse, depth: Int) {
        switch outcome {
        case .exception(let exception): count(instruction.operation, exception)
        case .completed(let completion):
            completed[Int(instruction.operation.rawValue)] += 1
            let kind: Kind =
                switch instruction {
                case .xcall: completion.hitCache ? .xcallCached : .xcall
                case .xret: completion.servedFromBuffer && response.hadRecords ? .xretBuffered : .xret
                case .swapseg: .swapseg
                case .xprefetch: .xprefetch
                }
            if response.killState == nil { cycles[kind.rawValue].add(response.cycles) }
            if case .xcall = instruction { depths[min(max(depth, 0), Self.depthLimit - 1)] += 1 }
        }
    }

    mutating func count(_ outcome: CSROutcome) {
        switch outcome {
        case .completed: csrCompleted += 1
        case .exception(let exception): if exception.cause == .invalidMask { csrMask += 1 } else { csrIllegal += 1 }
        }
    }

    mutating func count(_ access: XPCAccess, _ translation: XPCTranslation) {
        switch translation {
        case .pageTable: passedOn += 1
        case .physical: translated += 1
        case .fault: faults[XPCAccess.allCases.firstIndex(of: access) ?? 0] += 1
        }
    }

    mutating func countInterrupt(state: Int) { interruptStates[min(state, 31)] += 1 }

    /// Adds what another run counted.
    mutating func add(_ other: Statistics) {
        func sum(_ mine: inout [Int], _ theirs: [Int]) { for index in mine.indices { mine[index] += theirs[index] } }
        sum(&completed, other.completed)
        sum(&interrupted, other.interrupted)
        sum(&raised, other.raised)
        sum(&faults, other.faults)
        sum(&depths, other.depths)
        sum(&interruptStates, other.interruptStates)
        csrCompleted += other.csrCompleted
        csrIllegal += other.csrIllegal
        csrMask += other.csrMask
        translated += other.translated
        passedOn += other.passedOn
        stallCycles += other.stallCycles
        clocks += other.clocks
        for index in cycles.indices { cycles[index].add(other.cycles[index]) }
    }

    // MARK: Reading

    func completed(_ operation: XPCOperation) -> Int { completed[Int(operation.rawValue)] }

    func raised(_ operation: XPCOperation, _ exception: Raised) -> Int {
        raised[Int(operation.rawValue) * Self.raisedCount + exception.rawValue]
    }

    /// Instructions that raised an exception.
    var refused: Int { raised.reduce(0, +) }
    /// Instructions that completed.
    var completedInstructions: Int { completed.reduce(0, +) }
    /// Everything that was executed and compared.
    var operations: Int {
        completedInstructions + refused + interrupted.reduce(0, +) + csrCompleted + csrIllegal + csrMask + translated
            + passedOn + faults.reduce(0, +)
    }
}

/// How often each number of cycles occurred.
struct CycleCounts {
    private(set) var counts: [Int] = []

    mutating func add(_ cycles: Int) {
        while counts.count <= cycles { counts.append(0) }
        counts[cycles] += 1
    }

    mutating func add(_ other: CycleCounts) {
        while counts.count < other.counts.count { counts.append(0) }
        for (cycles, count) in other.counts.enumerated() { counts[cycles] += count }
    }

    var total: Int { counts.reduce(0, +) }
    var minimum: Int? { counts.firstIndex { $0 > 0 } }
    var maximum: Int? { counts.lastIndex { $0 > 0 } }
    var median: Int? {
        var left = (total + 1) / 2
        guard left > 0 else { return nil }
        for (cycles, count) in counts.enumerated() {
            left -= count
            if left <= 0 { return cycles }
        }
        return nil
    }
}
