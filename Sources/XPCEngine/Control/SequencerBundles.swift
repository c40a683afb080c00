import HDL

/// Where an instruction is.
enum SequencerState: HardwareEnum {
    /// No instruction.
    case idle
    /// The operand and the link registers are checked; the first access is issued.
    case check
    /// The root word of a radix table is awaited (R3.5).
    case root
    /// The word with the capability bit is awaited.
    case capability
    /// Words of an x-entry, a record or a list entry are loaded.
    case load
    /// What was loaded is judged; a buffered build commits here.
    case act
    /// Words are stored; the last answer commits.
    case store
    /// The exception is reported.
    case raise
}

/// What the other chapters see of the instruction that runs.
struct Progress: Bundle {
    let state = Enumerated<SequencerState>()
    let operation = Enumerated<XPCOperation>()
    /// `rs1`.
    let operand = unsigned(XPCConfiguration.wordBits)
    /// Return address, bits 39..1; zero while no instruction runs.
    let returnPC = unsigned(XPCConfiguration.pcBits)
    /// A command fires.
    let starts = bit
    /// Nothing is outstanding, no request waits to be accepted.
    let isQuiet = bit
    /// Words of a block that arrive (load), one bit each.
    let arrivals = unsigned(XPCConfiguration.wordsPerBlock)
    /// Words of a block that leave (push).
    let departures = unsigned(XPCConfiguration.wordsPerBlock)
    /// Words 0, 1, 2 of a list entry that arrive.
    let listArrivals = unsigned(3)
    /// A refused list entry gets its word 1 back (R4.swapseg.4).
    let isRestoring = bit
    /// xcall's checks hold, but there is no place in the buffer.
    let awaitsPlace = bit
    /// An x-entry goes into the cache (R4.xprefetch.3).
    let fills = bit
    /// The record came out of the buffer (R7.9).
    let isFromBuffer = bit
}

extension Wire where Shape == Progress {
    /// xcall or xprefetch.
    var isCallish: Bit { self.operation.isOne(of: .xcall, .xprefetch) }
    var isReturn: Bit { self.operation === .xret }
    var isExchange: Bit { self.operation === .swapseg }
    var isIdle: Bit { self.state === .idle }
}

/// The registers of which a table's address is made.
enum AddressBase: HardwareEnum { case capability, leaf, entry, list, link }

/// What the sequencer asks of memory.
struct SequencerRequest: Bundle {
    let valid = bit
    let operation = Enumerated<XPCMemoryOperation>()
    let base = Enumerated<AddressBase>()
    /// The record below `xlink`, not the one at it.
    let isBelow = bit
    /// Number of the request in its phase.
    let beat = unsigned(SequencerRequest.beatBits)
    /// Number of the next cycle's request, if that stores.
    let nextBeat = unsigned(SequencerRequest.beatBits)
    /// The word goes out as it came in: an exchange with busy, or word 1 put back.
    let usesRaw = bit

    /// Bits that count to 8.
    static let beatBits = 4
}

/// What the checks of all chapters say.
struct Findings: Bundle {
    /// 0 < ID < `xetsize` (R4.xcall.1).
    let isKnown = bit
    /// The ID is inside the bitmap (R3.4).
    let isInTable = bit
    /// Index < number of entries (R4.swapseg.1).
    let isInList = bit
    /// R4.xcall.4 (a), R4.xret.1 (a).
    let isLinkInRange = bit
    /// `xlinkerr` is set.
    let hasLinkFailed = bit
    /// The engine cache has the entry (R7.3).
    let isCached = bit
    /// The youngest buffered record is the one to return by (R7.9).
    let isBuffered = bit
    /// A buffered record's end is being booked: look again in the next cycle.
    let isUnsettled = bit
    /// The buffer takes a record.
    let canPush = bit
    /// The capability bit of the answer.
    let isGranted = bit
    /// The root word of the answer names a leaf (R3.6).
    let hasLeaf = bit
    /// An arriving word makes x-entry or list entry malformed (R3.3, R3.14).
    let isMalformedWord = bit
    /// The staged list entry is malformed (R3.14).
    let isMalformedEntry = bit
    /// The staged list entry is busy (R4.swapseg.3).
    let isBusy = bit
    /// The staged record is valid and well-formed (R4.xret.2).
    let isRecordGood = bit
    /// The staged record's window is the current segment (R4.xret.3).
    let isCurrent = bit
}

/// How the memory port stands.
struct PortStatus: Bundle {
    /// The sequencer may use it.
    let isFree = bit
    /// A request would be accepted.
    let isReady = bit
    let answers = bit
    let error = bit
}

/// An exception to report.
struct Raise: Bundle {
    let valid = bit
    /// The cause is a failing access (R4.12).
    let isMemoryError = bit
    /// An x-entry was malformed or invalid.
    let isMalformed = bit
    /// The exchange of swapseg succeeded.
    let isTaken = bit
    /// A failing answer, the first of its phase.
    let failsNow = bit
    /// Number of the answer in its phase.
    let answer = unsigned(SequencerRequest.beatBits)
}
