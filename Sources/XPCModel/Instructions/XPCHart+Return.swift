/// xret.
extension XPCHart {
    /// xret: the checks in order, then everything at once.
    mutating func returnToCaller(memory: inout some XPCMemory) throws(XPCException) -> XPCOutcome.Completion {
        let top = registers.xlink
        guard registers.xlinkbase + LinkRecord.size <= top, top <= registers.xlinklimit else {
            throw .linkage(.underflow, xlink: top)  // R4.xret.1 a
        }
        guard registers.xlinkerr == 0 else { throw .linkage(.lateWriteError, xlink: top) }  // R4.xret.1 b

        let place = top - LinkRecord.size
        let buffered = bufferedRecords.last.flatMap { $0.address == place ? $0 : nil }  // R7.9
        let words: [UInt64]
        if let buffered { words = buffered.words } else { words = try readRecord(at: place, memory: &memory) }
        guard let record = LinkRecord(words: words, configuration: configuration), record.isValid, !record.isMalformed
        else {
            throw .linkage(.badRecord, xlink: top)  // R4.xret.2
        }
        guard registers.segment == record.window(configuration: configuration) else {
            throw .linkage(.segmentDiffers, xlink: top)  // R4.xret.3
        }

        if buffered != nil {
            dropYoungest()  // R4.xret.6, R7.11
        } else if !memory.store(words[0] & ~1, at: place) {
            throw .memory(.store, at: place)  // R4.xret.4, R4.12
        }
        noteUnspecified(block: place)  // R7.13
        registers.satp = record.satp  // R4.xret.5
        registers.xcap = record.xcap
        registers.xseglist = record.xseglist
        registers.setSegment(record.segment, maskOffset: record.maskOffset, maskLength: record.maskLength)
        registers.xlink = place
        return XPCOutcome.Completion(
            nextPC: record.returnPC, satp: record.satp, servedFromBuffer: buffered != nil)
    }

    private func readRecord(at place: UInt64, memory: inout some XPCMemory) throws(XPCException) -> [UInt64] {
        var words: [UInt64] = []
        for index in 0..<8 {
            guard let word = memory.load(place + 8 * UInt64(index)) else {
                throw .memory(.load, at: place)  // R4.12
            }
            words.append(word)
        }
        return words
    }
}
