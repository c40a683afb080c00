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
        let longest = [call, recordReturn, exchange].map { operation in
            (Array(repeating: 1, count: operation.lookUps) + [operation.load, operation.store]).map(phase).reduce(0, +)
        }
        .max()
        return start + Self.mostSteps + (longest ?? 0) + bufferedRecords * record
    }

    /// The most cycles in which an instruction neither asks memory nor waits for it.
    static let mostSteps = 5

    /// The requests of each phase of an instruction.
    struct Requests {
        /// One for each word of the capability table.
        var lookUps = 0
        let load: Int
        let store: Int

        var total: Int { lookUps + load + store }
    }

    /// The push is the call's own, or that of the record which has to make place.
    var call: Requests {
        let entry = (Self.wordsOfEntry + lanes - 1) / lanes
        return Requests(lookUps: isRadix ? 2 : 1, load: entry, store: blockRequests)
    }

    var recordReturn: Requests { Requests(load: blockRequests, store: 1) }

    /// A list entry is in one line from 256 bits on: then the exchange, and one load or store.
    var exchange: Requests { lanes >= 4 ? Requests(load: 2, store: 1) : Requests(load: 3, store: 3) }

    private var blockRequests: Int { Self.wordsPerBlock / lanes }
}
