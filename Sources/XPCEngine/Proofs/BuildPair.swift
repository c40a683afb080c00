import HDL

/// The blocking build, and the buffered one beside it.
struct BuildPair {
    let blocking: Build
    let buffered: Build
    /// The instruction that runs will be ended by an interrupt.
    let isKilled: Bit
    let place: Unsigned
    /// An instruction runs that is not killed.
    let isRunning: Bit
    /// A return that the buffer serves.
    let isFromBuffer: Bit

    init(_ blocking: Build, _ buffered: Build, isKilled: Bit, place: Unsigned) {
        self.blocking = blocking
        self.buffered = buffered
        self.isKilled = isKilled
        self.place = place
        isRunning = wire(!blocking.state.progress.isIdle & !isKilled)
        isFromBuffer = wire(
            buffered.state.progress.isReturn & buffered.state.sequencer.fromBuffer & (buffered.phase === .act))
    }

    /// Both are at the same step.
    var isSame: Bit { Unsigned(blocking.phase) === Unsigned(buffered.phase) }
    var operation: Enumerated<XPCOperation> { blocking.state.progress.operation }

    // MARK: Time

    /// Which of all runs of the two are laid beside each other: what they do is left as it is, only when they do it is chosen.
    ///
    /// Each rule is about a step of both that comes whatever they decide. So whatever one does otherwise than the other is still seen.
    func schedule() {
        let stimulus = blocking.stimulus
        let (one, other) = (blocking.engine, buffered.engine)
        let bothRun = wire(blocking.runs & buffered.runs)
        assume(
            "a command comes to both",
            stimulus.command.valid.implies(bothRun & one.command.ready & other.command.ready))
        assume("an access comes to both", stimulus.csr.valid.implies(bothRun))
        assume(
            "a fence comes to both, between instructions",
            stimulus.emptyCache.implies(bothRun & !one.busy & !other.busy))
        // R2.6: a blocking build has no `xlinkerr`.
        assume(
            "the kernel does not set xlinkerr",
            (stimulus.csr.valid & stimulus.csr.write & (stimulus.csr.address === 0x5C7)).implies(
                !stimulus.csr.value[0]))

        assume("an interrupt ends an instruction in both", blocking.isKilled === buffered.isKilled)
        for build in [blocking, buffered] {
            assume("it ends what it is said to end", build.isKilled.implies(isKilled))
            assume(
                "what it ends does nothing before",
                (isKilled & !build.state.progress.isIdle).implies(
                    !build.responds & !build.phase.isOne(of: .store, .raise)))
        }
        let (before, otherBefore) = (register(SequencerState.idle), register(SequencerState.idle))
        before <== blocking.phase
        otherBefore <== buffered.phase
        let hasRun = register(bit)
        hasRun <== isRunning
        let left = wire(Unsigned(before) !== Unsigned(blocking.phase))
        let otherLeft = wire(Unsigned(otherBefore) !== Unsigned(buffered.phase))
        let isTogether = left === otherLeft
        let bothAct = (before === .act) & (otherBefore === .act)
        let isOutOfBuffer = blocking.state.progress.isReturn & buffered.state.sequencer.fromBuffer
        let waitsForStore = wire(bothAct & (blocking.phase === .store) & ((operation === .xcall) | isOutOfBuffer))
        assume(
            "the same steps end together",
            (hasRun & (Unsigned(before) === Unsigned(otherBefore)) & !waitsForStore).implies(isTogether))
        assume(
            "a push or a return out of the buffer waits for the stores", (hasRun & waitsForStore).implies(!otherLeft))
        assume(
            "it ends with the last of them",
            (hasRun & (before === .store) & (otherBefore === .act)).implies(isTogether))
        assume(
            "a return out of the buffer waits for the loads",
            (hasRun & (before === .load) & (otherBefore === .act)).implies(!otherLeft))
        assume(
            "the same answers come together",
            (isRunning & isSame & blocking.phase.isOne(of: .load, .store)).implies(
                blocking.state.sequencer.answered === buffered.state.sequencer.answered))
    }

    // MARK: Memory

    /// A block of the link stack in both memories.
    struct Record {
        let first: [Unsigned]
        let second: [Unsigned]
        /// It means something (R7.13): the kernel or a call has written it, and no return has gone through it.
        let isSpecified: Bit
    }

    func followRecord(_ edit: Wire<RecordInMemory.Edit>) -> Record {
        func words() -> [Unsigned] {
            (0..<XPCConfiguration.wordsPerBlock).map { _ in register(unsigned(XPCConfiguration.wordBits), reset: nil) }
        }
        let (first, second) = (words(), words())
        let isSpecified = register(bit)
        for (memory, access) in [(first, blocking.access), (second, buffered.access)] {
            for (word, register) in memory.enumerated() {
                when(access.stores[word]) { register <== access.data[word] }
            }
        }
        // A late write, which is all that the buffered build stores without a return, changes nothing.
        let isPushed = blocking.access.stores.reduce(constant(false)) { $0 | $1 }
        let isCleared =
            buffered.access.stores[0] & buffered.isBelow & buffered.phase.isOne(of: .act, .store) & !isFromBuffer
        when(isPushed | isCleared) { isSpecified <== false }
        when(blocking.responds & blocking.engine.t0.valid & (blocking.state.tables.link === place)) {
            isSpecified <== true
        }
        when(edit.valid & buffered.engine.drained & !blocking.engine.busy & !buffered.engine.busy) {
            isSpecified <== true
            for (word, register) in (first + second).enumerated() {
                register <== edit.words[word % XPCConfiguration.wordsPerBlock]
            }
        }
        return Record(first: first, second: second, isSpecified: isSpecified)
    }

    /// One memory for both, in which the link stack can be written and read (P13).
    func assumeMemory(_ record: Record) {
        let bothHear = wire(blocking.hears & buffered.hears & isSame)
        let (answer, others) = (blocking.stimulus.answer.payload, buffered.stimulus.answer.payload)
        let isReturn = wire(blocking.state.progress.isReturn)
        assume(
            "what both ask is answered alike",
            (bothHear & !(isReturn & blocking.isBelow)).implies(answer.asBits === others.asBits))
        assume("a load that fails fails in both", (bothHear & isReturn).implies(answer.error === others.error))
        for (build, memory) in [(blocking, record.first), (buffered, record.second)] {
            let loads = build.hears & build.isBelow & (build.phase === .load)
            for (word, value) in memory.enumerated() {
                assume(
                    "word \(word) is loaded as it is",
                    (loads & build.brings(word)).implies(build.answered(word) === value))
            }
            let storesRecord = (build.phase === .store) & !build.state.progress.isExchange
            assume(
                "P13 link stacks can be written",
                (build.hears & storesRecord).implies(!build.stimulus.answer.payload.error))
            let exchanges = build.state.progress.isExchange & !build.state.progress.isIdle
            assume("R9.1 no list has the record in it", exchanges.implies(!build.access.isHere))
        }
        assume(
            "P13 records can be written late",
            (buffered.stimulus.answer.valid & buffered.state.progress.isQuiet).implies(!others.error))
        let loads = wire(blocking.hears & isFromBuffer & (blocking.phase === .load))
        assume("P13 what was written can be read", loads.implies(!answer.error))
        for (word, value) in buffered.state.staged.words(buffered.configuration).enumerated() {
            assume(
                "word \(word) of another record is what its buffer holds",
                (loads & !blocking.isBelow & blocking.brings(word)).implies(blocking.answered(word) === value))
        }
        assume(
            "R9.9 a return goes through a record that means something",
            (blocking.isBelow & (blocking.phase === .check)).implies(record.isSpecified))
    }
}
