import Simulation
import XPCModel

/// P11: where the engine reads and writes.
final class AccessMonitor: PropertyMonitor {
    override func took(_ access: MemoryAccess, _ now: EngineCycle, _ history: EngineHistory) -> PropertyViolation? {
        let format = history.format
        guard now.request?.operation != nil else { return Self.violation("P11", "a request that means nothing") }
        if access.isDrain {
            let block = access.address & ~63
            let isRecord = history.pending.contains(block) && isInLinkStack(block, now.registers)
            return isRecord ? nil : found(access, "nothing is to be written there")
        }
        guard let command = history.current else { return found(access, "nothing runs") }
        let registers = command.before
        let place = access.line(format.lanes)
        switch command.operation {
        case .xcall where access.stores:
            let block = registers.xlink
            return access.address & ~63 == block && isInLinkStack(block, registers) ? nil : found(access, "no record")
        case .xcall, .xprefetch:
            return !access.stores && isInTables(place, command, format) ? nil : found(access, "no table of it")
        case .xret:
            let block = registers.xlink &- 64
            let isWord0 = !access.stores || access.operation == .store && place == block && access.mask & ~0xFF == 0
            return access.address & ~63 == block && isInLinkStack(block, registers) && isWord0
                ? nil : found(access, "no record")
        case .swapseg:
            let entry = format.wrapped(registers.xseglist & ~63 &+ 32 &* command.operand)
            guard command.operand < format.listCount(registers.xseglist) else { return found(access, "no list") }
            if !access.stores { return overlaps(place, entry, 24, format) ? nil : found(access, "no entry") }
            let lanes = (0..<format.lanes).filter { access.mask >> UInt64(8 * $0) & 0xFF != 0 }
            let isInEntry = lanes.allSatisfy { place &+ 8 * UInt64($0) &- entry < 24 }
            return isInEntry ? nil : found(access, "not the entry")
        }
    }

    private func found(_ access: MemoryAccess, _ what: String) -> PropertyViolation {
        Self.violation("P11", "a \(access.operation) at \(hexadecimal(access.address)): \(what)")
    }

    private func isInLinkStack(_ block: UInt64, _ registers: CSRValues) -> Bool {
        block >= registers.xlinkbase && block < registers.xlinklimit
    }

    /// Whether a line has bytes of [start, start + count).
    private func overlaps(_ line: UInt64, _ start: UInt64, _ count: UInt64, _ format: ArchitecturalFormat) -> Bool {
        line < start &+ count && start < line &+ UInt64(8 * format.lanes)
    }

    private func isInTables(_ line: UInt64, _ command: CommandRecord, _ format: ArchitecturalFormat) -> Bool {
        let registers = command.before
        if overlaps(line, registers.xetbase, 64 &* registers.xetsize, format) { return true }
        let table = registers.xcap & ~63
        guard format.isRadix else { return overlaps(line, table, 64 << (registers.xcap & 63), format) }
        if overlaps(line, table, 4096, format) { return true }
        let root = format.wrapped(table &+ 8 &* (command.operand / 32768))
        guard case .value(let word) = LookUp.word(at: root, command, format.lanes) else { return false }
        return word & 0xFFF == 1 && word < format.limit && overlaps(line, word - 1, 4096, format)
    }
}
