import Simulation
import XPCModel

/// A scenario as its file describes it; addresses are settled when it is laid out for a configuration.
public struct Scenario: Sendable {
    /// What it shows, in a few words.
    public var name: String
    /// The file that it comes from.
    public var file: String
    /// The configurations that it is for.
    public var configurations: [String]
    var seed: UInt64 = 1
    var memory = MemoryLink.Settings()
    var linkStack = LinkStack()
    var entryTable = EntryTable()
    var processes: [Process] = []
    var entries: [Entry] = []
    /// The process that runs first.
    var start: String
    var steps: [Step] = []
    /// In place of processes and steps: two engines on one memory that swap one list entry.
    var twoEngines: TwoEngines?
    /// In place of processes and steps: a circuit that is driven by its ports.
    var ports: PortTrace?

    struct TwoEngines: Sendable {
        /// The segment of each engine.
        var registers: [Segment]
        /// The entry of the list that both name.
        var entry: Segment
        /// Accesses of each engine whose order is varied.
        var accesses = 6
    }

    struct LinkStack: Sendable {
        var records: Int = 8
        var address: UInt64?
    }

    struct EntryTable: Sendable {
        var size: UInt64 = 64
        var address: UInt64?
    }

    struct Process: Sendable {
        var name: String
        var place: ScenarioError.Place
        var code: UInt64?
        var satp: UInt64?
        var capabilities: UInt64?
        var calls: [(name: String, place: ScenarioError.Place)] = []
        var segment: Segment?
        var mask: (offset: UInt64, length: UInt64)?
        var list: [ListEntry] = []
        var listAddress: UInt64?
    }

    struct Segment: Sendable {
        var va: UInt64?
        var pa: UInt64?
        var length: UInt64
        /// R in bit 0, W in bit 1.
        var permission: UInt64
    }

    enum ListEntry: Sendable {
        case segment(Segment)
        case empty
        case busy
        case words([Expression])
    }

    struct Entry: Sendable {
        var name: String
        var place: ScenarioError.Place
        var id: UInt64?
        var process: (name: String, place: ScenarioError.Place)
        var pc: UInt64?
        var isValid = true
        /// Words that are written instead of the right ones.
        var words: [(index: Int, value: Expression)] = []
    }

    /// One thing that is done.
    struct Step: Sendable {
        var place: ScenarioError.Place
        var action: Action
        /// How it was written, for the trace.
        var text: String
        var isKernel = false
        var interrupt: Int?
        var emptied: Int?
        var expectation = Expectation()
    }

    enum CSRName: Sendable {
        case named(XPCCSR)
        case address(UInt16)

        var address: UInt16 {
            switch self {
            case .named(let csr): csr.address
            case .address(let address): address
            }
        }
    }

    enum Action: Sendable {
        case instruction(XPCOperation, Expression?)
        case csr(CSRName, CSROperation, operand: Expression?)
        case access(XPCAccess, address: Expression, bytes: Int, value: Expression?, sum: Bool?)
        case capability(granted: Bool, process: Reference, entry: Reference)
        case entry(Reference, words: [(index: Int, value: Expression)])
        case validity(Reference, isValid: Bool)
        case list(process: Reference, index: Expression, ListEntry)
        case record(at: Expression, words: [(index: Int, value: Expression)], invalidate: Bool)
        case poke([(address: Expression, value: Expression)])
        case fence
        case drain
        case idle(Int)
        case privilege(XPCPrivilege)
        case mode(sum: Bool?, tvm: Bool?, virtualised: Bool?)
        case fail(first: Expression, last: Expression, Set<MemoryLink.Operation>)
        case heal
        case run(Reference)
        case resume(Expression)
        case check
        case `repeat`(Int, [Step])
    }

    /// A name of a process or an x-entry, with its place.
    struct Reference: Sendable {
        var name: String
        var place: ScenarioError.Place
    }

    /// What a step should do. What is not said is not looked at, but an exception that is not expected is a failure.
    struct Expectation: Sendable {
        var cause: XPCException.Cause?
        var tval: Expression?
        var isInterrupted: Bool?
        var isCached: Bool?
        var isBuffered: Bool?
        var value: Expression?
        var pa: Expression?
        var goesToPageTable: Bool?
        var cycles: Int?
        var registers: [(name: String, value: Expression)] = []
        var memory: [(address: Expression, value: Expression)] = []

        /// How many single results are stated.
        var count: Int {
            [
                cause != nil, tval != nil, isInterrupted != nil, isCached != nil, isBuffered != nil, value != nil,
                pa != nil, goesToPageTable != nil, cycles != nil,
            ].count { $0 } + registers.count + memory.count
        }
    }

    /// How many results are stated in all steps.
    public var expectationCount: Int { twoEngines == nil && ports == nil ? Scenario.count(steps) : 1 }

    private static func count(_ steps: [Step]) -> Int {
        steps.reduce(0) { sum, step in
            if case .repeat(_, let inner) = step.action { return sum + count(inner) + step.expectation.count }
            return sum + step.expectation.count
        }
    }
}
