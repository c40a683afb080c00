import HDL

/// P10: an instruction commits if all its checks pass, and otherwise raises the first cause that fails, in the order of section 4, with its tval.
///
/// Beside the engine stands what the specification says (`ExpectedOutcome`), which knows the instruction, the registers, and what memory
/// answered, word by word. It shares nothing with the circuits that judge, and nothing with the order in which they do.
public final class InstructionOutcomes: Module {
    let stimulus: Wire<CoreStimulus>

    let configuration: XPCConfiguration

    public init(_ configuration: XPCConfiguration) {
        self.configuration = configuration
        stimulus = input(CoreStimulus(configuration))
    }

    public override func circuit() {
        let engine = instance(XPCEngine(configuration, isWatched: true))
        engine.drive(stimulus)
        guard let watched = engine.watched else { return }
        let state = wire(probe(watched))
        let heard = hear(engine, state)
        let expected = ExpectedOutcome(configuration, state, heard)

        let response = engine.response
        let outcome = response.payload
        let isPrefetch = heard.operation === .xprefetch
        let late = past(state.tables.linkFailed)
        let failure = wire(expected.failure(linkFailed: mux(outcome.exception, late, state.tables.linkFailed)))
        // A block fails as a whole (R4.11); what swapseg does if it does not is R4.13.
        let isRegular = wire(
            !(heard.operation === .swapseg) | heard.exchangeFailed | !(heard.loadFailed | heard.storeFailed))
        check(
            "P10 an instruction raises if and only if a check fails",
            (response.valid & isRegular & !isPrefetch).implies(outcome.exception === failure.fails))
        check(
            "P10 the cause is that of the first check that fails",
            (response.valid & outcome.exception & isRegular).implies(outcome.cause === failure.cause))
        check(
            "P10 the tval is that of the first check that fails",
            (response.valid & outcome.exception & isRegular).implies(outcome.tval === failure.tval))
        check("R4.xprefetch.1 xprefetch never raises", (response.valid & isPrefetch).implies(!outcome.exception))
        for cause in [XPCCause.invalidEntry, .invalidCapability, .invalidLinkage, .swapError, .memoryError] {
            cover("\(cause) is raised", response.valid & outcome.exception & (outcome.cause === cause))
        }
        checkHeard(state, heard, expected)
    }

    /// Follows an instruction: what it is, and what memory answers to it.
    private func hear(_ engine: XPCEngine, _ state: Wire<EngineState>) -> Wire<Heard> {
        let heard = register(Heard(), reset: nil)
        let runs = wire(!state.progress.isIdle)
        let answer = stimulus.answer.payload
        when(engine.command.fires) {
            heard.operation <== stimulus.command.payload.operation
            heard.operand <== stimulus.command.payload.operand
        }
        when(!runs) {
            heard.answers <== 0
            heard.isHeld <== false
            for flag in [
                heard.rootFailed, heard.capabilityFailed, heard.exchangeFailed, heard.loadFailed, heard.storeFailed,
            ] { flag <== false }
        }
        when(state.progress.state === .check) {
            heard.linkFailed <== state.tables.linkFailed
            // R7.9: the youngest record.
            if let buffer = state.buffer {
                let last = buffer.slots.count - 1
                let youngest = last == 0 ? buffer.slots[0] : mux(buffer.count === 2, buffer.slots[1], buffer.slots[0])
                when((heard.operation === .xret) & buffer.count.anyOne) {
                    for (index, word) in youngest.words(configuration).enumerated() { heard.words[index] <== word }
                }
            }
        }
        when((state.progress.state === .act) & !heard.answers.anyOne) { heard.isHeld <== true }
        let hears = wire(stimulus.answer.valid & runs & !state.progress.isQuiet)
        when(hears) { heard.answers <== heard.answers + 1 }
        let phase = Phase(configuration, heard)
        let isRoot = hears & phase.isRoot
        let isCapability = hears & phase.isCapability
        let line = answer.data
        let word = line.width == 64 ? line : line.part(lane(state, heard), width: 64)
        when(isRoot) {
            heard.root <== word
            heard.rootFailed <== answer.error
        }
        when(isCapability) {
            heard.capability <== word
            heard.capabilityFailed <== answer.error
        }
        let isLoad = wire(hears & phase.isLoad)
        let isExchange = wire(heard.operation === .swapseg)
        when(isLoad & isExchange & phase.isFirst) { heard.exchangeFailed <== answer.error }
        when(isLoad & !(isExchange & phase.isFirst) & answer.error & !heard.loadFailed) {
            heard.loadFailed <== true
            heard.failedWord <== mux(phase.number === 2, constant(2, width: 2), constant(0, width: 2))
        }
        when(hears & phase.isStore & answer.error & !heard.storeFailed) {
            heard.storeFailed <== true
            // Words 0, 2, 1.
            heard.failedWord <== select(phase.number[1...0], [0, 2, 1, 0].map { constant($0, width: 2) })
        }
        for index in 0..<XPCConfiguration.wordsPerBlock {
            when(isLoad & phase.brings(index)) { heard.words[index] <== phase.word(index, in: line) }
        }
        return heard
    }

    /// The lane of the capability word: the address' low bits.
    private func lane(_ state: Wire<EngineState>, _ heard: Wire<Heard>) -> Unsigned {
        let bits = max(1, configuration.laneBits)
        guard configuration.isRadix else { return heard.operand[(5 + bits)...6] }
        return mux(heard.answers.anyOne, heard.operand[(5 + bits)...6], heard.operand[(14 + bits)...15])
    }
}

/// An instruction, and what it was told.
struct Heard: Bundle {
    let operation = Enumerated<XPCOperation>()
    let operand = unsigned(XPCConfiguration.wordBits)
    let answers = unsigned(5)
    /// What is read first was in the cache or in the buffer.
    let isHeld = bit
    let root = unsigned(XPCConfiguration.wordBits)
    let capability = unsigned(XPCConfiguration.wordBits)
    /// Of the x-entry, the record or the list entry.
    let words = vector(XPCConfiguration.wordsPerBlock, of: unsigned(XPCConfiguration.wordBits))
    let rootFailed = bit
    let capabilityFailed = bit
    let exchangeFailed = bit
    let loadFailed = bit
    let storeFailed = bit
    /// Of a list entry.
    let failedWord = unsigned(2)
    /// `xlinkerr` when xret looked at it.
    let linkFailed = bit
}

extension Wire where Shape == Heard {
    /// What memory answered is what was to be read.
    var hasAsked: Bit { self.answers.anyOne & !self.isHeld }
}

/// Which access of an instruction is answered next, by the number of answers so far (R4.12).
struct Phase {
    let isRoot: Bit
    let isCapability: Bit
    let isLoad: Bit
    let isStore: Bit
    /// The first of its phase.
    let isFirst: Bit
    /// Its number in the phase.
    let number: Unsigned

    let configuration: XPCConfiguration
    private let isExchange: Bit
    private let isUpper: Bit

    init(_ configuration: XPCConfiguration, _ heard: Wire<Heard>) {
        self.configuration = configuration
        let isReturn = wire(heard.operation === .xret)
        let exchange = wire(heard.operation === .swapseg)
        let isCallish = !isReturn & !exchange
        let width = heard.answers.width
        func count(_ number: Int) -> Unsigned { constant(number, width: width) }
        let lookUps = count(configuration.call.lookUps)
        let loads = mux(
            isReturn, count(configuration.recordReturn.load),
            mux(exchange, count(configuration.exchange.load), count(configuration.call.load)))
        let start = wire(keep(lookUps, isCallish & !heard.isHeld))
        let end = wire(start + keep(loads, !heard.isHeld))
        let isLookUp = heard.answers < start
        isRoot = isLookUp & !heard.answers.anyOne & constant(configuration.isRadix)
        isCapability = isLookUp & ((heard.answers + 1) === start)
        isLoad = !isLookUp & (heard.answers < end)
        isStore = heard.answers >= end
        number = wire(mux(isStore, heard.answers - end, heard.answers - start))
        isFirst = number === 0
        isExchange = exchange
        isUpper = heard.operand[0]
    }

    /// The answer to a load brings this word of a block, or of a list entry.
    func brings(_ word: Int) -> Bit {
        let isOfBlock = number === word / configuration.lanes
        guard word < 3 else { return !isExchange & isOfBlock }
        let answer = word == 1 ? 0 : configuration.lanes >= 4 || word == 0 ? 1 : 2
        return mux(isExchange, number === answer, isOfBlock)
    }

    /// Where it is in the line.
    func word(_ word: Int, in line: Unsigned) -> Unsigned {
        func lane(_ number: Int) -> Unsigned { line.bits(from: number % configuration.lanes * 64, width: 64) }
        guard configuration.lanes > 4, word < 3 else { return lane(word) }
        return mux(isExchange & isUpper, lane(word + 4), lane(word))
    }
}
