import HDL

/// What holds while an instruction is under way, and P9. All of it is ghost logic.
extension Sequencer {
    /// What the flags say in the later states of an instruction.
    func checkFlags(
        _ state: Enumerated<SequencerState>, _ operation: Enumerated<XPCOperation>, _ wasGranted: Bit, _ failed: Bit,
        _ malformed: Bit, _ taken: Bit, _ inEntry: Bit, _ fromBuffer: Bit, _ restoring: Bit, _ answered: Unsigned
    ) {
        let runs = wire(!(state === .idle))
        let isStoring = state === .store
        let isCallish = wire(operation.isOne(of: .xcall, .xprefetch))
        check(
            "R4.xcall.2 an x-entry is read after its capability",
            (isCallish & state.isOne(of: .load, .act, .store)).implies(wasGranted & inEntry))
        check(
            "R4.xcall.2 an x-entry is not looked at before",
            (inEntry & runs).implies(isCallish & !state.isOne(of: .check, .root, .capability)))
        check(
            "R7.8 only a blocking call stores",
            isStoring.implies(isBlocking ? operation !== .xprefetch : !isCallish))
        if !isBlocking {
            check(
                "R7.9 what is in the buffer is not read from memory",
                (fromBuffer & runs).implies((operation === .xret) & state.isOne(of: .act, .raise)))
        } else {
            check("R4.xcall.3 a record is pushed for a good x-entry", (isCallish & isStoring).implies(!malformed))
        }
        check("R3.3 R3.14 no word makes a record malformed", (malformed & runs).implies(operation !== .xret))
        if !configuration.isRadix { check("R3.4 a bitmap has no root word", state !== .root) }
        let hasAnswer = state.isOne(of: .act, .store) | ((state === .load) & answered.anyOne)
        check(
            "R4.swapseg.2 an entry is judged after it was taken",
            ((operation === .swapseg) & hasAnswer).implies(taken | failed))
        check(
            "R4.swapseg.2 an entry is stored to after it was taken",
            ((operation === .swapseg) & isStoring).implies(taken))
        check(
            "R4.swapseg.5 a store follows what did not fail",
            (isStoring & !restoring & !answered.anyOne).implies(!failed))
        check(
            "R4.swapseg.4 only swapseg puts back",
            (restoring & runs).implies((operation === .swapseg) & state.isOne(of: .store, .raise)))
    }

    /// Requests and answers of a phase.
    func checkCounters(
        _ state: Enumerated<SequencerState>, _ requested: Unsigned, _ answered: Unsigned, _ total: Unsigned
    ) {
        check("no more answers than requests", answered <= requested)
        check("no more requests than the phase has", state.isOne(of: .load, .store).implies(requested <= total))
        check("the last answer ends the phase", state.isOne(of: .load, .store).implies(answered < total))
        check(
            "one request for a word of the table",
            state.isOne(of: .root, .capability).implies((requested <= 1) & !answered.anyOne))
        check("a phase begins without requests", state.isOne(of: .check, .act, .raise).implies(!requested.anyOne))
    }

    /// P9: an instruction asks memory a bounded number of times.
    func checkRequests(
        _ state: Enumerated<SequencerState>, _ operation: Enumerated<XPCOperation>, _ requested: Unsigned,
        _ answered: Unsigned, moves: Bit, answers: Bit
    ) {
        let owed = register(unsigned(SequencerRequest.beatBits))
        owed <== owed + Unsigned(moves).extended(to: owed.width) - Unsigned(answers).extended(to: owed.width)
        check("P9 an instruction waits only for what it asked", owed === requested - answered)

        let counter = unsigned(5)
        let requests = register(counter)
        when(state === .idle) { requests <== 0 }.elsewhen(moves) { requests <== requests + 1 }
        func each(_ amount: (XPCConfiguration.Requests) -> Int) -> Unsigned {
            func count(_ operation: XPCConfiguration.Requests) -> Unsigned {
                constant(amount(operation), width: counter.width)
            }
            return mux(
                operation === .xret, count(configuration.recordReturn),
                mux(operation === .swapseg, count(configuration.exchange), count(configuration.call)))
        }
        let asked = wire(requested.extended(to: counter.width))
        check("P9 the first phase asks first", state.isOne(of: .check, .root).implies(requests <= asked))
        check(
            "P9 requests until the capability",
            (state === .capability).implies(requests <= constant(configuration.call.lookUps - 1, width: 5) + asked))
        check("P9 requests until the load", (state === .load).implies(requests <= each(\.lookUps) + asked))
        check(
            "P9 requests until the store",
            state.isOne(of: .act, .store).implies(requests <= each { $0.lookUps + $0.load } + asked))
        check("P9 an instruction asks no more than its phases", requests <= each(\.total))
    }
}
