import XPCModel

/// P4 and P13: what a call saves, and what a return restores.
final class ReturnMonitor: PropertyMonitor {
    /// P13: what a blocking build would have written is in memory when the queue is empty.
    override func cycle(
        _ before: EngineCycle, _ now: EngineCycle, _ history: EngineHistory
    ) -> PropertyViolation? {
        guard now.isDrained, !history.pending.isEmpty else { return nil }
        for place in history.pending where !history.failed.contains(place) {
            guard let saved = history.saved[place], !saved.isConsumed else { continue }
            if let found = isWritten(saved.words, at: place, history) { return found }
        }
        return nil
    }

    private func isWritten(
        _ words: [UInt64], at place: UInt64, _ history: EngineHistory
    ) -> PropertyViolation? {
        for (index, word) in words.enumerated() where history.memory[place &+ 8 * UInt64(index)] != word {
            return Self.violation(
                "P13",
                "word \(index) of the record at \(hexadecimal(place)) is "
                    + "\(hexadecimal(history.memory[place &+ 8 * UInt64(index)])) in memory, and was pushed as "
                    + hexadecimal(word))
        }
        return nil
    }

    override func ended(_ command: CommandRecord, _ history: EngineHistory) -> PropertyViolation? {
        guard command.isCommitted else { return nil }
        switch command.operation {
        case .xcall:
            guard !history.format.isBuffered else { return nil }
            let words = history.format.record(command.before, pc: command.pc, satp: command.satp)
            return isWritten(words, at: command.before.xlink, history)
        case .xret: return returned(command, history)
        default: return nil
        }
    }

    private func returned(_ command: CommandRecord, _ history: EngineHistory) -> PropertyViolation? {
        let (before, format) = (command.before, history.format)
        guard before.xlinkbase &+ 64 <= before.xlink, before.xlink <= before.xlinklimit,
            command.after.xlink == before.xlink &- 64
        else { return Self.violation("P4", "a return outside the link stack") }
        let place = before.xlink &- 64
        let saved = history.saved[place]
        if let saved, saved.isConsumed {
            return Self.violation("P4", "a second return through the record at \(hexadecimal(place))")
        }
        let words: [UInt64]
        if command.hasLoads {
            guard let read = command.words(at: place, count: 8, format.lanes), read[0] & 1 == 1 else {
                return Self.violation("P4", "a return through an invalid record")
            }
            if let saved, saved.words != read {
                return Self.violation("P4", "the record at \(hexadecimal(place)) is not what the call saved")
            }
            guard history.memory[place] & 1 == 0 else {
                return Self.violation("P4", "the record at \(hexadecimal(place)) is still valid after the return")
            }
            words = read
        } else {
            guard let saved, history.pending.contains(place) else {
                return Self.violation("P4", "a return through a record that is neither read nor buffered")
            }
            words = saved.words
        }
        return restored(command, words, format)
    }

    private func restored(
        _ command: CommandRecord, _ words: [UInt64], _ format: ArchitecturalFormat
    ) -> PropertyViolation? {
        guard let segment = format.segment(record: words) else {
            return Self.violation("P4", "a return through a malformed record")
        }
        guard handed(command.before.segment) == handed(format.window(segment)) else {
            return Self.violation("P4", "a return without the segment that was handed over")
        }
        let seen = [command.satpOut ?? 0, command.response?.pc ?? 0, command.after.xcap, command.after.xseglist]
        let saved = [
            format.satp(words[1]), format.returnPC(words[0]), format.capability(words[2]), format.list(words[3]),
        ]
        guard command.satpOut != nil, command.response?.isRedirect ?? false, seen == saved else {
            return Self.violation(
                "P4", "a return restores \(seen.map(hexadecimal)), and \(saved.map(hexadecimal)) was saved")
        }
        guard command.after.segment == segment, command.t0 == nil else {
            return Self.violation("P4", "a return restores another segment, or mask, or writes t0")
        }
        return nil
    }

    /// A segment without its mask.
    private func handed(_ segment: SegmentValues) -> [UInt64] { [segment.virtual, segment.physical, segment.length] }
}
