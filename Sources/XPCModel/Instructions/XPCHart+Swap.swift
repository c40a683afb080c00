/// swapseg.
extension XPCHart {
    /// swapseg: takes the entry, checks it, and puts the register's segment in its place.
    mutating func swap(
        _ index: UInt64, memory: inout some XPCMemory
    ) throws(XPCException) -> XPCOutcome.Completion {
        guard index < registers.segmentListCount else {
            throw XPCException(.swapError, tval: index)  // R4.swapseg.1
        }
        let list = registers.xseglist & ~0x3F
        let entry = configuration.physical(list + SegmentListEntry.size * index)  // R3.16
        guard let old = memory.exchange(SegmentListEntry.busy, at: entry + 8) else {
            throw .memory(.exchange, at: entry + 8)  // R4.swapseg.2, R4.12
        }
        guard old & SegmentListEntry.busy == 0 else {
            throw XPCException(.swapError, tval: index)  // R4.swapseg.3
        }

        let virtual = try loadTaken(entry, old: old, entry: entry, memory: &memory)
        let length = try loadTaken(entry + 16, old: old, entry: entry, memory: &memory)
        let segment = SegmentListEntry.segment(words: [virtual, old, length], configuration: configuration)
        guard let segment else {
            _ = memory.store(old, at: entry + 8)  // R4.swapseg.4
            throw XPCException(.swapError, tval: index)
        }

        let mine = SegmentListEntry.words(registers.segment)
        for word in [0, 2, 1] {  // R4.swapseg.5
            let address = entry + 8 * UInt64(word)
            guard memory.store(mine[word], at: address) else { throw .memory(.store, at: address) }  // R4.13
        }
        registers.setSegment(segment)  // R4.swapseg.6
        return XPCOutcome.Completion(nextPC: registers.pc &+ 4)  // R4.6
    }

    /// Loads a word of the entry that was taken; if that fails the entry is put back (R4.13).
    private func loadTaken(
        _ address: UInt64, old: UInt64, entry: UInt64, memory: inout some XPCMemory
    ) throws(XPCException) -> UInt64 {
        guard let word = memory.load(address) else {
            _ = memory.store(old, at: entry + 8)
            throw .memory(.load, at: address)
        }
        return word
    }
}
