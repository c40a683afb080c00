import HDL

/// What an instruction asks of memory, by R4.12: the address of each request, by its number in its phase, and what an exchange or a store of swapseg
/// writes. It is a function of the registers and the instruction, for any build.
struct RequestedPlace {
    let configuration: XPCConfiguration
    let engine: XPCEngine
    let state: Wire<EngineState>
    /// The request is the instruction's, and no write of a buffered record.
    let isAsked: Bit

    init(_ configuration: XPCConfiguration, _ engine: XPCEngine, _ state: Wire<EngineState>) {
        self.configuration = configuration
        self.engine = engine
        self.state = state
        let progress = state.progress
        var isAsked = engine.memory.request.valid & !progress.isIdle
        if let buffer = state.buffer {
            isAsked = isAsked & !buffer.isHeld & !((progress.operation === .xcall) & (progress.state === .act))
        }
        self.isAsked = wire(isAsked)
    }

    private var lanes: Int { configuration.lanes }
    private var number: Unsigned { state.sequencer.requested }
    private var isStoring: Bit { state.progress.state.isOne(of: .act, .store) }

    /// The checks.
    ///
    /// - Parameter build: its name.
    func check(_ build: String) {
        let progress = state.progress
        let payload = engine.memory.request.payload
        let low = 3 + configuration.laneBits
        let expected = wire(self.granule())
        HDL.check(
            "R4.12 \(build): each request is for its place",
            isAsked.implies(
                payload.address[(configuration.physicalAddressBits - 1)...low]
                    === expected[(expected.width - 1)...configuration.laneBits]))
        let isExchanging = progress.isExchange & !isStoring & !number.anyOne
        HDL.check(
            "R4.12 \(build): loads, stores and exchanges come in order",
            isAsked.implies(
                payload.operation
                    === mux(
                        isExchanging, constant(XPCMemoryOperation.exchange),
                        mux(isStoring, constant(XPCMemoryOperation.store), constant(XPCMemoryOperation.load)))))
        let isFirst = !isStoring & !state.sequencer.answered.anyOne
        HDL.check(
            "R3.15 \(build): nothing but busy is exchanged",
            (progress.isExchange & !progress.isIdle & isFirst & !(progress.state === .raise)).implies(
                state.raw === EnginesOnOneEntry.busy))
        let words = (0..<3).map { wire(self.isWritten($0)) }
        let values = self.values()
        for lane in 0..<lanes {
            let here = words.indices.filter { $0 % min(lanes, 4) == lane % 4 }
            let isHalf = lanes == 8 ? progress.operand[0] === (lane / 4) : constant(true)
            let isMasked = here.map { words[$0] }.reduce(constant(false)) { $0 | $1 } & isHalf
            let value = here.map { keep(values[$0], words[$0]) }
                .reduce(constant(0, width: XPCConfiguration.wordBits)) { $0 | $1 }
            let mask = payload.mask.bits(from: lane * 8, width: 8)
            let data = payload.data.bits(from: lane * XPCConfiguration.wordBits, width: XPCConfiguration.wordBits)
            HDL.check(
                "R4.swapseg.5 \(build): the register's words are stored, in order, in lane \(lane)",
                (isAsked & progress.isExchange & (payload.operation !== .load)).implies(
                    (mask === isMasked.repeated(8)) & (!isMasked | (data === value))))
        }
    }

    /// The multiplexer of all registers has its select a cycle before a word leaves. It is a check of the engine itself, which helps it to show what leaves.
    static func checkSource(_ state: Wire<EngineState>) {
        let (progress, number) = (state.progress, state.sequencer.requested)
        let sources: [RegisterSource] = [
            .xlinkerrOrReturn, .satp, .xcap, .xseglist, .xsegva, .xsegpa, .xseglen, .xmaskoff,
        ]
        let source = mux(
            progress.isExchange,
            mux(
                number[1], constant(RegisterSource.xsegpa.encoding, width: 4),
                mux(
                    number[0], constant(RegisterSource.xseglen.encoding, width: 4),
                    constant(RegisterSource.xsegva.encoding, width: 4))),
            select(number[2...0], sources.map { constant($0.encoding, width: 4) }))
        HDL.check(
            "R4.12 the word that is stored next is chosen",
            (!progress.isIdle & progress.state.isOne(of: .act, .store)).implies(state.registers.source === source))
    }

    /// The place, in granules of 8 bytes.
    private func granule() -> Unsigned {
        let progress = state.progress
        let width = configuration.granuleBits
        let (tables, operand) = (state.tables, progress.operand)
        func zeros(_ count: Int) -> Unsigned { constant(0, width: count) }
        let line = concatenate(number, zeros(configuration.laneBits == 0 ? 1 : configuration.laneBits))
        let beat = configuration.laneBits == 0 ? number.extended(to: width) : line.extended(to: width)

        let table = configuration.capabilityLayout.granule(tables.capability)
        let capability: Unsigned
        if let leaf = state.leaf {
            capability = mux(
                leaf.isInLeaf, concatenate(leaf.page, zeros(9)) + operand[14...6].extended(to: width),
                table + operand[23...15].extended(to: width))
        } else {
            capability = table + operand[23...6].extended(to: width)
        }
        let entry =
            concatenate(tables.entryBase, zeros(3)) + concatenate(operand[23...0], zeros(3)).extended(to: width) + beat
        let record =
            concatenate(tables.link - Unsigned(progress.isReturn).extended(to: tables.link.width), zeros(3)) + beat
        let second = number === 1
        let third = number === 2
        let word = mux(
            isStoring,
            mux(
                progress.isRestoring | third, constant(1, width: 2),
                mux(second, constant(2, width: 2), constant(0, width: 2))),
            mux(second, constant(0, width: 2), mux(third, constant(2, width: 2), constant(1, width: 2))))
        let list =
            configuration.listLayout.granule(tables.list)
            + concatenate(operand[11...0], word).extended(to: width)
        let isOfRecord = progress.isReturn | ((progress.operation === .xcall) & isStoring)
        return mux(
            progress.isExchange, list,
            mux(isOfRecord, record, mux(progress.state === .load, entry, capability)))
    }

    /// A word of a list entry is written by the request.
    private func isWritten(_ word: Int) -> Bit {
        let single = word == 1 ? constant(true) : constant(false)
        let isSingle = !isStoring | state.progress.isRestoring
        guard lanes < 4 else { return mux(isSingle, single, constant(true)) }
        return mux(isSingle, single, number === [0, 2, 1][word])
    }

    /// Words 0 to 2.
    private func values() -> [Unsigned] {
        let segment = state.segment
        let register = physicalWord(segment.physical, busy: constant(false), segment.permission)
        return [
            granuleWord(segment.virtual),
            mux(
                isStoring, mux(state.progress.isRestoring, state.raw, register),
                constant(EnginesOnOneEntry.busy, width: XPCConfiguration.wordBits)),
            granuleWord(segment.length),
        ]
    }
}
