import HDL

/// What holds between the exchange and the end: what makes P14 inductive.
extension EntryExchange {
    /// - Parameters:
    ///   - holds: the engine has the entry.
    ///   - words: of the entry, in memory.
    func checkStages(_ holds: Bit, _ words: [Unsigned]) {
        let (progress, sequencer) = (state.progress, state.sequencer)
        let response = engine.response
        check(
            "P14 an exchange that was done is answered as done, and no other",
            (response.valid & followed.isOn & engine.busy).implies(
                response.payload.exception === !followed.hasSwapped))
        check("R4.4 an exchange is not killed", !(engine.killed & followed.isOn & engine.busy))
        check("P14 who has taken the entry has it until it is released", holds === (hasTaken & !followed.isReleased))

        let isOn = followed.isOn
        let isExchange = wire(progress.isExchange)
        let isStoring = wire((progress.state === .store))
        check(
            "an exchange is followed from its request on",
            (isExchange & names & progress.state.isOne(of: .check, .load, .act, .store)).implies(
                isOn
                    === (progress.state.isOne(of: .act, .store)
                        | ((progress.state === .load) & sequencer.requested.anyOne))))
        check(
            "what is followed is a swapseg on the entry",
            (isOn & !progress.isIdle).implies(
                isExchange & names & progress.state.isOne(of: .load, .act, .store, .raise)))
        check(
            "nothing is owed when the entry is asked for",
            access.exchanges.implies(
                progress.isQuiet & (state.buffer.map { $0.sent === $0.answered } ?? constant(true))))

        // Requests and answers.
        let loads = constant(configuration.exchange.load, width: 3)
        let stores = constant(configuration.exchange.store, width: SequencerRequest.beatBits)
        func low(_ count: Unsigned) -> Unsigned { count[2...0] }
        check(
            "requests and answers of the load",
            (isOn & (progress.state === .load)).implies(
                (followed.asked === low(sequencer.requested)) & (followed.answered === low(sequencer.answered))))
        check(
            "requests and answers of what is judged",
            (isOn & (progress.state === .act)).implies((followed.asked === loads) & (followed.answered === loads)))
        check(
            "requests and answers of the store",
            (isOn & isStoring).implies(
                (followed.asked === loads + low(sequencer.requested))
                    & (followed.answered === loads + low(sequencer.answered))))
        let isWord2 = configuration.lanes >= 4 ? access.loads[0] & access.loads[2] : access.loads[0]
        check(
            "R4.12 word 0 is loaded first, then word 2",
            (isOn & access.fires & (progress.state === .load)).implies(
                mux(followed.asked === 1, isWord2, access.loads[2])))

        // The release is the last store.
        let isRestoring = wire(progress.isRestoring)
        let total = mux(isRestoring, constant(1, width: stores.width), stores)
        check(
            "word 1 is stored last",
            (isOn & isStoring).implies(
                hasTaken & (followed.isReleased === (sequencer.requested === total))
                    & (followed.hasSwapped === (followed.isReleased & !isRestoring))))
        check(
            "nothing is released before it",
            (isOn & progress.state.isOne(of: .load, .act)).implies(!followed.isReleased & !followed.hasSwapped))
        check(
            "nothing is kept", (isOn & progress.state.isOne(of: .raise, .idle)).implies(followed.isReleased | !hasTaken)
        )
        check("what is raised has not swapped", (isOn & (progress.state === .raise)).implies(!followed.hasSwapped))
        checkFlags(isOn, isStoring: isStoring, isJudged: progress.state.isOne(of: .load, .act))
        checkMemory(holds, words, isStoring: isStoring)
        checkStaged(
            isOn, isStoring: isStoring, isJudged: progress.state.isOne(of: .act, .store),
            isLoading: (progress.state === .load))
    }

    private func checkFlags(_ isOn: Bit, isStoring: Bit, isJudged: Bit) {
        let sequencer = state.sequencer
        let isAnswered = wire(isOn & (isStoring | (isJudged & followed.answered.anyOne)))
        check("the exchange is known to have been done", isAnswered.implies(sequencer.taken === !followed.fails))
        check("nothing fails that was taken", (isAnswered & hasTaken).implies(!sequencer.failed))
        check("a refused exchange is known as failed", (isAnswered & followed.fails).implies(sequencer.failed))
        let progress = state.progress
        let isFirst = (progress.state === .check) | ((progress.state === .load) & !sequencer.answered.anyOne)
        check(
            "nothing is known before it is answered, and nothing but busy exchanged",
            (progress.isExchange & isFirst).implies(
                !(sequencer.failed | sequencer.taken | sequencer.malformed | state.isOddEntry)
                    & (state.raw === EnginesOnOneEntry.busy)))
    }

    /// The entry in memory while the engine has it.
    private func checkMemory(_ holds: Bit, _ words: [Unsigned], isStoring: Bit) {
        let own = self.words(state.segment)
        let requested = state.sequencer.requested
        for (word, stores) in [(0, 1), (2, configuration.lanes >= 4 ? 1 : 2)] {
            let isStored = isStoring & !state.progress.isRestoring & (requested >= stores)
            check(
                "word \(word) is as it was, or the register's",
                holds.implies(words[word] === mux(isStored, own[word], followed.before[word])))
        }
    }

    /// What came is staged.
    private func checkStaged(_ isOn: Bit, isStoring: Bit, isJudged: Bit, isLoading: Bit) {
        let (segment, before) = (state.staged.segment, followed.before)
        func came(_ word: Int) -> Bit {
            let answers = word == 1 ? 0 : configuration.lanes >= 4 || word == 0 ? 1 : 2
            return isJudged | (isLoading & (followed.answered > answers))
        }
        let top = configuration.physicalAddressBits
        check(
            "word 1 of the entry is staged",
            (isOn & !followed.fails & came(1)).implies(state.raw === before[1]))
        check(
            "word 0 of the entry is staged", (hasTaken & came(0)).implies(segment.virtual === before[0][37...3]))
        check("word 2 of the entry is staged", (hasTaken & came(2)).implies(segment.length === before[2][31...3]))
        let isOdd =
            (came(0) & (before[0][63...38].anyOne | before[0][2...0].anyOne)) | (came(1) & before[1][63...top].anyOne)
        let isKnown = wire(hasTaken & (isJudged | isLoading))
        check("an odd word of the entry is remembered", isKnown.implies(state.isOddEntry === isOdd))
        let isBad = came(2) & (before[2][63...32].anyOne | before[2][2...0].anyOne)
        check("a malformed length is remembered", isKnown.implies(state.sequencer.malformed === isBad))
        check(
            "only a good entry is stored over",
            (isOn & isStoring & !state.progress.isRestoring).implies(
                !state.sequencer.malformed & (!state.isOddEntry | !segment.length.anyOne)))
    }
}
