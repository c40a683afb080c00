/// The bound of P9: every instruction ends, and so does every drain.
extension XPCConfiguration {
    /// The most cycles from a command's first cycle on the port (with no CSR access in the way) to its end, and from there until all
    /// buffered records are written, with a memory that accepts a request within `memoryDelay` cycles after it was offered, and answers it
    /// within `memoryDelay` cycles (at least 1) after it was accepted. So long an interrupt can wait, at most.
    ///
    /// The reasoning: a phase of n requests offers the next one in the cycle after the last was accepted, so the last of them is accepted
    /// after n * (delay + 1) cycles at most, and answered `delay` cycles later; then the next phase begins. No phase is run twice, nothing
    /// waits for anything but memory, and records only drain while no instruction uses the port, one after the other.
    ///
    /// - Before it starts, an instruction waits for one line of a record that is on its way, or for the answers to a killed one.
    /// - xcall: (root word,) capability word, x-entry, then the push: its own, or that of the record which has to make place.
    /// - xret: the record, then the store of its word 0.
    /// - swapseg: the loads, then the stores.
    public func longestOperation(memoryDelay: Int) -> Int {
        let delay = max(1, memoryDelay)
        func phase(_ requests: Int) -> Int { requests * (delay + 1) + delay }
        let blockRequests = Self.wordsPerBlock / lanes
        let entryRequests = (Self.wordsOfEntry + lanes - 1) / lanes
        let isOneLine = lanes >= 4
        // A record's last answer is booked in the next cycle; only then the next record's write begins.
        let record = phase(blockRequests) + 2

        let start = phase(1) + 1
        // check, act and raise or commit take a cycle each.
        let steps = 3
        let lookUp = (isRadix ? phase(1) : 0) + phase(1)
        let call = lookUp + phase(entryRequests) + (bufferedRecords == 0 ? phase(blockRequests) : record)
        let recordReturn = phase(blockRequests) + phase(1)
        let exchange = phase(isOneLine ? 2 : 3) + phase(isOneLine ? 1 : 3)
        return start + steps + max(call, recordReturn, exchange) + bufferedRecords * record
    }
}
