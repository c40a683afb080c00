import HDL

/// Chapter 4: the order of checks, accesses and changes of the four instructions.
///
/// Every instruction goes check, (root, capability,) load, act, (store,) idle; what fails goes to raise. Requests of a phase go out one per
/// cycle; answers are counted, so that a killed instruction's late answers find nobody.
final class Sequencer: Module {
    let command = input(Stream(of: XPCCommand()))
    let kill = input(bit)
    let killed = output(bit)
    /// The CSR port is in use: it and an instruction share the staging registers.
    let isPortUsed = input(bit)
    let findings = input(Findings())
    let port = input(PortStatus())

    let progress = output(Progress())
    let request = output(SequencerRequest())
    let commits = output(Commits())
    let raise = output(Raise())
    let isLinkageRaised = input(bit)
    let isStoreRaised = input(bit)
    let clearsOperand = input(bit)

    /// For proofs.
    let watched: Wire<SequencerState.Registers>?

    let configuration: XPCConfiguration

    init(_ configuration: XPCConfiguration, isWatched: Bool = false) {
        self.configuration = configuration
        watched = isWatched ? wire(SequencerState.Registers()) : nil
    }

    private var lanes: Int { configuration.lanes }
    var isBlocking: Bool { configuration.bufferedRecords == 0 }
    private var blockBeats: Int { XPCConfiguration.wordsPerBlock / lanes }

    override func circuit() {
        let state = register(SequencerState.idle)
        let operation = register(Enumerated<XPCOperation>(), reset: nil)
        let operand = register(unsigned(XPCConfiguration.wordBits), reset: nil)
        let returnPC = register(unsigned(XPCConfiguration.pcBits), reset: nil)
        let requested = register(unsigned(SequencerRequest.beatBits))
        let answered = register(unsigned(SequencerRequest.beatBits))
        let isIdle = wire(state === .idle)
        let isQuiet = wire(requested === answered)
        let isReturn = wire(operation === .xret)
        let isExchange = wire(operation === .swapseg)
        let isCall = wire(operation === .xcall)
        let isPrefetch = operation === .xprefetch

        command.ready <== (isIdle & isQuiet & !isPortUsed)
        // Cleared while idle, so that a CSR read through the shared multiplexer sees zeros where the record's PC stands.
        when(isIdle) { returnPC <== 0 }
        when(command.fires) {
            operation <== command.payload.operation
            operand <== command.payload.operand
            returnPC <== (command.payload.pc[XPCConfiguration.pcBits...1] + 2)  // PC + 4
        }

        when(clearsOperand) {
            operand[(XPCConfiguration.wordBits - 1)...configuration.physicalAddressBits] <== 0
        }

        // Flags of the instruction.
        let failed = register(bit, reset: nil)
        let malformed = register(bit, reset: nil)
        let taken = register(bit, reset: nil)
        let inEntry = register(bit, reset: nil)
        let fromBuffer = register(bit, reset: nil)
        let restoring = register(bit, reset: nil)

        // What follows from the checks.
        let isLinkGood = findings.isLinkInRange & !findings.hasLinkFailed
        let passes = wire(
            mux(
                isReturn, isLinkGood,
                mux(isExchange, findings.isInList, findings.isKnown & findings.isInTable & canPrefetch(isPrefetch))))
        let isMalformed =
            failed
            | mux(
                isExchange, findings.isMalformedEntry | malformed,
                mux(isReturn, !(findings.isRecordGood & findings.isCurrent), malformed | (isCall & !isLinkGood)))
        let refuses = wire(isMalformed | (isExchange & findings.isBusy))
        let putsBack = wire(isExchange & taken & !findings.isBusy & isMalformed)
        let stores = wire(
            mux(isExchange, !refuses, !refuses & mux(isReturn, !fromBuffer, isCall & constant(isBlocking))))
        let isPushed = isCall & constant(!isBlocking) & findings.canPush
        let commitsNow = wire(!refuses & !isExchange & mux(isReturn, fromBuffer, isPushed))
        let awaitsPlace = wire(
            (state === .act) & isCall & !refuses & constant(!isBlocking) & !findings.canPush)
        let fills = wire((state === .act) & isPrefetch & !refuses)

        // Requests and answers of a phase.
        let isLookUp = wire(state.isOne(of: .root, .capability))
        let isStorePhase = wire(state.isOne(of: .store, .act))
        let total = wire(phaseLength(isStorePhase, isReturn, isExchange, restoring))
        let hasMore = mux(isLookUp, !requested.anyOne, requested !== total)
        let isFound = findings.isCached | findings.isBuffered
        let wants = wire(
            port.isFree
                & (((state === .check) & passes & !isFound & !findings.isUnsettled)
                    | ((isLookUp | state.isOne(of: .load, .store)) & hasMore)
                    | ((state === .act) & stores)))
        let answers = wire(port.answers & !isQuiet)
        let isLast = wire(
            answers & (isLookUp | (state.isOne(of: .load, .store) & ((answered + 1) === total))))
        let moves = wire(wants & port.isReady)
        when(moves) { requested <== requested + 1 }
        when(answers) { answered <== answered + 1 }
        when(isLast | (isIdle & isQuiet)) {
            requested <== 0
            answered <== 0
        }

        // R4.4: nothing was changed so far.
        let isKillable =
            ((state === .check) & !(isExchange & wants)) | isLookUp | ((state === .load) & !isExchange) | awaitsPlace
        let kills = wire(kill & isKillable & !(wants & !port.isReady))
        killed <== kills

        let isStored = wire((state === .store) & isLast & !(failed | port.error | restoring))
        let grants = wire(findings.isGranted & !port.error)
        let hasLeaf = wire(findings.hasLeaf & !port.error)
        state.switch {
            on(.idle) { when(command.fires) { state <== .check } }
            on(.check) {
                when(!passes) { state <== .raise }
                    .elsewhen(isFound & !findings.isUnsettled) { state <== .act }
                    .elsewhen(port.isFree & !findings.isUnsettled) {
                        state <== .load
                        when(!isReturn & !isExchange) { state <== (configuration.isRadix ? .root : .capability) }
                    }
            }
            on(.root) {
                when(isLast) {
                    state <== .raise
                    when(hasLeaf) { state <== .capability }
                }
            }
            on(.capability) {
                when(isLast) {
                    state <== .raise
                    when(grants) { state <== .load }
                }
            }
            on(.load) { when(isLast) { state <== .act } }
            on(.act) {
                when(stores | putsBack) { state <== .store }
                    .elsewhen(refuses) { state <== .raise }
                    .elsewhen(commitsNow | fills) { state <== .idle }
            }
            on(.store) {
                when(isLast) {
                    state <== .raise
                    when(isStored) { state <== .idle }
                }
            }
            on(.raise) { state <== .idle }
        }
        when(kills) { state <== .idle }

        when(answers & port.error) { failed <== true }
        when(findings.isMalformedWord) { malformed <== true }
        when((state === .load) & isExchange & answers & !answered.anyOne & !port.error) { taken <== true }
        when(((state === .capability) & isLast & grants) | ((state === .check) & findings.isCached)) {
            inEntry <== true
        }
        when((state === .check) & findings.isBuffered & !findings.isUnsettled) { fromBuffer <== true }
        when((state === .act) & putsBack) { restoring <== true }
        when(isIdle) {
            for flag in [failed, malformed, taken, inEntry, fromBuffer, restoring] { flag <== false }
        }

        let isCommitted = wire(((state === .act) & commitsNow) | isStored)
        commits.call <== (isCommitted & isCall)
        commits.recordReturn <== (isCommitted & isReturn)
        commits.exchange <== (isCommitted & isExchange)
        commits.isCalling <== (isCall & !isIdle)
        commits.isReturning <== (isReturn & !isIdle)

        progress.state <== state
        progress.operation <== operation
        progress.operand <== operand
        progress.returnPC <== returnPC
        progress.starts <== command.fires
        progress.isQuiet <== isQuiet
        progress.isRestoring <== (isExchange & restoring)
        progress.awaitsPlace <== awaitsPlace
        progress.fills <== fills
        progress.isFromBuffer <== fromBuffer
        driveWords(state, isExchange, answers, answered, moves, requested)

        // R4.swapseg.2: the exchange is the first access.
        let exchanges = isExchange & state.isOne(of: .check, .load) & !requested.anyOne
        request.valid <== wants
        request.operation <== .load
        when(isStorePhase) { request.operation <== .store }.elsewhen(exchanges) { request.operation <== .exchange }
        request.beat <== requested
        // One cycle ahead, for the read multiplexer's registered select: a phase of stores begins with beat 0.
        request.nextBeat <== (Unsigned(moves).extended(to: requested.width) + requested)
            & isStorePhase.repeated(requested.width)
        request.usesRaw <== (isExchange & (state.isOne(of: .check, .load) | restoring))
        let isRaised = state === .raise
        let isAtLink = isReturn | (isCall & (isStorePhase | (isRaised & (isLinkageRaised | isStoreRaised))))
        request.base <== .capability
        unused(findings, command)
        when(inEntry) { request.base <== .entry }
        when(isExchange) { request.base <== .list }
        when(isAtLink) { request.base <== .link }
        request.isBelow <== (isReturn & !(isRaised & isLinkageRaised))

        let raises =
            ((state === .check) & !passes) | ((state === .capability) & isLast & !grants)
            | ((state === .root) & isLast & !hasLeaf) | ((state === .act) & refuses & !putsBack)
            | ((state === .store) & isLast & !isStored)
        raise.valid <== raises
        raise.isMemoryError
            <== ((isLookUp & port.error) | (!(state === .check) & failed)
                | ((state === .store) & port.error & !restoring))
        raise.isMalformed <== malformed
        raise.isTaken <== taken
        raise.failsNow <== (answers & port.error & !failed)
        raise.answer <== answered

        // Ghost: what this command has been granted, by the table's bit or by the cache.
        let wasGranted = register(bit)
        when(isIdle) { wasGranted <== false }
            .elsewhen(
                ((state === .capability) & isLast & findings.isGranted & !port.error)
                    | ((state === .check) & findings.isCached)
            ) { wasGranted <== true }
        check(
            "P1 xcall commits only with a known ID, its capability, and a well-formed x-entry that was read or cached",
            commits.call.implies(findings.isKnown & wasGranted & !failed & !malformed))
        check("P10 an instruction that commits does not raise", !(isCommitted & raises))
        check("P7 what is killed or raises commits nothing", (kills | raises).implies(!isCommitted & !fills))
        let isUnchanged = (state.isOne(of: .check, .load) & !isExchange) | isLookUp
        check(
            "R4.4 what has changed nothing is killed at once",
            (kill & isUnchanged & (!wants | port.isReady)).implies(kills))
        check("R4.4 what is refused after it was read is not killed", !(kills & refuses & (state === .act)))
        check(
            "P4 no return through an invalid or malformed record, or with another segment",
            ((state === .act) & isReturn & (stores | commitsNow)).implies(findings.isRecordGood & findings.isCurrent))
        check("P14 no segment is exchanged without the entry", commits.exchange.implies(taken & !findings.isBusy))
        checkFlags(state, operation, wasGranted, failed, malformed, taken, inEntry, fromBuffer, restoring, answered)
        checkCounters(state, requested, answered, total)
        checkRequests(state, operation, requested, answered, moves: moves, answers: answers)
        if let watched {
            watched.requested <== requested
            watched.answered <== answered
            watched.failed <== failed
            watched.malformed <== malformed
            watched.taken <== taken
            watched.inEntry <== inEntry
            watched.fromBuffer <== fromBuffer
            watched.restoring <== restoring
        }
        cover("an instruction is killed", kills)
        if !isBlocking { cover("xcall awaits a place", awaitsPlace) }
    }

    /// In a build without a cache xprefetch ends at once (R4.xprefetch.4).
    private func canPrefetch(_ isPrefetch: Bit) -> Bit {
        configuration.cacheEntries > 0 ? constant(true) : !isPrefetch
    }

    /// Requests of the phase that runs.
    private func phaseLength(_ isStorePhase: Bit, _ isReturn: Bit, _ isExchange: Bit, _ putsBack: Bit) -> Unsigned {
        func count(_ number: Int) -> Unsigned { constant(number, width: SequencerRequest.beatBits) }
        let (call, recordReturn, exchange) = (configuration.call, configuration.recordReturn, configuration.exchange)
        let loads = mux(
            isReturn, count(recordReturn.load), mux(isExchange, count(exchange.load), count(call.load)))
        let exchangeStores = mux(putsBack, count(1), count(exchange.store))
        let stores = mux(
            isExchange, exchangeStores, mux(isReturn, count(recordReturn.store), count(call.store)))
        return mux(isStorePhase, stores, loads)
    }

    /// Which words come and go in this cycle.
    private func driveWords(
        _ state: Enumerated<SequencerState>, _ isExchange: Bit, _ answers: Bit, _ answered: Unsigned, _ leaves: Bit,
        _ requested: Unsigned
    ) {
        func words(_ beat: Unsigned, _ moves: Bit) -> Unsigned {
            let bits = (0..<XPCConfiguration.wordsPerBlock).map { word -> Bit in
                moves & (blockBeats == 1 ? constant(true) : beat[2 - configuration.laneBits...0] === word / lanes)
            }
            return concatenate(bits.reversed())
        }
        progress.arrivals <== words(answered, answers & (state === .load) & !isExchange)
        progress.departures <== words(requested, leaves & (state === .store) & !isExchange)
        let listArrives = wire(answers & (state === .load) & isExchange)
        let first = answered === 0
        let second = answered === 1
        progress.listArrivals
            <== concatenate(
                listArrives & (lanes >= 4 ? second : answered === 2), listArrives & first, listArrives & second)
    }
}
