import HDL

/// Chapter 3, capability table: whether an ID is one (R4.xcall.1), and whether its bit grants (R3.4 to R3.6, R4.xcall.2).
final class CapabilityCheck: Module {
    let progress = input(Progress())
    let tables: Wire<TableRegisters>
    /// The word that holds the root entry or the bit.
    let word = input(unsigned(XPCConfiguration.wordBits))
    let answersRoot = input(bit)

    let isKnown = output(bit)
    let isInTable = output(bit)
    let isInList = output(bit)
    let isGranted = output(bit)
    let hasLeaf = output(bit)
    /// Which word of the table is to be loaded.
    let wordNumber = output(unsigned(CapabilityCheck.wordNumberBits))
    /// Base of the table that is looked into, in granules of 8 bytes.
    let base: Unsigned

    /// For proofs.
    let watched: Wire<LeafState>?

    private let configuration: XPCConfiguration

    /// Bits of ID / 64.
    static let wordNumberBits = XPCConfiguration.idBits - 6
    /// log2 of the bits in a block of 64 bytes.
    private static let blockShift = 9
    /// log2 of the bits in a leaf of 4 KiB.
    private static let leafShift = 15
    /// log2 of a page.
    private static let pageShift = 12

    init(_ configuration: XPCConfiguration, isWatched: Bool = false) {
        self.configuration = configuration
        watched = isWatched && configuration.isRadix ? wire(LeafState(configuration)) : nil
        tables = input(TableRegisters(configuration))
        base = output(unsigned(configuration.granuleBits))
    }

    override func circuit() {
        unused(progress, tables, word, answersRoot)
        let operand = progress.operand
        let bits = XPCConfiguration.idBits
        let id = operand[(bits - 1)...0]
        // 2^24 is no ID either: it is below no `xetsize`.
        isKnown
            <== (id.anyOne & !operand[(XPCConfiguration.wordBits - 1)...bits].anyOne
                & (id.extended(to: bits + 1) < tables.entryCount))
        let listLayout = configuration.listLayout
        let indexBits = XPCConfiguration.indexBits
        isInList
            <== (!operand[(XPCConfiguration.wordBits - 1)...indexBits].anyOne
                & !(operand[(indexBits - 1)...0] >> listLayout.size(tables.list)).anyOne
                & listLayout.base(tables.list).anyOne)  // R2.useglist

        isGranted <== word[operand[5...0]]
        if configuration.isRadix { radix(id) } else { bitmap(id) }
    }

    private func bitmap(_ id: Unsigned) {
        let size = configuration.capabilityLayout.size(tables.capability)
        isInTable <== !(id[(id.width - 1)...Self.blockShift] >> size).anyOne  // R3.4
        wordNumber <== id[(id.width - 1)...6]
        hasLeaf <== false
        base <== configuration.capabilityLayout.granule(tables.capability)
    }

    private func radix(_ id: Unsigned) {
        isInTable <== true
        let page = register(unsigned(configuration.pageBits), reset: nil)
        let isInLeaf = register(bit, reset: nil)
        when(answersRoot) {
            page <== word[(configuration.physicalAddressBits - 1)...Self.pageShift]
            isInLeaf <== true
        }
        when(progress.isIdle) { isInLeaf <== false }
        // R3.5, R3.6.
        hasLeaf
            <== (word[0] & !word[(Self.pageShift - 1)...1].anyOne
                & !word[(XPCConfiguration.wordBits - 1)...configuration.physicalAddressBits].anyOne)
        let rootWord = id[(id.width - 1)...Self.leafShift].extended(to: Self.wordNumberBits)
        let leafWord = id[(Self.leafShift - 1)...6].extended(to: Self.wordNumberBits)
        wordNumber <== mux(isInLeaf, leafWord, rootWord)
        let leaf = concatenate(page, constant(0, width: Self.pageShift - 3))
        base <== mux(isInLeaf, leaf, configuration.capabilityLayout.granule(tables.capability))

        if let watched {
            watched.isInLeaf <== isInLeaf
            watched.page <== keep(page, isInLeaf & !progress.isIdle)
        }
        let root = register(unsigned(XPCConfiguration.wordBits), reset: nil)
        when(answersRoot) { root <== word }
        check(
            "P11 the leaf is the page that the root word names",
            (isInLeaf & !progress.isIdle).implies(
                root[0] & (base === root[(configuration.physicalAddressBits - 1)...3])))
        check(
            "R3.5 a leaf is looked into after the root",
            (isInLeaf & !progress.isIdle).implies(!progress.state.isOne(of: .check, .root)))
    }
}
