import XPCModel

/// P5, P6, P14: the segment, its mask, and what goes through it.
final class SegmentMonitor: PropertyMonitor {
    override func cycle(
        _ before: EngineCycle, _ now: EngineCycle, _ history: EngineHistory
    ) -> PropertyViolation? {
        let segment = now.registers.segment
        if segment.maskOffset + segment.maskLength > segment.length {
            return Self.violation("P5", "the mask is not inside the segment")
        }
        return nil
    }

    override func ended(_ command: CommandRecord, _ history: EngineHistory) -> PropertyViolation? {
        guard command.operation == .swapseg, command.isCommitted else { return nil }
        let format = history.format
        let entry = format.wrapped(command.before.xseglist & ~63 &+ 32 &* command.operand)
        guard command.operand < format.listCount(command.before.xseglist),
            let words = command.words(at: entry, count: 3, format.lanes), words[1] & 4 == 0,
            let taken = format.segment(listWords: words)
        else { return Self.violation("P14", "a swap with an entry that cannot be taken") }
        guard command.after.segment == taken else {
            return Self.violation("P6", "the segment that a swap took did not come whole out of the list")
        }
        let given = [command.before.segment.virtual, command.before.segment.physical, command.before.segment.length]
        guard history.memory.words(at: entry, count: 3) == given else {
            return Self.violation("P14", "a swap did not put the whole segment into the list")
        }
        return nil
    }

    override func translated(_ now: EngineTranslation, _ format: ArchitecturalFormat) -> PropertyViolation? {
        let segment = now.segment
        let applies = !now.isClosed && (now.privilege == 0 || now.privilege == 1 && now.sum)
        let touched = (0..<now.bytes).contains { byte in
            let (address, wraps) = now.address.addingReportingOverflow(byte)
            return applies && !wraps && address >= segment.virtual && address - segment.virtual < segment.length
        }
        guard touched else {
            return now.isHit || now.isFault
                ? Self.violation("P6", "an access that does not touch the segment is not left to the page table") : nil
        }
        guard now.isHit else {
            return now.isFault ? nil : Self.violation("P6", "an access to the segment reaches the page table")
        }
        let offset = now.address &- segment.virtual
        let isInside =
            now.address >= segment.virtual && offset + now.bytes <= segment.length
            && now.address + now.bytes <= 1 << 38 && segment.address + offset + now.bytes <= format.limit
        let wanted: UInt64 = (now.isRead ? 1 : 0) | (now.isWrite ? 2 : 0)
        guard !now.isFault, !now.isFetch, isInside, segment.permission & wanted == wanted,
            now.physical == segment.address + offset
        else { return Self.violation("P6", "an access goes outside the segment, or past its permission") }
        return nil
    }
}
