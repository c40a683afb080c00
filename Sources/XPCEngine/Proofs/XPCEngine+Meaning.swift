import HDL

/// What of ports and registers means something, by `docs/integration.md` and the states in which they are read. Ghost logic, for `EngineTwins`.
///
/// P15 asks for more: there, what means nothing must not tell one thread from another either (`shownPorts`).
extension XPCEngine {
    /// What a core and a memory that go by the description of the ports look at.
    func meantPorts(_ stimulus: Wire<CoreStimulus>, _ state: Wire<EngineState>) -> [Unsigned] {
        let answer = response.payload
        return [
            concatenate(
                response.valid, keep(concatenate(answer.redirect, answer.exception), response.valid),
                keep(answer.pc, response.valid & answer.redirect),
                keep(concatenate(Unsigned(answer.cause), answer.tval), response.valid & answer.exception)),
            concatenate(t0.valid, keep(t0.payload, t0.valid), satpOut.valid, keep(satpOut.payload, satpOut.valid)),
            concatenate(command.ready, killed, busy, drained, enabled),
            concatenate(csr.ready, csr.hit, csr.illegal),
            keep(concatenate(csr.exception, csr.tval), csr.ready & csr.exception),
            keep(csr.data, state.registers.step.isOne(of: .land, .commit)),
            meantRequest(state),
            concatenate(data.hit, keep(data.physical, data.hit), data.fault, keep(data.tval, data.fault)),
            concatenate(fetch.fault, keep(fetch.tval, fetch.fault)),
        ]
    }

    /// Of what is stored, the bytes of the mask; of the word that a return clears, bit 0 (R7.13).
    private func meantRequest(_ state: Wire<EngineState>) -> Unsigned {
        let (isValid, request) = (memory.request.valid, memory.request.payload)
        let progress = state.progress
        let isClearing = wire(
            progress.isReturn & progress.state.isOne(of: .act, .store) & !progress.isFromBuffer)
        let mask = wire(keep(request.mask, request.operation !== .load))
        let bytes = (0..<mask.width).map { mask[$0].repeated(8) }
        let first = constant(1, width: request.data.width)
        let isCleared = isClearing.repeated(request.data.width)
        let data = request.data & concatenate(bytes.reversed()) & (first | ~isCleared)
        return concatenate(
            isValid, keep(concatenate(Unsigned(request.operation), request.address, mask, data), isValid))
    }

    /// A state in which registers that make no difference are zero.
    func meantState(_ state: Wire<EngineState>) -> Wire<EngineState> {
        let result = wire(state.shape)
        result <== state
        let progress = state.progress
        let runs = wire(!progress.isIdle)
        result.registers.source <== meantSource(state)
        // What is no register follows from those that are, and from the ports.
        result.progress.arrivals <== 0
        result.progress.departures <== 0
        result.progress.listArrivals <== 0
        for signal in [
            result.progress.starts, result.progress.isQuiet, result.progress.isRestoring, result.progress.awaitsPlace,
            result.progress.fills,
        ] { signal <== false }
        // xret has no operand; but the high bits are those of its tval, which is an address.
        let (top, addressBits) = (XPCConfiguration.wordBits - 1, configuration.physicalAddressBits)
        result.progress.operand
            <== concatenate(
                keep(progress.operand[top...addressBits], !progress.isReturn | (progress.state === .raise)),
                keep(progress.operand[(addressBits - 1)...0], !progress.isReturn))
        result.raw <== keep(state.raw, progress.isExchange)
        // A push takes the segment along word by word.
        if configuration.isSerial {
            let isToLeave = wire(
                (progress.operation === .xcall) & (progress.state === .store) & (state.sequencer.requested <= 5))
            result.staged.segment.physical <== keep(state.staged.segment.physical, !isToLeave)
            result.staged.segment.permission <== keep(state.staged.segment.permission, !isToLeave)
        }
        // A new VA or PA leaves the length as it is.
        let isAddress = csr.address[3...0] !== RegisterSource.xseglen.encoding
        let isKernel = csr.address[11...4] === RegisterAddress.kernelGroup
        let hasLength = wire((state.registers.step !== .commit) | !(isKernel & isAddress))
        // What a CSR write staged is looked at when it commits.
        let isStaged = wire(state.registers.step !== .refresh)
        let (segment, meantSegment) = (state.staged.segment, result.staged.segment)
        meantSegment.length <== keep(segment.length, hasLength & isStaged)
        when(!isStaged) {
            meantSegment.virtual <== 0
            meantSegment.physical <== 0
            meantSegment.permission <== 0
        }
        result.staged.space.capability <== keep(state.staged.space.capability, isStaged)
        result.staged.space.list <== keep(state.staged.space.list, isStaged)
        // A record's PC is read out of a CSR where there is no buffer, and otherwise while an instruction runs.
        result.progress.returnPC
            <== keep(progress.returnPC, runs | constant(configuration.bufferedRecords == 0))
        // They are cleared while nothing runs. The first is what only swapseg looks at.
        let (flags, meantFlags) = (state.sequencer, result.sequencer)
        meantFlags.taken <== (flags.taken & progress.isExchange & runs)
        meantFlags.failed <== (flags.failed & runs)
        meantFlags.malformed <== (flags.malformed & runs)
        meantFlags.inEntry <== (flags.inEntry & runs)
        meantFlags.fromBuffer <== (flags.fromBuffer & runs)
        meantFlags.restoring <== (flags.restoring & runs)
        result.report.failedWord
            <== keep(
                state.report.failedWord,
                progress.isExchange & ((progress.state !== .raise) | state.report.usesAddress))
        // Nobody is told that the write of a record has failed which a return has taken meanwhile (R7.11).
        if let buffer = state.buffer, let meantBuffer = result.buffer {
            meantBuffer.hasFailed <== (buffer.hasFailed & !buffer.isCancelled)
        }
        if let cache = state.cache, let meantCache = result.cache {
            meant(meantCache, cache, isOpen: state.tables.entryCount.anyOne, runs: runs)
        }
        return result
    }

    /// The multiplexer's select counts in accesses, and where its word goes to memory; of the word that a return clears, its bit 0.
    private func meantSource(_ state: Wire<EngineState>) -> Unsigned {
        let (source, step, progress) = (state.registers.source, state.registers.step, state.progress)
        guard configuration.lanes == 1 else {
            // Nobody looks at it while a length is refreshed.
            return keep(source, step.isOne(of: .land, .commit))
        }
        let isSent =
            memory.request.valid & (memory.request.payload.operation !== .load)
            & progress.state.isOne(of: .act, .store)
        let word = mux(progress.isReturn, csr.data[0...0].extended(to: source.width), source)
        return mux(step !== .select, source, keep(word, isSent))
    }

    /// The entries in the order in which they will go, wherever they stand.
    private func meant(_ result: Wire<CacheState>, _ cache: Wire<CacheState>, isOpen: Bit, runs: Bit) {
        result.isStale <== (cache.isStale & runs)
        let places = cache.valid.indices
        // Before the kernel has given the table a size there are no instructions, and a write of it empties the cache.
        func ordered(_ place: Int, _ values: [Unsigned]) -> Unsigned {
            guard let next = cache.next else { return keep(values[place], isOpen) }
            return keep(select(next, places.map { values[(place + $0) % places.count] }), isOpen)
        }
        for place in places {
            result.valid[place] <== ordered(place, cache.valid.map { Unsigned($0) })[0]
            result.tags[place] <== ordered(place, cache.tags)
            let entry = result.entries[place]
            entry <== entry.shape.from(bits: ordered(place, cache.entries.map(\.asBits)))
        }
        if let next = result.next { next <== 0 }
    }
}
