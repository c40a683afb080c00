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
        // The multiplexer's select counts in accesses, and where its word goes to memory.
        let isSent =
            memory.request.valid & (memory.request.payload.operation !== .load)
            & state.progress.state.isOne(of: .act, .store)
        result.registers.source
            <== keep(
                state.registers.source,
                (state.registers.step !== .select) | (isSent & constant(configuration.lanes == 1)))
        let progress = state.progress
        let runs = wire(!progress.isIdle)
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
        if let cache = state.cache, let meantCache = result.cache {
            // Before the kernel has given the table a size there are no instructions, and a write of it empties the cache.
            let isOpen = wire(state.tables.entryCount.anyOne)
            for index in cache.valid.indices {
                meantCache.valid[index] <== (cache.valid[index] & isOpen)
                meantCache.tags[index] <== keep(cache.tags[index], isOpen)
                meantCache.entries[index] <== keep(cache.entries[index], isOpen)
            }
        }
        return result
    }
}
