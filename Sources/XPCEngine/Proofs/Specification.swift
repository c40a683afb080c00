import HDL

/// What section 3 and 4 say of words in memory, read from them once more: on whole words, apart from the circuits that judge them. For proofs.
struct Specification {
    let configuration: XPCConfiguration

    private var top: Int { configuration.physicalAddressBits }

    /// R3.3.
    func isMalformedEntry(_ words: [Unsigned]) -> Bit {
        malformedWords(words).reduce(constant(false)) { $0 | $1 }
    }

    /// R3.3, by word.
    func malformedWords(_ words: [Unsigned]) -> [Bit] {
        let notValid = words[0] !== 1
        let mode = words[1][63...60] !== 8
        let asid = (words[1][59...44] >> configuration.asidBits).anyOne
        let page = (words[1][43...0] >> (top - 12)).anyOne
        let sign = words[2][38]
        let notCanonical = words[2][63...38] !== sign.repeated(26)
        let alignment = configuration.compressedInstructions ? words[2][0] : words[2][1] | words[2][0]
        return [
            notValid, mode | asid | page, notCanonical | alignment, capability(words[3]) !== words[3],
            list(words[4]) !== words[4],
        ]
    }

    /// What `xcap` holds after a write (R2.xcap, R2.4, R2.5).
    func capability(_ word: Unsigned) -> Unsigned {
        configuration.isRadix ? word & mask(from: 12) : (word & mask(from: 6)) | size(word, limit: 15)
    }

    /// What `xseglist` holds after a write.
    func list(_ word: Unsigned) -> Unsigned { (word & mask(from: 6)) | size(word, limit: 12) }

    private func mask(from low: Int) -> Unsigned {
        concatenate(constant(0, width: 64 - top), constant(true).repeated(top - low), constant(0, width: low))
    }

    private func size(_ word: Unsigned, limit: Int) -> Unsigned {
        let field = word[5...0]
        return mux(field > limit, constant(limit, width: 6), field).extended(to: 64)
    }

    /// R3.7, R3.8.
    func isGoodRecord(_ words: [Unsigned]) -> Bit {
        let (offset, length) = (words[7][31...3], words[7][63...35])
        return words[0][0] & (offset.adding(length) <= words[6][31...3].extended(to: 30))
    }

    /// The window of a record (R4.7), as VA, PA, permission and length in granules of 8 bytes.
    func window(_ words: [Unsigned]) -> Unsigned {
        let (offset, length) = (words[7][31...3], words[7][63...35])
        let virtual = words[4][37...3].adding(offset.extended(to: 35))
        let physical = words[5][(top - 1)...3].adding(wide(offset))
        let isEmpty = !length.anyOne | virtual[35] | physical[top - 3]
        return keep(
            concatenate(virtual[34...0], physical[(top - 4)...0], words[5][1...0], length), !isEmpty)
    }

    private func wide(_ number: Unsigned) -> Unsigned {
        number.width == top - 3 ? number : number.extended(to: top - 3)
    }

    /// R3.13, R3.14.
    func isMalformedListEntry(_ words: [Unsigned]) -> Bit {
        let length = words[2]
        let badLength = length[63...32].anyOne | length[2...0].anyOne
        let end = words[0][38...0].adding(concatenate(constant(0, width: 7), length[31...0]))
        let badVirtual = words[0][63...38].anyOne | words[0][2...0].anyOne | (end[39] | (end[38] & end[37...0].anyOne))
        let start = concatenate(words[1][(top - 1)...3], constant(0, width: 3))
        let last = start.adding(top == 32 ? length[31...0] : length[31...0].extended(to: top))
        let badPhysical =
            words[1][63...top].anyOne | (last[top] & last[(top - 1)...0].anyOne)
        let noPermission = !words[1][0] & !words[1][1]
        return length.anyOne & (badLength | badVirtual | badPhysical | noPermission)
    }
}
