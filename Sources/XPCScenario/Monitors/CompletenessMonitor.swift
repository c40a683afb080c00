import Simulation
import XPCModel

/// P10: what must come of an instruction, worked out of its operand, the registers, and what memory answered.
final class CompletenessMonitor: PropertyMonitor {
    /// What comes of it: nothing raised, or cause and tval.
    private typealias Outcome = (cause: UInt64, tval: UInt64)?

    private let calls: CallMonitor

    init(_ calls: CallMonitor) { self.calls = calls }

    override func ended(_ command: CommandRecord, _ history: EngineHistory) -> PropertyViolation? {
        guard let response = command.response else { return nil }
        let seen: Outcome = response.isException ? (response.cause, response.tval) : nil
        // A late failure sets `xlinkerr` before the check or after it (R7.14).
        let errors = Set([command.before.xlinkerr, command.linkError, command.after.xlinkerr])
        let outcomes = errors.map { expected(command, linkError: $0, history) }
        if outcomes.contains(where: { $0?.cause == seen?.cause && $0?.tval == seen?.tval }) { return nil }
        func text(_ outcome: Outcome) -> String {
            outcome.map { "cause \($0.cause), tval \(hexadecimal($0.tval))" } ?? "completion"
        }
        return Self.violation(
            "P10", "\(command.operation) \(command.operand): \(text(seen)), and it ought to be \(text(outcomes[0]))")
    }

    private func expected(_ command: CommandRecord, linkError: UInt64, _ history: EngineHistory) -> Outcome {
        switch command.operation {
        case .xcall: call(command, linkError, history)
        case .xret: returning(command, linkError, history)
        case .swapseg: swap(command, history.format)
        case .xprefetch: nil
        }
    }

    private func call(_ command: CommandRecord, _ linkError: UInt64, _ history: EngineHistory) -> Outcome {
        let (format, registers, id) = (history.format, command.before, command.operand)
        guard LookUp.isKnown(command) else { return (24, id) }
        if command.hasLoads || calls.known[CallMonitor.tag(command)] == nil {
            switch LookUp.capability(command, format) {
            case .failed(let address): return (29, address)
            case .denied, .unread: return (25, id)
            case .granted: break
            }
            let address = LookUp.entryAddress(command, format)
            let isFailed = command.accesses.contains {
                !$0.isDrain && $0.operation == .load && $0.isError && $0.address & ~63 == address
            }
            if isFailed { return (29, address) }
            guard let words = LookUp.entry(command, format), format.isGoodEntry(words) else { return (24, id) }
        }
        guard registers.xlinkbase <= registers.xlink, registers.xlink + 64 <= registers.xlinklimit else {
            return (26, registers.xlink + 1)
        }
        if linkError & 1 == 1 { return (26, registers.xlink + 5) }
        return command.own.contains { $0.stores && $0.isError } ? (29, registers.xlink | 1) : nil
    }

    private func returning(_ command: CommandRecord, _ linkError: UInt64, _ history: EngineHistory) -> Outcome {
        let (format, registers) = (history.format, command.before)
        guard registers.xlinkbase + 64 <= registers.xlink, registers.xlink <= registers.xlinklimit else {
            return (26, registers.xlink + 2)
        }
        if linkError & 1 == 1 { return (26, registers.xlink + 5) }
        let place = registers.xlink - 64
        if command.accesses.contains(where: { !$0.isDrain && $0.operation == .load && $0.isError }) {
            return (29, place)
        }
        let read = command.hasLoads ? command.words(at: place, count: 8, format.lanes) : history.saved[place]?.words
        guard let words = read, words.count == 8, words[0] & 1 == 1, let segment = format.segment(record: words) else {
            return (26, registers.xlink + 3)
        }
        let (window, mine) = (format.window(segment), registers.segment)
        guard window.virtual == mine.virtual, window.physical == mine.physical, window.length == mine.length else {
            return (26, registers.xlink + 4)
        }
        return command.own.contains { $0.stores && $0.isError } ? (29, place | 1) : nil
    }

    private func swap(_ command: CommandRecord, _ format: ArchitecturalFormat) -> Outcome {
        let index = command.operand
        guard index < format.listCount(command.before.xseglist) else { return (28, index) }
        let entry = format.wrapped(command.before.xseglist & ~63 + 32 * index)
        let own = command.own
        guard let exchange = own.first(where: { $0.operation == .exchange }) else { return (28, index) }
        if exchange.isError { return (29, entry + 8 | 2) }
        guard let words = command.words(at: entry, count: 3, format.lanes) else {
            return own.first { $0.operation == .load && $0.isError }.map {
                (29, first([0, 2], of: $0, entry, format.lanes))
            } ?? (28, index)
        }
        // An error of a load that brings nothing new is one all the same.
        if let failed = own.first(where: { $0.operation == .load && $0.isError }) {
            return (29, first([0, 2], of: failed, entry, format.lanes))
        }
        guard words[1] & 4 == 0, format.segment(listWords: words) != nil else { return (28, index) }
        return own.first { $0.operation == .store && $0.isError }.map {
            (29, first([0, 2, 1], of: $0, entry, format.lanes) | 1)
        }
    }

    /// PA of the first of these words that the access is about (R4.12).
    private func first(_ words: [UInt64], of access: MemoryAccess, _ entry: UInt64, _ lanes: Int) -> UInt64 {
        let addresses = words.map { entry &+ 8 * $0 }
        return addresses.first { access.lane(of: $0, lanes) != nil } ?? entry
    }
}
