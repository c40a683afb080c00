import HDL

/// P13 as two copies under one stimulus: the build with buffered records beside the blocking one.
///
/// Both get the same commands, accesses to registers, fences and kernel's writes, in one order, and each has a memory of its own that takes and
/// answers when it likes. A build for which time does not pass stands still (`Design.pausing`), so any run of the one can be laid beside any run
/// of the other: `BuildSchedule` lays them so that the same steps of an instruction meet, and so do the ends. All that user and trap handler can see
/// must then be equal.
///
/// Both memories are one memory as the architecture sees it: what both have asked is answered alike. Only the link stack differs, where a
/// buffered record counts as written: any block of it, whose place is left open and stays, is held in full for each build. Of all other blocks it is
/// assumed that a return finds the same in both, which is what is proven of that one; so the first return that found something else is ruled out.
public final class BuildsSideBySide: Module {
    /// What only the buffered build is driven with.
    struct Surroundings: Bundle {
        let kill = bit
        let takesRequest = bit
        let answer: Valid<XPCMemoryResponse>

        init(_ configuration: XPCConfiguration) { answer = Valid(of: XPCMemoryResponse(configuration)) }
    }

    /// Of both; `kill`, `takesRequest` and `answer` are the blocking build's.
    let stimulus: Wire<CoreStimulus>
    let surroundings: Wire<Surroundings>
    /// Time passes for the build.
    let runsBlocking = input(bit)
    let runsBuffered = input(bit)
    /// The command that begins now will be ended by an interrupt.
    let dies = input(bit)
    /// In blocks.
    let place: Unsigned
    let edit = input(RecordInMemory.Edit())

    let blocking: XPCConfiguration
    let buffered: XPCConfiguration

    /// The configuration without a buffer, and with one, of one record if it has none.
    public init(_ configuration: XPCConfiguration) {
        var (without, with) = (configuration, configuration)
        without.bufferedRecords = 0
        with.bufferedRecords = max(1, configuration.bufferedRecords)
        (blocking, buffered) = (without, with)
        stimulus = input(CoreStimulus(configuration))
        surroundings = input(Surroundings(configuration))
        place = input(unsigned(configuration.blockBits))
    }

    public override func circuit() {
        let hasBegun = register(bit)
        hasBegun <== true
        assume("the record stays where it is", hasBegun.implies(stable(place)))
        let one = instance(XPCEngine(blocking, isWatched: true))
        let other = instance(XPCEngine(buffered, isWatched: true))
        guard let watchedOne = one.watched, let watchedOther = other.watched else { return }
        let others = wire(CoreStimulus(buffered))
        others <== stimulus
        others.kill <== surroundings.kill
        others.takesRequest <== surroundings.takesRequest
        others.answer <== surroundings.answer
        one.drive(stimulus)
        other.drive(others)
        let first = Build(blocking, one, wire(probe(watchedOne)), stimulus, runs: runsBlocking, place: place)
        let second = Build(buffered, other, wire(probe(watchedOther)), others, runs: runsBuffered, place: place)

        let isKilled = register(bit)
        when(first.begins) { isKilled <== dies }
        let pair = BuildPair(first, second, isKilled: isKilled, place: place)
        pair.schedule()
        let record = pair.followRecord(edit)
        pair.assumeMemory(record)
        pair.checkSeen()
        pair.checkRecord(record)
        pair.checkStages(record)
        RequestedPlace(blocking, one, first.state).check("blocking")
        RequestedPlace(buffered, other, second.state).check("buffered")
        cover(
            "P13 what the one takes out of the buffer the other reads from memory", pair.isFromBuffer & second.responds)
        cover("P13 an instruction is killed in both", first.isKilled)
    }
}

/// One of the builds, as it is seen beside the other.
struct Build {
    let configuration: XPCConfiguration
    let engine: XPCEngine
    let state: Wire<EngineState>
    let stimulus: Wire<CoreStimulus>
    let runs: Bit
    /// A command begins, has a response, is killed.
    let begins: Bit
    let responds: Bit
    let isKilled: Bit
    /// An answer to the instruction that runs.
    let hears: Bit
    /// What it asks of the record.
    let access: RecordAccess
    /// A return through the record runs.
    let isBelow: Bit

    init(
        _ configuration: XPCConfiguration, _ engine: XPCEngine, _ state: Wire<EngineState>,
        _ stimulus: Wire<CoreStimulus>, runs: Bit, place: Unsigned
    ) {
        self.configuration = configuration
        self.engine = engine
        self.state = state
        self.stimulus = stimulus
        self.runs = runs
        begins = wire(engine.command.fires & runs)
        responds = wire(engine.response.valid & runs)
        isKilled = wire(engine.killed & runs)
        hears = wire(stimulus.answer.valid & runs & !state.progress.isQuiet)
        access = RecordAccess(configuration, engine, place: place, runs: runs)
        isBelow = wire(state.progress.isReturn & !state.progress.isIdle & (state.tables.link - 1 === place))
    }

    var phase: Enumerated<SequencerState> { state.progress.state }
    var response: Wire<XPCResponse> { engine.response.payload }

    /// A word of the answer's line.
    func answered(_ word: Int) -> Unsigned {
        stimulus.answer.payload.data.bits(
            from: word % configuration.lanes * XPCConfiguration.wordBits, width: XPCConfiguration.wordBits)
    }

    /// The answer now is the one that brings a word of a block.
    func brings(_ word: Int) -> Bit { state.sequencer.answered === word / configuration.lanes }

    /// A word of a block has come.
    func came(_ word: Int) -> Bit {
        phase.isOne(of: .act, .store)
            | ((phase === .load) & (state.sequencer.answered > word / configuration.lanes))
    }
}
