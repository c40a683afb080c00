import HDL

/// Chapter 3: whether arriving words make an x-entry (R3.3) or a relay-segment list entry (R3.14) malformed.
///
/// Words are judged as they arrive; the sequencer remembers that one was bad.
final class EntryCheck: Module {
    let progress = input(Progress())
    /// The eight words of a block, where each arrives.
    let words = input(vector(XPCConfiguration.wordsPerBlock, of: unsigned(XPCConfiguration.wordBits)))
    /// Words 0, 1, 2 of a list entry.
    let listWords = input(vector(3, of: unsigned(XPCConfiguration.wordBits)))
    let staged: Wire<Segment>
    /// The staged list entry ends past the user half or the physical width.
    let endsBeyond = input(bit)

    let isMalformedWord = output(bit)
    let isMalformedEntry = output(bit)

    /// For proofs.
    let watched: Bit?

    private let configuration: XPCConfiguration

    init(_ configuration: XPCConfiguration, isWatched: Bool = false) {
        watched = isWatched ? wire(bit) : nil
        self.configuration = configuration
        staged = input(Segment(configuration))
    }

    override func circuit() {
        unused(words, listWords, progress, staged)
        let top = XPCConfiguration.wordBits - 1
        let physicalTop = configuration.physicalAddressBits

        let alignment = configuration.compressedInstructions ? words[2][0] : words[2][1...0].anyOne
        let half = words[2][top...38]  // bits 63..38 of a canonical address are equal (R1.4)
        let badWords: [Bit] = [
            words[0] !== 1,  // R3.1, R3.3.a
            configuration.satpLayout.isMalformed(words[1]),  // R3.3.b
            alignment | (half.anyOne & !half.allOnes),  // R3.3.c
            configuration.capabilityLayout.changes(words[3]),  // R3.3.d
            configuration.listLayout.changes(words[4]),
        ]
        let isBadEntry = badWords.enumerated().map { progress.arrivals[$0.offset] & $0.element }
            .reduce(constant(false)) { $0 | $1 }

        let list = progress.listArrivals
        let isBadLength = list[2] & (listWords[2][top...32].anyOne | listWords[2][2...0].anyOne)  // R3.14.a
        isMalformedWord <== ((progress.isCallish & isBadEntry) | isBadLength)

        // Unnamed bits of words 0 and 1 count only if there is a length (R3.13).
        let isOdd = register(bit, reset: nil)
        let isOddVirtual = listWords[0][top...38].anyOne | listWords[0][2...0].anyOne  // R3.14.b
        let isOddPhysical = listWords[1][top...physicalTop].anyOne  // R3.14.c
        when((list[0] & isOddVirtual) | (list[1] & isOddPhysical)) { isOdd <== true }
        when(progress.isIdle) { isOdd <== false }
        isMalformedEntry
            <== (staged.length.anyOne & (isOdd | endsBeyond | !staged.permission.anyOne))  // R3.14.d
        if let watched { watched <== isOdd }
    }
}
