import HDL

/// The XPC engine: xcall, xret, swapseg and xprefetch beside a core (`docs/xpc-isa.md`).
///
/// One design for all configurations. The chapters of the specification are its parts; here they are only connected.
public final class XPCEngine: Module {
    public let command = input(Stream(of: XPCCommand()))
    /// One pulse for each command that is not killed.
    public let response = output(Valid(of: XPCResponse()))
    /// What x5 becomes, with the response of xcall (R4.xcall.8).
    public let t0 = output(Valid(of: unsigned(64)))
    /// The core's `satp`.
    public let satp = input(unsigned(64))
    /// What `satp` becomes, with the response of xcall and xret.
    public let satpOut = output(Valid(of: unsigned(64)))

    /// An interrupt waits: hold it until the command has ended, by `killed` or a response.
    public let kill = input(bit)
    /// The command has ended and nothing has happened (R4.3).
    public let killed = output(bit)
    public let busy = output(bit)
    /// No record waits to be written. The core waits for it before a trap handler's first instruction (R7.10).
    public let drained = output(bit)
    /// `sfence.vma` or `sinval.vma` (R7.2).
    public let emptyCache = input(bit)

    /// 0 U, 1 S, 3 M.
    public let privilege = input(unsigned(2))
    /// `mstatus.SUM`.
    public let sum = input(bit)
    /// `mstatus.TVM`.
    public let tvm = input(bit)
    /// A guest runs.
    public let virtualised = input(bit)
    /// The four instructions are legal now (R4.2).
    public let enabled = output(bit)

    public let csr = input(XPCRegisterPort())
    public let memory: Wire<XPCMemoryPort>
    public let data: Wire<XPCDataTranslation>
    public let fetch = input(XPCFetchTranslation())

    /// For proofs about several engines.
    let watched: Wire<EngineState>?

    let configuration: XPCConfiguration

    /// The engine of a configuration, which has been checked.
    public convenience init(_ configuration: XPCConfiguration) { self.init(configuration, isWatched: false) }

    init(_ configuration: XPCConfiguration, isWatched: Bool) {
        watched = isWatched ? wire(EngineState(configuration)) : nil
        self.configuration = configuration
        memory = output(XPCMemoryPort(configuration))
        data = input(XPCDataTranslation(configuration))
    }

    public override func circuit() {
        let sequencer = instance(Sequencer(configuration, isWatched: isWatched))
        let registers = instance(ControlRegisters(configuration, isWatched: isWatched))
        let relaySegment = instance(RelaySegment(configuration))
        let staging = instance(Staging(configuration))
        let windowArithmetic = instance(WindowArithmetic(configuration))
        let memoryInterface = instance(MemoryInterface(configuration))
        let report = instance(ExceptionReport(configuration, isWatched: isWatched))

        let progress = sequencer.progress
        let tables = registers.tables
        let segment = relaySegment.segment
        let mask = relaySegment.mask
        let staged = staging.staged
        let window = windowArithmetic.window
        let commits = sequencer.commits
        let answer = memory.response.payload
        let record = currentRecord(progress, tables, segment, mask)

        let capabilityCheck = capabilityCheck(progress, tables, memoryInterface)
        let entryCheck = entryCheck(progress, staged, window)
        let cache = entryCache(progress, tables, registers, staged)
        let buffer = linkBuffer(sequencer, tables, record)
        let linkCheck = instance(LinkCheck(configuration))
        linkCheck.tables <== tables
        linkCheck.isReturn <== progress.isReturn

        unused(window, progress)
        let findings = wire(Findings())
        findings.isKnown <== capabilityCheck.isKnown
        findings.isInTable <== capabilityCheck.isInTable
        findings.isInList <== capabilityCheck.isInList
        findings.isGranted <== capabilityCheck.isGranted
        findings.hasLeaf <== capabilityCheck.hasLeaf
        findings.isLinkInRange <== linkCheck.isInRange
        findings.hasLinkFailed <== tables.linkFailed
        findings.isCached <== (cache?.isHit ?? constant(false))
        findings.isBuffered <== (buffer?.isBuffered ?? constant(false))
        findings.isUnsettled <== (buffer?.isUnsettled ?? constant(false))
        findings.canPush <== (buffer?.canPush ?? constant(false))
        findings.isMalformedWord <== entryCheck.isMalformedWord
        findings.isMalformedEntry <== entryCheck.isMalformedEntry
        findings.isBusy <== staging.isBusy
        findings.isRecordGood <== (staging.isValid & !window.isOutside)
        findings.isCurrent <== window.isCurrent

        sequencer.command <== command
        sequencer.kill <== kill
        sequencer.isPortUsed <== csr.valid
        sequencer.findings <== findings
        sequencer.port.isFree <== (buffer?.isQuiet ?? constant(true))
        sequencer.port.isReady <== memory.request.ready
        sequencer.port.answers <== memory.response.valid
        sequencer.port.error <== answer.error
        sequencer.isLinkageRaised <== report.isLinkage
        sequencer.isStoreRaised <== report.isStore
        sequencer.clearsOperand <== report.clearsOperand
        killed <== sequencer.killed
        busy <== !progress.isIdle

        registers.port <== csr
        registers.privilege <== privilege
        registers.tvm <== tvm
        registers.virtualised <== virtualised
        registers.isIdle <== progress.isIdle
        registers.words <== memoryInterface.source
        registers.returnPC <== progress.returnPC
        registers.returnValid <== !progress.isReturn
        registers.satp <== satp[31...0]
        memoryInterface.satp <== satp[63...32]
        registers.segment <== segment
        registers.mask <== mask
        registers.isMaskRefused <== window.isOutside
        registers.stagedCapability <== staged.space.capability
        registers.stagedList <== staged.space.list
        registers.commit.valid <== (commits.call | commits.recordReturn)
        registers.commit.link
            <== mux(
                progress.isReturn, memoryInterface.address[(configuration.granuleBits - 1)...3], tables.link + 1)
        if let buffer {
            registers.commit.failure <== buffer.failure
        } else {
            registers.commit.failure.valid <== false
            registers.commit.failure.payload <== 0
        }
        enabled <== (!tables.isClosed & (privilege === 0))  // R4.2
        drained <== (buffer?.isDrained ?? constant(true))

        relaySegment.writes <== registers.writes
        relaySegment.commits <== commits
        relaySegment.staged <== staged.segment
        relaySegment.stagedMask <== staged.mask
        relaySegment.window <== window

        windowArithmetic.staged <== staged.segment
        windowArithmetic.stagedMask <== staged.mask
        windowArithmetic.segment <== segment
        windowArithmetic.maskOffset <== mask.offset
        windowArithmetic.writes <== registers.writes
        windowArithmetic.isWindow <== (commits.isCalling | (progress.state === .act))
        windowArithmetic.isCalling <== commits.isCalling

        staging.progress <== progress
        staging.writes <== registers.writes
        staging.response <== answer.data
        staging.departing <== memoryInterface.data
        staging.value <== csr.value
        staging.currentLength <== segment.length
        takes(staging.takes, progress, record, cache, buffer)

        memoryInterface.progress <== progress
        memoryInterface.request <== sequencer.request
        if let buffer {
            memoryInterface.drain <== buffer.request
        } else {
            memoryInterface.drain <== dontCare(DrainRequest(configuration))
        }
        memoryInterface.tables <== tables
        memoryInterface.capabilityBase <== capabilityCheck.base
        memoryInterface.capabilityWord <== capabilityCheck.wordNumber
        memoryInterface.shown <== registers.port.data
        memoryInterface.record <== record
        memoryInterface.raw <== staging.raw
        memory.request <== memoryInterface.port

        report.raise <== sequencer.raise
        report.progress <== progress
        report.findings <== findings
        report.address <== memoryInterface.address
        respond(progress, commits, report, staged, tables)
        translate(segment, tables)

        checkWindow(commits, segment, mask, window)
        checkCall(progress, commits, staged, tables, sequencer.raise.answer, cache)
        checkProgress(progress, buffer)
        checkRegisters(progress, commits, tables, segment, mask)
        checkStages(progress, findings)
        checkStaged(
            progress, registers.writes, segment, mask, staged, sequencer.request, record, memoryInterface.data)
        if let buffer { checkBuffer(buffer, tables) }
        if let watched {
            let parts = Parts(
                sequencer: sequencer, registers: registers, staging: staging, entryCheck: entryCheck,
                capabilityCheck: capabilityCheck, report: report, cache: cache, buffer: buffer)
            show(watched, parts, segment, mask)
        }
    }

    private var isWatched: Bool { watched != nil }

    /// What a call pushes now (R4.xcall.5).
    private func currentRecord(
        _ progress: Wire<Progress>, _ tables: Wire<TableRegisters>, _ segment: Wire<Segment>, _ mask: Wire<Mask>
    ) -> Wire<LinkRecord> {
        let record = wire(LinkRecord(configuration))
        record.space.pc <== progress.returnPC
        record.space.satp <== configuration.satpLayout.held(satp)
        record.space.capability <== tables.capability
        record.space.list <== tables.list
        record.segment <== segment
        record.mask <== mask
        return record
    }

    private func capabilityCheck(
        _ progress: Wire<Progress>, _ tables: Wire<TableRegisters>, _ interface: MemoryInterface
    ) -> CapabilityCheck {
        let capabilities = instance(CapabilityCheck(configuration, isWatched: isWatched))
        capabilities.progress <== progress
        capabilities.tables <== tables
        let lane = configuration.laneBits == 0 ? nil : interface.address[(configuration.laneBits - 1)...0]
        let line = memory.response.payload.data
        capabilities.word <== (lane.map { line.part($0, width: XPCConfiguration.wordBits) } ?? line)
        capabilities.answersRoot
            <== ((progress.state === .root) & !progress.isQuiet & memory.response.valid
                & !memory.response.payload.error & capabilities.hasLeaf)
        return capabilities
    }

    private func entryCheck(
        _ progress: Wire<Progress>, _ staged: Wire<LinkRecord>, _ window: Wire<Window>
    ) -> EntryCheck {
        let entries = instance(EntryCheck(configuration, isWatched: isWatched))
        let lanes = configuration.lanes
        let line = memory.response.payload.data
        func word(_ number: Int) -> Unsigned {
            line.bits(from: number % lanes * XPCConfiguration.wordBits, width: XPCConfiguration.wordBits)
        }
        entries.progress <== progress
        for number in 0..<XPCConfiguration.wordsPerBlock { entries.words[number] <== word(number) }
        for number in 0..<3 {
            // Two list entries share the widest line.
            entries.listWords[number]
                <== (lanes > 4 ? mux(progress.operand[0], word(number + 4), word(number)) : word(number))
        }
        entries.staged <== staged.segment
        entries.endsBeyond <== window.endsBeyond
        return entries
    }

    private func entryCache(
        _ progress: Wire<Progress>, _ tables: Wire<TableRegisters>, _ registers: ControlRegisters,
        _ staged: Wire<LinkRecord>
    ) -> EntryCache? {
        guard configuration.cacheEntries > 0 else {
            unused(emptyCache, registers.emptiesCache)
            return nil
        }
        let cache = instance(EntryCache(configuration, isWatched: isWatched))
        cache.progress <== progress
        cache.capability <== tables.capability
        cache.empties <== (emptyCache | registers.emptiesCache)
        cache.filling <== staged.space
        return cache
    }

    private func linkBuffer(
        _ sequencer: Sequencer, _ tables: Wire<TableRegisters>, _ record: Wire<LinkRecord>
    ) -> LinkBuffer? {
        guard configuration.bufferedRecords > 0 else { return nil }
        let buffer = instance(LinkBuffer(configuration, isWatched: isWatched))
        buffer.progress <== sequencer.progress
        buffer.link <== tables.link
        buffer.pushes <== sequencer.commits.call
        buffer.pops <== (sequencer.commits.recordReturn & sequencer.progress.isFromBuffer)
        buffer.record <== record
        buffer.isReady <== memory.request.ready
        buffer.answers <== (memory.response.valid & buffer.hasSent)
        buffer.error <== memory.response.payload.error
        return buffer
    }

    private func takes(
        _ takes: Wire<Takes>, _ progress: Wire<Progress>, _ record: Wire<LinkRecord>, _ cache: EntryCache?,
        _ buffer: LinkBuffer?
    ) {
        let isChecking = progress.state === .check
        let isPopped = buffer.map { isChecking & $0.isBuffered } ?? constant(false)
        let isHit = cache.map { isChecking & $0.isHit } ?? constant(false)
        // A serial build stages the segment with the push.
        let isCalled = isChecking & (progress.operation === .xcall) & constant(!configuration.isSerial)
        takes.space <== (isPopped | isHit)
        takes.segment <== (isPopped | isCalled)
        let youngest = buffer?.youngest ?? record
        takes.record.space <== (cache.map { mux(isPopped, youngest.space, $0.entry) } ?? youngest.space)
        takes.record.segment <== mux(isPopped, youngest.segment, record.segment)
        takes.record.mask <== mux(isPopped, youngest.mask, record.mask)
    }

    private func respond(
        _ progress: Wire<Progress>, _ commits: Wire<Commits>, _ report: ExceptionReport, _ staged: Wire<LinkRecord>,
        _ tables: Wire<TableRegisters>
    ) {
        let isRaised = progress.state === .raise
        let isPrefetch = progress.operation === .xprefetch
        let moves = wire(commits.call | commits.recordReturn)
        let payload = response.payload
        response.valid <== (moves | commits.exchange | progress.fills | isRaised)
        payload.redirect <== moves
        payload.exception <== (isRaised & !isPrefetch)  // R4.xprefetch.1
        payload.cause <== report.cause
        payload.tval <== report.tval
        payload.pc <== returnWord(staged.space.pc, valid: constant(false))
        t0.valid <== commits.call
        t0.payload <== tables.caller.extended(to: XPCConfiguration.wordBits)
        satpOut.valid <== moves
        satpOut.payload <== configuration.satpLayout.word(staged.space.satp)
        check("R4.3 a command is killed or answered, not both", !(killed & response.valid))
    }

    private func translate(_ segment: Wire<Segment>, _ tables: Wire<TableRegisters>) {
        let dataTranslation = instance(RelayTranslation(configuration))
        dataTranslation.port <== data
        dataTranslation.sum <== sum
        dataTranslation.isClosed <== tables.isClosed
        dataTranslation.segment <== segment
        let fetchTranslation = instance(FetchTranslation(configuration))
        fetchTranslation.port <== fetch
        fetchTranslation.privilege <== privilege
        fetchTranslation.sum <== sum
        fetchTranslation.isClosed <== tables.isClosed
        fetchTranslation.segment <== segment
    }
}
