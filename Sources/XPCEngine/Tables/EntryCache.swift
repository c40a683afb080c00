import HDL

/// Chapter 7: the engine cache. Only xprefetch fills it; entries are tagged by ID and `xcap`.
final class EntryCache: Module {
    let progress = input(Progress())
    let capability: Unsigned
    /// R7.2.
    let empties = input(bit)
    let filling: Wire<Space>

    let isHit = output(bit)
    let entry: Wire<Space>

    /// For proofs.
    let watched: Wire<CacheState>?

    private let configuration: XPCConfiguration

    init(_ configuration: XPCConfiguration, isWatched: Bool = false) {
        self.configuration = configuration
        watched = isWatched ? wire(CacheState(configuration)) : nil
        capability = input(configuration.capabilityLayout.shape)
        filling = input(Space(configuration))
        entry = output(Space(configuration))
    }

    override func circuit() {
        unused(progress)
        let count = configuration.cacheEntries
        let valid = (0..<count).map { _ in register(bit) }
        let id = progress.operand[(XPCConfiguration.idBits - 1)...0]
        let tag = wire(concatenate(id, capability))  // R7.1
        let tags = (0..<count).map { _ in register(tag, reset: nil) }
        let entries = (0..<count).map { _ in register(filling.shape, reset: nil) }

        let hits = (0..<count).map { valid[$0] & (tags[$0] === tag) }  // R7.3
        let anyHit = wire(hits.reduce(constant(false)) { $0 | $1 })
        isHit <== (progress.isCallish & anyHit & !empties)
        var held = constant(0, width: filling.bitWidth)
        for index in 0..<count { held = held | (entries[index].asBits & hits[index].repeated(filling.bitWidth)) }
        entry <== filling.shape.from(bits: held)

        // A prefetch in flight dies with what is emptied.
        let isStale = register(bit)
        when(empties) { isStale <== true }.elsewhen(progress.isIdle) { isStale <== false }
        let fills = wire(progress.fills & !isStale & !empties & !anyHit)  // R7.5
        let next = count > 1 ? register(unsigned(count.trailingZeroBitCount)) : nil
        for index in 0..<count {
            let isNext = next.map { $0 === index } ?? constant(true)
            when(fills & isNext) {
                valid[index] <== true
                tags[index] <== tag
                entries[index] <== filling
            }
            when(empties) { valid[index] <== false }
        }
        if let next {  // R7.4
            when(fills) { next <== next + 1 }
            when(empties) { next <== 0 }
        }

        if let watched {
            watched.isStale <== isStale
            if let shown = watched.next, let next { shown <== next }
            for index in 0..<count {
                watched.valid[index] <== valid[index]
                watched.tags[index] <== keep(tags[index], valid[index])
                watched.entries[index] <== keep(entries[index], valid[index])
            }
        }
        checkEntries(valid, tags, entries, next, isHit: isHit, tag: tag, fills: fills)
        let wasEmptied = register(bit, reset: true)
        wasEmptied <== empties
        check("P12 nothing is left after emptying", wasEmptied.implies(!anyHit))
    }

    private func checkEntries(
        _ valid: [Bit], _ tags: [Unsigned], _ entries: [Wire<Space>], _ next: Unsigned?, isHit: Bit, tag: Unsigned,
        fills: Bit
    ) {
        // Ghost: the entries as they came, the youngest first.
        let ages = valid.indices
        let came = ages.map { _ in register(filling.shape, reset: nil) }
        let cameTags = ages.map { _ in register(tag, reset: nil) }
        let hasCome = ages.map { _ in register(bit) }
        when(fills) {
            came[0] <== filling
            cameTags[0] <== tag
            hasCome[0] <== true
            for age in ages.dropFirst() {
                came[age] <== came[age - 1]
                cameTags[age] <== cameTags[age - 1]
                hasCome[age] <== hasCome[age - 1]
            }
        }
        when(empties) {
            for flag in hasCome { flag <== false }
        }
        let isFound = ages.map { hasCome[$0] & (cameTags[$0] === tag) & (came[$0].asBits === entry.asBits) }
        check("P2 a hit gives what a prefetch read", isHit.implies(isFound.reduce(constant(false)) { $0 | $1 }))
        for index in valid.indices {
            /// What came in this place's turn: the place before the next one is the youngest.
            func turn(_ parts: [Unsigned]) -> Unsigned {
                next.map { select($0 - (index + 1) % valid.count, parts) } ?? parts[0]
            }
            check(
                "R7.4 place \(index) is filled in its turn",
                Unsigned(valid[index]) === turn(hasCome.map { Unsigned($0) }))
            check(
                "R7.4 place \(index) holds what came in its turn",
                valid[index].implies(
                    (tags[index] === turn(cameTags)) & (entries[index].asBits === turn(came.map(\.asBits)))))
        }
        guard valid.count > 1 else { return }
        let several = valid.indices.flatMap { first in
            ((first + 1)..<valid.count).map { valid[first] & valid[$0] & (tags[first] === tags[$0]) }
        }
        check("R7.5 no two entries have one tag", !several.reduce(constant(false)) { $0 | $1 })
    }
}
