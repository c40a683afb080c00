import Simulation
import XPCEngine
import XPCModel

/// The tables that random operations work on: four processes that hold each other's x-entries, good ones and bad ones.
struct RandomWorld {
    /// x-entries that work and that every process holds, by ID.
    static let good: [UInt64] = Array(1...12) + [200, 33_000]
    /// x-entries that no process holds.
    static let denied: [UInt64] = [40, 41, 700, 70_000, 100_000]
    /// x-entries that every process holds and that are invalid or malformed.
    static let bad: [UInt64] = Array(20...31)
    static let tableSize: UInt64 = 200_000
    static let processes = 4
    static let records: UInt64 = 8
    static let listSize: UInt64 = 8
    /// List entries that hold a segment; the others are empty, malformed or busy.
    static let goodEntries: [UInt64] = [0, 1, 2, 3]
    static let badEntries: [UInt64] = [5, 6]
    static let busyEntry: UInt64 = 7

    let base: UInt64
    let isRadix: Bool
    let configuration: XPCModelConfiguration

    /// - Parameter draw: decides where in a large physical memory the world lies.
    init(_ configuration: XPCModelConfiguration, draw: Int = 0) {
        self.configuration = configuration
        let places: [UInt64] = [0x12_8000_0000, 0xA5_8000_0000, 0x5A_8000_0000, 0x8000_0000, 0xFF_8000_0000]
        base = configuration.physicalAddressBits > 32 ? places[draw % places.count] : 0x8000_0000
        isRadix = configuration.capabilityTable == .radix
    }

    var entryTable: UInt64 { base + 0x100_0000 }
    var linkBase: UInt64 { base + 0x3_0000 }
    var linkLimit: UInt64 { linkBase + 64 * Self.records }
    var identities: UInt64 { base }

    /// `xcap` of a process.
    func capability(_ process: Int) -> UInt64 {
        isRadix ? base + 0x10_0000 + 0x1_0000 * UInt64(process) : base + 0x10_0000 + 0x1_0000 * UInt64(process) + 7
    }

    /// `xseglist` of a process.
    func list(_ process: Int) -> UInt64 { base + 0x4_0000 + 0x400 * UInt64(process) + 3 }

    func satp(_ process: Int) -> UInt64 {
        configuration.legalTranslationRegister(8 << 60 | UInt64(process + 3) << 44 | UInt64(0x100 + process))
    }

    func entryAddress(_ id: UInt64) -> UInt64 { entryTable + 64 * id }

    /// The word that holds the capability bit of an ID.
    func capabilityWord(_ process: Int, _ id: UInt64) -> UInt64 {
        guard isRadix else { return capability(process) & ~0x3F + 8 * (id / 64) }
        return capability(process) + 0x1000 * (1 + id / 32768) + 8 * (id % 32768 / 64)
    }

    private static let named = Set(good + denied + bad)

    /// Whether an ID is one of those above.
    private static func isNamed(_ id: UInt64) -> Bool { named.contains(id) }

    /// The working x-entry of an ID.
    func entry(_ id: UInt64) -> XEntry {
        let process = Int(id % UInt64(Self.processes))
        // Entry points in both halves of the address space (R3.3.c).
        let pc = id % 5 == 4 ? 0xFFFF_FFC0_0000_0000 + 0x100 * id : 0x1_0000 + 0x100 * id
        return XEntry(satp: satp(process), pc: pc, xcap: capability(process), xseglist: list(process))
    }

    /// The words of an x-entry that is malformed in one of the ways of R3.3, or not valid.
    func badEntry(_ way: UInt64) -> [UInt64] {
        var words = entry(way).words + [0, 0, 0]
        switch way % 12 {
        case 0: words[0] = 0
        case 1: words[0] = 3
        case 2: words[0] = 1 << 63 | 1
        case 3: words[1] = words[1] & ~(15 << 60)
        case 4: words[1] |= 1 << UInt64(configuration.physicalAddressBits - 12)
        case 5: words[1] = configuration.asidBits < 16 ? words[1] | 1 << 59 : words[1] | 1 << 60
        case 6: words[2] |= 1
        case 7: words[2] = 1 << 38
        case 8: words[3] |= isRadix ? 0x20 : 0x30
        case 9: words[3] |= 1 << 60
        case 10: words[4] |= 1 << UInt64(configuration.physicalAddressBits)
        default: words[4] = words[4] & ~0x3F | 13
        }
        return words
    }

    /// The words of a good list entry of a process.
    func segment(_ process: Int, _ index: UInt64, _ random: inout SplitMix) -> [UInt64] {
        let place = base + 0x200_0000 + 0x1_0000 * (UInt64(process) * 8 + index)
        let length = 8 * UInt64(1 + random.below(0x400))
        switch random.below(12) {
        case 0: return [0, 0, 0]
        case 1: return [(1 << 38) - length, place | 3, length]  // up to the end of the user half
        case 2: return [0x20_0000_0000, (configuration.physicalLimit - length) | 3, length]  // up to the end of memory
        default:
            return [
                0x20_0000_0000 + 0x1_0000 * (UInt64(process) * 8 + index),
                place | UInt64([1, 2, 3, 3, 3, 3][random.below(6)]), length,
            ]
        }
    }

    /// The words of a list entry that is malformed in one of the ways of R3.14.
    func badSegment(_ random: inout SplitMix) -> [UInt64] {
        let place = base + 0x300_0000
        switch random.below(9) {
        case 0: return [0x20_0000_0000, place | 3, 0x104]
        case 1: return [0x20_0000_0000, place | 3, 1 << 32]
        case 2: return [0x20_0000_0004, place | 3, 0x100]
        case 3: return [1 << 38, place | 3, 0x100]
        case 4: return [(1 << 38) - 0xF8, place | 3, 0x100]
        case 5: return [0x20_0000_0000, place | 3 | 1 << UInt64(configuration.physicalAddressBits), 0x100]
        case 6: return [0x20_0000_0000, (configuration.physicalLimit - 0x80) | 3, 0x100]
        case 7: return [0x20_0000_0000, place | 3 | 1 << 63, 0x100]
        default: return [0x20_0000_0000, place, 0x100]
        }
    }

    /// Writes all tables, on both sides.
    func build(_ lockStep: LockStep, _ random: inout SplitMix) {
        for id in Self.good { lockStep.write(entry(id).words, at: entryAddress(id)) }
        for id in Self.denied { lockStep.write(entry(id).words, at: entryAddress(id)) }
        for id in Self.bad { lockStep.write(badEntry(id), at: entryAddress(id)) }
        for process in 0..<Self.processes {
            if isRadix {
                // Two leaves; the third is absent, the fourth root word malformed.
                let root = capability(process)
                lockStep.write([root + 0x1001, root + 0x2001, root + 0x3000, root + 0x3011], at: root)
            }
            for id in Self.good + Self.bad { lockStep[capabilityWord(process, id)] |= 1 << (id % 64) }
            // Bits of other IDs in the same words, so that a look-up of the wrong bit is found out.
            for id in Self.good + Self.bad + Self.denied {
                let word = capabilityWord(process, id)
                let first = id & ~63
                for bit in 0..<64 where bit % 3 == 0 && !Self.isNamed(first + UInt64(bit)) {
                    lockStep[word] |= 1 << UInt64(bit)
                }
            }
            for index in 0..<Self.listSize { resetList(lockStep, process, index, &random) }
        }
    }

    /// Writes one list entry anew.
    func resetList(_ lockStep: LockStep, _ process: Int, _ index: UInt64, _ random: inout SplitMix) {
        let address = list(process) & ~0x3F + 32 * index
        let words =
            Self.badEntries.contains(index)
            ? badSegment(&random)
            : index == Self.busyEntry ? [0, 4, 0] : segment(process, index, &random)
        lockStep.write(words, at: address)
    }
}
