import HDL

/// Which registers still matter, by the state in which they stand (P15). All of it is ghost logic, in engines that are watched.
extension XPCEngine {
    /// The parts of an engine that have registers of their own.
    struct Parts {
        let sequencer: Sequencer
        let registers: ControlRegisters
        let staging: Staging
        let entryCheck: EntryCheck
        let capabilityCheck: CapabilityCheck
        let report: ExceptionReport
        let cache: EntryCache?
        let buffer: LinkBuffer?
    }

    func show(_ shown: Wire<EngineState>, _ parts: Parts, _ segment: Wire<Segment>, _ mask: Wire<Mask>) {
        let progress = parts.sequencer.progress
        let runs = wire(!progress.isIdle)
        shown.tables <== parts.registers.tables
        shown.segment <== segment
        shown.mask <== mask
        shown.progress <== progress
        shown.progress.operation <== mux(runs, progress.operation, .xcall)
        shown.progress.operand <== keep(progress.operand, runs)
        shown.raw <== keep(parts.staging.raw, runs)
        if let watched = parts.sequencer.watched { shown.sequencer <== probe(watched) }
        if let watched = parts.entryCheck.watched { shown.isOddEntry <== probe(watched) }
        if let leaf = shown.leaf, let watched = parts.capabilityCheck.watched { leaf <== probe(watched) }
        if let cache = shown.cache, let watched = parts.cache?.watched { cache <== probe(watched) }
        if let buffer = shown.buffer, let watched = parts.buffer?.watched { buffer <== probe(watched) }
        if let watched = parts.report.watched {
            let state = probe(watched)
            let isRaised = progress.state === .raise
            shown.report <== keep(state, isRaised)
            shown.report.detail <== keep(state.detail, isRaised & state.usesAddress)
            shown.report.failedWord <== keep(state.failedWord, runs & shown.sequencer.failed)
        }
        if let watched = parts.registers.watched {
            let state = probe(watched)
            shown.registers <== state
            shown.registers.source <== keep(state.source, runs | (state.step !== .select))
            showStaged(shown, parts.staging, progress, state.step)
        }
        RequestedPlace.checkSource(shown)
    }

    private func showStaged(
        _ shown: Wire<EngineState>, _ staging: Staging, _ progress: Wire<Progress>, _ step: Enumerated<AccessStep>
    ) {
        let sequencer = shown.sequencer
        let state = progress.state
        let isJudged = wire(state.isOne(of: .act, .store))
        let isCallish = wire(progress.isCallish)
        let isReturn = wire(progress.isReturn)
        let isExchange = wire(progress.isExchange)
        /// A word of an x-entry or a record has come.
        func came(_ word: Int) -> Bit {
            isJudged | ((state === .load) & (sequencer.answered > word / configuration.lanes))
        }
        /// Word 0 or 2 of a list entry has come.
        func listCame(_ word: Int) -> Bit {
            let answers = configuration.lanes >= 4 ? 1 : 1 + word / 2
            return isExchange & (isJudged | ((state === .load) & (sequencer.answered > answers)))
        }
        /// A call has staged a word of the segment: with the push, or all of them at once.
        func left(_ word: Int) -> Bit {
            let isCall = progress.operation === .xcall
            return configuration.isSerial
                ? isCall & (state === .store) & (sequencer.requested > word) : isCall & !state.isOne(of: .idle, .check)
        }
        // A CSR access: the value lands, then `xseglen` is staged beside it.
        let hasLanded = wire(step.isOne(of: .refresh, .commit))
        let isRefreshed = step === .commit
        let isKernel = wire(csr.address[11...4] === RegisterAddress.kernelGroup)
        func lands(_ source: RegisterSource) -> Bit { hasLanded & isKernel & (csr.address[3...0] === source.encoding) }
        let length = wire(lands(.xseglen))

        let (space, segment, mask) = (
            staging.staged.space, staging.staged.segment, staging.staged.mask
        )
        let staged = shown.staged
        staged.space.pc <== keep(space.pc, (isCallish & came(2)) | (isReturn & came(0)))
        staged.space.satp <== keep(space.satp, (isCallish | isReturn) & came(1))
        staged.space.capability
            <== keep(space.capability, (isCallish & came(3)) | (isReturn & came(2)) | lands(.xcap))
        staged.space.list <== keep(space.list, (isCallish & came(4)) | (isReturn & came(3)) | lands(.xseglist))
        staged.segment.virtual
            <== keep(segment.virtual, (isReturn & came(4)) | listCame(0) | left(4) | lands(.xsegva))
        // Zero from an instruction's start on.
        let hasPhysical = wire(!(state === .idle) | lands(.xsegpa))
        staged.segment.physical <== keep(segment.physical, hasPhysical)
        staged.segment.permission <== keep(segment.permission, hasPhysical)
        staged.segment.length
            <== keep(segment.length, (isReturn & came(6)) | listCame(2) | left(6) | length | isRefreshed)
        staged.mask.offset
            <== keep(
                mask.offset,
                (isReturn & came(7)) | listCame(2) | left(7) | length | (hasLanded & !isKernel) | isRefreshed)
        staged.mask.length
            <== keep(
                mask.length, (isReturn & came(7)) | (constant(!configuration.isSerial) & left(7)))
        shown.isValid <== (staging.isValid & (isCallish | isReturn) & came(0))
    }
}
