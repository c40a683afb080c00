import HDL

/// A record's write, a line at a time.
struct DrainRequest: Bundle {
    let valid = bit
    /// Block and number of the line in it.
    let block: Unsigned
    let beat = unsigned(3)
    let data: Unsigned

    init(_ configuration: XPCConfiguration) {
        block = unsigned(configuration.blockBits)
        data = unsigned(configuration.portBits)
    }
}

/// Chapter 7, buffered records (R7.8 to R7.15): a queue of one or two records, oldest first, that writes itself to memory while no
/// instruction needs the port.
///
/// Records need no tags: the youngest is always the one at `xlink` - 64, the others lie below. An answered write is booked in the next
/// cycle, so that an xret which has just taken the record from the queue wins over its late failure (R7.11).
final class LinkBuffer: Module {
    let progress = input(Progress())
    let link: Unsigned
    let pushes = input(bit)
    let pops = input(bit)
    let record: Wire<LinkRecord>
    let isReady = input(bit)
    let answers = input(bit)
    let error = input(bit)

    let request: Wire<DrainRequest>
    /// No write is outstanding or waits to be accepted.
    let isQuiet = output(bit)
    /// The next answer of memory is for a record's write.
    let hasSent = output(bit)
    let canPush = output(bit)
    let isBuffered = output(bit)
    let isUnsettled = output(bit)
    let youngest: Wire<LinkRecord>
    let failure: Wire<Valid<Unsigned>>
    /// R7.10.
    let isDrained = output(bit)

    /// For proofs.
    let watched: Wire<BufferState>?

    private let configuration: XPCConfiguration

    init(_ configuration: XPCConfiguration, isWatched: Bool = false) {
        self.configuration = configuration
        watched = isWatched ? wire(BufferState(configuration)) : nil
        let block = unsigned(configuration.blockBits)
        link = input(block)
        record = input(LinkRecord(configuration))
        request = output(DrainRequest(configuration))
        youngest = output(LinkRecord(configuration))
        failure = output(Valid(of: block))
    }

    override func circuit() {
        unused(progress)
        let places = configuration.bufferedRecords
        let beats = XPCConfiguration.wordsPerBlock / configuration.lanes
        let slots = (0..<places).map { _ in register(record.shape, reset: nil) }
        let count = register(unsigned(2))
        let sent = register(unsigned(SequencerRequest.beatBits))
        let answered = register(unsigned(SequencerRequest.beatBits))
        /// A request was not accepted yet: it stays (a stream does not take back).
        let isHeld = register(bit)
        /// The record in flight was popped: what was not sent stays unsent.
        let isCancelled = register(bit)
        /// The oldest record's last answer has come.
        let isFinished = register(bit)
        let hasFailed = register(bit)

        let quiet = wire((sent === answered) & !isHeld)
        let isWaiting = (progress.isIdle & progress.isQuiet & !progress.starts) | progress.awaitsPlace
        let valid = wire(
            isHeld | (isWaiting & count.anyOne & !isCancelled & !isFinished & (sent !== beats)))
        isHeld <== (valid & !isReady)
        let isLast = wire(answers & (answered === beats - 1))
        when(valid & isReady) { sent <== sent + 1 }
        when(answers) { answered <== answered + 1 }
        when(isLast | (isCancelled & quiet)) {
            sent <== 0
            answered <== 0
        }
        when(answers & error) { hasFailed <== true }
        when(isFinished | (isCancelled & quiet)) { hasFailed <== false }
        isFinished <== isLast

        // The record leaves the queue, unless it was popped, which it may be in this very cycle.
        let popsOldest = wire(pops & (count === 1))
        let leaves = wire(isFinished & !isCancelled & !popsOldest)
        when(popsOldest & !isFinished & (sent.anyOne | isHeld)) { isCancelled <== true }
            .elsewhen(isCancelled & quiet) { isCancelled <== false }
        let isRemoved = wire(leaves | pops)
        when(pushes & !isRemoved) { count <== count + 1 }
        when(isRemoved & !pushes) { count <== mux(leaves & pops, count - 2, count - 1) }

        if places == 1 {
            when(pushes) { slots[0] <== record }
        } else {
            when(leaves) { slots[0] <== slots[1] }
            let isFirst = (count === 0) | ((count === 1) & leaves)
            when(pushes) {
                when(isFirst) { slots[0] <== record }.otherwise { slots[1] <== record }
            }
        }
        youngest <== (places == 1 ? slots[0] : mux(count === 2, slots[1], slots[0]))

        canPush <== ((count !== places) & !isCancelled)
        isUnsettled <== (isFinished & progress.isReturn)
        isBuffered <== (progress.isReturn & count.anyOne)
        isQuiet <== (quiet & !valid)
        hasSent <== (sent !== answered)
        isDrained <== (!count.anyOne & !isCancelled)

        // The oldest record's block: also while a popped one is cancelled, as pop moves link and count alike.
        let block = wire(link - count.extended(to: link.width))
        failure.valid <== (leaves & hasFailed)  // R7.12
        failure.payload <== block
        request.valid <== valid
        request.block <== block
        request.beat <== (beats == 1 ? constant(0, width: 3) : sent[2...0])
        let words = slots[0].words(configuration)
        let lines = (0..<beats).map { beat in
            concatenate((0..<configuration.lanes).reversed().map { words[beat * configuration.lanes + $0] })
        }
        request.data <== (beats == 1 ? lines[0] : select(sent[(beats.trailingZeroBitCount - 1)...0], lines))

        if let watched {
            watched.count <== count
            watched.sent <== sent
            watched.answered <== answered
            watched.isHeld <== isHeld
            watched.isCancelled <== isCancelled
            watched.isFinished <== isFinished
            watched.hasFailed <== hasFailed
            for (index, slot) in slots.enumerated() {
                let isUsed = index == 0 ? count.anyOne | isCancelled : count > index
                watched.slots[index] <== keep(slot, isUsed)
            }
        }
        check("no more answers than requests", (answered <= sent) & (sent <= beats) & (answered !== beats))
        check(
            "nothing is left to do for a written record", isFinished.implies(!sent.anyOne & !answered.anyOne & !isHeld))
        check("a write that has failed was answered", hasFailed.implies(answered.anyOne | isFinished))
        check("only the last record is cancelled", isCancelled.implies(!count.anyOne))
        check(
            "R7.9 the next return waits until the popped record is out of the way",
            isCancelled.implies(!(progress.isReturn & progress.state.isOne(of: .load, .act, .store))))
        check("a request that waits is one of the record's", isHeld.implies(sent !== beats))
        check("a request needs a record", (sent.anyOne | isHeld | isFinished).implies(count.anyOne | isCancelled))
        check("a record is written while no instruction needs the port", isHeld.implies(valid))
        check(
            "R7.9 a record that was found is there until it is taken",
            (progress.isFromBuffer & (progress.state === .act)).implies(count.anyOne))
        let isFromMemory =
            progress.state.isOne(of: .load, .store) | ((progress.state === .act) & !progress.isFromBuffer)
        check(
            "R7.9 memory is read for a return when the queue is empty",
            (progress.isReturn & isFromMemory).implies(!count.anyOne))
        check("the queue holds no more than it has places", count <= places)
        check("no push into a full queue", pushes.implies((count !== places) & !isCancelled))
        check("P4 a return takes a record that is there", pops.implies(count.anyOne))
        check("answers belong to requests", answers.implies(sent !== answered))
        let owed = register(unsigned(SequencerRequest.beatBits))
        owed <== owed + Unsigned(valid & isReady).extended(to: owed.width) - Unsigned(answers).extended(to: owed.width)
        check("P9 a record waits only for what it asked", owed === sent - answered)
        checkPlace(count, sent, isHeld, isFinished, fires: valid & isReady)
        cover("a record is cancelled", isCancelled)
    }

    /// P9: while an instruction runs, at most one record makes place.
    private func checkPlace(_ count: Unsigned, _ sent: Unsigned, _ isHeld: Bit, _ isFinished: Bit, fires: Bit) {
        let written = register(unsigned(SequencerRequest.beatBits))
        when(progress.isIdle) { written <== 0 }.elsewhen(fires) { written <== written + 1 }
        let hasPlace = wire(isFinished | (count !== configuration.bufferedRecords))
        let isAnother = !progress.isIdle & (written > sent)
        check("P9 no second record is written while an instruction runs", isAnother.implies(hasPlace & !isHeld))
        check(
            "P9 an instruction waits for one record at most",
            written <= XPCConfiguration.wordsPerBlock / configuration.lanes)
    }
}
