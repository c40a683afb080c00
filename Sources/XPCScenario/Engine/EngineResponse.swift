import XPCModel

/// What the engine answered to a command.
struct EngineResponse {
    enum Outcome: Equatable {
        case completed
        case exception(XPCException)
        /// The command was killed; nothing happened.
        case killed
    }

    var outcome: Outcome
    /// Where the core goes on; of a completed command.
    var nextPC: UInt64 = 0
    /// What x5 is to hold, if it is written.
    var t0: UInt64?
    /// What `satp` is to hold, if it is written.
    var satp: UInt64?
    /// From the cycle in which the command fired, which is 0, to the one in which the answer is valid.
    var cycles = 0
    /// The sequencer's state when `kill` was first high; nil when it never was.
    var killState: Int?
    /// Whether records were waiting to be written when the command fired.
    var hadRecords = false
}

/// What the engine answered to a CSR access.
struct EngineCSRResponse: Equatable {
    var old: UInt64 = 0
    var exception: XPCException?
}
