/// xcall and xprefetch.
extension XPCHart {
    /// xcall: the checks in order, then everything at once.
    mutating func call(
        _ id: UInt64, memory: inout some XPCMemory
    ) throws(XPCException) -> XPCOutcome.Completion {
        guard id != 0, id < registers.xetsize else { throw XPCException(.invalidEntry, tval: id) }  // R4.xcall.1
        let cached = cache.lookUp(id: id, xcap: registers.xcap)  // R7.3
        let target: XEntry
        if let cached { target = cached } else { target = try readEntry(id, memory: &memory) }

        let record = savedRecord()
        let place = registers.xlink
        guard registers.xlinkbase <= place, place + LinkRecord.size <= registers.xlinklimit else {
            throw .linkage(.overflow, xlink: place)  // R4.xcall.4 a
        }
        if configuration.bufferedRecords > 0, bufferedRecords.count == configuration.bufferedRecords {
            drainOldest(memory: &memory)  // R4.xcall.4: waits for a place
        }
        guard registers.xlinkerr == 0 else {
            throw .linkage(.lateWriteError, xlink: place)  // R4.xcall.4 b
        }

        let push = BufferedRecord(address: place, words: record.words)
        if configuration.bufferedRecords > 0 {
            enqueue(push)  // R4.xcall.5, R7.8
        } else if !write(push, memory: &memory) {
            throw .memory(.store, at: place)  // R4.12
        }
        let identity = registers.callerIdentity(configuration: configuration)
        registers.xlink = place + LinkRecord.size  // R4.xcall.5
        registers.setSegment(registers.window(configuration: configuration))  // R4.xcall.6
        registers.satp = target.satp  // R4.xcall.7
        registers.xcap = target.xcap
        registers.xseglist = target.xseglist
        registers.t0 = identity  // R4.xcall.8
        return XPCOutcome.Completion(  // R4.xcall.9
            nextPC: target.pc, t0: identity, satp: target.satp, hitCache: cached != nil)
    }

    /// xprefetch: fills the engine cache or does nothing (R4.xprefetch.1, R4.xprefetch.2).
    mutating func prefetch(_ id: UInt64, memory: inout some XPCMemory) -> XPCOutcome.Completion {
        var completion = XPCOutcome.Completion(nextPC: registers.pc &+ 4)  // R4.6
        guard configuration.cacheEntries > 0 else { return completion }  // R4.xprefetch.4
        guard id != 0, id < registers.xetsize else { return completion }  // R4.xprefetch.2
        if cache.lookUp(id: id, xcap: registers.xcap) != nil {
            completion.hitCache = true  // R7.5
        } else if let target = try? readEntry(id, memory: &memory) {
            fillCache(id: id, target: target)  // R4.xprefetch.3, R7.4
        }
        return completion
    }

    /// Checks the capability, then reads the x-entry (R4.xcall.2, R4.xcall.3).
    private func readEntry(_ id: UInt64, memory: inout some XPCMemory) throws(XPCException) -> XEntry {
        let capability = CapabilityLookUp.check(
            id: id, xcap: registers.xcap, configuration: configuration, memory: &memory)
        switch capability {
        case .granted: break
        case .denied: throw XPCException(.invalidCapability, tval: id)  // R4.xcall.2
        case .failed(let address): throw .memory(.load, at: address)  // R4.12
        }
        let address = configuration.physical(registers.xetbase + XEntry.size * id)  // R3.16
        var words: [UInt64] = []
        for index in 0..<5 {
            guard let word = memory.load(address + 8 * UInt64(index)) else {
                throw .memory(.load, at: address)  // R4.12
            }
            words.append(word)
        }
        guard let entry = XEntry(words: words, configuration: configuration) else {
            throw XPCException(.invalidEntry, tval: id)  // R4.xcall.3
        }
        return entry
    }

    /// The record of the caller that xcall saves (R4.xcall.5).
    private func savedRecord() -> LinkRecord {
        LinkRecord(
            returnPC: registers.pc &+ 4, satp: registers.satp, xcap: registers.xcap, xseglist: registers.xseglist,
            segment: registers.segment, maskOffset: registers.xmaskoff, maskLength: registers.xmasklen)
    }
}
