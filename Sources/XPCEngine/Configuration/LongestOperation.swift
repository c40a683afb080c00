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
        // A record's last answer is booked in the next cycle; only then the next record's write begins.
        let record = phase(blockRequests) + 2
        let start = phase(1) + 1
        let longest = operations.map { $0.map(phase).reduce(0, +) }.max() ?? 0
        return start + Self.mostSteps + longest + bufferedRecords * record
    }

    /// The most requests that reach memory while an instruction runs: its own, those of a record that has to make place, and one of a record
    /// that was on its way.
    var mostRequests: Int { 1 + (operations.map { $0.reduce(0, +) }.max() ?? 0) }

    /// The most cycles in which an instruction neither asks memory nor waits for it.
    static let mostSteps = 6

    private var blockRequests: Int { Self.wordsPerBlock / lanes }

    /// The requests of each phase: of xcall, xret, swapseg.
    private var operations: [[Int]] {
        let entryRequests = (Self.wordsOfEntry + lanes - 1) / lanes
        let isOneLine = lanes >= 4
        return [
            (isRadix ? [1] : []) + [1, entryRequests, blockRequests], [blockRequests, 1], isOneLine ? [2, 1] : [3, 3],
        ]
    }
}
