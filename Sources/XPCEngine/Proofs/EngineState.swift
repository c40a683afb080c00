import HDL

/// What of an engine's state can still make a difference: its registers, each zero while nobody looks at it before it is written again.
///
/// Two engines of one configuration that agree in it and are driven alike from then on show the same at all ports, in all cycles (P15). It is
/// there in engines that are watched, for proofs.
struct EngineState: Bundle {
    let tables: TableRegisters
    let segment: Segment
    let mask = Mask()
    let progress = Progress()
    let staged: LinkRecord
    /// Bit 0 of a record's or x-entry's word 0 has come as one.
    let isValid = bit
    /// Word 1 of a list entry, as it came.
    let raw = unsigned(XPCConfiguration.wordBits)
    let isOddEntry = bit
    let sequencer = SequencerState.Registers()
    let report = ReportState()
    let registers: RegisterState
    let leaf: LeafState?
    let cache: CacheState?
    let buffer: BufferState?

    init(_ configuration: XPCConfiguration) {
        tables = TableRegisters(configuration)
        segment = Segment(configuration)
        staged = LinkRecord(configuration)
        registers = RegisterState(configuration)
        leaf = configuration.isRadix ? LeafState(configuration) : nil
        cache = configuration.cacheEntries > 0 ? CacheState(configuration) : nil
        buffer = configuration.bufferedRecords > 0 ? BufferState(configuration) : nil
    }
}

extension SequencerState {
    /// The sequencer's registers that `Progress` does not show.
    struct Registers: Bundle {
        let requested = unsigned(SequencerRequest.beatBits)
        let answered = unsigned(SequencerRequest.beatBits)
        let failed = bit
        let malformed = bit
        let taken = bit
        let inEntry = bit
        let fromBuffer = bit
        let restoring = bit
    }
}

struct ReportState: Bundle {
    let cause = Enumerated<XPCCause>()
    let detail = unsigned(3)
    let usesAddress = bit
    let failedWord = unsigned(2)
}

struct RegisterState: Bundle {
    let step = Enumerated<AccessStep>()
    let source = unsigned(4)
    /// `xlinkerr`'s address.
    let failed: Unsigned

    init(_ configuration: XPCConfiguration) { failed = unsigned(configuration.blockBits) }
}

struct LeafState: Bundle {
    let isInLeaf = bit
    let page: Unsigned

    init(_ configuration: XPCConfiguration) { page = unsigned(configuration.pageBits) }
}

struct CacheState: Bundle {
    let isStale = bit
    let next: Unsigned?
    let valid: [Bit]
    let tags: [Unsigned]
    let entries: [Space]

    init(_ configuration: XPCConfiguration) {
        let count = configuration.cacheEntries
        next = count > 1 ? unsigned(count.trailingZeroBitCount) : nil
        valid = (0..<count).map { _ in bit }
        tags = (0..<count).map { _ in unsigned(XPCConfiguration.idBits + configuration.capabilityLayout.width) }
        entries = (0..<count).map { _ in Space(configuration) }
    }
}

struct BufferState: Bundle {
    let count = unsigned(2)
    let sent = unsigned(SequencerRequest.beatBits)
    let answered = unsigned(SequencerRequest.beatBits)
    let isHeld = bit
    let isCancelled = bit
    let isFinished = bit
    let hasFailed = bit
    let slots: [LinkRecord]

    init(_ configuration: XPCConfiguration) {
        slots = (0..<configuration.bufferedRecords).map { _ in LinkRecord(configuration) }
    }
}

extension Wire where Shape == EngineState {
    /// The CSRs (chapter 2), next to each other.
    var controlRegisters: Unsigned {
        let tables = self.tables
        return concatenate(
            tables.entryBase, tables.entryCount, tables.link, tables.linkBase, tables.linkLimit, tables.capability,
            tables.list, tables.linkFailed, tables.caller, self.registers.failed, self.segment.asBits,
            self.mask.asBits)
    }

    /// All that is held of a relay-segment list: in the register, or to become it.
    var lists: [Unsigned] {
        [self.tables.list, self.staged.space.list] + (self.cache?.entries.map(\.list) ?? [])
            + (self.buffer?.slots.map(\.space.list) ?? [])
    }
}

/// The value, or zeros.
func keep<Shape: Bundle>(_ value: Wire<Shape>, _ condition: Bit) -> Wire<Shape> {
    value.shape.from(bits: value.asBits & condition.repeated(value.bitWidth))
}

func keep(_ value: Unsigned, _ condition: Bit) -> Unsigned { value & condition.repeated(value.width) }
