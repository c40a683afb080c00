import XPCModel

/// P1, P2, P3, P12: what a call rests on, and where it leads.
final class CallMonitor: PropertyMonitor {
    struct Tag: Hashable {
        var id: UInt64
        var xcap: UInt64
    }

    /// Words 0 to 4 of the x-entries that a prefetch read since the cache was emptied last.
    private(set) var known: [Tag: [UInt64]] = [:]

    static func tag(_ command: CommandRecord) -> Tag { Tag(id: command.operand, xcap: command.before.xcap) }

    override func cycle(
        _ before: EngineCycle, _ now: EngineCycle, _ history: EngineHistory
    ) -> PropertyViolation? {
        if !known.isEmpty, before.isReset || before.isEmptying || before.access?.writesKernel ?? false { known = [:] }
        return nil
    }

    /// R4.xcall.2: no x-entry is read before its bit was read as 1.
    override func took(_ access: MemoryAccess, _ now: EngineCycle, _ history: EngineHistory) -> PropertyViolation? {
        guard !access.isDrain, access.operation == .load, let command = history.current,
            command.operation == .xcall || command.operation == .xprefetch
        else { return nil }
        let entry = LookUp.entryAddress(command, history.format)
        guard access.address &- entry < 64 || entry &- access.line(history.format.lanes) < 64,
            LookUp.capability(command, history.format) != .granted
        else { return nil }
        // It may be a word of the table that lies there.
        if case .unread = LookUp.capability(command, history.format), command.own.count == 1 { return nil }
        return Self.violation("P1", "x-entry \(command.operand) is read before its capability was read as 1")
    }

    override func ended(_ command: CommandRecord, _ history: EngineHistory) -> PropertyViolation? {
        let format = history.format
        switch command.operation {
        case .xprefetch:
            if command.response != nil, format.hasCache, LookUp.isKnown(command),
                LookUp.capability(command, format) == .granted, let words = LookUp.entry(command, format),
                format.isGoodEntry(words)
            {
                known[Self.tag(command)] = words
            }
            return nil
        case .xcall: return command.isCommitted ? committed(command, format) : nil
        default: return nil
        }
    }

    private func committed(_ command: CommandRecord, _ format: ArchitecturalFormat) -> PropertyViolation? {
        guard LookUp.isKnown(command) else {
            return Self.violation("P1", "a call of x-entry \(command.operand) of \(command.before.xetsize)")
        }
        let words: [UInt64]
        if command.hasLoads {
            guard LookUp.capability(command, format) == .granted else {
                return Self.violation("P1", "a call of x-entry \(command.operand) without its capability")
            }
            guard let read = LookUp.entry(command, format), format.isGoodEntry(read) else {
                return Self.violation("P1", "a call of x-entry \(command.operand), which is not a good one")
            }
            words = read
        } else {
            guard let read = known[Self.tag(command)] else {
                return Self.violation(
                    "P12", "a call of x-entry \(command.operand), which was not read since the cache was emptied last")
            }
            words = read
        }
        return target(command, words, format) ?? segment(command, format)
    }

    private func target(
        _ command: CommandRecord, _ words: [UInt64], _ format: ArchitecturalFormat
    ) -> PropertyViolation? {
        guard let response = command.response else { return nil }
        let seen = [command.satpOut ?? 0, response.pc, command.after.xcap, command.after.xseglist]
        guard response.isRedirect, command.satpOut != nil, seen == Array(words[1...4]) else {
            return Self.violation(
                "P2", "a call leads to \(seen.map(hexadecimal)), and the x-entry says \(words[1...4].map(hexadecimal))")
        }
        guard command.t0 == format.identity(command.before) else {
            return Self.violation(
                "P2",
                "t0 is \(command.t0.map(hexadecimal) ?? "not written"), and the caller's identity "
                    + hexadecimal(format.identity(command.before)))
        }
        return nil
    }

    private func segment(_ command: CommandRecord, _ format: ArchitecturalFormat) -> PropertyViolation? {
        let (old, new) = (command.before.segment, command.after.segment)
        let isInside =
            new.length == 0
            || new.virtual >= old.virtual && new.virtual - old.virtual + new.length <= old.length
                && new.address &- old.address == new.virtual - old.virtual
        guard isInside, new.permission == old.permission || new.permission == 0 else {
            return Self.violation("P3", "the callee's segment is not inside the caller's")
        }
        guard new == format.window(old) else {
            return Self.violation("P6", "the callee's segment is not the window of the caller's mask")
        }
        guard command.after.xlink == command.before.xlink &+ 64,
            command.before.xlink >= command.before.xlinkbase,
            command.after.xlink <= command.before.xlinklimit
        else { return Self.violation("P4", "a call leaves the link stack") }
        return nil
    }
}
