import HDL

/// P4 and P13: a return restores what the call saved, whether its record is still buffered or in memory.
///
/// Any block of the link stack: its place is left open, and stays. Memory holds its words, and answers everything else as it likes. It does
/// stores when it accepts them, and loads when it answers them. Beside the engine stands what the last call saved there, all at once, as
/// section 4 has it: a build with buffered records and one without are held against the same.
public final class RecordInMemory: Module {
    /// What the kernel puts there, while nothing is under way.
    struct Edit: Bundle {
        let valid = bit
        let words = vector(XPCConfiguration.wordsPerBlock, of: unsigned(XPCConfiguration.wordBits))
    }

    let stimulus: Wire<CoreStimulus>
    /// In blocks.
    let place: Unsigned
    let edit = input(Edit())

    let configuration: XPCConfiguration

    /// An engine of that configuration, and the block.
    public init(_ configuration: XPCConfiguration) {
        self.configuration = configuration
        stimulus = input(CoreStimulus(configuration))
        place = input(unsigned(configuration.blockBits))
    }

    public override func circuit() {
        let hasBegun = register(bit)
        hasBegun <== true
        assume("the record stays where it is", hasBegun.implies(stable(place)))
        let engine = instance(XPCEngine(configuration, isWatched: true))
        engine.drive(stimulus)
        guard let watched = engine.watched else { return }
        let state = wire(probe(watched))
        let link = state.tables.link
        let redirects = wire(engine.response.valid & engine.response.payload.redirect)
        let pushes = wire(redirects & engine.t0.valid & (link === place))
        let isBelow = wire(state.progress.isReturn & !state.progress.isIdle & (link - 1 === place))
        let pops = wire(redirects & !engine.t0.valid & isBelow)

        let memory = (0..<XPCConfiguration.wordsPerBlock).map { _ in
            register(unsigned(XPCConfiguration.wordBits), reset: nil)
        }
        let access = RecordAccess(configuration, engine, place: place)
        let returned = follow(engine, state, access, memory)
        for (word, register) in memory.enumerated() {
            when(access.stores[word]) { register <== access.data[word] }
        }

        // What the last call saved here, until a return takes it or somebody writes over it.
        let saved = register(LinkRecord(configuration), reset: nil)
        let isSaved = register(bit)
        let current = wire(self.current(engine, state))
        let isEdited = wire(edit.valid & engine.drained & !engine.busy)
        when(isEdited) { for (word, register) in memory.enumerated() { register <== edit.words[word] } }
        let isOverwritten = access.stores[0] & (state.progress.operation === .xcall) & engine.busy
        when(pops | isEdited | (isOverwritten & constant(configuration.bufferedRecords == 0))) { isSaved <== false }
        when(pushes) {
            saved <== current
            isSaved <== true
        }

        check(
            "P4 xret goes back to where the xcall was",
            (pops & isSaved).implies(
                (engine.response.payload.pc === returnWord(saved.space.pc, valid: constant(false)))
                    & (engine.satpOut.payload === configuration.satpLayout.word(saved.space.satp))))
        let restored = concatenate(
            state.tables.capability, state.tables.list, state.segment.asBits, state.mask.asBits, link)
        let expected = concatenate(
            saved.space.capability, saved.space.list, saved.segment.asBits, saved.mask.asBits, place)
        check(
            "P4 xret restores what the xcall saved",
            (hasBegun & past(pops & isSaved)).implies(restored === past(expected)))
        check(
            "P4 a record in memory is invalid when a return has gone through it",
            (hasBegun & past(pops & !state.sequencer.fromBuffer)).implies(!memory[0][0]))
        check(
            "P13 when nothing is buffered, memory holds what the xcall saved",
            (isSaved & engine.drained & !engine.busy).implies(holds(memory, saved)))
        cover("a return finds what a call has saved", pops & isSaved)
        let stages = RecordStages(
            configuration: configuration, state: state, saved: saved, isSaved: isSaved, current: current,
            memory: memory, place: place, isBelow: isBelow)
        stages.checkStages(returned, access)
    }

    private func holds(_ memory: [Unsigned], _ record: Wire<LinkRecord>) -> Bit {
        zip(memory, record.words(configuration)).map { $0 === $1 }.reduce(constant(true)) { $0 & $1 }
    }

    /// What a call saves now (R4.xcall.5).
    private func current(_ engine: XPCEngine, _ state: Wire<EngineState>) -> Wire<LinkRecord> {
        let next = register(unsigned(XPCConfiguration.wordBits), reset: nil)
        when(engine.command.fires) { next <== stimulus.command.payload.pc + 4 }
        let record = wire(LinkRecord(configuration))
        record.space.pc <== next[XPCConfiguration.pcBits...1]
        record.space.satp <== configuration.satpLayout.held(stimulus.satp)
        record.space.capability <== state.tables.capability
        record.space.list <== state.tables.list
        record.segment <== state.segment
        record.mask <== state.mask
        return record
    }

    /// Follows a return through the record, and what memory answers to it.
    private func follow(
        _ engine: XPCEngine, _ state: Wire<EngineState>, _ access: RecordAccess, _ memory: [Unsigned]
    ) -> Wire<FollowedReturn> {
        let followed = register(FollowedReturn())
        let answer = stimulus.answer
        let isAnswered = wire(followed.isOn & answer.valid & (followed.asked !== followed.answered))
        when(access.fires) { followed.asked <== followed.asked + 1 }
        when(isAnswered) { followed.answered <== followed.answered + 1 }
        when(!engine.busy) { followed.isOn <== false }
        when(access.loads & !followed.isOn & state.progress.isReturn) {
            followed.isOn <== true
            followed.asked <== 1
            followed.answered <== 0
        }
        let lanes = configuration.lanes
        let lines = XPCConfiguration.wordsPerBlock / lanes
        let isLoaded = wire(isAnswered & (followed.answered < lines))
        for word in memory.indices {
            let lane = answer.payload.data.bits(
                from: word % lanes * XPCConfiguration.wordBits, width: XPCConfiguration.wordBits)
            assume(
                "word \(word) is loaded as it is, or with an error",
                (isLoaded & (followed.answered === word / lanes) & !answer.payload.error).implies(lane === memory[word])
            )
        }
        assume("link stacks can be written", (isAnswered & !isLoaded).implies(!answer.payload.error))
        let isExchange = state.progress.isExchange & !state.progress.isIdle
        assume("R9.1 no list has the record in it", isExchange.implies(!access.isHere))
        check(
            "nothing is owed when the record is asked for",
            (access.loads & !followed.isOn & state.progress.isReturn).implies(
                state.progress.isQuiet & (state.buffer.map { $0.sent === $0.answered } ?? constant(true))))
        return followed
    }
}

/// A return from its first load on.
struct FollowedReturn: Bundle {
    let isOn = bit
    let asked = unsigned(SequencerRequest.beatBits)
    let answered = unsigned(SequencerRequest.beatBits)
}

/// What an engine asks of one record when memory accepts its request.
struct RecordAccess {
    /// A request is offered.
    let isHere: Bit
    let fires: Bit
    let loads: Bit
    /// By word.
    let stores: [Bit]
    let data: [Unsigned]
    /// The line of the block.
    let line: Unsigned

    /// - Parameter runs: time passes for the engine; nil: always.
    init(_ configuration: XPCConfiguration, _ engine: XPCEngine, place: Unsigned, runs: Bit? = nil) {
        let request = engine.memory.request
        let payload = request.payload
        let lanes = configuration.lanes
        let isHere = wire(request.valid & (payload.address[(configuration.physicalAddressBits - 1)...6] === place))
        let fires = wire(isHere & request.ready & (runs ?? constant(true)))
        let line =
            lanes == 8
            ? constant(0, width: 3) : payload.address[5...(3 + configuration.laneBits)].extended(to: 4)[2...0]
        self.isHere = isHere
        self.fires = fires
        self.line = line
        loads = wire(fires & (payload.operation === .load))
        let isStore = wire(fires & (payload.operation === .store))
        let words = 0..<XPCConfiguration.wordsPerBlock
        stores = words.map { word in
            wire(isStore & (line === word / lanes) & payload.mask[word % lanes * 8])
        }
        data = words.map { word in
            payload.data.bits(from: word % lanes * XPCConfiguration.wordBits, width: XPCConfiguration.wordBits)
        }
    }
}
