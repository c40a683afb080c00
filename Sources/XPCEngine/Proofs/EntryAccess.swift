import HDL

/// What an engine asks of one list entry when memory accepts its request.
struct EntryAccess {
    let fires: Bit
    let exchanges: Bit
    /// By word.
    let loads: [Bit]
    let stores: [Bit]
    let data: [Unsigned]

    private let configuration: XPCConfiguration
    private let place: Unsigned

    /// log2 of the bytes in an entry.
    static let entryBits = 5

    init(_ configuration: XPCConfiguration, _ engine: XPCEngine, place: Unsigned) {
        self.configuration = configuration
        self.place = place
        let request = engine.memory.request
        let payload = request.payload
        let fires = wire(request.fires)
        self.fires = fires
        let top = configuration.physicalAddressBits - 1
        let (lanes, laneBits) = (configuration.lanes, configuration.laneBits)
        func part(_ line: Unsigned, _ word: Int, _ width: Int) -> Unsigned {
            Self.part(line, word, width: width, lanes: lanes, place)
        }
        /// The request's line has the word.
        let touches = (0..<3).map { word -> Bit in
            let granule = concatenate(place, constant(word, width: 2))
            return wire(
                fires & (payload.address[top...(3 + laneBits)] === granule[(granule.width - 1)...laneBits]))
        }
        let writes = (0..<3).map { touches[$0] & part(payload.mask, $0, 8).anyOne }
        exchanges = wire(writes[1] & (payload.operation === .exchange))
        loads = touches.map { wire($0 & (payload.operation === .load)) }
        stores = writes.map { wire($0 & (payload.operation === .store)) }
        data = (0..<3).map { wire(part(payload.data, $0, XPCConfiguration.wordBits)) }
        let isWhole = (0..<3).map { part(payload.mask, $0, 8).allOnes }
        for word in 0..<3 {
            check(
                "words of an entry are written whole",
                (writes[word] & (payload.operation !== .load)).implies(isWhole[word]))
        }
        check(
            "an exchange is one of word 1 with busy",
            ((payload.operation === .exchange) & (writes[0] | writes[1] | writes[2])).implies(
                !writes[0] & !writes[2] & (data[1] === EnginesOnOneEntry.busy)))
    }

    /// Anything is written.
    var touches: Bit { exchanges | stores[0] | stores[1] | stores[2] }

    /// A word of the entry in a line.
    func word(_ word: Int, in line: Unsigned) -> Unsigned {
        Self.part(line, word, width: XPCConfiguration.wordBits, lanes: configuration.lanes, place)
    }

    private static func part(_ line: Unsigned, _ word: Int, width: Int, lanes: Int, _ place: Unsigned) -> Unsigned {
        func at(_ lane: Int) -> Unsigned { line.bits(from: lane * width, width: width) }
        guard lanes > 4 else { return at(word % lanes) }
        return mux(place[0], at(word + 4), at(word))
    }
}
