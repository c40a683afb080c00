import Simulation
import XPCModel

/// A request of an engine that memory took, and what came of it.
struct MemoryAccess {
    var operation: MemoryLink.Operation
    /// As on the port.
    var address: UInt64
    var mask: UInt64
    /// The line as it was when the request was taken.
    var before: SIMD8<UInt64>
    /// Nil until answered.
    var answer: EngineCycle.Answer?
    /// Whether it is a buffered record's, and not the command's.
    var isDrain = false

    var isError: Bool { answer?.isError ?? false }
    var stores: Bool { operation != .load }

    /// Address of the first byte of the line.
    func line(_ lanes: Int) -> UInt64 { address & ~UInt64(8 * lanes - 1) }

    /// Where the word at `address` is in the line; nil for another line.
    func lane(of address: UInt64, _ lanes: Int) -> Int? {
        let first = line(lanes)
        guard address >= first, address - first < UInt64(8 * lanes) else { return nil }
        return Int((address - first) / 8)
    }
}

/// A command from the cycle in which it fired on, and all that memory had to do with it.
struct CommandRecord {
    var operation: XPCOperation
    var operand: UInt64
    var pc: UInt64
    var before: CSRValues
    var satp: UInt64
    var accesses: [MemoryAccess] = []
    /// Nil when it was killed.
    var response: EngineCycle.Response?
    var t0: UInt64?
    var satpOut: UInt64?
    /// `xlinkerr` in the cycle of the response.
    var linkError: UInt64 = 0
    /// After the response.
    var after = CSRValues()

    var isCommitted: Bool { response.map { !$0.isException } ?? false }
    var own: [MemoryAccess] { accesses.filter { !$0.isDrain } }
    var hasLoads: Bool { accesses.contains { !$0.isDrain && $0.operation == .load } }

    /// What memory answered for a word that the command read; nil when it was not read, or with an error.
    func word(at address: UInt64, _ lanes: Int) -> UInt64? {
        for access in accesses where !access.isDrain && access.operation != .store {
            guard let lane = access.lane(of: address, lanes), let answer = access.answer, !answer.isError else {
                continue
            }
            // An exchange reads what it writes.
            if access.operation == .load || access.mask >> UInt64(8 * lane) & 0xFF != 0 { return answer.data[lane] }
        }
        return nil
    }

    /// The words from `address` on; nil when one of them was not read.
    func words(at address: UInt64, count: Int, _ lanes: Int) -> [UInt64]? {
        var words: [UInt64] = []
        for index in 0..<count {
            guard let word = word(at: address &+ 8 * UInt64(index), lanes) else { return nil }
            words.append(word)
        }
        return words
    }
}
