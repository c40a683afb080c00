import HDL

/// Where a record is between the call and the return: what makes P4 and P13 inductive.
struct RecordStages {
    let configuration: XPCConfiguration
    let state: Wire<EngineState>
    /// What the last call saved at the place, if it did.
    let saved: Wire<LinkRecord>
    let isSaved: Bit
    /// What a call saves now.
    let current: Wire<LinkRecord>
    let memory: [Unsigned]
    let place: Unsigned
    /// A return through the place runs.
    let isBelow: Bit

    func checkStages(_ returned: Wire<FollowedReturn>, _ access: RecordAccess) {
        let (progress, sequencer) = (state.progress, state.sequencer)
        let runs = wire(!progress.isIdle)
        check(
            "the return PC is that of the command", runs.implies(progress.returnPC === current.space.pc))
        let lists = configuration.listLayout
        for list in state.lists { check("R2.xseglist a list has 2^12 entries at most", lists.size(list) <= 12) }
        check(
            "R2.xseglist, R2.9 what was saved is what registers hold",
            isSaved.implies(
                (lists.size(saved.space.list) <= 12)
                    & (saved.segment.length.anyOne | !(saved.segment.asBits.anyOne | saved.mask.asBits.anyOne))))

        // The return.
        let lines = constant(XPCConfiguration.wordsPerBlock / configuration.lanes, width: SequencerRequest.beatBits)
        let isRead = wire(isBelow & !sequencer.fromBuffer)
        check(
            "a return through the record is followed from its request on",
            (isBelow & progress.state.isOne(of: .check, .load, .act, .store)).implies(
                returned.isOn
                    === (!sequencer.fromBuffer
                        & (progress.state.isOne(of: .act, .store)
                            | ((progress.state === .load) & sequencer.requested.anyOne)))
            ))
        check(
            "what is followed is a return",
            (returned.isOn & runs).implies(isRead & progress.state.isOne(of: .load, .act, .store, .raise)))
        check(
            "requests and answers of the load",
            (returned.isOn & (progress.state === .load)).implies(
                (returned.asked === sequencer.requested) & (returned.answered === sequencer.answered)))
        check(
            "requests and answers of what is judged",
            (returned.isOn & (progress.state === .act)).implies(
                (returned.asked === lines) & (returned.answered === lines)))
        check(
            "requests and answers of the store",
            (returned.isOn & (progress.state === .store)).implies(
                (returned.asked === lines + sequencer.requested) & (returned.answered === lines + sequencer.answered)))
        if configuration.lanes < XPCConfiguration.wordsPerBlock {
            check(
                "R4.12 the lines are loaded in order",
                (returned.isOn & access.loads & (progress.state === .load)).implies(
                    access.line === returned.asked[2...0]))
        }
        checkStaged(
            isRead: isRead, isJudged: progress.state.isOne(of: .act, .store), isLoading: (progress.state === .load))
        checkMemory(isStoring: (progress.state === .store))
    }

    /// The record is in the buffer, or in memory as it was saved.
    private func checkMemory(isStoring: Bit) {
        let words = saved.words(configuration)
        let (progress, sequencer) = (state.progress, state.sequencer)
        var isBuffered = constant(false)
        if let buffer = state.buffer {
            let oldest = wire(state.tables.link - buffer.count.extended(to: state.tables.link.width))
            for (index, slot) in buffer.slots.enumerated() {
                let isHere = wire((buffer.count > index) & (oldest + index === place))
                check(
                    "what is buffered at \(index) is what was saved",
                    isHere.implies(isSaved & (slot.asBits === saved.asBits)))
                isBuffered = isBuffered | isHere
            }
            let isOldest = wire(buffer.count.anyOne & (oldest === place))
            for (word, value) in words.enumerated() {
                let isWritten = buffer.isFinished | (buffer.sent > word / configuration.lanes)
                check(
                    "word \(word) of the record is written",
                    (isOldest & isWritten).implies(memory[word] === value))
            }
            check(
                "what was popped is not what is saved",
                (buffer.isCancelled & (state.tables.link === place)).implies(!isSaved))
        } else {
            let pushed = current.words(configuration)
            let isPushing = wire((progress.operation === .xcall) & isStoring & (state.tables.link === place))
            check("no record comes from a buffer", !(!progress.isIdle & sequencer.fromBuffer))
            check(
                "what is written over is not what is saved", (isPushing & sequencer.requested.anyOne).implies(!isSaved))
            for (word, value) in pushed.enumerated() {
                check(
                    "word \(word) of the record is stored",
                    (isPushing & (sequencer.requested > word / configuration.lanes)).implies(memory[word] === value))
            }
        }
        let isCleared = wire(isBelow & isStoring & sequencer.requested.anyOne)
        let isInMemory = wire(isSaved & !isBuffered)
        for (word, value) in words.enumerated() {
            // R4.xret.4: of word 0 only the bit is named.
            let isKept = word == 0 ? !isCleared : constant(true)
            check("word \(word) of the record is in memory", (isInMemory & isKept).implies(memory[word] === value))
        }
        check("R4.xret.4 the valid bit is cleared", isCleared.implies(!memory[0][0]))
        check("R4.xret.4 nothing has failed before it", (isBelow & isStoring).implies(!sequencer.failed))
        check(
            "R4.xret.1 the link stack stays good",
            (isBelow & !sequencer.fromBuffer & progress.state.isOne(of: .load, .act, .store)).implies(
                !state.tables.linkFailed))
    }

    /// What came, from memory or from the buffer, is staged.
    private func checkStaged(isRead: Bit, isJudged: Bit, isLoading: Bit) {
        let (sequencer, staged) = (state.sequencer, state.staged)
        let isGood = wire(isBelow & isSaved & !sequencer.failed)
        func came(_ word: Int) -> Bit {
            isGood & (isJudged | (isLoading & (sequencer.answered > word / configuration.lanes)))
        }
        let parts: [(Unsigned, Unsigned)] = [
            (concatenate(staged.space.pc, state.isValid), concatenate(saved.space.pc, constant(true))),
            (staged.space.satp, saved.space.satp), (staged.space.capability, saved.space.capability),
            (staged.space.list, saved.space.list), (staged.segment.virtual, saved.segment.virtual),
            (
                concatenate(staged.segment.physical, staged.segment.permission),
                concatenate(saved.segment.physical, saved.segment.permission)
            ),
            (staged.segment.length, saved.segment.length), (staged.mask.asBits, saved.mask.asBits),
        ]
        for (word, part) in parts.enumerated() {
            check("word \(word) of the record is staged", came(word).implies(part.0 === part.1))
        }
    }
}
