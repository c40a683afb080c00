import HDL

/// What must be equal in both builds, and what holds in between.
extension BuildPair {
    private var states: (Wire<EngineState>, Wire<EngineState>) { (blocking.state, buffered.state) }

    // MARK: What user and trap handler see

    func checkSeen() {
        let (one, other) = (blocking.engine, buffered.engine)
        let (stimulus, (state, others)) = (blocking.stimulus, states)
        func answer(_ build: Build) -> Unsigned {
            let (engine, response) = (build.engine, build.response)
            return concatenate(
                response.redirect, response.exception, keep(response.pc, response.redirect),
                keep(concatenate(Unsigned(response.cause), response.tval), response.exception),
                engine.t0.valid, keep(engine.t0.payload, engine.t0.valid),
                engine.satpOut.valid, keep(engine.satpOut.payload, engine.satpOut.valid))
        }
        check(
            "P13 instructions end alike: response, exception, t0, satp",
            (blocking.responds & buffered.responds).implies(answer(blocking) === answer(buffered)))
        check("P13 they end together", one.busy === other.busy)
        check("P13 all registers are equal", state.controlRegisters === others.controlRegisters)
        check("P13 instructions are legal in both", one.enabled === other.enabled)
        check(
            "P13 accesses to registers end alike",
            concatenate(one.csr.ready, one.csr.hit, one.csr.illegal, one.csr.exception, one.csr.tval)
                === concatenate(other.csr.ready, other.csr.hit, other.csr.illegal, other.csr.exception, other.csr.tval))
        check(
            "P13 registers read alike",
            (stimulus.csr.valid & !(state.registers.step === .select)).implies(one.csr.data === other.csr.data))
        check(
            "P13 the segment translates alike",
            concatenate(one.data.hit, one.data.fault, one.data.physical, one.data.tval, one.fetch.fault, one.fetch.tval)
                === concatenate(
                    other.data.hit, other.data.fault, other.data.physical, other.data.tval, other.fetch.fault,
                    other.fetch.tval))
    }

    // MARK: The record

    func checkRecord(_ record: Record) {
        let isIdle = wire(buffered.engine.drained & !blocking.engine.busy & !buffered.engine.busy)
        check(
            "P13 a trap handler finds the same record in memory",
            (isIdle & record.isSpecified).implies(all(zip(record.first, record.second).map { $0 === $1 })))
        guard let buffer = buffered.state.buffer else { return }
        let link = buffered.state.tables.link
        let oldest = wire(link - buffer.count.extended(to: link.width))
        var isBuffered = constant(false)
        /// The blocking build's return has begun to clear the valid bit.
        let isCleared = wire(blocking.isBelow & (blocking.phase === .store))
        for (index, slot) in buffer.slots.enumerated() {
            let isHere = wire((buffer.count > index) & (oldest + index === place))
            check("a buffered record means something", isHere.implies(record.isSpecified | (isCleared & isFromBuffer)))
            for (word, value) in slot.words(buffered.configuration).enumerated() {
                check(
                    "what is buffered at \(index) is word \(word) of the other's memory",
                    (isHere & (word == 0 ? record.isSpecified : constant(true))).implies(record.first[word] === value))
            }
            isBuffered = isBuffered | isHere
        }
        let isOldest = wire(buffer.count.anyOne & (oldest === place))
        for word in record.first.indices {
            let isWritten = buffer.isFinished | (buffer.sent > word / buffered.configuration.lanes)
            check(
                "word \(word) is written late",
                (record.isSpecified & ((isOldest & isWritten) | !isBuffered)).implies(
                    record.second[word] === record.first[word]))
        }
        check("what was popped means nothing", (buffer.isCancelled & (link === place)).implies(!record.isSpecified))
        check("no late write fails", !buffer.hasFailed)
        check(
            "a record means something until the return through it stores",
            (isRunning & blocking.isBelow & blocking.phase.isOne(of: .load, .act)).implies(record.isSpecified))
        let isPushed = (operation === .xcall) & (link === place)
        check(
            "a record means nothing while it is stored to",
            (isRunning & (blocking.phase === .store) & blocking.state.sequencer.requested.anyOne
                & (isPushed | blocking.isBelow)).implies(!record.isSpecified))
        let pushed = current(buffered).words(buffered.configuration)
        let isPushing = wire(isPushed & (blocking.phase === .store) & isRunning)
        for (word, value) in pushed.enumerated() {
            let isGone = wire(isPushing & (blocking.state.sequencer.requested > word / blocking.configuration.lanes))
            check("word \(word) of a call's record is pushed", isGone.implies(record.first[word] === value))
        }
        for (word, value) in buffered.state.staged.words(buffered.configuration).enumerated() {
            let isThere = word == 0 ? record.isSpecified : constant(true)
            check(
                "word \(word) out of the buffer is that of the other's memory",
                (isRunning & isFromBuffer & blocking.isBelow & isThere).implies(record.first[word] === value))
        }
    }

    /// What a call pushes now.
    private func current(_ build: Build) -> Wire<LinkRecord> {
        let (state, configuration) = (build.state, build.configuration)
        let record = wire(LinkRecord(configuration))
        record.space.pc <== state.progress.returnPC
        record.space.satp <== configuration.satpLayout.held(build.stimulus.satp)
        record.space.capability <== state.tables.capability
        record.space.list <== state.tables.list
        record.segment <== state.segment
        record.mask <== state.mask
        return record
    }

    // MARK: In the middle

    func checkStages(_ record: Record) {
        let (state, others) = states
        let (phase, other) = (blocking.phase, buffered.phase)
        let isCall = wire(operation === .xcall)
        let isAhead = wire(
            (isCall & (phase === .store) & (other === .act)) | (isFromBuffer & phase.isOne(of: .load, .act, .store)))
        check("both are at the same step", isRunning.implies(isSame | isAhead))
        check("one build has no buffer", isRunning.implies(!state.sequencer.fromBuffer))
        check(
            "nothing went wrong where one is ahead",
            (isRunning & isAhead).implies(!state.sequencer.failed & !state.sequencer.malformed))
        check("what is buffered is valid", (isRunning & isFromBuffer).implies(others.isValid))
        for build in [blocking, buffered] {
            let sequencer = build.state.sequencer
            check(
                "nothing is known when an instruction begins",
                (isRunning & (build.phase === .check)).implies(
                    !(sequencer.failed | sequencer.malformed | sequencer.taken | sequencer.inEntry
                        | sequencer.fromBuffer | sequencer.restoring)))
            check(
                "what names a word of a list entry has failed",
                (isRunning & (build.phase === .raise) & build.state.progress.isExchange
                    & build.state.report.usesAddress).implies(sequencer.failed))
            check(
                "a record is stored when nothing went wrong",
                (isRunning & (build.phase === .store) & !build.state.progress.isExchange).implies(
                    !sequencer.failed & !(sequencer.malformed & isCall)))
        }
        func same(_ name: String, if condition: Bit = constant(true), _ part: (Wire<EngineState>) -> Unsigned?) {
            guard let mine = part(state), let another = part(others) else { return }
            check("\(name) in both", condition.implies(mine === another))
        }
        same("the same instruction runs", if: isRunning) {
            concatenate(Unsigned($0.progress.operation), $0.progress.operand, $0.progress.returnPC)
        }
        same("the same went wrong", if: isRunning) {
            concatenate($0.sequencer.failed, $0.sequencer.malformed, $0.isOddEntry)
        }
        same("the same entry is held", if: isRunning) {
            concatenate($0.sequencer.taken, $0.sequencer.inEntry, $0.sequencer.restoring)
        }
        same("the same list entry came", if: isRunning & state.progress.isExchange) { $0.raw }
        same("the same is reported", if: isRunning & isSame) { $0.report.asBits }
        same("the same leaf is looked into", if: isRunning) { $0.leaf?.asBits }
        same("accesses go the same way") { Unsigned($0.registers.step) }
        let isAccess = wire(!(state.registers.step === .select))
        same("the same register is shown", if: isAccess) { $0.registers.source }
        same("the same value is about to be written", if: isAccess) { $0.staged.asBits }
        same("the same entries are cached") { state in
            state.cache.map { cache in
                let parts: [any HardwareHandle] = (cache.next.map { [$0] } ?? []) + cache.valid + cache.tags
                return concatenate(concatenate(parts), concatenate(cache.entries.map(\.asBits)))
            }
        }
        same("a prefetch is stale", if: !state.progress.isIdle) { $0.cache.map { Unsigned($0.isStale) } }
        let isAligned = wire(isRunning & isSame)
        same("the same space is staged", if: isRunning & (isCall | isSame)) { $0.staged.space.asBits }
        same("the same entry is staged", if: isAligned & state.progress.isExchange & !(phase === .raise)) {
            concatenate($0.staged.segment.asBits, $0.staged.mask.asBits)
        }
        for state in [state, others] {
            for list in state.lists {
                check("R2.xseglist a list has 2^12 entries at most", blocking.configuration.listLayout.size(list) <= 12)
            }
        }
        let parts: [(Wire<EngineState>) -> Unsigned] = [
            { concatenate($0.staged.space.pc, $0.isValid) }, { $0.staged.space.satp },
            { $0.staged.space.capability }, { $0.staged.space.list }, { $0.staged.segment.virtual },
            { concatenate($0.staged.segment.physical, $0.staged.segment.permission) }, { $0.staged.segment.length },
            { $0.staged.mask.asBits },
        ]
        for (word, part) in parts.enumerated() {
            let hasCome = wire(isRunning & state.progress.isReturn & blocking.came(word))
            same("word \(word) of the record is staged", if: hasCome) { part($0) }
        }
        let words = others.staged.words(buffered.configuration)
        let (specification, segment) = (Specification(configuration: buffered.configuration), state.segment)
        check(
            "R4.xret.3 the record that one clears is good and current in the other's buffer",
            (isRunning & isFromBuffer & (phase === .store)).implies(
                specification.isGoodRecord(words)
                    & (specification.window(words)
                        === concatenate(segment.virtual, segment.physical, segment.permission, segment.length))))
    }

    private func all(_ conditions: [Bit]) -> Bit { conditions.reduce(constant(true)) { $0 & $1 } }
}
