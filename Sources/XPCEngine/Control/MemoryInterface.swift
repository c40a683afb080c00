import HDL

/// The engine's memory port: addresses and words of the sequencer's requests, and the record buffer's requests, which go when nothing else does.
///
/// One adder makes all addresses of the sequencer: the base of a structure and the offset of an entry in it. Structures are aligned to their
/// sizes, so the word is put into the low bits.
final class MemoryInterface: Module {
    let progress = input(Progress())
    let request = input(SequencerRequest())
    let drain: Wire<DrainRequest>
    let tables: Wire<TableRegisters>
    let capabilityBase: Unsigned
    let capabilityWord = input(unsigned(CapabilityCheck.wordNumberBits))

    /// The word that the registers' read multiplexer shows.
    let shown = input(unsigned(XPCConfiguration.wordBits))
    let source = output(Valid(of: Enumerated<RegisterSource>()))
    /// The record that a call would push now.
    let record: Wire<LinkRecord>
    let raw = input(unsigned(XPCConfiguration.wordBits))
    /// The high half of `satp`.
    let satp = input(unsigned(32))

    let port: Wire<Stream<XPCMemoryRequest>>
    /// Address of the structure that is accessed, in granules of 8 bytes.
    let address: Unsigned
    /// The sequencer's words.
    let data: Unsigned

    let configuration: XPCConfiguration
    /// log2 of the granules in an entry of a relay-segment list, and in an x-entry.
    static let listShift = 2
    static let entryShift = 3

    init(_ configuration: XPCConfiguration) {
        self.configuration = configuration
        drain = input(DrainRequest(configuration))
        tables = input(TableRegisters(configuration))
        let granule = unsigned(configuration.granuleBits)
        capabilityBase = input(granule)
        record = input(LinkRecord(configuration))
        port = output(Stream(of: XPCMemoryRequest(configuration)))
        address = output(granule)
        data = output(unsigned(configuration.portBits))
    }

    private var lanes: Int { configuration.lanes }

    override func circuit() {
        unused(satp, record, shown, raw, capabilityBase, progress, request, tables, drain, port)
        let sum = wire(self.sum())
        address <== sum
        let word = wire(self.word())
        let isDrain = drain.valid
        let line = wire(sum | word.extended(to: sum.width))
        let drained = concatenate(drain.block, constant(0, width: 3)) | shifted(drain.beat).extended(to: sum.width)
        let granule = configuration.bufferedRecords > 0 ? mux(isDrain, drained, line) : line
        let low = configuration.laneBits
        let aligned =
            low == 0 ? granule : concatenate(granule[(granule.width - 1)...low], constant(0, width: low))
        let payload = port.payload
        port.valid <== (request.valid | isDrain)
        payload.address <== concatenate(aligned, constant(0, width: 3))
        payload.operation <== request.operation
        when(isDrain) { payload.operation <== .store }

        checkAddresses()

        let ownData = lanes == 1 ? serialData() : wideData()
        data <== ownData
        payload.data <== (configuration.bufferedRecords > 0 ? mux(isDrain, drain.data, ownData) : ownData)
        let full = constant(true).repeated(configuration.portBits / 8)
        payload.mask <== (lanes == 1 ? full : mask() | isDrain.repeated(full.width))

        // The words of a record, in order, and of a list entry, by the names of the registers that hold them.
        let sources: [RegisterSource] = [
            .xlinkerrOrReturn, .satp, .xcap, .xseglist, .xsegva, .xsegpa, .xseglen, .xmaskoff,
        ]
        let next = request.nextBeat
        source.valid <== !progress.isIdle
        source.payload <== .xseglen
        next[2...0].switch {
            for (number, source) in sources.enumerated() {
                on(BitPattern(number)) { self.source.payload <== source }
            }
        }
        when(progress.isExchange) {  // words 0, 2, 1
            source.payload <== .xsegva
            when(next[0]) { source.payload <== .xseglen }
            when(next[1]) { source.payload <== .xsegpa }
        }
    }

    /// Address of the structure.
    private func sum() -> Unsigned {
        let width = configuration.granuleBits
        let operand = progress.operand
        let block = constant(0, width: 3)
        let entry = concatenate(operand[(XPCConfiguration.idBits - 1)...0], constant(0, width: Self.entryShift))
        let list = concatenate(operand[(XPCConfiguration.indexBits - 1)...0], constant(0, width: Self.listShift))
        // In the order of `AddressBase`.
        let base = select(
            Unsigned(request.base),
            [
                capabilityBase, concatenate(tables.entryBase, block), configuration.listLayout.granule(tables.list),
                concatenate(tables.link, block),
            ])
        let offset = select(
            Unsigned(request.base),
            [
                capabilityWord.extended(to: width), entry.extended(to: width), list.extended(to: width),
                // -64 for the record below, or nothing.
                concatenate(request.isBelow.repeated(width - block.width), block),
            ])
        return base + offset
    }

    /// Number of the first word that the request is about.
    private func word() -> Unsigned {
        let beat = request.beat
        let isStore = request.operation === .store
        let exchangeWord: Unsigned =
            switch lanes {
            // Words 1, 0, 2 are loaded; 0, 2, 1 are stored.
            case 1:
                mux(
                    isStore, concatenate(constant(false), beat[0], beat[1]),
                    concatenate(constant(false), beat[1], !beat[1...0].anyOne))
            case 2: concatenate(constant(false), mux(isStore, beat[0], beat[1]), constant(false))
            default: constant(0, width: 3)
            }
        let putBack = constant(lanes == 1 ? 1 : 0, width: 3)
        let listWord = mux(progress.isRestoring, putBack, exchangeWord)
        let isBlock = progress.state.isOne(of: .check, .load, .act, .store)
        let blockWord = shifted(beat[2...0]) & isBlock.repeated(3)
        return mux(progress.isExchange, listWord, blockWord)
    }

    /// The first word of a line.
    private func shifted(_ beat: Unsigned) -> Unsigned { beat << configuration.laneBits }

    /// One word at a time comes through the registers' read multiplexer.
    private func serialData() -> Unsigned {
        // The mask is the one word that holds two registers.
        // The high half has few sources, so it is put together behind the multiplexer. No instruction but xcall comes to word 7.
        let number = request.beat[2...0]
        let isRecord = !progress.isExchange
        let sign = record.space.pc[XPCConfiguration.pcBits - 1] & isRecord & (number === 0)
        let signed = sign.repeated(XPCConfiguration.wordBits - 1 - XPCConfiguration.pcBits)
        let width = signed.width
        let others = concatenate(signed | shown[63...(64 - width)], shown[(63 - width)...32])
        let isHalf = number.allOnes | (isRecord & (number === 1))
        let choice = concatenate(
            !request.usesRaw & !number.allOnes, !request.usesRaw & (number.allOnes | !isHalf))
        let high = select(choice, [raw[63...32], half(record.mask.length), satp, others])
        return concatenate(high, mux(request.usesRaw, raw[31...0], shown[31...0]))
    }

    private func wideData() -> Unsigned {
        let words = record.words(configuration)
        let beats = XPCConfiguration.wordsPerBlock / lanes
        let isClearing = progress.isReturn
        let list = [words[4], mux(request.usesRaw, raw, words[5]), words[6], constant(0, width: 64)]
        let data = (0..<lanes).map { lane -> Unsigned in
            let choices = (0..<beats).map { beat -> Unsigned in
                let number = beat * lanes + lane
                // R4.xret.4: word 0 with bit 0 = 0.
                return number == 0 ? concatenate(words[0][63...1], words[0][0] & !isClearing) : words[number]
            }
            let own = beats == 1 ? choices[0] : select(request.beat[(beats.trailingZeroBitCount - 1)...0], choices)
            let entry =
                lanes == 2
                ? mux(request.beat[0] & (request.operation === .store), list[lane == 0 ? 2 : 3], list[lane])
                : list[lane % 4]
            return mux(progress.isExchange, entry, own)
        }
        return concatenate(data.reversed())
    }

    /// Which words of a line are stored.
    private func mask() -> Unsigned {
        let enables = (0..<lanes).map { lane -> Unsigned in
            let word = lane % 4
            let isHalf = lanes == 8 ? (progress.operand[0] === (lane / 4)) : constant(true)
            let isWord1 = constant(word == 1)
            // On two lanes words go out as on one: 0, then 2, then 1.
            let isNext =
                lanes == 2
                ? (lane == 0 ? request.beat !== 2 : request.beat === 2) : constant(word < 3)
            let entry = isHalf & mux(request.usesRaw, isWord1, isNext)
            let block = lane == 0 ? constant(true) : !progress.isReturn
            return mux(progress.isExchange, entry, block).repeated(8)
        }
        return concatenate(enables.reversed())
    }
}
