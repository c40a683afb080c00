/// What a command read of the capability table and of its x-entry (R3.1 to R3.6).
enum LookUp {
    enum Capability: Equatable {
        /// The ID is past the table's end (R3.4), or the root word names no leaf (R3.6), or the bit is 0.
        case denied
        case granted
        /// The load of the word at this PA failed.
        case failed(UInt64)
        /// The word at this PA was not read.
        case unread
    }

    enum Word {
        case unread, failed
        case value(UInt64)
    }

    /// The answer to the command's load of a word.
    static func word(at address: UInt64, _ command: CommandRecord, _ lanes: Int) -> Word {
        for access in command.accesses where !access.isDrain && access.operation == .load {
            guard let lane = access.lane(of: address, lanes), let answer = access.answer else { continue }
            return answer.isError ? .failed : .value(answer.data[lane])
        }
        return .unread
    }

    static func capability(_ command: CommandRecord, _ format: ArchitecturalFormat) -> Capability {
        let id = command.operand
        let table = command.before.xcap & ~63
        guard format.isRadix else {
            if id >= 512 << (command.before.xcap & 63) { return .denied }
            return bit(id, of: table, command, format)
        }
        let root = format.wrapped(table &+ 8 &* (id / 32768))
        switch word(at: root, command, format.lanes) {
        case .unread: return .unread
        case .failed: return .failed(root)
        case .value(let word):
            guard word & 0xFFF == 1, word < format.limit else { return .denied }
            return bit(id % 32768, of: word - 1, command, format)
        }
    }

    private static func bit(
        _ index: UInt64, of table: UInt64, _ command: CommandRecord, _ format: ArchitecturalFormat
    ) -> Capability {
        let address = format.wrapped(table &+ 8 &* (index / 64))
        return switch word(at: address, command, format.lanes) {
        case .unread: .unread
        case .failed: .failed(address)
        case .value(let word): word >> (index % 64) & 1 == 1 ? .granted : .denied
        }
    }

    /// Where the x-entry lies.
    static func entryAddress(_ command: CommandRecord, _ format: ArchitecturalFormat) -> UInt64 {
        format.wrapped(command.before.xetbase &+ 64 &* command.operand)
    }

    /// The x-entry's words 0 to 4; nil when they were not all read.
    static func entry(_ command: CommandRecord, _ format: ArchitecturalFormat) -> [UInt64]? {
        command.words(at: entryAddress(command, format), count: 5, format.lanes)
    }

    /// R4.xcall.1.
    static func isKnown(_ command: CommandRecord) -> Bool {
        command.operand > 0 && command.operand < command.before.xetsize
    }
}
