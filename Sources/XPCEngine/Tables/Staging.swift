import HDL

/// Where a staged value comes from, other than word by word.
struct Takes: Bundle {
    /// From the engine cache or the record buffer.
    let space = bit
    /// From the record buffer, or the current segment before a call.
    let segment = bit
    let record: LinkRecord

    init(_ configuration: XPCConfiguration) { record = LinkRecord(configuration) }
}

/// The staging registers: everything that an instruction or a CSR write is about to put into registers, checked there, committed from there.
///
/// They have clock enables only. One landing bus serves memory's answers, the CSR port and, in a serial build, the words that leave with a
/// push: the segment registers pass over it on their way to memory, and are then staged for the window (R4.xcall.6) without a path of their
/// own. In other builds a call stages the segment at once.
final class Staging: Module {
    let progress = input(Progress())
    let writes = input(StagedWrites())
    let response: Unsigned
    let departing: Unsigned
    let value = input(unsigned(XPCConfiguration.wordBits))
    let takes: Wire<Takes>
    /// `xseglen`, for builds that are not serial.
    let currentLength = input(unsigned(XPCConfiguration.lengthBits))

    let staged: Wire<LinkRecord>
    /// Bit 0 of a record's word 0.
    let isValid = output(bit)
    let isBusy = output(bit)
    /// Word 1 of the list entry as it came; before that the value busy (R3.15).
    let raw = output(unsigned(XPCConfiguration.wordBits))

    private let configuration: XPCConfiguration

    init(_ configuration: XPCConfiguration) {
        self.configuration = configuration
        response = input(unsigned(configuration.portBits))
        departing = input(unsigned(configuration.portBits))
        takes = input(Takes(configuration))
        staged = output(LinkRecord(configuration))
    }

    /// The landing bus' lane for word `number`.
    private func landing(_ number: Int) -> Unsigned {
        let lane = number % configuration.lanes
        let arriving = response.bits(from: lane * XPCConfiguration.wordBits, width: XPCConfiguration.wordBits)
        guard configuration.isSerial else { return mux(progress.isIdle, value, arriving) }
        let isFromCore = progress.isIdle & !writes.refreshesLength
        // Above the user half only memory has something to say.
        let high = XPCConfiguration.wordBits - 1
        let low = max(configuration.physicalAddressBits, 38)
        let fromEngine = mux(isFromCore, value[(low - 1)...0], departing[(low - 1)...0])
        let isLoading = progress.state === .load
        return concatenate(arriving[high...low], mux(isLoading, arriving[(low - 1)...0], fromEngine))
    }

    override func circuit() {
        let isReturn = progress.isReturn
        let isExchange = progress.isExchange
        let lanes = configuration.lanes
        let buses = (0..<lanes).map { lane in wire(landing(lane)) }
        func bus(_ word: Int) -> Unsigned { buses[word % lanes] }
        /// One word or another, which may be on the same lane.
        func either(_ condition: Bit, _ one: Int, _ other: Int) -> Unsigned {
            one % lanes == other % lanes ? bus(one) : mux(condition, bus(one), bus(other))
        }
        /// A word of a record, or where swapseg runs, of a list entry in the lower or upper half of a line.
        func segmentWord(_ record: Int, _ list: Int) -> Unsigned {
            guard lanes > 4 else { return either(isExchange, list, record) }
            return mux(isExchange, mux(progress.operand[0], bus(list + 4), bus(list)), bus(record))
        }
        let arrivals = progress.arrivals
        let passes = arrivals & isReturn.repeated(arrivals.width)
        // Of a push only the words of the segment are staged; the others would overwrite the callee's.
        let departures =
            configuration.isSerial ? progress.departures : constant(0, width: XPCConfiguration.wordsPerBlock)
        let segmentWords = wire(passes | departures)
        let list = progress.listArrivals

        let held = register(staged.shape, reset: nil)
        staged <== held
        let (space, record) = (held.space, takes.record)

        // An x-entry has the PC in word 2, `xcap` and `xseglist` in 3 and 4; a record in 0, 2, 3.
        let pcWord = either(isReturn, 0, 2)
        when(mux(isReturn, arrivals[0], arrivals[2])) { space.pc <== pcWord[XPCConfiguration.pcBits...1] }
        when(arrivals[1]) { space.satp <== configuration.satpLayout.held(bus(1)) }
        when(mux(isReturn, arrivals[2], arrivals[3]) | writes.landsCapability) {
            space.capability <== configuration.capabilityLayout.legal(either(isReturn, 2, 3))
        }
        when(mux(isReturn, arrivals[3], arrivals[4]) | writes.landsList) {
            space.list <== configuration.listLayout.legal(either(isReturn, 3, 4))
        }
        when(takes.space) { space <== record.space }

        let virtual = segmentWord(4, 0)
        let physical = wire(segmentWord(5, 1))
        let length = wire(segmentWord(6, 2))
        let mask = either(isExchange, 2, 7)
        when(segmentWords[4] | writes.landsVirtual | list[0]) { held.segment.virtual <== virtual[37...3] }
        when(segmentWords[5] | writes.landsPhysical | list[1]) {
            held.segment.physical <== physical[(configuration.physicalAddressBits - 1)...3]
            held.segment.permission <== physical[1...0]
        }
        when(segmentWords[6] | writes.landsLength | writes.refreshesLength | list[2]) {
            held.segment.length <== length[31...3]
        }
        if !configuration.isSerial { when(writes.refreshesLength) { held.segment.length <== currentLength } }
        // A list entry's length is staged as offset too, so that the window's adders find its ends.
        when(segmentWords[7] | writes.landsOffset | list[2]) {
            held.mask.offset <== (lanes == 1 ? length : mux(isExchange, length, bus(7)))[31...3]
        }
        when(passes[7]) { held.mask.length <== bus(7)[63...35] }
        when(takes.segment) {
            held.segment <== record.segment
            held.mask <== record.mask
        }
        // Nothing but busy is exchanged (R4.swapseg.2): PA and permission are zero until word 1 arrives.
        when(progress.starts) {
            held.segment.physical <== 0
            held.segment.permission <== 0
        }
        unused(mask)

        let valid = register(bit, reset: nil)
        when(arrivals[0]) { valid <== bus(0)[0] }
        when(takes.space) { valid <== true }
        isValid <== valid

        let high = register(unsigned(XPCConfiguration.wordBits - configuration.physicalAddressBits), reset: nil)
        let busy = register(bit, reset: nil)
        when(list[1]) {
            high <== physical[(XPCConfiguration.wordBits - 1)...configuration.physicalAddressBits]
            busy <== physical[2]
        }
        when(progress.isIdle) {
            high <== 0
            busy <== true
        }
        isBusy <== busy
        raw <== concatenate(high, held.segment.physical, busy, held.segment.permission)
        unused(progress, writes, takes, departing, currentLength, value)
    }
}
