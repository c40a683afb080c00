import HDL

/// A swapseg on one entry of a list, from the exchange that memory has accepted to the end of the instruction.
struct EntryExchange {
    struct Followed: Bundle {
        let isOn = bit
        /// Memory has refused the exchange.
        let fails = bit
        /// The entry as it was then.
        let before = vector(3, of: unsigned(XPCConfiguration.wordBits))
        /// Word 1 was stored.
        let isReleased = bit
        /// With the register's segment.
        let hasSwapped = bit
        let asked = unsigned(3)
        let answered = unsigned(3)
    }

    let configuration: XPCConfiguration
    let engine: XPCEngine
    let state: Wire<EngineState>
    let stimulus: Wire<CoreStimulus>
    let access: EntryAccess
    let followed: Wire<Followed>
    /// The exchange is done, and finds the entry free.
    let takes: Bit
    /// The exchange is done.
    let exchanges: Bit
    /// Word 1 is stored without busy.
    let releases: Bit
    /// With what the register holds.
    let swaps: Bit
    /// The instruction's operand is the entry's index.
    let names: Bit

    init(
        _ configuration: XPCConfiguration, _ engine: XPCEngine, _ state: Wire<EngineState>,
        _ stimulus: Wire<CoreStimulus>, place: Unsigned, words: [Unsigned], refuses: Bit
    ) {
        self.configuration = configuration
        self.engine = engine
        self.state = state
        self.stimulus = stimulus
        access = EntryAccess(configuration, engine, place: place)
        followed = register(Followed())
        exchanges = wire(access.exchanges & !refuses)
        takes = wire(exchanges & !words[1][2])
        releases = wire(access.stores[1] & !access.data[1][2])
        swaps = wire(releases & !state.progress.isRestoring)
        let index = state.progress.operand[(XPCConfiguration.indexBits - 1)...0]
        let offset = concatenate(index, constant(0, width: 2)).extended(to: configuration.granuleBits)
        let first = configuration.listLayout.granule(state.tables.list) + offset
        names = wire(first[(configuration.granuleBits - 1)...2] === place)
        follow(words, refuses)
        assumeMemory(words, place)
    }

    /// The exchange was done, and found the entry free.
    var hasTaken: Bit { followed.isOn & !followed.fails & !followed.before[1][2] }

    private func follow(_ words: [Unsigned], _ refuses: Bit) {
        let isAnswered = wire(stimulus.answer.valid & (followed.asked !== followed.answered))
        when(access.fires) { followed.asked <== followed.asked + 1 }
        when(isAnswered) { followed.answered <== followed.answered + 1 }
        when(releases) {
            followed.isReleased <== true
            followed.hasSwapped <== swaps
        }
        when(!engine.busy) { followed.isOn <== false }
        when(access.exchanges) {
            followed.isOn <== true
            followed.fails <== refuses
            for word in 0..<3 { followed.before[word] <== words[word] }
            followed.isReleased <== false
            followed.hasSwapped <== false
            followed.asked <== 1
            followed.answered <== 0
        }
    }

    /// What memory answers to the swapseg, and where the kernel puts link stacks.
    private func assumeMemory(_ words: [Unsigned], _ place: Unsigned) {
        let tables = state.tables
        let block = place[(place.width - 1)...1]
        assume(
            "R9.1 no link stack has the entry in it",
            engine.memory.request.valid.implies(!((tables.linkBase <= block) & (block < tables.linkLimit))))

        let answer = stimulus.answer.payload
        let isAnswered = wire(stimulus.answer.valid & followed.isOn & (followed.asked !== followed.answered))
        func number(_ number: Int) -> Bit { isAnswered & (followed.answered === number) }
        assume("an exchange that is refused is answered so", number(0).implies(answer.error === followed.fails))
        assume(
            "an exchange is answered with what was there",
            (number(0) & !followed.fails).implies(access.word(1, in: answer.data) === followed.before[1]))
        assume(
            "R4.11 what was exchanged is loaded and stored without an error",
            (isAnswered & hasTaken & followed.answered.anyOne).implies(!answer.error))
        let last = configuration.lanes >= 4 ? 1 : 2
        assume(
            "a load is answered with what is there",
            (hasTaken & number(1)).implies(access.word(0, in: answer.data) === words[0])
                & (hasTaken & number(last)).implies(access.word(2, in: answer.data) === words[2]))
    }

    // MARK: Values

    /// The words of the entry, or of the register: those of an empty one are zero (R3.13).
    func normalised(_ words: [Unsigned]) -> Unsigned {
        keep(concatenate(words[0], words[1], words[2]), words[2].anyOne)
    }

    func words(_ segment: Wire<Segment>) -> [Unsigned] {
        [
            granuleWord(segment.virtual), physicalWord(segment.physical, busy: constant(false), segment.permission),
            granuleWord(segment.length),
        ]
    }

    /// What the register holds: after the exchange what it will hold when the instruction has ended.
    var value: Unsigned {
        wire(
            mux(
                engine.busy & followed.isOn & followed.hasSwapped, normalised(followed.before.elements),
                normalised(words(state.segment))))
    }

    /// The kernel, xcall, xret, or swapseg with another entry writes the register in this cycle.
    var isRewritten: Bit {
        let isOther = state.progress.isExchange & !followed.isOn
        return (engine.response.valid & (engine.response.payload.redirect | isOther))
            | (stimulus.csr.valid & stimulus.csr.write & engine.csr.ready)
    }
}
