import HDL

/// How an instruction ends, by section 4: its checks as a list, in order, of which the first that fails is raised.
struct ExpectedOutcome {
    /// A check that fails, or none.
    struct Failure: Bundle {
        let fails = bit
        let cause = Enumerated<XPCCause>()
        let tval = unsigned(XPCConfiguration.wordBits)
    }

    private let configuration: XPCConfiguration
    private let tables: Wire<TableRegisters>
    private let segment: Wire<Segment>
    private let heard: Wire<Heard>
    private let words: [Unsigned]
    private let specification: Specification

    init(_ configuration: XPCConfiguration, _ state: Wire<EngineState>, _ heard: Wire<Heard>) {
        self.configuration = configuration
        self.heard = heard
        tables = state.tables
        segment = state.segment
        words = (0..<XPCConfiguration.wordsPerBlock).map { heard.words[$0] }
        specification = Specification(configuration: configuration)
    }

    private typealias Step = (fails: Bit, cause: XPCCause, tval: Unsigned)

    /// - Parameter linkFailed: `xlinkerr` when xcall looked at it.
    func failure(linkFailed: Bit) -> Wire<Failure> {
        let calls = first(of: lookUps + entry + callLink(linkFailed))
        let returns = first(of: recordReturn)
        let exchanges = first(of: exchange)
        return mux(heard.operation === .xret, returns, mux(heard.operation === .swapseg, exchanges, calls))
    }

    private func first(of steps: [Step]) -> Wire<Failure> {
        let shape = Failure()
        func failure(_ step: Step) -> Wire<Failure> {
            let result = wire(shape)
            result.fails <== true
            result.cause <== step.cause
            result.tval <== step.tval
            return result
        }
        let none = shape.from(bits: constant(0, width: shape.bitWidth))
        return priorityMux(steps.map { Choice(when: $0.fails, failure($0)) }, otherwise: none)
    }

    // MARK: xcall

    /// R4.xcall.1.
    var isKnown: Bit { heard.operand.anyOne & (heard.operand < tables.entryCount.extended(to: 64)) }

    /// R3.4.
    var isInTable: Bit {
        guard !configuration.isRadix else { return constant(true) }
        return heard.operand < (constant(512, width: 64) << configuration.capabilityLayout.size(tables.capability))
    }

    /// R3.6.
    var hasLeaf: Bit {
        heard.root[0] & !heard.root[11...1].anyOne & !(heard.root >> configuration.physicalAddressBits).anyOne
    }

    var isGranted: Bit { heard.capability[heard.operand[5...0]] }

    /// R4.xcall.1 and 2. A call that memory answered nothing has its entry from the cache.
    private var lookUps: [Step] {
        let id = heard.operand
        let hasAsked = heard.hasAsked
        let table = concatenate(
            configuration.capabilityLayout.base(tables.capability),
            constant(0, width: configuration.isRadix ? 12 : 6))
        let leaf = concatenate(heard.root[(top - 1)...12], constant(0, width: 12))
        var steps: [Step] = [(!isKnown, .invalidEntry, id), (!isInTable, .invalidCapability, id)]
        if configuration.isRadix {
            steps += [
                (hasAsked & heard.rootFailed, .memoryError, address(table, id[23...15], scale: 3)),
                (hasAsked & !hasLeaf, .invalidCapability, id),
                (hasAsked & heard.capabilityFailed, .memoryError, address(leaf, id[14...6], scale: 3)),
            ]
        } else {
            steps.append((hasAsked & heard.capabilityFailed, .memoryError, address(table, id[23...6], scale: 3)))
        }
        return steps + [(hasAsked & !isGranted, .invalidCapability, id)]
    }

    /// R4.xcall.3.
    private var entry: [Step] {
        let hasAsked = heard.hasAsked
        let base = concatenate(tables.entryBase, constant(0, width: 6))
        return [
            (hasAsked & heard.loadFailed, .memoryError, address(base, heard.operand[23...0], scale: 6)),
            (hasAsked & specification.isMalformedEntry(words), .invalidEntry, heard.operand),
        ]
    }

    /// R4.xcall.4 and 5.
    private func callLink(_ linkFailed: Bit) -> [Step] {
        let isInRange =
            (tables.linkBase <= tables.link)
            & (tables.link.adding(constant(1, width: tables.link.width))
                <= tables.linkLimit.extended(to: tables.link.width + 1))
        return [
            (!isInRange, .invalidLinkage, linkage(1)), (linkFailed, .invalidLinkage, linkage(5)),
            (heard.storeFailed, .memoryError, block(tables.link) | constant(1, width: 64)),
        ]
    }

    // MARK: xret, swapseg

    private var recordReturn: [Step] {
        let width = tables.link.width
        let isInRange =
            (tables.linkBase.adding(constant(1, width: width)) <= tables.link.extended(to: width + 1))
            & (tables.link <= tables.linkLimit)
        let record = block(tables.link - 1)
        let current = concatenate(segment.virtual, segment.physical, segment.permission, segment.length)
        return [
            (!isInRange, .invalidLinkage, linkage(2)), (heard.linkFailed, .invalidLinkage, linkage(5)),
            (heard.loadFailed, .memoryError, record),
            (!specification.isGoodRecord(words), .invalidLinkage, linkage(3)),
            (specification.window(words) !== current, .invalidLinkage, linkage(4)),
            (heard.storeFailed, .memoryError, record | constant(1, width: 64)),
        ]
    }

    /// R4.swapseg.1.
    var isInList: Bit {
        let list = configuration.listLayout
        let count = keep(
            constant(1, width: 64) << list.size(tables.list), list.base(tables.list).anyOne)
        return heard.operand < count
    }

    private var exchange: [Step] {
        let index = heard.operand
        let base = concatenate(configuration.listLayout.base(tables.list), constant(0, width: 6))
        let entry = address(base, index[11...0], scale: 5)
        let word = entry | heard.failedWord.extended(to: 64).shiftedLeft(by: 3)[63...0]
        return [
            (!isInList, .swapError, index),
            (heard.exchangeFailed, .memoryError, entry | constant(8 + 2, width: 64)),
            (words[1][2], .swapError, index), (heard.loadFailed, .memoryError, word),
            (specification.isMalformedListEntry(words), .swapError, index),
            (heard.storeFailed, .memoryError, word | constant(1, width: 64)),
        ]
    }

    // MARK: tval

    private var top: Int { configuration.physicalAddressBits }

    /// `base` + `number` * 2^`scale`, modulo 2^W (R3.16).
    private func address(_ base: Unsigned, _ number: Unsigned, scale: Int) -> Unsigned {
        let offset = concatenate(number, constant(0, width: scale))
        let sum = base + (offset.width == top ? offset : offset.extended(to: top))
        return sum.extended(to: 64)
    }

    private func block(_ number: Unsigned) -> Unsigned { concatenate(number, constant(0, width: 6)).extended(to: 64) }

    /// R5.26.
    private func linkage(_ reason: Int) -> Unsigned { block(tables.link) | constant(reason, width: 64) }
}
