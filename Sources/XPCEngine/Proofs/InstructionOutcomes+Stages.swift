import HDL

/// What ties the engine's registers, while an instruction runs, to what memory answered: what makes P10 inductive.
extension InstructionOutcomes {
    func checkHeard(_ state: Wire<EngineState>, _ heard: Wire<Heard>, _ expected: ExpectedOutcome) {
        let progress = state.progress
        let sequencer = state.sequencer
        let runs = wire(!progress.isIdle)
        let isReturn = wire(heard.operation === .xret)
        let isExchange = wire(heard.operation === .swapseg)
        let isCallish = wire(!isReturn & !isExchange)
        check("the same instruction runs", runs.implies(progress.operation === heard.operation))
        let top = configuration.physicalAddressBits
        check(
            "its operand stays, or what is below the addresses' width",
            runs.implies(
                mux(
                    progress.state === .raise, progress.operand[(top - 1)...0] === heard.operand[(top - 1)...0],
                    progress.operand === heard.operand)))

        // Answers, by state.
        let width = heard.answers.width
        func count(_ number: Int) -> Unsigned { constant(number, width: width) }
        let answered = wire(sequencer.answered.extended(to: width))
        let lookUps = keep(count(configuration.call.lookUps), isCallish)
        let loads = mux(
            isReturn, count(configuration.recordReturn.load),
            mux(isExchange, count(configuration.exchange.load), count(configuration.call.load)))
        let isHeld = wire(!heard.hasAsked & !isExchange)
        check("nothing is answered at first", progress.state.isOne(of: .check, .root).implies(!heard.answers.anyOne))
        check(
            "the root word is answered",
            (progress.state === .capability).implies(heard.answers === count(configuration.call.lookUps - 1)))
        check("loads are answered", (progress.state === .load).implies(heard.answers === lookUps + answered))
        check(
            "what is judged was answered, or was in cache or buffer",
            (progress.state === .act).implies(mux(isHeld, !heard.answers.anyOne, heard.answers === lookUps + loads)))
        check(
            "stores are answered",
            (progress.state === .store).implies(heard.answers === answered + keep(lookUps + loads, !heard.isHeld)))
        if configuration.cacheEntries > 0 || configuration.bufferedRecords > 0 {
            check(
                "what was held is known as that",
                (runs & heard.isHeld).implies(!isExchange & progress.state.isOne(of: .act, .store, .raise)))
            let isHeldCall = isCallish & constant(configuration.cacheEntries > 0)
            let isHeldReturn = isReturn & sequencer.fromBuffer
            check(
                "what was held was in the cache or in the buffer",
                (((progress.state === .act) & isHeld) | (runs & heard.isHeld)).implies(isHeldCall | isHeldReturn))
        } else {
            check("all that is judged came from memory", !(runs & heard.isHeld) & !((progress.state === .act) & isHeld))
        }
        if configuration.bufferedRecords == 0 {
            check("no record comes from a buffer", !(runs & sequencer.fromBuffer))
        }
        check("a return from the buffer stores nothing", (progress.state === .store).implies(!sequencer.fromBuffer))
        check(
            "only what is good is stored over or gone on with",
            ((progress.state === .store) & !progress.isRestoring).implies(
                !(sequencer.malformed | heard.exchangeFailed | heard.loadFailed)))
        if !configuration.isRadix { check("R3.4 a bitmap has no root", !(progress.state === .root)) }

        let looksUp = progress.state.isOne(of: .root, .capability, .load, .act, .store) & isCallish
        check("R4.xcall.1 the ID stays one", looksUp.implies(expected.isKnown & expected.isInTable))
        check(
            "R4.swapseg.1 the index stays one",
            (progress.state.isOne(of: .load, .act, .store) & isExchange).implies(expected.isInList))
        let isRead = wire(progress.state.isOne(of: .load, .act, .store))
        check(
            "R4.xcall.2 the capability was read as one",
            (isRead & isCallish & !isHeld).implies(expected.isGranted & !heard.capabilityFailed))
        if configuration.isRadix {
            check(
                "R3.6 the root word names a leaf",
                (progress.state.isOne(of: .capability, .load, .act, .store) & isCallish & !isHeld).implies(
                    expected.hasLeaf & !heard.rootFailed))
        }
        check("R4.xret.1 the link stack was good", (isRead & isReturn).implies(!heard.linkFailed))

        if let leaf = state.leaf {
            check(
                "R3.5 a leaf is looked into if the root word names one",
                (runs & isCallish).implies(
                    leaf.isInLeaf === (heard.hasAsked & !heard.rootFailed & expected.hasLeaf)))
            check(
                "R3.5 the leaf is the page that the root word names",
                (runs & leaf.isInLeaf).implies(leaf.page === heard.root[(top - 1)...12]))
        }

        // Flags.
        let readFails = heard.exchangeFailed | heard.loadFailed
        check("an access has failed", isRead.implies(sequencer.failed === (readFails | heard.storeFailed)))
        check("no store has failed before it", progress.state.isOne(of: .load, .act).implies(!heard.storeFailed))
        check("only swapseg exchanges", (runs & heard.exchangeFailed).implies(isExchange))
        check(
            "nothing has failed, nor was malformed, before the load",
            (progress.state.isOne(of: .check, .root, .capability)
                | ((progress.state === .load) & !sequencer.answered.anyOne)).implies(
                    !(sequencer.failed | sequencer.malformed | sequencer.taken | state.isOddEntry | readFails
                        | heard.storeFailed)))
        check("R2.xetsize there are at most 2^24 x-entries", state.tables.entryCount <= 1 << XPCConfiguration.idBits)
        for list in state.lists {
            check("R2.xseglist a list has 2^12 entries at most", configuration.listLayout.size(list) <= 12)
        }
        func came(_ word: Int) -> Bit {
            progress.state.isOne(of: .act, .store)
                | ((progress.state === .load) & (sequencer.answered > word / configuration.lanes))
        }
        func listCame(_ word: Int) -> Bit {
            let answers = word == 1 ? 0 : configuration.lanes >= 4 || word == 0 ? 1 : 2
            return progress.state.isOne(of: .act, .store)
                | ((progress.state === .load) & (sequencer.answered > answers))
        }
        let words = (0..<XPCConfiguration.wordsPerBlock).map { heard.words[$0] }
        let specification = Specification(configuration: configuration)
        let bad = specification.malformedWords(words).enumerated().map { came($0.offset) & $0.element }
            .reduce(constant(false)) { $0 | $1 }
        let length = words[2]
        let badLength = listCame(2) & (length[63...32].anyOne | length[2...0].anyOne)
        check(
            "R3.3 a malformed word was seen",
            isRead.implies(
                sequencer.malformed === mux(isCallish, bad & !isHeld, isExchange & badLength)))
        check(
            "R4.swapseg.2 the entry is taken",
            (isExchange & isRead & listCame(1)).implies(sequencer.taken === !heard.exchangeFailed))
        check(
            "R4.12 the exchange has failed first",
            (isExchange & isRead & heard.exchangeFailed).implies(state.report.failedWord === 1))
        let isMalformed = specification.isMalformedListEntry(words)
        check(
            "R4.swapseg.4 what is put back was refused",
            ((progress.state === .store) & isExchange & progress.isRestoring).implies(
                !heard.exchangeFailed & !words[1][2] & (isMalformed | heard.loadFailed)))
        check(
            "R4.swapseg.5 what is stored over was good",
            ((progress.state === .store) & isExchange & !progress.isRestoring).implies(!words[1][2] & !isMalformed))
        let segment = state.segment
        let current = concatenate(segment.virtual, segment.physical, segment.permission, segment.length)
        check(
            "R4.xret.3 what is written back was good and current",
            ((progress.state === .store) & isReturn).implies(
                specification.isGoodRecord(words) & (specification.window(words) === current)))
        checkWords(state, words, isReturn: isRead & isReturn, isExchange: isRead & isExchange, came, listCame)
    }

    /// What is staged is what came.
    private func checkWords(
        _ state: Wire<EngineState>, _ words: [Unsigned], isReturn: Bit, isExchange: Bit, _ came: (Int) -> Bit,
        _ listCame: (Int) -> Bit
    ) {
        let (segment, mask) = (state.staged.segment, state.staged.mask)
        let top = configuration.physicalAddressBits
        func returned(_ word: Int, _ isSame: Bit) {
            check("R3.7 word \(word) of the record is staged", (isReturn & came(word)).implies(isSame))
        }
        returned(0, state.isValid === words[0][0])
        returned(4, segment.virtual === words[4][37...3])
        returned(
            5,
            concatenate(segment.physical, segment.permission) === concatenate(words[5][(top - 1)...3], words[5][1...0]))
        returned(6, segment.length === words[6][31...3])
        returned(7, concatenate(mask.length, mask.offset) === concatenate(words[7][63...35], words[7][31...3]))
        func exchanged(_ word: Int, _ isSame: Bit) {
            check("R3.12 word \(word) of the list entry is staged", (isExchange & listCame(word)).implies(isSame))
        }
        let oddVirtual = words[0][63...38].anyOne | words[0][2...0].anyOne
        let oddPhysical = words[1][63...top].anyOne
        exchanged(0, segment.virtual === words[0][37...3])
        exchanged(1, state.raw === words[1])
        exchanged(2, segment.length === words[2][31...3])
        check(
            "R3.14 a malformed word is remembered",
            isExchange.implies(state.isOddEntry === (listCame(0) & oddVirtual) | (listCame(1) & oddPhysical)))
    }
}
